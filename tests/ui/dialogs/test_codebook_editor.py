"""The codebook is changed in its dialog, each change at once, and taken back there."""

from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QWidget,
)
from shiboken6 import isValid

from annotator.domain.backup import BackupReason
from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.exporters.codebook import codebook_to_toml
from annotator.importers import codebook as codebooks
from annotator.storage.project import create_project
from annotator.ui.dialogs.codebook_editor import CodebookEditor
from annotator.ui.dialogs.label_table import LabelTable
from annotator.ui.dialogs.new_scheme import NewSchemeDialog
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts

TYPES = "fullfact-claim-type@1"


@pytest.fixture
def editor(qtbot, workspace):
    """The dialog, showing the claim types."""
    dialog = CodebookEditor(workspace)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.lists.show_scheme(TYPES)
    return dialog


@pytest.fixture
def types(workspace):
    return lambda: workspace.codebook.scheme(Layer.CLAIM_TYPE)


@pytest.fixture
def used(workspace, types):
    """Three claims that say what somebody has seen."""
    by = workspace.annotator.id
    labels = frozenset({types().key("personal")})
    workspace.do(Edit.add("Add", *(Claim(text="So.", labels=labels, created_by=by) for _ in "abc")))


def part(editor, name, kind=QWidget):
    found = editor.findChild(kind, f"codebook.{name}")
    assert found, name
    return found


def press(editor, name):
    part(editor, name, QPushButton).click()


def type_in(editor, name, text):
    field = part(editor, name)
    field.setFocus()
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.selectAll()
        field.insert(text)
        field.textEdited.emit(text)
    part(editor, "labels").setFocus()


def said(editor, name="message"):
    return part(editor, name, QLabel).text()


def names(scheme):
    return [label.name for label in scheme.labels]


def column(editor, number):
    table = part(editor, "labels", QTreeWidget)
    return [table.topLevelItem(row).text(number) for row in range(table.topLevelItemCount())]


def test_labels_are_added_one_after_the_other_by_their_names(editor, types, qtbot):
    line = part(editor, "new_label", QLineEdit)
    line.setFocus()
    for name in ("Rumour", "Satire"):
        qtbot.keyClicks(line, name)
        qtbot.keyClick(line, Qt.Key.Key_Return)

    assert names(types())[-2:] == ["Rumour", "Satire"]
    assert column(editor, 0)[-2:] == ["Rumour", "Satire"]
    assert editor.lists.label.name == "Satire"
    assert line.hasFocus()
    assert line.text() == ""


def test_a_name_that_is_taken_is_said_and_stays_to_be_mended(editor, types, qtbot):
    line = part(editor, "new_label", QLineEdit)
    qtbot.keyClicks(line, "prediction")
    press(editor, "add")

    assert "already has a label “prediction”" in said(editor)
    assert line.text() == "prediction"
    line.clear()


def test_what_is_typed_for_a_new_label_is_added_when_the_dialog_closes(editor, types):
    part(editor, "new_label", QLineEdit).setText("Rumour")

    editor.done(0)

    assert names(types())[-1] == "Rumour"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("name", "First-hand", "First-hand"),
        ("short", "Own", "Own"),
        ("key", "x", "x"),
        ("number", "−1,5", -1.5),
        ("number", "", None),
        ("definition", "Seen by oneself.", "Seen by oneself."),
    ],
)
def test_each_field_is_saved_when_it_is_left_and_undone_there(
    editor, types, workspace, name, text, value
):
    before = types()

    type_in(editor, name, text)

    assert getattr(types().labels[0], name) == value
    if types() != before:
        editor.findChild(QAction, "edit.undo").trigger()
    assert types() == before
    editor.findChild(QAction, "edit.redo").trigger()
    assert getattr(types().labels[0], name) == value


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("name", "Prediction", "already has a label “Prediction”"),
        ("name", "", "A label needs a name"),
        ("key", "2", "already has the key “2”"),
        ("number", "many", "Enter a number"),
    ],
)
def test_what_is_refused_stays_marked_where_it_was_typed(editor, types, name, text, words):
    before = types()

    type_in(editor, name, text)

    field = part(editor, name)
    assert words in field.complaint()
    assert (field.text(), types()) == (text, before)


def test_a_colour_is_chosen_by_its_sign(editor, types):
    part(editor, "colour").chosen.emit("refuted")

    assert types().labels[0].colour == "refuted"
    assert column(editor, 3)[0] == "✕ Red"


def test_a_colour_of_ones_own_is_kept_and_shown(workspace, types, editor):
    label = replace(types().labels[0], colour="#2f5d8c")
    workspace.do(Edit.swap("Colour", types(), replace(types(), labels=(label,))))

    assert part(editor, "colour").codes() == {"#2f5d8c"}
    assert column(editor, 3) == ["#2f5d8c"]


def test_alt_and_an_arrow_move_a_label_which_stays_chosen(editor, types, qtbot):
    table = part(editor, "labels", QTreeWidget)
    first, second, *_ = names(types())

    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(types())[:2] == [second, first]
    assert editor.lists.label.name == first
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(types())[:2] == [first, second]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_enter_and_f2_edit_the_name(editor, qtbot, key):
    qtbot.keyClick(part(editor, "labels"), key)

    assert part(editor, "name").hasFocus()
    assert part(editor, "name").selectedText() == "Personal experience"


def test_what_a_change_would_touch_is_said_before(used, editor, types):
    assert said(editor, "uses") == (
        "3 records use “Personal experience”. "
        "Retire keeps it there; Merge gives them another label."
    )
    assert column(editor, 5)[:2] == ["3", "0"]
    assert not part(editor, "remove").isEnabled()

    press(editor, "retire")

    assert types().labels[0].is_retired
    assert column(editor, 0)[0] == "Personal experience (retired)"
    assert "stays on 3 records and is not offered for new ones" in said(editor, "uses")
    press(editor, "retire")
    assert not types().labels[0].is_retired


def test_a_label_is_merged_after_it_is_said_how_many_records_move(
    used, editor, types, workspace, when_asked
):
    asked = []

    def answer(dialog):
        dialog.findChild(QListWidget).setCurrentRow(1)
        asked.append(dialog.findChild(QLabel, "merge_label.message").text())
        dialog.findChild(QPushButton, "do").click()

    when_asked(answer)
    kept = []
    workspace.protecting.connect(lambda why: kept.append((why, types().label("personal"))))
    press(editor, "merge")

    assert [why for why, label in kept if label] == [BackupReason.MERGE]
    assert asked[0].startswith("3 records move to “Correlation or causation”")
    assert types().label("personal") is None
    assert editor.lists.label.code == "correlation"
    assert workspace.reader.label_uses()[types().key("correlation")] == 3
    assert column(editor, 5)[1] == "3"
    editor.findChild(QAction, "edit.undo").trigger()
    assert workspace.reader.label_uses()[types().key("personal")] == 3


def test_delete_removes_an_unused_label_and_says_why_not_one_in_use(used, editor, types, qtbot):
    table = part(editor, "labels")
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert "3 records use “Personal experience”, so it cannot be removed" in said(editor)

    editor.lists.show_label("not_claim")
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert types().label("not_claim") is None
    assert editor.lists.label.code == "other"


def test_fixed_labels_can_be_neither_added_nor_removed(editor, workspace):
    editor.lists.show_scheme(workspace.codebook.scheme(Layer.CHECK_STATUS).id)

    for name in ("add", "new_label", "merge", "remove", "remove_scheme"):
        assert not part(editor, name).isEnabled()
    assert "The program depends on these labels" in said(editor, "about")


def test_a_scheme_is_added_renamed_moved_and_removed(editor, workspace, when_asked, qtbot):
    def answer(dialog: NewSchemeDialog):
        assert not dialog.findChild(QPushButton, "do").isEnabled()
        dialog.findChild(QLineEdit, "new_scheme.title").setText("Topic")
        dialog.findChild(QPlainTextEdit).setPlainText("War\n\nTrade ")
        dialog.findChild(QPushButton, "do").click()

    when_asked(answer)
    press(editor, "add_scheme")
    assert names(editor.lists.scheme) == ["War", "Trade"]

    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    type_in(editor, "title", "Our topics")
    press(editor, "scheme_up")

    assert workspace.codebook.scheme(Layer.CLAIM_TYPE).title == "Our topics"
    press(editor, "remove_scheme")
    assert [each.id for each in workspace.codebook.layer(Layer.CLAIM_TYPE)] == [TYPES]
    editor.findChild(QAction, "edit.undo").trigger()
    assert workspace.codebook.scheme(Layer.CLAIM_TYPE).title == "Our topics"


def test_a_scheme_without_a_name_keeps_the_one_it_has(editor, types):
    type_in(editor, "title", " ")

    assert "A scheme needs a name" in said(editor)
    assert types().title.startswith("Claim type")


def test_alt_and_an_arrow_move_a_scheme(editor, workspace, qtbot):
    verdicts = workspace.codebook.scheme(Layer.VERDICT)
    other = replace(verdicts, id="other@1", title="Other", ordinal=1)
    workspace.do(Edit.add("Add", other))
    editor.lists.show_scheme("other@1")
    assert "Verdicts are chosen from the first scheme" in said(editor, "about")

    schemes = part(editor, "schemes")
    qtbot.keyClick(schemes, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(schemes, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # it is the first

    assert workspace.codebook.scheme(Layer.VERDICT).id == editor.lists.scheme.id == "other@1"
    assert workspace.undo_label() == "Move scheme “Other”"


def test_undo_takes_back_nothing_that_was_done_outside(used, editor, workspace):
    label = workspace.undo_label()

    editor.findChild(QAction, "edit.undo").trigger()

    assert said(editor) == "No codebook changes left to undo."
    assert workspace.undo_label() == label


def test_the_codebook_goes_out_and_its_changes_come_in(
    editor, types, workspace, tmp_path, monkeypatch, when_asked
):
    path = tmp_path / "house"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(editor, "export")
    assert "Exported to" in said(editor)
    saved = path.with_suffix(".toml")
    assert codebooks.load(saved) == workspace.codebook.schemes
    assert list(tmp_path.glob(".*")) == []

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(saved), ""))
    editor._buttons._files.import_file()
    assert said(editor) == "“house.toml” is already in this codebook."

    label = replace(types().labels[0], name="First-hand")
    changed = replace(types(), labels=(label, *types().labels[2:]))
    saved.write_text(codebook_to_toml([changed], "House"), encoding="utf-8")
    seen = []

    def answer(dialog: QDialog):
        seen.append(dialog.findChild(QLabel, "codebook_import.message").text())
        head = dialog.findChild(QTreeWidget).topLevelItem(0)
        seen.extend(head.child(row).text(0) for row in range(head.childCount()))
        dialog.findChild(QPushButton, "do").click()

    when_asked(answer)
    editor._buttons._files.import_file()

    assert seen[0].startswith("1 label is changed. Nothing is removed.")
    assert seen[1:] == [
        "Personal experience → First-hand",
        "Order of the labels",
        "Stays as it is",
    ]
    assert types().labels[0].name == "First-hand"
    assert workspace.undo_label() == "Import codebook “house.toml”"


def test_a_file_that_is_no_codebook_is_said(editor, tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("=")

    editor._buttons._files.import_from(path, path.name)

    assert "“x.toml” is not a codebook" in said(editor)


def test_a_file_that_cannot_be_written_is_said(editor, tmp_path, monkeypatch):
    missing = tmp_path / "gone" / "x.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(missing), ""))

    press(editor, "export")

    assert "“x.toml” was not written" in said(editor)


def test_the_codebooks_of_the_program_are_offered_for_import(editor, qtbot, press_when_asked):
    press(editor, "import")
    menu = editor.findChild(QMenu, "codebook.import_from")
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles[0] == "From a file…"
    assert len(titles) == 1 + len(codebooks.shipped())

    press_when_asked("do")
    menu.actions()[-1].trigger()

    assert len(editor.lists.workspace.codebook.layer(Layer.VERDICT)) == 2


def test_nothing_can_be_changed_in_a_read_only_project(store, article, qtbot):
    store.is_read_only = True
    editor = CodebookEditor(Workspace(store))
    qtbot.addWidget(editor)

    enabled = [each.objectName() for each in editor.findChildren(QPushButton) if each.isEnabled()]

    assert {name for name in enabled if name.startswith("codebook.")} == {"codebook.export"}
    assert part(editor, "name").isReadOnly()


def test_the_counts_of_a_project_in_a_file_are_taken_on_a_worker(tmp_path, schemes, qtbot, claim):
    path = Path(tmp_path / "a.annotator")
    store = create_project(path, "A", schemes, tmp_path / "state")
    store.sign_in("Ana")
    workspace = Workspace(store, path)
    editor = CodebookEditor(workspace)
    qtbot.addWidget(editor)
    assert column(editor, 5)[0] == "…"
    assert said(editor, "uses").startswith("Counting the records that use")
    assert not part(editor, "remove").isEnabled()

    qtbot.waitUntil(lambda: column(editor, 5)[0] == "0")
    assert said(editor, "uses").startswith("No record uses")
    again = []
    editor.lists.label_shown.connect(lambda: again.append(column(editor, 5)[0]))

    assert workspace.do(Edit.add("", replace(claim, created_by=workspace.annotator.id)))
    qtbot.waitUntil(lambda: again[-1:] == ["0"])
    assert again[0] == "…"
    workspace.close()


def test_the_dialog_is_opened_from_the_menu(window, when_asked):
    seen = []
    when_asked(lambda dialog: seen.append(dialog.objectName()))

    window.actions_["project.codebook"].trigger()

    assert seen == ["codebook"]


def test_names_keep_their_room_in_a_narrow_window(editor, types):
    table = editor.findChild(LabelTable)

    table.resize(260, 200)

    assert table.columnWidth(0) >= fonts.pixels(150)


def test_a_name_is_whole_in_its_tooltip(editor):
    label = editor.findChild(LabelTable).topLevelItem(0)

    assert label.text(0) in unescape(label.toolTip(0))


def test_what_is_refused_after_it_was_closed_is_no_error(workspace):
    dialog = CodebookEditor(workspace)
    dialog.done(0)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    workspace.notices.refuse(StorageError("The disk is full."))

    assert not isValid(dialog)
