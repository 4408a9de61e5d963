"""The history of a project as it is read: its steps, newest first, and what to look for in them."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, Protocol

from msgspec import Struct

from annotator.domain.edit import Change, Record
from annotator.domain.edit_label import EditLabel

PAGE: Final = 100
"""How many steps are read at once by default."""


class HistoryKind(StrEnum):
    """What a step of the history is about; `project` is the project's name and its people."""

    CLAIMS = "claims"
    SENTIMENT = "sentiment"
    CHECKS = "checks"
    EVIDENCE = "evidence"
    ARTICLES = "articles"
    CODEBOOK = "codebook"
    PROJECT = "project"
    SUGGESTIONS = "suggestions"


class HistoryAction(StrEnum):
    """What a step did to a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class StepKind(StrEnum):
    """How a step was made; `setup` cannot be undone, such as the founding of the project."""

    SETUP = "setup"
    DONE = "do"
    UNDONE = "undo"
    REDONE = "redo"


class HistoryFilter(Struct, frozen=True, kw_only=True):
    """Which steps are wanted; empty fields mean all.

    `code` is that of a claim or an article, with all that belongs to it. `since` and `until` are
    times in UTC, half-open. Each of the `words` is a list of alternatives, of which one must be
    found, ignoring case.
    """

    code: str = ""
    annotator_id: str = ""
    since: str = ""
    until: str = ""
    kinds: frozenset[HistoryKind] = frozenset()
    actions: frozenset[HistoryAction] = frozenset()
    words: tuple[tuple[str, ...], ...] = ()


class HistoryStep(Struct, frozen=True, kw_only=True):
    """One step of the history, which may consist of several lines of the journal.

    `lines` are the numbers of these, oldest first. `codes` are those of the claims and articles
    that it is about, none for more than a few. `size` is how many records it changed. `changes`
    is None where they are to be read by `changes()` because there are many. `is_undone` says that
    it is not in effect any more.
    """

    lines: tuple[int, ...]
    at: str
    annotator_id: str
    kind: StepKind
    label: EditLabel | str
    codes: tuple[str, ...] = ()
    size: int = 0
    is_undone: bool = False
    changes: tuple[Change, ...] | None = None

    @property
    def last(self) -> int:
        """Return the number of its last line: the point after the step."""
        return self.lines[-1]


class HistoryReader(Protocol):
    """Reads the history of a project; raises StorageError where it cannot be followed."""

    def steps(self, wanted: HistoryFilter, before: int = 0, limit: int = PAGE) -> list[HistoryStep]:
        """Return the newest steps that are wanted, last one first.

        `before` is the first line of the last step that was read; 0 begins with the newest.
        """

    def looking(
        self, wanted: HistoryFilter, before: int = 0, limit: int = PAGE
    ) -> Iterator[HistoryStep | None]:
        """Yield the same, and None whenever some lines have been searched for words."""

    def changes(self, lines: Sequence[int]) -> Iterator[Change]:
        """Return the changes that lines of the history made, in order."""

    def since(self, line: int) -> list[Change]:
        """Return the net changes made after a line, one for each record."""

    def people(self) -> list[str]:
        """Return the ids of the annotators who changed something."""

    def former(self, id: str) -> Record | None:  # noqa: A002
        """Return the last state of an entity or a source, also if it was removed."""

    def tip(self) -> int:
        """Return the number of the newest line."""
