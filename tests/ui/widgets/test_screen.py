"""A screen outlives every widget that is on it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import delete, isValid

from annotator.ui.widgets.screen import screen_at, screen_of

UI = Path(__file__).resolve().parents[3] / "annotator" / "ui"


def test_a_screen_stays_when_a_widget_on_it_goes(qapp):
    dialog = QDialog()
    screen = screen_of(dialog)
    delete(dialog)

    assert isValid(screen)
    assert screen is QApplication.primaryScreen()


def test_beside_all_screens_it_is_the_first_one(qapp):
    assert screen_at(QPoint(-100_000, -100_000)) is QApplication.primaryScreen()


@pytest.mark.parametrize("source", sorted(UI.rglob("*.py")), ids=lambda path: path.stem)
def test_no_widget_is_asked_for_its_screen(source):
    assert ".screen()" not in source.read_text("utf-8")
