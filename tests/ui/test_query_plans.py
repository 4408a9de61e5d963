"""Nothing that the window does reads a table that grows from end to end: no test of it may."""

from operator import methodcaller

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from whole_reads import WholeReads, whole_tables

from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.operations.deleting import delete_articles
from annotator.storage.listing import StoredListing
from annotator.ui.project.aside import read_aside

WHOLE = (
    "SELECT * FROM claim",
    "SELECT id FROM claim AS other",
    "SELECT count(*) FROM claim_mention",
    "SELECT code FROM claim WHERE text = ? LIMIT 1",
    "SELECT * FROM claim WHERE id IN (SELECT id FROM claim WHERE position > ? LIMIT 500)",
    "SELECT id FROM article WHERE status = ?",
    "SELECT 1 FROM claim JOIN evidence ON claim.text = evidence.quote WHERE claim.id = ?",
    "UPDATE claim SET venue = ? WHERE text = ?",
    "DELETE FROM entity_alias WHERE alias = ?",
    "INSERT INTO removed_place SELECT id, position FROM claim",
)
SHORT = (
    "SELECT * FROM claim WHERE id = ?",
    "SELECT id FROM claim_mention WHERE claim_id IN (SELECT value FROM json_each(?))",
    "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1",
    "SELECT id FROM article WHERE position > ? ORDER BY position LIMIT 9",
    "SELECT * FROM label",
    "WITH one AS (SELECT id FROM claim WHERE id = ?1 LIMIT 1) SELECT * FROM one",
    "UPDATE claim SET venue = ? WHERE id = ?",
)


@pytest.fixture
def other(window, add_article):
    """A second article."""
    return add_article("Ein anderer Text über den Gipfel.", headline="Ärger")


def look_around(window, other):
    """Open articles, filter and sort the list."""
    desk = window.desk
    desk.open(other.id)
    desk.articles.step(-1)
    desk.articles.open_next()
    for words in ("s", "su", "sum", "nothing", ""):
        window.findChild(QLineEdit, "article_filter").setText(words)
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


def test_no_action_of_the_window_reads_a_whole_table(window, workspace, other):
    look_around(window, other)
    label(window, workspace)
    window.finding.open_palette()
    window.finding.choose_claim()
    workspace.reader.listing.targets(), workspace.reader.listing.publishers()
    workspace.do(delete_articles(workspace.reader, [other.id]).edit)
    workspace.undo()


@pytest.mark.parametrize("sql", WHOLE)
def test_a_statement_that_reads_a_whole_table_is_known_by_its_plan(store, sql):
    assert len(whole_tables(store._db, sql)) == 1


@pytest.mark.parametrize("sql", SHORT)
def test_a_statement_that_reads_what_it_needs_is_known_by_its_plan(store, sql):
    assert whole_tables(store._db, sql) == []


@pytest.mark.parametrize("read", [methodcaller("find", Claim), lambda reader: reader.find(Claim)])
def test_what_the_window_reads_is_followed_and_not_what_a_test_reads(workspace, whole_reads, read):
    is_of_window = isinstance(read, methodcaller)

    read_aside(workspace, read)

    assert bool(whole_reads.found) is is_of_window
    whole_reads.found.clear()


def test_who_may_read_all_of_it_is_named(workspace, whole_reads, monkeypatch):
    allowed = WholeReads(["ui.project.aside"])
    allowed.follow(monkeypatch)

    read_aside(workspace, methodcaller("find", Claim))

    assert allowed.found == whole_reads.found == {}


def test_a_window_reads_which_articles_there_are_once(workspace, window_of, monkeypatch):
    asked, positions = [], StoredListing.positions

    def note(*given, **named):
        asked.append(given[1:])
        return positions(*given, **named)

    monkeypatch.setattr(StoredListing, "positions", note)
    window_of(workspace)

    assert len(asked) == 1
