"""The codebook: the labels that can be chosen, grouped into schemes."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Self

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.check import CheckStatus, EvidenceStance, SourceMedium, SourceReliability
from annotator.domain.claim import AssertionKind, QuoteType
from annotator.domain.label_key import LabelKey
from annotator.domain.sentiment import POLARITIES

LARGEST_NUMBER: Final = 1e12
"""The largest number of a label, positive or negative."""


class Layer(StrEnum):
    """What the labels of a scheme describe.

    A layer is open to custom codes, or its codes are fixed because the program depends on them;
    their names, definitions and keys can always be changed.
    """

    codes: tuple[str, ...] | None

    def __new__(cls, name: str, codes: tuple[str, ...] | None = None) -> Self:
        """Make a fixed layer with its codes, or an open one without."""
        layer = str.__new__(cls, name)
        layer._value_ = name
        layer.codes = codes
        return layer

    CHECKWORTHINESS = "checkworthiness"
    CLAIM_TYPE = "claim_type"
    ASSERTION_KIND = "assertion_kind", tuple(AssertionKind)
    QUOTE_TYPE = "quote_type", tuple(QuoteType)
    VERDICT = "verdict"
    CHECK_STATUS = "check_status", tuple(CheckStatus)
    EVIDENCE_STANCE = "evidence_stance", tuple(EvidenceStance)
    SOURCE_MEDIUM = "source_medium", tuple(SourceMedium)
    SOURCE_RELIABILITY = "source_reliability", tuple(SourceReliability)
    SENTIMENT_POLARITY = "sentiment_polarity", tuple(map(str, POLARITIES))

    @property
    def is_fixed(self) -> bool:
        """Return whether its codes are fixed by the program."""
        return self.codes is not None


class Label(Struct, frozen=True, gc=False, kw_only=True):
    """One choice of a scheme: the code never changes its meaning, the name may change.

    `short` is its name where space is limited, empty when the name itself is short enough;
    `number` is its position on a scale, `key` the digit or letter that picks it, `colour` a tone
    of the theme (supported, refuted, conflicting, unchecked) or empty.
    """

    code: str
    name: str
    short: str = ""
    definition: str = ""
    number: float | None = None
    colour: str = ""
    key: str = ""
    is_retired: bool = False


_IMPORTED: Final = "-labels@1"


class Scheme(Struct, frozen=True, gc=False, kw_only=True):
    """A list of labels for one layer; `id` is its name and version, as in `priority-3@1`.

    `ordinal` is its place among the schemes of its layer, from 0; the first one stands for the
    layer where there is room for one only.
    """

    id: str
    layer: str
    title: str
    source_url: str = ""
    licence: str = ""
    is_ordinal: bool = False
    multi_select: bool = False
    ordinal: int = 0
    labels: tuple[Label, ...] = ()

    @property
    def is_fixed(self) -> bool:
        """Return whether its codes are fixed by the program."""
        return self._codes is not None

    @property
    def is_imported(self) -> bool:
        """Return whether it was added for labels made elsewhere."""
        return self.id.endswith(_IMPORTED)

    @property
    def _codes(self) -> tuple[str, ...] | None:
        return next((layer.codes for layer in Layer if layer == self.layer), None)

    def allows(self, code: str) -> bool:
        """Return whether a code is allowed in this scheme."""
        return self._codes is None or code in self._codes

    def key(self, code: str) -> LabelKey:
        """Return the key of the label with this code."""
        return LabelKey(self.id, code)

    def label(self, code: str) -> Label | None:
        """Return the label with this code."""
        return next((label for label in self.labels if label.code == code), None)


def imported_scheme_id(format_id: str) -> str:
    """Return the id of the scheme that is added for labels made elsewhere, in a format."""
    return f"{format_id}{_IMPORTED}"


def in_order(schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Return schemes by layer, and by their place within it."""
    order = {str(layer): place for place, layer in enumerate(Layer)}

    def place(scheme: Scheme) -> tuple[int, int]:
        return order.get(scheme.layer, len(order)), scheme.ordinal

    return tuple(sorted(schemes, key=place))


def numbered(schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Return the schemes with their ordinals by their order here."""
    count = Counter[str]()
    found = []
    for scheme in schemes:
        found.append(replace(scheme, ordinal=count[scheme.layer]))
        count[scheme.layer] += 1
    return in_order(found)


class Codebook(Struct, frozen=True):
    """All schemes of one project."""

    schemes: tuple[Scheme, ...] = ()

    def layer(self, layer: Layer) -> tuple[Scheme, ...]:
        """Return the schemes of one layer, in order."""
        return tuple(scheme for scheme in self.schemes if scheme.layer == layer)

    def scheme(self, layer: Layer) -> Scheme:
        """Return the first scheme of a layer; an empty one when the codebook has none."""
        return next(iter(self.layer(layer)), Scheme(id="", layer=layer, title=""))

    def label(self, key: LabelKey | None) -> Label | None:
        """Return the label with this key; None when there is none."""
        found = next((s for s in self.schemes if key and s.id == key.scheme_id), None)
        return found.label(key.code) if found and key else None

    def name(self, layer: Layer, code: str) -> str:
        """Return the name of a label; its code when the label is unknown."""
        labels = (scheme.label(code) for scheme in self.layer(layer))
        return next((label.name for label in labels if label), code)
