"""Tables and columns are ticked by keys; what is ticked is previewed, exported and kept."""

import csv

import pytest
from mirrored import onwards
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableWidget

from annotator.exporters.table_choice import ALL
from annotator.storage.project import create_project
from annotator.ui.dialogs.export_choices import ExportChoices
from annotator.ui.dialogs.export_formats import FormatList
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.export_tables import TableChoice
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.progress import ProgressStrip

SPACE, DOWN = Qt.Key.Key_Space, Qt.Key.Key_Down


@pytest.fixture
def desk(tmp_path, schemes):
    """A project in a file."""
    path = tmp_path / "Summit.annotator"
    workspace = Workspace(create_project(path, "Summit", schemes, tmp_path / "marks"), path)
    yield workspace
    workspace.close()


@pytest.fixture
def opened(qtbot, desk):
    """Open the dialog on the CSV package, or another format."""
    shown = []

    def open_dialog(form="csv"):
        dialog = ExportLabels(desk)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.findChild(FormatList).choose(form)
        shown.append(dialog)
        return dialog

    yield open_dialog
    for dialog in shown:
        dialog.done(0)


def tables_of(dialog):
    """Return the choice of tables that is visible."""
    return next(each for each in dialog.findChildren(TableChoice) if each.isVisible())


def fewer(dialog):
    """Choose fewer tables, and return the tree."""
    row = tables_of(dialog)
    row.buttons[1].click()
    return row.tree


def ticked(dialog):
    """Return the chosen tables and columns, as options."""
    options = dialog.findChild(ExportChoices).choice("").options
    return options.get("tables"), options["columns"]


def press(qtbot, tree, *keys):
    """Press keys in the tree, and wait until it has told of what was ticked."""
    tree.setFocus()
    for key in keys:
        qtbot.keyClick(tree, key)
    qtbot.waitUntil(lambda: not tree._timer.isActive())


def test_all_tables_are_exported_until_fewer_are_chosen(qtbot, opened):
    dialog = opened()
    assert tables_of(dialog).tree.isHidden()

    tree = fewer(dialog)

    assert tree.isVisible()
    assert tree.columns() == ALL
    assert ticked(dialog) == ("", "")


def test_space_unticks_all_tables_a_table_or_a_column(qtbot, opened):
    dialog = opened()
    tree = fewer(dialog)

    press(qtbot, tree, SPACE, DOWN, DOWN, SPACE, onwards(), DOWN, SPACE)

    tables, columns = ticked(dialog)
    assert tables == "articles"
    assert columns == "articles=" + ",".join(ALL["articles"][1:])
    words = dialog.findChild(QLabel, "export.lacks")
    qtbot.waitUntil(lambda: "articles.csv has no article_id" in words.text())


def test_with_nothing_ticked_there_is_nothing_to_export(qtbot, opened):
    dialog = opened()

    press(qtbot, fewer(dialog), SPACE)

    assert dialog.findChild(QLabel, "export.result").text() == "▲ Tick a table, or choose all."
    assert not dialog.findChild(QPushButton, "do").isEnabled()
    press(qtbot, tables_of(dialog).tree, SPACE)
    assert dialog.findChild(QPushButton, "do").isEnabled()


def test_the_preview_follows_the_row_and_what_is_ticked(qtbot, opened):
    dialog = opened()
    files = dialog.findChild(QComboBox, "export.preview_file")
    table = dialog.findChild(QTableWidget, "export.preview_table")
    tree = fewer(dialog)
    qtbot.waitUntil(lambda: files.count() > 1)

    press(qtbot, tree, DOWN, DOWN, onwards(), DOWN, SPACE)

    qtbot.waitUntil(lambda: files.currentText() == "articles")
    qtbot.waitUntil(lambda: table.columnCount() == len(ALL["articles"]) - 1)
    assert table.horizontalHeaderItem(0).text() == "article_code"


def test_a_table_is_previewed_as_soon_as_it_is_ticked(qtbot, opened):
    dialog = opened()
    files = dialog.findChild(QComboBox, "export.preview_file")

    press(qtbot, fewer(dialog), SPACE, DOWN, SPACE, DOWN)
    qtbot.waitUntil(lambda: files.currentText() == "labels_flat")
    press(qtbot, tables_of(dialog).tree, SPACE)

    qtbot.waitUntil(lambda: files.currentText() == "articles")


def test_what_was_ticked_is_written_and_proposed_again(qtbot, opened, desk):
    dialog = opened()
    press(qtbot, fewer(dialog), SPACE, DOWN, DOWN, SPACE)

    dialog.findChild(QPushButton, "do").click()
    qtbot.waitUntil(lambda: dialog.findChild(ProgressStrip).isHidden())

    assert [path.name for path in dialog.written.glob("*.csv")] == ["articles.csv"]
    assert not tables_of(dialog).tree.isEnabled()
    again = opened()
    assert ticked(again) == ("articles", "")
    assert tables_of(again).tree.isVisible()


def test_one_table_has_its_columns_alone(qtbot, opened):
    dialog = opened("csv-flat")

    press(qtbot, fewer(dialog), SPACE, DOWN, SPACE)

    assert ticked(dialog) == (None, "labels_flat=article_code")
    dialog.findChild(QPushButton, "do").click()
    qtbot.waitUntil(lambda: dialog.findChild(ProgressStrip).isHidden())
    with dialog.written.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == ["article_code"]


def test_a_workbook_has_no_texts_to_tick(qtbot, opened):
    tree = fewer(opened("xlsx"))

    assert "texts" not in tree.columns()
    assert "claims" in tree.columns()


def test_columns_of_another_version_of_the_program_are_all(desk, opened):
    options = {"tables": "claims", "columns": "claims=colour"}
    desk.bookmarks.put_export(ExportChoice(format_id="csv", options=options))

    assert ticked(opened()) == ("", "")
