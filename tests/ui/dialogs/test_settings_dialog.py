"""Every setting in one dialog, applied at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from annotator.ui.dialogs.settings import PAGES, SettingsDialog
from annotator.ui.dialogs.settings_page import SettingsScope
from annotator.ui.widgets import spelling_menu


@pytest.fixture
def dialog(preferences, qtbot):
    """The settings, shown without a project."""
    dialog = SettingsDialog(SettingsScope(preferences))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def part(dialog, name):
    return dialog.findChild(QWidget, f"settings.{name}")


def test_the_arrows_go_from_page_to_page(dialog):
    for page in PAGES:
        assert dialog.page.code == page.code
        assert dialog.page.isVisible()
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)


def test_what_is_changed_elsewhere_is_shown_at_once(dialog, preferences):
    preferences.change(scheme="dark")

    assert part(dialog, "scheme").codes() == {"dark"}


def test_how_many_backups_are_kept_and_where_is_chosen(dialog, preferences, monkeypatch):
    dialog.show_page("backups")
    folders = ["/there", ""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folders.pop(0))

    part(dialog, "backups_kept").chosen.emit("20")
    part(dialog, "backup_folder").click()
    part(dialog, "backup_folder").click()  # and cancelled

    kept = preferences.settings
    assert (kept.backups_kept, kept.backup_folder) == (20, "/there")
    part(dialog, "backup_folder.beside").click()
    assert preferences.settings.backup_folder == ""


def test_without_a_dictionary_the_language_of_spelling_says_so(preferences, qtbot, monkeypatch):
    monkeypatch.setattr(spelling_menu, "tags", tuple)

    page = SettingsDialog(SettingsScope(preferences))
    qtbot.addWidget(page)

    assert page.findChild(QComboBox, "settings.spelling").currentText() == (
        "No dictionary is installed"
    )
