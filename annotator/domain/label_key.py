"""The key of one label of a codebook."""

from msgspec import Struct


class LabelKey(Struct, frozen=True, gc=False, order=True):
    """Identifies one label in one version of a scheme, such as `averitec-verdict@1` `refuted`."""

    scheme_id: str
    code: str
