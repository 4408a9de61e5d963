"""A line that wraps is as high as what is in it, also after that has changed."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from annotator.ui.widgets.flow import FlowLayout


@pytest.fixture
def line(qtbot):
    """A line within the layout of another widget, with two buttons, shown."""
    outer = QWidget()
    qtbot.addWidget(outer)
    line = FlowLayout()
    QVBoxLayout(outer).addLayout(line)
    for words in ("One", "Two"):
        line.addWidget(QPushButton(words))
    outer.resize(600, 200)
    outer.show()
    yield line
    outer.hide()  # it lives as long as its line is looked at


def test_it_grows_when_words_come_to_a_button(line):
    before = line.heightForWidth(400)

    line.itemAt(0).widget().setText("A great many words " * 4)
    QApplication.processEvents()

    assert line.heightForWidth(400) > before


def test_it_grows_with_another_button_and_shrinks_without(line):
    before = line.heightForWidth(200)

    more = QPushButton("Three, four and five, with six")
    line.addWidget(more)
    more.show()
    assert line.heightForWidth(200) > before

    more.hide()
    QApplication.processEvents()
    assert line.heightForWidth(200) == before
