"""Annotators, and the people and groups in the articles."""

import unicodedata
from enum import StrEnum

from msgspec import Struct, field

from annotator.domain.stamp import new_id, utc_now


class AnnotatorKind(StrEnum):
    """Who or what labels."""

    HUMAN = "human"
    MACHINE = "machine"


class AnnotatorRole(StrEnum):
    """What an annotator does in the project."""

    CHECKER = "checker"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    TOOL = "tool"


class EntityKind(StrEnum):
    """The kind of an entity."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    ALLIANCE = "alliance"
    OFFICE = "office"
    GROUP = "group"
    PUBLISHER = "publisher"
    ANONYMOUS = "anonymous"
    OTHER = "other"


def tidy_name(name: str) -> str:
    """Return a name without white space that nobody sees."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def same_name(one: str, other: str) -> bool:
    """Return whether two names are those of one person: case and white space do not count."""
    return tidy_name(one).casefold() == tidy_name(other).casefold()


class Annotator(Struct, frozen=True, gc=False, kw_only=True):
    """A person, or later a tool, whose labels these are."""

    name: str
    kind: str = AnnotatorKind.HUMAN
    role: str = AnnotatorRole.CHECKER
    created_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)


class Entity(Struct, frozen=True, gc=False, kw_only=True):
    """A person, organisation or group that speaks or is spoken of, under all its names.

    `same_as` is a page that identifies it (schema.org `sameAs`).
    """

    name: str
    kind: str = EntityKind.OTHER
    same_as: str = ""
    notes: str = ""
    aliases: tuple[str, ...] = ()
    id: str = field(default_factory=new_id)

    def answers_to(self, name: str) -> bool:
        """Return whether this is one of its names, ignoring case."""
        return name.casefold() in {known.casefold() for known in (self.name, *self.aliases)}
