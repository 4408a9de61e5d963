"""Notes on an article are written over its text, and seen by the next person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from annotator.domain.article import Article
from annotator.ui.views.status import heading_of
from annotator.ui.widgets.auto_text import AutoText


@pytest.fixture
def write(window, press):
    """Write notes as a person does, from the text on."""

    def write(text):
        press("N", modifier=Qt.KeyboardModifier.ShiftModifier)
        field = window.articles.bar.findChild(AutoText, "article.notes")
        assert field.hasFocus()
        QTest.keyClicks(field, text)
        return field

    return write


def notes(workspace):
    return [each.notes for each in workspace.reader.find(Article)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_esc_save_the_notes_and_lead_to_the_text(window, workspace, write, key):
    QTest.keyClick(write("Ask the ministry"), key)

    assert notes(workspace) == ["Ask the ministry"]
    assert workspace.undo_label() == "Change notes of A1"
    assert window.articles.bar.isHidden()
    assert window.focusWidget() is window.desk.text


def test_notes_are_saved_for_the_article_they_were_written_for(
    window, workspace, write, add_article
):
    other = add_article("Other words.")
    write("Ask the ministry")

    window.desk.focus.open(other.id)

    assert notes(workspace) == ["Ask the ministry", ""]
    assert window.articles.bar.findChild(AutoText).value() == ""


def test_the_next_person_sees_that_there_are_notes(window, workspace, write):
    QTest.keyClick(write("Ask the ministry"), Qt.Key.Key_Return)

    row = window.findChild(QListView, "article_list").model().index(0, 0)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).endswith("has notes")
    assert "Ask the ministry" in heading_of(window.desk.focus.article).notes


def test_long_notes_are_cut_above_the_text(article):
    long = heading_of(Article(headline="", notes="word " * 200)).notes

    assert len(long) < 300
    assert "…" in long
    assert heading_of(article).notes == ""


def test_without_an_article_there_is_nothing_to_note(window, write, said, press):
    write("x")
    window.desk.focus.open(None)
    assert window.articles.bar.isHidden()

    window.desk.go_to_text()
    press("N", modifier=Qt.KeyboardModifier.ShiftModifier)

    assert said() == "Open an article first, or select some in the list."


def test_another_key_is_the_fields(window, write):
    field = write("a")

    QTest.keyClick(field, Qt.Key.Key_F13)

    assert window.articles.bar.isVisible()
