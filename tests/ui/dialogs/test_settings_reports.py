"""The name and the logo of a desk are settings; a logo that cannot be used is refused at once."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from annotator import assets
from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.dialogs.settings_page import SettingsScope

LOGO = str(assets.path("manual/pictures/window-1366-light.png"))


@pytest.fixture
def dialog(qtbot, preferences):
    """The settings, open on the page of reports."""
    dialog = SettingsDialog(SettingsScope(preferences), page="reports")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def choose(dialog, monkeypatch):
    """Choose a file as the logo."""

    def choose(path):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        dialog.findChild(QPushButton, "settings.desk_logo").click()

    return choose


def test_a_name_is_taken_without_needless_spaces(dialog, preferences):
    field = dialog.findChild(QLineEdit, "settings.desk_name")
    field.setText("  The   Desk ")
    field.editingFinished.emit()

    assert preferences.settings.desk_name == "The Desk"


def test_a_logo_is_chosen_and_removed(dialog, choose, preferences):
    choose(LOGO)
    assert preferences.settings.desk_logo == LOGO

    dialog.findChild(QPushButton, "settings.desk_logo.remove").click()
    assert preferences.settings.desk_logo == ""


def test_what_is_no_picture_is_refused_and_the_logo_stays(dialog, choose, preferences, tmp_path):
    choose(LOGO)
    file = tmp_path / "logo.png"
    file.write_text("<svg/>", encoding="utf-8")

    choose(file)
    problem = dialog.findChild(QLabel, "settings.desk_logo.problem")
    assert problem.isVisible()
    assert preferences.settings.desk_logo == LOGO

    choose("")
    choose(LOGO)
    assert not problem.isVisible()
