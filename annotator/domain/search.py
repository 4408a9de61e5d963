"""Searching a project: what is asked, and what is found."""

from collections.abc import Callable, Generator
from enum import StrEnum
from typing import Final, Protocol

from msgspec import Struct

from annotator.domain.label_key import LabelKey
from annotator.domain.reading import ProjectReader
from annotator.domain.span import Span


class SearchKind(StrEnum):
    """What kind of text was found."""

    ARTICLE = "article"
    TEXT = "text"
    CLAIM = "claim"
    NOTE = "note"
    SOURCE = "source"
    PERSON = "person"


class FilterKey(StrEnum):
    """What a filter such as `claimant:trump` compares."""

    CLAIMANT = "claimant"
    VERDICT = "verdict"
    STATUS = "status"
    BEFORE = "before"
    AFTER = "after"
    PUBLISHER = "publisher"
    IN = "in"
    SUGGESTIONS = "suggestions"


class SearchFilter(Struct, frozen=True):
    """One condition: `value` as it was typed."""

    key: FilterKey
    value: str


class Term(Struct, frozen=True):
    """Words that are looked for, one after the other.

    The last one may go on unless they are `whole`; with `inside`, a word may also begin before
    them. An `unwanted` term must be missing.
    """

    words: tuple[str, ...]
    is_whole: bool = False
    is_inside: bool = False
    is_unwanted: bool = False


class Query(Struct, frozen=True):
    """What is searched for: all the terms, in records that pass all the filters.

    `wants_commands` says that commands are sought, and nothing else.
    """

    terms: tuple[Term, ...] = ()
    filters: tuple[SearchFilter, ...] = ()
    wants_commands: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is asked."""
        return not self.filters and not any(not term.is_unwanted for term in self.terms)


class Match(Struct, frozen=True):
    """A record that was found: its table, its id, and the kind of text in it."""

    kind: SearchKind
    table: str
    id: str


class Hit(Struct, frozen=True, kw_only=True):
    """A place that was found, as it is shown.

    `text` is one line with the words at `spans`. `code` is that of the claim or article,
    `publisher` and `date` those of the article or source, `articles` the codes of the articles
    that mention a claim. `place` is the hit in the text of the article, `more` how many further
    ones that text has, for the first of them.
    """

    kind: SearchKind
    table: str
    id: str
    text: str
    spans: tuple[Span, ...] = ()
    code: str = ""
    article_id: str = ""
    claim_id: str = ""
    publisher: str = ""
    date: str = ""
    who: str = ""
    verdict: LabelKey | None = None
    status: str = ""
    polarity: int | None = None
    articles: tuple[str, ...] = ()
    place: Span | None = None
    paragraph: int = 0
    more: int = 0


class Found(Struct, frozen=True):
    """What was found of one kind.

    `records` is how many records have it, `has_more` that there are more than that; `places` is in
    how many places the texts of `hits` have it. `is_ranked` says that the best come first.
    """

    kind: SearchKind
    hits: tuple[Hit, ...] = ()
    records: int = 0
    places: int = 0
    has_more: bool = False
    is_ranked: bool = False


class IndexState(Struct, frozen=True):
    """How much of a project can be searched: `done` of `total` records."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Return whether everything can be searched."""
        return self.done >= self.total


MOST_COUNTED: Final = 10_000
"""Up to how many records are counted."""


def at_once() -> None:
    """Go on without a rest."""


class SearchReader(Protocol):
    """Finds records of a project by their words; raises StorageError where it cannot."""

    def matches(
        self, kind: SearchKind, query: Query, limit: int, *, is_ranked: bool = False
    ) -> list[Match]:
        """Return records with all the words: the newest, or the best, first."""

    def first(self, kind: SearchKind, query: Query, limit: int) -> tuple[list[Match], bool]:
        """Return the newest records that are found in a moment, and whether more time finds more.

        They are the first of those that `matches` returns.
        """

    def count(self, kind: SearchKind, query: Query) -> int:
        """Return how many records have all the words, up to one more than `MOST_COUNTED`."""

    def catching_up(self, rest: Callable[[], None] = at_once) -> Generator[IndexState, None, None]:
        """Bring what is searched up to date with the project, in steps.

        `rest` is called before each text, and returns when it may be taken in.
        """


class SearchSession(SearchReader, Protocol):
    """A project that is open for searching."""

    @property
    def reader(self) -> ProjectReader:
        """Return the reader of its records."""

    def while_wanted(self, is_wanted: Callable[[], bool]) -> None:
        """Interrupt the search when it is not wanted any more."""
