"""The backups of a project are listed with what they hold and what restoring discards."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidget

from annotator.domain.backup import FOLDER
from annotator.ui.application.settings import Settings
from annotator.ui.dialogs import restore
from annotator.ui.dialogs.restore import RestoreDialog
from annotator.ui.project.backups import Backups


@pytest.fixture
def show(qtbot, backed_up):
    """Show the dialog when all details are read."""

    def show():
        dialog = RestoreDialog(Backups(backed_up, Settings))
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog._task.is_over)
        return dialog

    return show


def rows(dialog):
    tree = dialog.findChild(QTreeWidget, "restore.list")
    items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(1, 6)] for item in items]


def told(dialog):
    return dialog.findChild(QLabel, "restore.loss").text()


def test_each_backup_is_listed_and_what_restoring_takes_away_is_said(show):
    dialog = show()

    assert [row[:4] for row in rows(dialog)] == [["By hand", "0", "0", "0"]] * 2
    assert [row[4].partition(": ")[2] for row in rows(dialog)] == ["Add claim Бе", "Add claim Ан"]
    assert "discards 1 edit: Add claim Ва. The present state is kept first" in told(dialog)
    dialog._list.setCurrentItem(dialog._list.topLevelItem(1))
    assert "discards 2 edits, the last one: Add claim Ва." in told(dialog)


def test_the_selected_backup_is_chosen(backed_up, when_asked, qtbot):
    def choose(dialog):
        qtbot.waitUntil(lambda: dialog._task.is_over)
        dialog._list.setCurrentItem(dialog._list.topLevelItem(1))
        dialog._list.itemDoubleClicked.emit(dialog._list.currentItem(), 0)

    backups = Backups(backed_up, Settings)
    when_asked(choose)
    assert RestoreDialog.ask(backups).number == 1


def test_nothing_is_chosen_when_it_is_left(backed_up, when_asked):
    when_asked(lambda dialog: dialog.reject())

    assert RestoreDialog.ask(Backups(backed_up, Settings)) is None


def test_a_backup_that_cannot_be_read_cannot_be_restored(show, backed_up):
    newest, _ = Backups(backed_up, Settings).found()
    newest.path.write_bytes(b"")

    dialog = show()

    assert rows(dialog)[0][4] == "cannot be read"
    assert "is empty (0 bytes)" in told(dialog)
    assert not dialog.findChild(QPushButton, "do").isEnabled()
    dialog._list.itemDoubleClicked.emit(dialog._list.currentItem(), 0)
    assert dialog.isVisible()


def test_the_folder_of_the_backup_is_shown(show, monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr(restore, "show_folder", shown.append)

    show().findChild(QPushButton, "restore.folder").click()

    assert shown == [tmp_path / FOLDER]


def test_a_project_without_backups_says_how_they_come_about(show, backed_up, tmp_path):
    for each in (tmp_path / FOLDER).iterdir():
        each.unlink()

    dialog = show()

    assert "There are no backups yet" in told(dialog)
    assert not dialog.findChild(QPushButton, "do").isEnabled()


def test_a_damaged_project_still_has_its_backups(show, backed_up):
    backed_up.path.write_bytes(b"damaged")

    dialog = show()

    assert len(rows(dialog)) == 2
    assert "It holds 0 articles" in told(dialog)
    assert "discards" not in told(dialog)
