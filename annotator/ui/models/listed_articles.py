"""The articles of a list: the positions of all of them, and the rows that were seen."""

from array import array
from collections.abc import Collection, Sequence, Set
from itertools import chain

from annotator.domain.reading import ArticleListing, ArticleSummary, ProjectReader

_PAGE = 64  # rows that are read together
_KEPT = 2000  # rows that are kept for the next time they are seen
_LOST = ArticleSummary("", "", "", "", "")


class ListedArticles:
    """Articles in an order, of which those that are seen are read, a page at a time."""

    def __init__(self, reader: ProjectReader) -> None:
        self.positions = array("q")
        self._reader = reader
        self._seen: dict[int, ArticleSummary] = {}  # by position
        self._placed: dict[str, int] = {}  # positions of articles that were looked for

    @property
    def _listing(self) -> ArticleListing:
        return self._reader.listing  # another one while a save is under way

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self.positions)

    def summary(self, row: int) -> ArticleSummary:
        """Return the article in a row; a lost one has no name."""
        position = self.positions[row]
        if position not in self._seen:
            self._see(row)
        return self._seen[position]

    def place(self, article_id: str) -> int | None:
        """Return the row of an article; None when it is not listed."""
        position = self._placed.get(article_id) or self._listing.position(article_id)
        if position is None:
            return None
        self._placed[article_id] = position
        return self.row(position)

    def row(self, position: int) -> int | None:
        """Return the row of a position; None when it is not listed."""
        try:
            return self.positions.index(position)
        except ValueError:
            return None

    def first_with(self, statuses: Collection[str], after: int) -> int | None:
        """Return the next row below whose article has one of the statuses, or the first above."""
        for part in (self.positions[after + 1 :], self.positions[: max(after, 0)]):
            position = self._listing.first_with(part, statuses)
            if position is not None:
                return self.row(position)
        return None

    def positions_of(self, article_ids: Sequence[str]) -> dict[str, int]:
        """Return the positions of articles that are in the project."""
        return self._listing.positions_of(article_ids)

    def unlisted(self, positions: Sequence[int]) -> "array[int]":
        """Return those positions that are not in the list."""
        listed = set(positions).intersection(self.positions)
        return array("q", (each for each in positions if each not in listed))

    def part_of(self, whole: "array[int]") -> int | None:
        """Return where all rows of the list follow each other in a longer one; None nowhere."""
        here = self.positions
        if not here or len(here) >= len(whole):
            return None
        first = whole.index(here[0]) if here[0] in whole else len(whole)
        return first if whole[first : first + len(here)] == here else None

    def renew(self, article_ids: Sequence[str]) -> list[int]:
        """Forget how articles were, and return their rows."""
        changed = set(self.positions_of(article_ids).values())
        for position in changed:
            self._seen.pop(position, None)
        if len(changed) > 1:
            return [row for row, each in enumerate(self.positions) if each in changed]
        return [row for each in changed if (row := self.row(each)) is not None]

    def forget(self, gone: Set[str]) -> dict[str, int]:
        """Forget removed articles, and return the positions of those that were looked for."""
        self._seen.clear()
        return {id_: self._placed.pop(id_) for id_ in gone if id_ in self._placed}

    def neighbours(self, gone: dict[str, int], before: Sequence[int]) -> dict[str, str]:
        """Return the articles next to removed ones, given the positions from before."""
        here = set(self.positions)
        beside = {id_: _beside(before, position, here) for id_, position in gone.items()}
        found = self._listing.at([each for each in beside.values() if each is not None])
        return {id_: found[each].id for id_, each in beside.items() if each in found}

    def _see(self, row: int) -> None:
        if len(self._seen) > _KEPT:
            self._seen.clear()
        first = row - row % _PAGE
        page = self.positions[first : first + _PAGE]
        found = self._listing.at(page)
        self._seen.update((each, found.get(each, _LOST)) for each in page)


def _beside(positions: Sequence[int], gone: int, here: Set[int]) -> int | None:
    """Return the next position that is still here, otherwise the one before; None without one."""
    row = positions.index(gone) if gone in positions else len(positions)
    around = chain(positions[row + 1 :], reversed(positions[:row]))
    return next((each for each in around if each in here), None)
