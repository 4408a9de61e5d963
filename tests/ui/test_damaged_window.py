"""A damaged project opens in the window: what is wrong is listed, everything else can be used."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator import places
from annotator.sample import project as sample
from annotator.storage.project import open_project
from annotator.ui.application.settings import Preferences
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.window.main_window import ProjectWindow

BAD_ZONE = """INSERT INTO text_zone
SELECT NULL, 'z', id, 5, -1, 'tags', 1, '', 'taken' FROM article_text LIMIT 1"""
FIRST = "(SELECT anchor_id FROM claim_mention ORDER BY rowid LIMIT 1)"


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    """The sample project, made once."""
    folder = tmp_path_factory.mktemp("sound")
    return sample.ensure(folder, folder / "state", "Ana")


@pytest.fixture
def opened(qtbot, sound, tmp_path):
    """Damage a copy of the sample project and open it in a window."""

    def open_(*statements):
        path = tmp_path / "Sample.annotator"
        path.write_bytes(sound.read_bytes())
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA foreign_keys = OFF")
            db.execute("PRAGMA ignore_check_constraints = ON")
            triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            for (name,) in db.execute(triggers).fetchall():
                db.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                db.execute(statement)
            db.commit()
        store = open_project(path, places.state_folder())
        store.sign_in("Ana")
        app = QApplication.instance()
        window = ProjectWindow(
            Workspace(store, path), Theme(app, Scheme.LIGHT), Preferences(tmp_path / "settings")
        )
        qtbot.addWidget(window)
        window.show()
        return window

    return open_


def look_at_everything(window):
    """Open every article, pick every mark and every claim."""
    focus = window.desk.focus
    for listed in focus.workspace.reader.article_summaries():
        focus.open(listed.id)
        for placed in focus.mentions:
            focus.pick_mark(placed.mention.id)
        for placed in focus.sentiments:
            focus.pick_mark(placed.sentiment.id)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("statements", "name"),
    [
        (["UPDATE article SET status = 'odd' WHERE code = 'A2'"], "Article A2"),
        (["UPDATE article SET headline = CAST(x'41ff' AS TEXT) WHERE code = 'A1'"], "Article A1"),
        (["UPDATE claim SET assertion_kind = 'odd' WHERE code = 'C1'"], "Claim C1"),
        (["DELETE FROM claim WHERE code = 'C1'"], "One of the mentions ("),
        ([f"UPDATE anchor_fragment SET start = -5 WHERE anchor_id = {FIRST}"], "A mention of"),
        ([f'UPDATE anchor_fragment SET "end" = 99999 WHERE anchor_id = {FIRST}'], "A mention of"),
        ([f"DELETE FROM anchor WHERE id = {FIRST}"], "A mention of claim"),
        ([f"UPDATE anchor SET state = 'odd' WHERE id = {FIRST}"], "A mention of claim"),
        (["UPDATE sentiment SET polarity = 99, holder = 'odd' WHERE rowid = 1"], "A sentiment in"),
        (["UPDATE fact_check SET status = 'odd', verdict_code = 'odd'"], "The fact-check of claim"),
        (["UPDATE evidence SET stance = 'odd', source_id = 'gone'"], "Evidence on claim"),
        (["UPDATE source SET medium = 'odd', reliability = 'odd'"], "The source “"),
        (["UPDATE text SET packed = substr(packed, 1, 50) WHERE rowid = 1"], "The text of"),
        (["UPDATE text SET packed = x'ff' WHERE rowid = 2"], "The text of"),
        (["DELETE FROM text WHERE rowid = 1"], "The text of article A1"),
        (["DELETE FROM article_text WHERE rowid = 1"], "A mention of claim"),
        (["UPDATE attribution SET quote_type = 'odd'"], "A mention of claim"),
        (["UPDATE entity SET kind = 'odd'"], "The entity “"),
        ([BAD_ZONE], "A line type in article"),
        (["UPDATE claim_label SET code = code || 'odd'"], "Claim C"),
        (["DELETE FROM scheme WHERE layer = 'verdict'"], "One of the schemes "),
        (["UPDATE claim SET code = 'odd' WHERE code = 'C1'"], "Claim odd"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_damaged_project_can_be_looked_at_and_says_what_is_damaged(
    opened, qtbot, statements, name
):
    window = opened(*statements)
    look_at_everything(window)
    window.damaged.search()
    qtbot.waitUntil(lambda: not window.damaged.button.isHidden())

    window.damaged.button.click()
    model = window.damaged._list.model()
    told = [model.index(row).data() for row in range(model.rowCount())]
    assert any(each.startswith(name) for each in told), told
    window.close()


def test_a_sound_project_says_nothing(opened, qtbot):
    window = opened()
    look_at_everything(window)
    with qtbot.waitSignal(window.damaged.searched_through):
        window.damaged.search()

    assert window.damaged.isHidden()
    assert window.damaged.button.isHidden()
    window.close()


def test_what_is_damaged_in_the_open_article_is_listed_under_it(opened, qtbot):
    window = opened(f"UPDATE anchor_fragment SET start = -5 WHERE anchor_id = {FIRST}")
    look_at_everything(window)
    damaged, focus = window.damaged, window.desk.focus
    (one,) = focus.workspace.reader.noticed()

    focus.open(one.article_id)
    assert damaged.isVisible()
    qtbot.keyClick(damaged._list, Qt.Key.Key_Escape)
    assert not damaged.isVisible()
    other = next(x for x in focus.workspace.reader.article_summaries() if x.id != one.article_id)
    focus.open(other.id)
    damaged.button.click()
    qtbot.keyClick(damaged._list, Qt.Key.Key_Return)
    assert focus.article.id == one.article_id
    damaged.copy()
    assert QApplication.clipboard().text() == one.sentence
    window.close()


def test_what_belongs_to_no_article_is_said_to(opened, qtbot):
    window = opened("UPDATE source SET medium = 'odd' WHERE rowid = 1")
    window.damaged.search()
    qtbot.waitUntil(lambda: not window.damaged.button.isHidden())
    window.damaged.button.click()

    with qtbot.waitSignal(window.workspace.notices.posted) as told:
        window.damaged.go()
    assert "no known article" in told.args[0]
    window.close()
