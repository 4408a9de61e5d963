"""What the window reads from end to end: the plan of each statement, and who asked for it."""

import re
import sys
from pathlib import Path

from annotator.storage.engine import Connection, Unreadable, sqlite3

SHORT = {
    "annotator",
    "followed",
    "label",
    "project",
    "project_count",
    "scheme",
    "sqlite_schema",
    "unconfirmed",
}
"""Tables that do not grow with the articles."""

ALIKE = ("article_by_status",)
"""Indexes in which thousands of rows have the same value: such a search is as long as a scan."""

WANTED = {
    "storage.listing.StoredListing.positions": "the list holds the position of each article",
    "storage.listing.names_in": "goes from one name to the next, however many rows have the same",
    "storage.article_counts.waiting": "only articles with marks to review are in the index",
    "storage.article_counts.suggestions": "only those with open suggestions are in the index",
    "storage.history_index": "the lines since the last time",
    "storage.history_reader.StoredHistory.people": "a worker looks for those who changed something",
    "storage.history_reader.StoredHistory.since": "a worker reads the lines that are taken back",
    "storage.undo_stacks": "the lines since the step that is undone",
    "storage.derived": "counts that are out of date are made again, once",
    "storage.upgrad": "an old project is upgraded, once",
    "storage.logs": "after a crash, the edits of the log are compared",
    "storage.anchors.Anchors._in_journal": "the lines of an article, and the newest",
    "storage.reader.StoredReader.labelled": "a worker looks for what another label takes over",
    "storage.listing.StoredListing._one_by_one": "some of it is damaged: what can be read is",
    "storage.record_by_record": "some of it is damaged: what can be read is",
    "storage.salvage": "some of it is damaged: what can be read is",
    "storage.rebuilding": "a damaged project is put together again",
    "storage.recovering": "a damaged project is put together again",
    "storage.copying": "a whole project is copied",
    "storage.search_index": "the words since the last time",
    "storage.search_following": "a worker brings the index of the search up to date",
    "storage.label_uses": "a worker counts, or the thread that waits for the disk looks",
    "storage.statistics": "a worker counts, for the numbers",
    "operations.gap_counts": "a worker counts, for the numbers",
    "operations.searching": "a worker searches",
    "operations.claim_list_import": "a worker compares a file with all that is here",
    "operations.merge_matching": "a worker compares a project with all that is here",
    "operations.similar_texts": "a worker compares texts with those that are here",
    "operations.table_": "a worker compares tables with all that is here",
    "operations.report": "a worker puts everything into a report",
    "exporters": "a worker writes everything",
    "storage.row_rules": "a worker looks for damage",
    "storage.backups": "a worker counts what a backup holds",
    "storage.quick_check": "a worker checks a copy",
    "storage.verification": "a worker checks the file",
    "ui.panels.people": "the names of all people are offered; they are few beside the articles",
    "ui.models.search_filters": "the names of all people are offered",
    "ui.models.claim_offers": "a worker looks through older claims, and the names of people",
    "ui.models.source_search": "a worker looks through older sources",
}
"""Functions and modules that read all of it because all of it is wanted, with the reason."""

_FOLDER = str(Path(__file__).resolve().parents[1])
_FORWARDS = "_Current._ask"  # what a reader is asked, by whom that is to be found out
_ENDS_SOON = re.compile(r"(WHERE 1|journal|'setup') ORDER BY (position|seq) DESC LIMIT")
_READS = re.compile(
    r"\s*(SELECT|WITH|UPDATE|INSERT INTO \S+ (\(.*\) )?SELECT"
    r"|DELETE (?!FROM label))"  # in which its uses are looked for, beside the window
)
_STEP = re.compile(r"(SCAN|SEARCH) (?!CONSTANT ROW)(?:\w+\.)?(\w+)(?: EXISTS)?(.*)")
_MADE = re.compile(r"(?:MATERIALIZE|CO-ROUTINE) (\w+)")
_OPEN_RANGE = re.compile(r"\([^=]*[<>]\?\)")
_PAGE = re.compile(r"position > \? LIMIT")  # of all: another one follows
_plans = {}  # of every statement seen in this process


def whole_tables(db, sql):
    """Return the tables and indexes that a statement reads from end to end, as far as they grow."""
    if sql not in _plans:
        try:
            _plans[sql] = [*_grown(_plan(db, sql), sql)] if _READS.match(sql) else []
        except sqlite3.ProgrammingError:
            raise
        except Unreadable:  # the file is damaged, or nobody wants to know any more
            return []
    return _plans[sql]


def _plan(db, sql):
    given = dict.fromkeys(re.findall(r":(\w+)", sql)) or (None,) * _last_value(sql)
    explained = sqlite3.Cursor(db).execute(f"EXPLAIN QUERY PLAN {sql}", given)
    return [step for *_, step in explained]


def _last_value(sql):
    numbered = [int(number) for number in re.findall(r"\?(\d+)", sql)]
    return max(numbered, default=sql.count("?"))


def _grown(steps, sql):
    made = {found[1] for step in steps if (found := _MADE.match(step))}
    for step in steps:
        if found := _STEP.match(step):
            way, name, how = found.groups()
            if name not in made | SHORT and _is_whole(way, how, sql):
                yield f"{name}{how}"


def _is_whole(way, how, sql):
    if "VIRTUAL TABLE" in how:
        return bool(re.search(r"INDEX 0:$", how))  # neither words nor a list that is given
    if way == "SCAN":
        return not _ENDS_SOON.search(sql)
    is_open = bool(_OPEN_RANGE.search(how)) and ("LIMIT" not in sql or _PAGE.search(sql))
    return is_open or "AUTOMATIC" in how or any(f"{name} (status=?)" in how for name in ALIKE)


class WholeReads:
    """Notes what the window reads from end to end, unless one of the `allowed` functions does."""

    def __init__(self, allowed):
        self.found = {}
        self._allowed = tuple(f"annotator.{name}" for name in allowed)

    def follow(self, monkeypatch):
        """Follow every connection from now on: `execute` of a connection asks for a cursor."""
        reads = self

        class Noting(sqlite3.Cursor):
            def execute(self, sql, *values):
                reads.note(self.connection, sql)
                return super().execute(sql, *values)

            def executemany(self, sql, *values):
                reads.note(self.connection, sql)
                return super().executemany(sql, *values)

        def cursor(db, factory=Noting):
            return super(Connection, db).cursor(factory)

        monkeypatch.setattr(Connection, "cursor", cursor)

    def note(self, db, sql):
        """Note a statement that is about to be executed."""
        if (tables := whole_tables(db, sql)) and (callers := self._of_window()):
            self.found[" ".join(sql.split())[:300]] = (tables, callers[:8])

    def _of_window(self):
        """Return who of the program asks, if the window does and is not allowed to."""
        callers = [*_callers(sys._getframe(3))]
        if any(name.startswith(self._allowed) for name in callers):
            return []
        return callers if any(".ui." in name or ".app." in name for name in callers) else []


def _callers(frame):
    """Yield the functions of the program that are at work, up to what a test itself asks."""
    while frame and not frame.f_code.co_filename.startswith(_FOLDER):
        name = frame.f_globals.get("__name__", "")
        if name.startswith("annotator.") and frame.f_code.co_qualname != _FORWARDS:
            yield f"{name}.{frame.f_code.co_qualname}"
        frame = frame.f_back
