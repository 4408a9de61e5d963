"""The index of the search: a file of its own, built from the project and never part of it.

A project may come from anybody, and its tables are compared with what they should be; an index
that came with it could not be trusted. It is derived: when it is damaged, or does not belong to
the project, it is rebuilt.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from time import time
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import astuple

from annotator.domain.checksum import sha256
from annotator.domain.search import SearchKind, at_once
from annotator.domain.search_words import words_of
from annotator.storage import engine
from annotator.storage.engine import Connection, EngineError
from annotator.storage.letter_index import NAMES, SAID
from annotator.storage.search_bitmaps import SCRIPT, Bitmaps
from annotator.storage.search_properties import FILTERED, Properties
from annotator.storage.search_sources import NAMED, SEARCHED, Searched

VERSION: Final = 6
"""Counts the forms of the index; one of another form is rebuilt."""

_SPARE: Final = 3  # times the words in use that an index may have
_FEW: Final = 10_000  # records, up to which that does not matter
_COUNTED: Final = 1_000  # new texts, after which they are counted
_SHORT: Final = 3  # letters of a word that is not worth finding by its parts
_MOST_KNOWN: Final = 300_000
_UNUSED: Final = 60 * 86_400.0  # seconds until an index is removed

_SCRIPT: Final = """
CREATE TABLE followed (              -- one row: how far the project is in the index
  seq INTEGER NOT NULL, hash TEXT NOT NULL,  -- the line of the journal, and its hash
  place INTEGER NOT NULL, position INTEGER NOT NULL  -- while it is made: in MADE, in the table
) STRICT;
CREATE TABLE doc (                   -- a number is never used twice, so that old words find nothing
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  place INTEGER NOT NULL,            -- in SEARCHED
  record TEXT NOT NULL,
  UNIQUE (record, place)
) STRICT;
CREATE TABLE term (number INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE part USING fts5(term, content='', tokenize='trigram');
"""
_WORDS: Final = (
    "CREATE VIRTUAL TABLE words_{kind} USING fts5("
    "words, content='', prefix='2 3', tokenize=\"ascii tokenchars '_'\");"
)

HISTORY: Final = "journal"
MADE: Final[tuple[Searched | str, ...]] = (*SEARCHED, *FILTERED, NAMED, HISTORY)
"""In the order in which the index is made: words, bitmaps, the names of articles, the history."""

_FOLLOWED: Final = "SELECT seq, hash, place, position FROM {index}.followed"

T = TypeVar("T")

Text = tuple[int, str, str]
"""The place in SEARCHED, the record's id, and its text."""


class Followed(Struct, frozen=True):
    """How far a project is in an index: up to a line of the journal, with its hash.

    While the index is made, `place` is where in MADE, and `position` the last row of there.
    """

    seq: int = 0
    hash: str = ""
    place: int = 0
    position: int = 0

    @property
    def is_made(self) -> bool:
        """Return whether every record was in it once."""
        return self.place >= len(MADE)

    @property
    def has_bitmaps(self) -> bool:
        """Return whether the properties of every record were in it once."""
        return self.place >= MADE.index(NAMED)


class Taken(Struct, frozen=True):
    """What an index takes in together.

    Texts take the place of those that the same records had; one without words only removes the
    former one. `properties` are those of records of a table, also in the place of their former
    ones. Lines of the history come once each. `names` are those of articles, by their positions.
    """

    texts: Iterable[Text] = ()
    properties: Iterable[tuple[str, Properties]] = ()
    lines: Iterable[tuple[int, str]] = ()
    names: Iterable[tuple[int, str]] = ()


class SearchIndex:
    """The words of a project, in a file; one connection writes it, others attach it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = _opened(path)
        self._bitmaps = Bitmaps(self._db)
        self._known: set[str] = set()  # terms that are in it
        self._is_lost = False
        self._is_due = False  # to be counted

    def followed(self) -> Followed:
        """Return how far the index is; raises EngineError when it is damaged."""
        row = self._db.execute(_FOLLOWED.format(index="main")).fetchone()
        return Followed(*row) if row else Followed()

    def is_wasteful(self) -> bool:
        """Return whether most of it is words of texts that have changed since.

        That is counted once for a thousand new texts: among many it takes long.
        """
        if not self._is_due:
            return False
        query = "SELECT ifnull(max(number), 0), count(*) FROM doc"
        last, count = self._db.execute(query).fetchone()
        return bool(last > _SPARE * count + _FEW)

    def put(self, new: Taken, followed: Followed, rest: Callable[[], None] = at_once) -> None:
        """Take in what is new, and note how far the index is; `rest` is called between records."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            terms: set[str] = set()
            for place, record, text in _resting(new.texts, rest):
                terms.update(self._put(place, record, text))
            self._learn(terms)
            for table, found in _resting(new.properties, rest):
                self._bitmaps.put(table, found)
            SAID.put(self._db, _resting(new.lines, rest))
            NAMES.put(self._db, _resting(new.names, rest))
            self._db.execute("DELETE FROM followed")
            self._db.execute("INSERT INTO followed VALUES (?, ?, ?, ?)", astuple(followed))
        except BaseException:
            self._known.clear()
            self._bitmaps.forget()
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def distrust(self) -> None:
        """Let the index be rebuilt when it is next opened."""
        try:
            self._db.execute("DELETE FROM followed")
        except EngineError:
            self._is_lost = True

    def close(self) -> None:
        """Close the file, and remove it where nothing can be written into it any more."""
        self._db.close()
        if self._is_lost:
            remove_index(self.path)

    def _put(self, place: int, record: str, text: str) -> list[str]:
        self._db.execute("DELETE FROM doc WHERE record = ? AND place = ?", [record, place])
        words = words_of(text)
        if words:
            query = "INSERT INTO doc (place, record) VALUES (?, ?)"
            number = self._db.execute(query, [place, record]).lastrowid or 0
            self._is_due |= number % _COUNTED == 0
            query = f"INSERT INTO words_{SEARCHED[place].kind} (rowid, words) VALUES (?, ?)"
            self._db.execute(query, [number, " ".join(words)])
        return words

    def _learn(self, terms: set[str]) -> None:
        """Take in terms that are new, so that they can be found by their parts."""
        new = [each for each in terms - self._known if len(each) > _SHORT and each.isalpha()]
        (last,) = self._db.execute("SELECT ifnull(max(number), 0) FROM term").fetchone()
        self._db.executemany("INSERT OR IGNORE INTO term (term) VALUES (?)", ((t,) for t in new))
        query = "INSERT INTO part (rowid, term) SELECT number, term FROM term WHERE number > ?"
        self._db.execute(query, [last])
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known.update(new)


def _resting(each: Iterable[T], rest: Callable[[], None]) -> Iterator[T]:
    for item in each:
        rest()
        yield item


def remove_index(path: Path) -> None:
    """Remove the file of an index, as far as it can be removed."""
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + end).unlink(missing_ok=True)


def index_path(folder: Path, project: Path) -> Path:
    """Return the place of a project's index in a folder, which is made if necessary.

    Those that nobody has used for a long time are removed.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = sha256(os.fsencode(os.path.realpath(project)))
    path = folder / f"{digest[:32]}.search"
    for other in folder.glob("*.search"):
        with suppress(OSError):
            if other != path and time() - other.stat().st_mtime > _UNUSED:
                remove_index(other)
    return path


def open_index(path: Path) -> Connection:
    """Return a connection to the file of an index; what it writes may be lost in a crash."""
    db = engine.new_file(path)
    engine.write_with_log(db)
    db.execute("PRAGMA synchronous = OFF")
    return db


def attach(db: Connection, path: Path) -> Followed:
    """Let a connection read an index beside its project, and return how far it is."""
    if path.exists():
        db.execute("ATTACH ? AS search", [str(path)])
        if db.execute("PRAGMA search.user_version").fetchone()[0] == VERSION:
            row = db.execute(_FOLLOWED.format(index="search")).fetchone()
            return Followed(*row) if row else Followed()
    return Followed()


def _opened(path: Path) -> Connection:
    """Return a connection to an index, which is rebuilt unless it is sound."""
    if path.exists() and not _is_sound(path):
        remove_index(path)
    db = open_index(path)
    if not db.execute("PRAGMA user_version").fetchone()[0]:
        tables = " ".join(_WORDS.format(kind=kind) for kind in SearchKind)
        letters = SAID.script + NAMES.script
        db.executescript(
            f"BEGIN; {_SCRIPT} {SCRIPT} {letters} {tables} PRAGMA user_version = {VERSION}; COMMIT;"
        )
    with suppress(OSError):
        os.utime(path)
    return db


def _is_sound(path: Path) -> bool:
    try:
        with closing(open_index(path)) as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            db.execute("SELECT * FROM followed, (SELECT max(number) FROM doc)").fetchall()
    except EngineError as error:
        if engine.is_busy(error):
            raise
        return False
    return bool(version == VERSION)
