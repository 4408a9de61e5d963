"""Every setting in one dialog, applied at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton, QWidget

from annotator.ui.dialogs.settings import PAGES, SettingsDialog
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
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


def test_a_page_is_made_when_it_is_first_shown(dialog):
    made = dialog.findChildren(SettingsPage)
    dialog.show_page("keys")
    dialog.show_page("general")
    dialog.show_page("keys")

    assert [page.code for page in made] == ["general"]
    assert [page.code for page in dialog.findChildren(SettingsPage)] == ["general", "keys"]


@pytest.mark.parametrize("page", PAGES)
def test_the_fields_of_a_page_are_between_the_pages_and_the_buttons(dialog, page):
    for each in reversed(PAGES):
        dialog.show_page(each.code)
    dialog.show_page(page.code)

    QTest.keyClick(dialog, Qt.Key.Key_Tab)
    first = dialog.focusWidget()
    dialog.findChild(QPushButton, "leave").setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Backtab)

    assert dialog.page.isAncestorOf(first)
    assert dialog.page.isAncestorOf(dialog.focusWidget())


@pytest.mark.parametrize("scale", [1, 1.5, 2])
def test_the_dialog_keeps_its_size_from_page_to_page(theme, preferences, qtbot, scale):
    theme.set_text_scale(scale)
    dialog = SettingsDialog(SettingsScope(preferences))
    qtbot.addWidget(dialog)
    dialog.show()

    sizes = set()
    for page in PAGES:
        dialog.show_page(page.code)
        QApplication.processEvents()
        sizes.add(dialog.size().toTuple())

    assert len(sizes) == 1


def test_what_is_changed_elsewhere_is_shown_at_once(dialog, preferences):
    preferences.change(scheme="dark")

    assert part(dialog, "scheme").codes() == {"dark"}


def test_what_was_changed_before_a_page_is_made_is_shown_there(dialog, preferences):
    preferences.change(backups_kept=20)
    dialog.show_page("backups")

    assert part(dialog, "backups_kept").codes() == {"20"}


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

    dialog = SettingsDialog(SettingsScope(preferences), page="work")
    qtbot.addWidget(dialog)

    assert dialog.findChild(QComboBox, "settings.spelling").currentText() == (
        "No dictionary is installed"
    )
