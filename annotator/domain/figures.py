"""Figures on a project: what is counted, by what, and which records are behind each count."""

from enum import StrEnum
from typing import Protocol, Self

from msgspec import Struct


class FigureId(StrEnum):
    """What is counted: articles or claims by their status, labels by kind, and so on."""

    PROGRESS = "articles_by_status"
    CHECKS = "checks_by_status"
    LABELS = "labels_by_kind"
    KINDS = "claims_by_kind"
    TYPES = "claims_by_type"
    PRIORITY = "claims_by_priority"
    VERDICTS_BY_PUBLISHER = "verdicts_by_publisher"
    VERDICTS_BY_CLAIMANT = "verdicts_by_claimant"
    SENTIMENT_BY_TARGET = "sentiment_by_target"
    SENTIMENT_BY_PUBLISHER = "sentiment_by_publisher"
    WORK = "work_by_day"
    GAPS = "gaps_by_rule"
    SUGGESTIONS = "suggestions_by_source"


class Shape(StrEnum):
    """How a figure is drawn.

    Bars that begin on one side, bars on both sides of a middle, or columns side by side in time.
    """

    BARS = "bars"
    DIVERGING = "diverging"
    TIMELINE = "timeline"


class Tally(Struct, frozen=True):
    """How many records there are of a category and a series; empty where they have none."""

    category: str
    series: str
    count: int


class Tallies(Struct, frozen=True):
    """All the counts of a figure; some are missing or too small unless it `is_whole`."""

    found: tuple[Tally, ...]
    is_whole: bool = True


class Group(Struct, frozen=True):
    """Some categories or series by their codes; or, as the rest, everything but these."""

    codes: tuple[str, ...] = ()
    is_rest: bool = False

    def has(self, code: str) -> bool:
        """Return whether a code is one of the group."""
        return (code in self.codes) is not self.is_rest


EVERY = Group(is_rest=True)
"""The group of everything."""


class Heading(Struct, frozen=True):
    """The name of a category or of a series, as people read it, and what belongs to it.

    `tone` is the colour of a series: that of a verdict, negative, neutral or positive, or empty.
    """

    name: str
    group: Group
    tone: str = ""

    @classmethod
    def of(cls, code: str, name: str, tone: str = "") -> Self:
        """Return the heading of one code."""
        return cls(name, Group((code,)), tone)


class Figure(Struct, frozen=True, kw_only=True):
    """One figure, ready to be drawn: `values` has a row for each category, a cell for each series.

    `empty` is said in place of a figure without values.
    """

    id: FigureId
    title: str
    shape: Shape
    categories: tuple[Heading, ...]
    series: tuple[Heading, ...]
    values: tuple[tuple[int, ...], ...]
    empty: str
    is_whole: bool = True

    @property
    def total(self) -> int:
        """Return the sum of all values."""
        return sum(map(sum, self.values))


class RecordBehind(Struct, frozen=True):
    """A record that a value counts: its table and its id."""

    table: str
    id: str


class StatisticsReader(Protocol):
    """Counts the records of a project, in sets."""

    def tallies(self, figure: FigureId) -> Tallies:
        """Return the counts of any figure but `GAPS`, as far as the file can be read."""

    def behind(
        self, figure: FigureId, category: Group, series: Group, limit: int
    ) -> list[RecordBehind]:
        """Return the records that are counted in these groups, up to a limit."""

    def quoting(self) -> dict[str, frozenset[str]]:
        """Return how the mentions of a claim are quoted, as `completeness.quoting` has it.

        Claims of which no mention is in the article's own voice or lacks a quote type are missing.
        """
