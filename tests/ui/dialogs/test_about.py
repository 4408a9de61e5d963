from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.ui.dialogs.about import About, about_text


def test_versions_can_be_copied(qtbot):
    about = About()
    qtbot.addWidget(about)
    label = about.findChild(QLabel, "about.text")

    assert label.text() == about_text()
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_the_text_names_version_licence_and_libraries():
    text = about_text()

    assert "MIT licence" in text
    assert "PySide6-Essentials 6." in text
    assert "sqlite-utils 4." in text


def test_a_package_that_is_not_installed_has_no_version(monkeypatch):
    monkeypatch.setattr("annotator.ui.dialogs.about._LIBRARIES", (("no-such", "nothing"),))

    assert "no-such (from source): nothing" in about_text()


def test_it_is_shown_until_it_is_closed(press_when_asked):
    press_when_asked("do")

    assert About.ask() is None
