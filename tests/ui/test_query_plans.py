"""Nothing that the window does reads a table that grows from end to end."""

import re

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.operations.deleting import delete_articles
from annotator.operations.list_order import ListOrder

SHORT = {"scheme", "label", "annotator", "project", "project_count", "unconfirmed"}
"""Tables that do not grow with the articles."""

IDENTITIES = {
    "article_by_number": "the article list holds the position of each article, and nothing else",
    "article_words": "a letter in the filter of the article list is looked for in all of them",
}
"""What the article list reads from end to end when it is filled, once for each filter."""


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
        if sql.startswith(("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")):
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
        if place in tables and tables[place] not in SHORT and place not in IDENTITIES
    }


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


def test_no_action_of_the_window_reads_a_whole_table(
    window, workspace, store, asked, article, add_article
):
    other = add_article("Ein anderer Text über den Gipfel.", headline="Ärger")
    look_around(window, other)
    label(window, workspace)
    window.finding.open_palette()
    workspace.do(delete_articles(workspace.reader, [other.id]).edit)
    workspace.undo()

    store._db.set_trace_callback(None)
    assert len(asked) > 50
    assert reads(store._db, asked) == {}


def test_a_whole_table_that_is_read_is_found(window, workspace, store, asked):
    workspace.reader.find(Entity)
    store._db.set_trace_callback(None)

    assert list(reads(store._db, asked)) == ["entity"]


def test_other_orders_of_the_list_read_articles_only(window, workspace, store, asked):
    for by in ("headline", "claims", "published"):
        window.desk.articles.model.set_order(ListOrder(by))
    store._db.set_trace_callback(None)

    assert set(reads(store._db, asked)) <= {"article"}
