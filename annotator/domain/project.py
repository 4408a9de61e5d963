"""The project itself: one file, one name."""

from msgspec import Struct, field

from annotator.domain.stamp import new_id, utc_now


class Project(Struct, frozen=True, kw_only=True):
    """What a project file is called, and the id that stays when the file is moved."""

    name: str
    created_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)
