"""Dialogs of text versions: repairs, a correction, every version, the article that came again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QPushButton

from annotator.domain.revision import DiffKind, DiffRun
from annotator.domain.span import Span
from annotator.domain.text import clean
from annotator.importers import Draft
from annotator.language.repairs.proposing import proposals
from annotator.operations.text_versions import corrected, mark_outcomes, replaced
from annotator.ui.commands.labelling import Marking
from annotator.ui.dialogs.correct_text import CorrectText
from annotator.ui.dialogs.repairs import RepairText
from annotator.ui.dialogs.version_offer import VersionOffer
from annotator.ui.dialogs.versions import TextVersions
from annotator.ui.project.focus import Focus
from annotator.ui.project.pending import DialogText
from annotator.ui.widgets.difference import Difference
from annotator.ui.widgets.text_editor import TextEditor

BROKEN = "He said so.They agreed,too.  Nobody left the govern-\nment at 3\u00a0000 crowns."

ODD = "\u00a0\u2028\x85\t\r\n🇺\ufffc\u202f\ufeff\u0301"


@pytest.fixture
def broken(workspace, add_article):
    """The focus on an article whose text is broken."""
    focus = Focus(workspace)
    focus.open(add_article(BROKEN, headline="Broken").id)
    return focus


@pytest.fixture
def repairs(qtbot, broken):
    """The dialog of repairs."""
    dialog = RepairText(broken.article, broken.text, proposals(broken.text, "en"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def unfinished(focus):
    """Where what is written into the dialog is kept."""
    version = focus.workspace.reader.version(focus.article.id)
    return DialogText(focus.workspace.pending, version.id, "correct.text", "correction")


@pytest.fixture
def correcting(qtbot, focus, unfinished):
    """The dialog to correct the text by hand."""
    text = focus.text
    dialog = CorrectText(focus.article, text, unfinished)
    # else it would ask whether to throw away what a test has written
    qtbot.addWidget(dialog, before_close_func=lambda d: d._editor.setPlainText(text))
    dialog.show()
    return dialog


def button(dialog, name="do"):
    return dialog.findChild(QPushButton, name)


def replace_words(dialog, old, new):
    editor = dialog.findChild(TextEditor)
    cursor = editor.document().find(old)
    assert not cursor.isNull()
    cursor.insertText(new)
    dialog.compare()


def test_a_dialog_that_is_closed_saves_nothing_more(qtbot, focus, unfinished):
    dialog = CorrectText(focus.article, focus.text, unfinished)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._saving.start()

    dialog.close()

    assert not dialog._saving.isActive()


def test_every_repair_is_proposed_and_ticked(repairs):
    kinds = [repairs._tree.topLevelItem(n).text(0) for n in range(3)]

    assert kinds[0].startswith("Missing space · 2")
    assert button(repairs).text() == f"Apply {len(repairs.chosen())} repairs"


def test_one_kind_is_left_out_with_one_tick(qtbot, repairs):
    repairs._tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: button(repairs).text() == "Apply 2 repairs")

    assert {repair.kind for repair in repairs.chosen()} == {"double_space", "hyphenation"}


def test_one_repair_is_left_out_and_without_any_nothing_can_be_applied(qtbot, repairs):
    repairs._tree.topLevelItem(0).child(0).setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: button(repairs).text() == "Apply 3 repairs")

    button(repairs, "repairs.none").click()
    qtbot.waitUntil(lambda: not button(repairs).isEnabled())
    button(repairs, "repairs.all").click()
    qtbot.waitUntil(lambda: button(repairs).text() == "Apply 4 repairs")


def test_keys_tick_all_none_one_kind_and_apply(qtbot, repairs):
    tree = repairs._tree
    qtbot.keyClick(tree, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not button(repairs).isEnabled())

    qtbot.keyClick(tree, Qt.Key.Key_Space)  # on the first kind
    qtbot.waitUntil(lambda: button(repairs).text() == "Apply 2 repairs")

    qtbot.keyClick(tree, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: button(repairs).text() == "Apply 4 repairs")

    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert repairs.result() == QDialog.DialogCode.Accepted


def test_a_repair_shows_the_place_as_it_is_and_as_it_would_be(repairs):
    row = repairs._tree.topLevelItem(0).child(0)
    role = Qt.ItemDataRole.AccessibleTextRole

    assert row.data(0, role).startswith("He said so.They agreed")
    assert row.data(1, role).startswith("He said so.␣They agreed")


def test_the_editor_gives_back_every_character(qtbot):
    text = "🇺🇦 3\u00a0000 a\u00adb e\u0301 \u200fשלום\u200f\tx\n\n  y \ufeffz\n"
    editor = TextEditor(text)
    qtbot.addWidget(editor)

    assert editor.text() == text
    assert editor.is_true
    assert not editor.isReadOnly()


@given(text=st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(ODD)).map(clean))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_character_of_any_text_is_altered(qtbot, text):
    editor = TextEditor(text)
    assert (editor.text(), editor.is_true) == (text, True)

    editor.textCursor().insertText("x")
    assert editor.text() == clean(f"x{text}")
    editor.undo()
    assert editor.text() == text


def test_what_is_cut_and_pasted_stays_as_it_was(qtbot):
    text = "🇺🇦 3\u00a0000 a\u00adb\n\u202f\u200by"
    editor = TextEditor(text)
    qtbot.addWidget(editor)
    editor.selectAll()
    editor.cut()
    assert editor.text() == ""

    editor.paste()
    assert editor.text() == text


def test_a_text_that_cannot_be_shown_as_it_is_cannot_be_changed(qtbot):
    editor = TextEditor("a\u2029b")
    qtbot.addWidget(editor)

    assert editor.isReadOnly()


def test_the_editor_opens_where_the_person_reads(qtbot):
    editor = TextEditor("🇺🇦 Lind spoke")
    qtbot.addWidget(editor)
    editor.go_to("🇺🇦 Lind spoke", 3)

    rest = editor.textCursor()
    rest.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    assert rest.selectedText() == "Lind"


def test_the_difference_is_shown_before_it_counts(correcting, focus):
    assert not button(correcting).isEnabled()
    replace_words(correcting, "two-day", "three-day")

    words = correcting.findChild(Difference).words()
    changed = [(each.kind, each.text) for each in words if each.kind is not DiffKind.KEPT]
    assert changed == [(DiffKind.REMOVED, "two-day"), (DiffKind.ADDED, "three-day")]
    assert button(correcting).isEnabled()
    assert correcting.correction().text == focus.text.replace("two-day", "three-day")
    assert "3\u00a0000" in correcting.correction().text


@pytest.mark.parametrize(
    ("choice", "is_open"), [("Keep editing", True), ("Discard changes", False)]
)
def test_what_is_written_is_not_thrown_away_unasked(correcting, press_when_asked, choice, is_open):
    replace_words(correcting, "two-day", "three-day")
    press_when_asked(f"message.{choice}")
    correcting.reject()

    assert correcting.isVisible() is is_open


def test_ctrl_enter_keeps_the_text_while_one_writes(correcting, qtbot):
    replace_words(correcting, "two-day", "three-day")

    qtbot.keyClick(correcting._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert correcting.result() == QDialog.DialogCode.Accepted


def test_a_text_left_as_it_is_can_be_left_at_once(correcting):
    correcting.reject()

    assert not correcting.isVisible()


def test_every_version_is_listed_and_an_old_one_compared(qtbot, focus, workspace):
    text, who = focus.text.replace("two-day", "three-day"), workspace.annotator.id
    workspace.do(corrected(workspace.reader, focus.article, text, "As printed", who))
    dialog = TextVersions(workspace.reader, focus.article)
    qtbot.addWidget(dialog)

    shown = dialog.findChild(QListWidget)
    assert shown.item(0).text().startswith("Version 2\ncorrected · ")
    assert shown.item(0).text().endswith("Ana\nAs printed")
    assert shown.item(1).text().endswith("a.txt")
    assert [w.text for w in dialog._text.words() if w.kind is DiffKind.REMOVED] == ["two-day"]
    shown.setCurrentRow(0)
    assert "".join(w.text for w in dialog._text.words()) == text


def test_an_old_version_is_shown_whole(qtbot, focus, workspace):
    before, who = focus.text, workspace.annotator.id
    text = before.replace("two-day", "three-day")
    workspace.do(corrected(workspace.reader, focus.article, text, "", who))
    dialog = TextVersions(workspace.reader, focus.article)
    qtbot.addWidget(dialog)
    dialog._whole.setChecked(True)

    words = dialog._text.words()
    assert "".join(w.text for w in words if w.kind is not DiffKind.ADDED) == before


def test_the_article_that_came_again_shows_what_becomes_of_its_marks(qtbot, focus, workspace):
    for words in ("gave no guarantees", "Parliament voted for membership."):
        start = focus.text.index(words)
        focus.select((Span(start, start + len(words)),))
        Marking(focus).add_claim()
    text = focus.text.replace("gave no", "gave few", 1)
    text = text.replace("Parliament voted for membership. ", "")
    draft = Draft(headline="", text=text, original=b"", encoding="utf-8", file_name="b.txt")
    reader = workspace.reader
    carried = mark_outcomes(reader, replaced(reader, focus.article, draft, workspace.annotator.id))
    dialog = VersionOffer(focus.article, draft, focus.text, carried)
    qtbot.addWidget(dialog)

    assert dialog.findChild(QLabel, "offer.told").text() == (
        "0 marks unchanged, 0 moved, 1 with changed text, 1 without text."
        " 2 marks to review afterwards."
    )
    marks = dialog.findChild(QListWidget)
    assert marks.item(0).text() == "gone: “Parliament voted for membership.”"
    assert marks.item(1).text() == "changed: “gave no guarantees” → “gave few guarantees”"


def test_a_difference_without_end_says_how_much_is_not_shown(qtbot):
    shown = Difference("difference")
    qtbot.addWidget(shown)
    shown.show_words([DiffRun(DiffKind.ADDED, "a "), DiffRun(DiffKind.REMOVED, "b ")] * 2_600)

    assert shown.toPlainText().endswith("… and 200 more passages not shown")


def test_space_unticks_and_enter_applies(qtbot, repairs):
    tree = repairs._tree
    tree.setCurrentItem(tree.topLevelItem(0).child(0))
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: button(repairs).text() == "Apply 3 repairs")
    qtbot.keyClick(tree, Qt.Key.Key_Return)

    assert repairs.result() == RepairText.DialogCode.Accepted


def test_a_difference_is_shown_from_its_beginning(qtbot):
    shown = Difference("difference")
    qtbot.addWidget(shown)
    shown.show_words(
        [DiffRun(DiffKind.KEPT, "words\n" * 50), DiffRun(DiffKind.ADDED, "new\n" * 50)]
    )
    shown.show()
    shown.setFocus()

    # where the cursor is, the view goes when the keyboard comes
    assert shown.textCursor().atStart()


def test_a_correction_is_kept_while_it_is_written_and_is_there_again(
    correcting, focus, unfinished, qtbot, store
):
    replace_words(correcting, "two-day", "three-day")
    qtbot.waitUntil(lambda: "three-day" in unfinished.text, timeout=2000)

    again = CorrectText(focus.article, focus.text, unfinished)
    qtbot.addWidget(again, before_close_func=lambda d: d._editor.setPlainText(focus.text))

    assert "three-day" in again.correction().text
    assert [typed.label for typed in store.reader.unconfirmed()] == ["correction"]
    told = [label.text() for label in again.findChildren(QLabel)]
    assert any(text.startswith("Your unsaved changes were restored.") for text in told)


def test_a_correction_that_is_thrown_away_is_not_kept(
    correcting, unfinished, qtbot, press_when_asked
):
    replace_words(correcting, "two-day", "three-day")
    correcting.save()
    assert unfinished.text

    press_when_asked("message.Discard changes")
    correcting.reject()
    correcting.save()

    assert unfinished.text == ""
