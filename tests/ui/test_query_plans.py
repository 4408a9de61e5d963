"""Nothing that the window does reads a table that grows from end to end."""

import re

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.operations.deleting import delete_articles
from annotator.operations.list_order import ListOrder
from annotator.storage.listing import StoredListing
from annotator.storage.repository import Repository

SHORT = {"scheme", "label", "annotator", "project", "project_count", "unconfirmed"}
"""Tables that do not grow with the articles."""

WANTED = {
    "article_by_number": "the article list holds the position of each article, and nothing else",
    "article_count_waiting": "only articles with marks to review are in it",
}
"""What is read from end to end because all of it is wanted, with the reason."""


_NEWEST = re.compile(r"(WHERE 1|journal) ORDER BY (position|seq) DESC LIMIT")
"""Ends after as many rows."""

_VERBS = ("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")


@pytest.fixture
def whole(monkeypatch):
    """The tables of which every record was read, a page at a time."""
    tables, each = set(), Repository.each
    monkeypatch.setattr(Repository, "each", lambda self: tables.add(self.table.name) or each(self))
    return tables


@pytest.fixture
def asked(store, window):
    """Every statement that the window has asked the project since it was shown."""
    statements = set()
    store._db.set_trace_callback(statements.add)
    yield statements
    store._db.set_trace_callback(None)


def scans(db, statements):
    """Return what is read from end to end, with the first words of the statement."""
    found = {}
    for sql in statements:
        if not _NEWEST.search(sql) and sql.startswith(
            ("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")
        ):
            for *_, step in db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
                if scanned := re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step):
                    found[scanned[2] or scanned[1]] = sql[:300]
    return found


def reads(db, statements):
    """Return the scans of tables that grow."""
    tables = dict(db.execute("SELECT name, tbl_name FROM sqlite_schema"))
    return {
        place: sql
        for place, sql in scans(db, statements).items()
        if place in tables and tables[place] not in SHORT and place not in WANTED
    }


@pytest.fixture
def other(window, add_article):
    """A second article."""
    return add_article("Ein anderer Text über den Gipfel.", headline="Ärger")


@pytest.fixture
def plans(store):
    """What reads the plans of statements: that of the project, which no longer listens."""

    def read(statements):
        store._db.set_trace_callback(None)
        return reads(store._db, statements)

    return read


def filter_by(window, words):
    window.findChild(QLineEdit, "article_filter").setText(words)


def look_around(window, other):
    """Open articles, filter and sort the list."""
    desk = window.desk
    desk.open(other.id)
    desk.articles.step(-1)
    desk.articles.open_next()
    for words in ("s", "su", "sum", "nothing", ""):
        filter_by(window, words)
    QApplication.processEvents()


def label(window, workspace):
    """Add a claim with a check and evidence, another mention and a sentiment; undo and redo all."""
    focus, labelling = window.desk.focus, window.labelling
    focus.select((Span(4, 20),))
    labelling.marking.add_claim()
    claim = focus.claim
    focus.select((Span(24, 40),))
    labelling.add_mention(claim)
    workspace.do(Edit.add("Name", Entity(name="Lind")))
    for section in window.arrangement.sections:
        window.arrangement.show_section(section)
        QApplication.processEvents()
    for turn in (workspace.undo, workspace.undo, workspace.redo, workspace.redo):
        turn()
        QApplication.processEvents()


def test_no_action_of_the_window_reads_a_whole_table(window, workspace, whole, asked, plans, other):
    look_around(window, other)
    label(window, workspace)
    window.finding.open_palette()
    window.finding.choose_claim()
    workspace.reader.waiting()
    workspace.reader.listing.targets(), workspace.reader.listing.publishers()
    workspace.do(delete_articles(workspace.reader, [other.id]).edit)
    workspace.undo()

    assert plans(asked) == {}
    assert len(asked) > 50
    assert whole - SHORT <= {"entity"}  # people are few, and all are offered in fields


def test_a_whole_table_that_is_read_is_found(workspace, asked, plans):
    workspace.reader.find(Entity)

    assert list(plans(asked)) == ["entity"]


def test_a_window_reads_which_articles_there_are_once(workspace, window_of, monkeypatch):
    asked, positions = [], StoredListing.positions

    def note(*given, **named):
        asked.append(given[1:])
        return positions(*given, **named)

    monkeypatch.setattr(StoredListing, "positions", note)
    window_of(workspace)

    assert len(asked) == 1


def test_other_orders_of_the_list_read_articles_only(window, asked, plans):
    for by in ("headline", "claims", "published"):
        window.desk.articles.model.set_order(ListOrder(by))

    assert set(plans(asked)) <= {"article"}
