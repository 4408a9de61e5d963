import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.storage.project import create_project
from annotator.ui.dialogs import dialog_widgets
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.progress import ProgressStrip


@pytest.fixture
def desk(qtbot, tmp_path, schemes):
    path = tmp_path / "Summit.annotator"
    workspace = Workspace(create_project(path, "Summit", schemes, tmp_path / "marks"), path)
    yield workspace
    workspace.close()


@pytest.fixture
def dialog(qtbot, desk):
    shown = ExportLabels(desk)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def button(dialog, name="do"):
    return dialog.findChild(QPushButton, name)


def result(dialog):
    return dialog.findChild(QLabel, "export.result").text()


def wait_until_done(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.findChild(ProgressStrip).isHidden())


def test_the_labels_are_written_beside_the_project(qtbot, dialog, tmp_path):
    button(dialog).click()
    wait_until_done(qtbot, dialog)

    folder = tmp_path / "Summit-labels"
    assert dialog.written == folder
    with (folder / "labels_flat.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))
    assert result(dialog).startswith("✓ ")
    assert str(folder.name) in result(dialog)


def test_the_folder_is_opened_when_asked(qtbot, dialog, monkeypatch):
    opened = []
    monkeypatch.setattr(dialog_widgets, "show_folder", opened.append)
    button(dialog).click()
    wait_until_done(qtbot, dialog)

    button(dialog, "export.open_folder").click()

    assert opened == [dialog.written]


def test_an_unticked_mark_is_left_out(qtbot, dialog):
    dialog.findChild(QCheckBox, "export.bom").setChecked(False)

    button(dialog).click()
    wait_until_done(qtbot, dialog)

    assert not (dialog.written / "labels_flat.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_with_other_files_is_refused_in_words(qtbot, dialog, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear")
    dialog.findChild(QLineEdit, "export.path").setText(str(tmp_path / "mine"))

    button(dialog).click()
    wait_until_done(qtbot, dialog)

    assert "diary.txt" in result(dialog)
    assert dialog.written is None
    assert button(dialog).isEnabled()


def test_a_cancelled_export_leaves_nothing(qtbot, dialog, desk, tmp_path):
    for number in range(1, 40):
        desk.do(Edit.add("Add", Article(code=f"A{number}", headline="Summit")))

    button(dialog).click()
    dialog.reject()
    wait_until_done(qtbot, dialog)

    assert result(dialog) == "Export cancelled. Nothing was written."
    assert not (tmp_path / "Summit-labels").exists()
    assert dialog.isVisible()


def test_the_folder_must_be_a_whole_path(dialog):
    dialog.findChild(QLineEdit, "export.path").setText("somewhere")

    assert "full path" in result(dialog)
    assert not button(dialog).isEnabled()


def test_the_folder_can_be_browsed(dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))

    button(dialog, "export.browse").click()

    assert Path(dialog.findChild(QLineEdit, "export.path").text()) == tmp_path / "out"


def test_opened_options_make_room_for_themselves(dialog):
    before = dialog.height()

    dialog.findChild(Fold)._toggle.click()

    assert dialog.height() > before


def test_the_folder_written_is_the_answer(qtbot, desk, when_asked):
    def export(dialog):
        button(dialog).click()
        wait_until_done(qtbot, dialog)
        button(dialog).click()

    when_asked(export)

    assert ExportLabels.ask(desk).name == "Summit-labels"


def test_enter_exports_at_once(qtbot, dialog):
    dialog.show()

    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    wait_until_done(qtbot, dialog)

    assert dialog.written
