"""The end of the journal that is not in its index yet, indexed for one connection."""

from typing import Final

from annotator.i18n import tr
from annotator.storage import engine
from annotator.storage.engine import Connection
from annotator.storage.history_index import HistoryIndex, last_line

_MADE: Final = """
CREATE TEMP TABLE IF NOT EXISTS tail_line (
  seq INTEGER PRIMARY KEY, at TEXT, annotator_id TEXT, kind TEXT, "group" TEXT, target INTEGER,
  marks INTEGER, size INTEGER, codes TEXT
);
CREATE INDEX IF NOT EXISTS temp.tail_line_by_target ON tail_line (target);
CREATE TEMP TABLE IF NOT EXISTS tail_subject
  (subject TEXT, seq INTEGER, PRIMARY KEY (subject, seq)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS tail_mention
  (article TEXT, claim TEXT, PRIMARY KEY (article, claim)) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS every_line AS
  SELECT * FROM main.history_line
  UNION ALL SELECT * FROM tail_line
    WHERE seq > (SELECT ifnull(max(seq), 0) FROM main.history_line);
CREATE TEMP VIEW IF NOT EXISTS every_subject AS
  SELECT * FROM main.history_subject UNION ALL SELECT * FROM tail_subject;
CREATE TEMP VIEW IF NOT EXISTS every_mention AS
  SELECT * FROM main.history_mention UNION ALL SELECT * FROM tail_mention
"""
"""The views have every line: those of the file's index, and those of the tail.

The types are those of the file: otherwise SQLite sorts all lines before it returns one
(sqlite.org/optoverview.html#flattening).
"""


class HistoryTail:
    """Indexes the last lines in temporary tables, so that the file is not written by reading."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def catch_up(self) -> None:
        """Let the views `every_…` have every line; raises StorageError if it cannot be read."""
        with (
            engine.refusing(lambda: tr("The history could not be read")),
            self._db.limited(),
        ):
            (is_guarded,) = self._db.execute("PRAGMA query_only").fetchone()
            self._db.execute("PRAGMA query_only = OFF")
            try:
                for statement in _MADE.split(";"):  # a script would end the transaction
                    self._db.execute(statement)
                start = max(last_line(self._db), last_line(self._db, "tail"))
                HistoryIndex(self._db, "tail", "every").add_lines(start)
            finally:
                self._db.execute(f"PRAGMA query_only = {is_guarded}")
