"""A copy of a damaged project that begins as a new one does.

The first bytes of a file say that it is a database, of which page size and version; the rest of the
first page says where the tables are. All else is on later pages (sqlite.org/fileformat2.html), so
that a first sector or page that is lost need not take the project along.
"""

from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from annotator.storage import engine, schema
from annotator.storage.engine import SEALED
from annotator.storage.lock import copy_bytes

_HEADER: Final = slice(0, 100)
_PAGE_COUNT: Final = slice(28, 32)
_FREE_PAGES: Final = slice(32, 40)  # where the first one is, and how many
_VERSION: Final = slice(60, 64)


def with_new_header(path: Path, workplace: Path) -> Path:
    """Return a copy with a new header, and a new first page where that is damaged, too.

    Tables are then looked for where those of a new project are, as they are unless it was compacted
    or began as one of an older version. The log beside the file is copied, too, and a write that a
    crash cut off is taken back.
    """
    copy = workplace / "begun"
    for end in ("", "-wal", "-journal"):
        with suppress(FileNotFoundError):
            copy_bytes(Path(f"{path}{end}"), Path(f"{copy}{end}"))
    _take_back(copy)
    page = _first_page(workplace / "new")
    _begin(copy, page[_HEADER], len(page))
    if not (version := _version(copy)):
        _begin(copy, page, len(page))
    elif version < len(schema.SCRIPTS):
        _write(copy, _VERSION.start, _as_bytes(version))
    return copy


def _take_back(copy: Path) -> None:
    """Let the engine roll back a cut-off write, which it does before it reads the first page."""
    if engine.has_journal(copy):
        with (
            suppress(*engine.Unreadable),
            closing(engine.open_for_reading(copy, "mode=rw")) as db,
        ):
            db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()


def _first_page(path: Path) -> bytes:
    with closing(engine.new_file(path)) as db:
        schema.upgrade(db)
        engine.write_with_log(db)
        size: int = db.execute("PRAGMA page_size").fetchone()[0]
    return path.read_bytes()[:size]


def _begin(copy: Path, beginning: bytes, page_size: int) -> None:
    begun = bytearray(beginning)
    begun[_PAGE_COUNT] = _as_bytes(copy.stat().st_size // page_size)
    begun[_FREE_PAGES] = bytes(8)
    _write(copy, 0, begun)


def _version(copy: Path) -> int:
    """Return the version of which the tables are, the newest for others; 0 if none are there."""
    with suppress(*engine.Unreadable), closing(engine.open_for_reading(copy, SEALED)) as db:
        shape = schema.shape(schema.described(db))
        return schema.SHAPES.index(shape) + 1 if shape in schema.SHAPES else len(schema.SHAPES)
    return 0


def _write(copy: Path, place: int, content: bytes | bytearray) -> None:
    with copy.open("r+b") as file:
        file.seek(place)
        file.write(content)


def _as_bytes(number: int) -> bytes:
    return number.to_bytes(4, "big")
