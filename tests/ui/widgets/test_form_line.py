"""A line of a form is as wide as its widest field."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.ui.widgets.form_line import FormLine


@pytest.fixture
def line(qtbot):
    """A line with a short and a long field, in a form that is shown."""
    form = QWidget()
    outer = QVBoxLayout(form)
    found = FormLine(beside=4, below=2)
    outer.addLayout(found)
    for name in ("no", "not enough evidence"):
        found.addWidget(QPushButton(name))
    qtbot.addWidget(form)
    form.show()
    yield found
    form.hide()


def least(line):
    line.parent().activate()
    return line.minimumSize().width()


def test_a_line_follows_a_field_that_is_hidden_or_gets_another_text(line):
    short, long = (line.itemAt(place).widget() for place in range(2))
    wide = least(line)
    assert wide == long.minimumSizeHint().width()

    long.hide()
    assert least(line) == short.minimumSizeHint().width() < wide
    short.setText("conflicting evidence, or chosen for effect")
    assert least(line) == short.minimumSizeHint().width() > wide
