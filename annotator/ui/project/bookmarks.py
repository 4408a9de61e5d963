"""Reading positions, orders of the lists, saved searches and exports, by project."""

from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QTimer

from annotator.domain.checksum import sha256
from annotator.ui.project.kept_exports import ExportChoice

MOST: Final = 500
"""Of how many articles of a project the place is kept."""

_LATER: Final = 1000  # milliseconds: renaming a file can wait for the disk


class Bookmark(Struct, frozen=True, kw_only=True):
    """A reading position in an article: a code point, and the current mark.

    `text_id` is the version of its text, `claim_id` the current claim, which
    may have no mark there.

    `top` is the code point at the top of the window, `y` the height of its line there in pixels;
    None while the article is not scrolled.
    """

    text_id: str = ""
    place: int
    mark_id: str | None = None
    claim_id: str | None = None
    top: int | None = None
    y: float = 0.0


class _Kept(Struct, frozen=True):
    article_id: str = ""
    bookmarks: dict[str, Bookmark] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    searches: tuple[str, ...] = ()
    exports: tuple[ExportChoice, ...] = ()


class Bookmarks:
    """The reading positions of one project, stored in a file outside it.

    Without a folder they are kept while the window is open; a file that
    cannot be read or written is ignored. Positions are written a second later, or by `flush`.
    """

    def __init__(self, folder: Path | None, project_id: str) -> None:
        name = sha256(project_id.encode())[:32]
        self._path = folder / f"{name}.places" if folder else None
        self._kept = _Kept()
        self._late = QTimer(singleShot=True, interval=_LATER)
        self._late.timeout.connect(self._write)
        if self._path:
            with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
                self._kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)

    @property
    def article_id(self) -> str:
        """Return the id of the article that was read last; empty for none."""
        return self._kept.article_id

    def find(self, article_id: str) -> Bookmark | None:
        """Return the reading position of an article; None without one."""
        return self._kept.bookmarks.get(article_id)

    def put(self, article_id: str, bookmark: Bookmark) -> None:
        """Save the reading position of an article, as the one that was read last."""
        others = {key: each for key, each in self._kept.bookmarks.items() if key != article_id}
        newest = [*others.items(), (article_id, bookmark)][-MOST:]
        self._kept = replace(self._kept, article_id=article_id, bookmarks=dict(newest))
        if not self._late.isActive():
            self._late.start()

    def flush(self) -> None:
        """Write what was not written yet."""
        if self._late.isActive():
            self._write()

    def order(self, name: str) -> str:
        """Return the saved order of a list; '' for the default."""
        return self._kept.orders.get(name, "")

    def set_order(self, name: str, order: str) -> None:
        """Save the order of a list."""
        self._keep(replace(self._kept, orders={**self._kept.orders, name: order}))

    @property
    def searches(self) -> tuple[str, ...]:
        """Return the searches that were saved, the newest first."""
        return self._kept.searches

    def has_search(self, text: str) -> bool:
        """Return whether a search was saved, in these words or others that ask the same."""
        return len(self._other_searches(text)) < len(self.searches)

    def _other_searches(self, text: str) -> tuple[str, ...]:
        from annotator.operations.search_query import are_the_same  # noqa: PLC0415 - as for a search

        return tuple(each for each in self.searches if not are_the_same(each, text))

    def keep_search(self, text: str, *, is_wanted: bool) -> None:
        """Save a search as the newest, or drop it."""
        others = self._other_searches(text)
        searches = (text, *others) if is_wanted else others
        self._keep(replace(self._kept, searches=searches))

    @property
    def exports(self) -> tuple[ExportChoice, ...]:
        """Return the last export in each format, the last of all at the end."""
        return self._kept.exports

    def put_export(self, export: ExportChoice) -> None:
        """Save an export as the last one, in the place of the one before in its format."""
        others = (each for each in self._kept.exports if each.format_id != export.format_id)
        self._keep(replace(self._kept, exports=(*others, export)))

    def _keep(self, kept: _Kept) -> None:
        self._kept = kept
        self._write()

    def _write(self) -> None:
        self._late.stop()
        if path := self._path:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                draft = path.with_name(f".{path.name}-new")
                draft.write_bytes(msgspec.json.encode(self._kept))
                draft.replace(path)
