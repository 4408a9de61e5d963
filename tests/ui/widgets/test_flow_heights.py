"""A line that wraps is as high as what is in it, also after that has changed."""

from contextlib import nullcontext

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from annotator.ui.widgets.flow import FlowLayout, arranged_once


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


class Counted(FlowLayout):
    """A line that counts how often it is laid out."""

    times = 0

    def setGeometry(self, rect):
        self.times += 1
        super().setGeometry(rect)


@pytest.fixture
def hidden_links(qtbot):
    """A line of eight hidden buttons in a widget that is shown beside another button."""
    outer, parts = QWidget(), QWidget()
    qtbot.addWidget(outer)
    column = QVBoxLayout(outer)
    column.addWidget(QPushButton("Above"))
    column.addWidget(parts)
    line = Counted(parts)
    for number in range(8):
        button = QPushButton(str(number))
        line.addWidget(button)
        button.hide()
    outer.show()
    qtbot.waitExposed(outer)
    yield line
    outer.hide()


def test_parts_that_are_shown_together_are_laid_out_together(hidden_links):
    parts = hidden_links.parentWidget()
    buttons = [hidden_links.itemAt(place).widget() for place in range(8)]

    def show(them, count):
        before = hidden_links.times
        with them:
            for button in buttons[:count]:
                button.show()
        times = hidden_links.times - before
        for button in buttons:
            button.hide()
        QApplication.processEvents()
        return times

    alone, together = show(arranged_once(parts), 1), show(arranged_once(parts), 8)

    assert together <= alone < show(nullcontext(), 8)


def test_a_part_keeps_the_focus_while_others_are_shown(hidden_links):
    first, second = (hidden_links.itemAt(place).widget() for place in range(2))
    first.show()
    first.setFocus()

    with arranged_once(hidden_links.parentWidget()):
        second.show()

    assert first.hasFocus()
    assert second.isVisible()
