"""Zones in the real window: keys, the bar, the switch, and what the next window remembers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from annotator.app import open_window
from annotator.domain.zone import Zone
from annotator.importers import Draft, codebook
from annotator.operations.new_article import article_from_draft
from annotator.places import settings_folder
from annotator.storage.project import create_project
from annotator.ui.application.settings import Settings, save
from annotator.ui.application.shortcuts import KEYS, KeyMap
from tests.codes import next_code

PAGE = """Ferry to sail again

The ferry sails again on Monday, the harbour master said on Friday. It had lain in dock.

Share this article

Nobody was hurt when it ran aground in the fog. The captain has asked for a second radar.

Leave a Reply
"""


@pytest.fixture
def project(tmp_path):
    """A project file with one page that has furniture."""
    path = tmp_path / "Trial.annotator"
    store = create_project(path, "Trial", codebook.named("standard"), tmp_path / "seen")
    store.sign_in("Ana")
    told = {"original": b"", "encoding": "utf-8", "file_name": "a.txt"}
    draft = Draft(headline="Ferry to sail again", text=PAGE, **told)
    store.apply(article_from_draft(draft, next_code(store, "A"), store.annotator.id))
    store.close()
    return path


@pytest.fixture
def opened(project, qtbot):
    """Opens the project in a window, closing the one before."""
    windows = []
    save(Settings(annotator_name="Ana"), settings_folder())

    def open_again():
        close()
        window = open_window(project)
        qtbot.addWidget(window)
        window.show()
        with qtbot.waitActive(window):
            window.desk.go_to_text()
        windows.append(window)
        return window

    def close():
        for window in windows:
            window.close()
            QApplication.processEvents()
        windows.clear()

    yield open_again
    close()


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.desk.text, key, modifier)
    QApplication.processEvents()


def taken(window):
    return [zone.span.of(PAGE) for zone in window.workspace.reader.find(Zone)]


def test_all_are_taken_and_ctrl_z_takes_that_back(opened):
    window = opened()
    bar = window.findChild(QWidget, "zone_bar")
    assert bar.isVisible()

    window.actions_["zone.take_all"].trigger()
    assert taken(window) == ["Share this article", "Leave a Reply"]
    assert not bar.isVisible()

    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not taken(window)
    assert bar.isVisible()


def test_the_bar_names_the_keys_that_are_in_use(opened):
    window = opened()
    press(window, Qt.Key.Key_L)

    KEYS.use(KeyMap({"zone.take": ("Ctrl+Alt+E",)}))

    assert "Ctrl+Alt+E" in window.findChild(QPushButton, "zone.take").text()


def test_l_looks_at_each_z_excludes_it_and_x_keeps_it(opened):
    window = opened()

    press(window, Qt.Key.Key_L)
    press(window, Qt.Key.Key_X)
    press(window, Qt.Key.Key_Z)

    states = [(zone.span.of(PAGE), str(zone.state)) for zone in window.workspace.reader.find(Zone)]
    assert states == [("Share this article", "refused"), ("Leave a Reply", "taken")]


def test_the_buttons_of_the_bar_do_the_same_and_leave_the_keyboard_to_the_text(opened):
    window = opened()
    (button,) = window.findChildren(QPushButton, "zone.take_all")

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert len(taken(window)) == 2
    assert window.focusWidget() is window.desk.text


def test_folding_is_remembered_by_the_next_window(opened):
    window = opened()
    window.actions_["zone.take_all"].trigger()
    height = window.desk.text.sheet.flow.height
    window.actions_["view.fold"].trigger()
    assert window.desk.text.sheet.flow.height < height

    window = opened()

    assert window.actions_["view.fold"].isChecked()
    assert [window.desk.text.sheet.flow.is_folded(index) for index in range(5)] == [
        False,
        False,
        True,
        False,
        True,
    ]


def test_the_heading_counts_the_words_of_the_article_only(opened):
    window = opened()
    before = window.desk.text.sheet.heading.details

    window.actions_["zone.take_all"].trigger()

    assert before.startswith("45 words")
    assert window.desk.text.sheet.heading.details.startswith("39 words")
