"""Which articles a list shows: read at once, or on a worker thread where they are many."""

from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from annotator.domain.article import Article
from annotator.domain.reading import ProjectReader, search_text
from annotator.operations.list_order import ARTICLE_ORDERS, ListOrder, code_number
from annotator.ui.application.newest import Newest
from annotator.ui.project.workspace import Workspace

MANY: Final = 20_000
"""More articles than these are looked through on a worker thread: this many take 5 ms."""

USUAL: Final = ListOrder(next(iter(ARTICLE_ORDERS)))


class Filter(Struct, frozen=True):
    """A filter of articles: with all the words, and of one status, if given."""

    query: str = ""
    status: str = ""

    def lets_in(self, article: Article) -> bool:
        """Return whether an article passes, as in `ArticleListing.positions`."""
        words = self.query.casefold().split()
        named = search_text(article).casefold() if words else ""
        return self.status in ("", article.status) and all(word in named for word in words)


class ArticleReading(QObject):
    """Reads the positions of the articles that pass a filter, in an order.

    A newer question takes the place of one that is under way.
    """

    came = Signal(object)  # array[int], from the worker
    failed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.is_under_way = False
        self._newest: Newest[array[int]] = Newest(self)
        self._newest.came.connect(self._take)
        self._newest.failed.connect(self._fail)

    @property
    def is_long(self) -> bool:
        """Return whether there are too many articles for the window to wait for all."""
        has_file = self._workspace.path is not None
        return has_file and self._workspace.reader.listing.last_position() > MANY

    def at_once(self, wanted: Filter, order: ListOrder) -> "array[int]":
        """Return the positions of all, and drop what is under way."""
        self.stop()
        return _positions(self._workspace.reader, wanted, order)

    def begin(self, wanted: Filter, order: ListOrder) -> None:
        """Read the positions of all on a worker thread."""
        self.is_under_way = True
        self._newest.begin(partial(self._steps, wanted, order))

    def nearby(self, wanted: Filter, order: ListOrder, article: Article | None) -> "array[int]":
        """Return the positions of some that follow each other: visible ones first.

        They are around an article if that passes the filter; none when none are found at once.
        """
        if order.by != USUAL.by:
            return array("q")
        number = code_number(article.code) if article and wanted.lets_in(article) else None
        listing, is_descending = self._workspace.reader.listing, order.is_descending
        found = listing.nearby(wanted.query, wanted.status, number, is_descending=is_descending)
        return array("q", found)

    def stop(self) -> None:
        """Drop what is under way."""
        self.is_under_way = False
        self._newest.stop()

    def _steps(self, wanted: Filter, order: ListOrder) -> Iterator["array[int]"]:
        with self._workspace.reading() as reader:
            yield _positions(reader, wanted, order)

    def _take(self, found: "array[int]") -> None:
        self.is_under_way = False
        if self._workspace.is_open:
            self.came.emit(found)

    def _fail(self) -> None:
        if self.is_under_way and self._workspace.is_open:
            self.stop()
            self.failed.emit()


def _positions(reader: ProjectReader, wanted: Filter, order: ListOrder) -> "array[int]":
    return array(
        "q",
        reader.listing.positions(
            wanted.query, wanted.status, order.by, is_descending=order.is_descending
        ),
    )


def are_in_order(codes: Sequence[str]) -> bool:
    """Return whether articles with these codes stand in the order of import."""
    numbers = [code_number(code) for code in codes]
    return all(one < other for one, other in pairwise(numbers))
