"""Who labels, and who is talked about."""

from msgspec import Struct, field

from annotator.domain.stamp import new_id, utc_now


class Annotator(Struct, frozen=True, kw_only=True):
    """A person, or later a tool, whose labels these are.

    `kind` is human or machine; `role` is checker, reviewer, editor or tool.
    """

    name: str
    kind: str = "human"
    role: str = "checker"
    created_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)


class Entity(Struct, frozen=True, kw_only=True):
    """Somebody or something that speaks or is spoken of, under all its names.

    `kind` is one of person, organisation, state, alliance, office, group, publisher,
    anonymous, other; `same_as` is a page that identifies it (schema.org `sameAs`).
    """

    name: str
    kind: str = "other"
    same_as: str = ""
    notes: str = ""
    aliases: tuple[str, ...] = ()
    id: str = field(default_factory=new_id)

    def answers_to(self, name: str) -> bool:
        """Return whether this is one of its names, upper and lower case alike."""
        return name.casefold() in {known.casefold() for known in (self.name, *self.aliases)}
