"""Tab comes to late parts where they stand, not behind everything."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.tabbing import follow_on, last_stop


@pytest.fixture
def window(qtbot):
    """Two fields with a box between them that takes no keys."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for name, part in (("first", QLineEdit()), ("box", QWidget()), ("last", QLineEdit())):
        part.setObjectName(name)
        column.addWidget(part)
    QVBoxLayout(box(window))
    return window


def box(window):
    return window.findChild(QWidget, "box")


def field(name):
    made = QLineEdit()
    made.setObjectName(name)
    return made


def stops(window):
    here, names = window.nextInFocusChain(), []
    while here is not window:
        names += [here.objectName()] if isinstance(here, QLineEdit) else []
        here = here.nextInFocusChain()
    return names


def test_a_late_field_stands_where_its_box_stands(window):
    late = field("late")
    box(window).layout().addWidget(late)
    assert stops(window) == ["first", "last", "late"]

    follow_on(box(window), late)
    assert stops(window) == ["first", "late", "last"]


def test_late_fields_keep_their_order(window):
    group = QWidget()
    column = QVBoxLayout(group)
    for part in (field("a"), QLabel("no stop"), field("b")):
        column.addWidget(part)
    box(window).layout().addWidget(group)

    follow_on(box(window), group)
    assert stops(window) == ["first", "a", "b", "last"]
    assert last_stop(group).objectName() == "b"


def test_what_takes_no_keys_changes_nothing(window):
    label = QLabel("no stop")
    box(window).layout().addWidget(label)

    follow_on(label, label)
    assert stops(window) == ["first", "last"]
    assert last_stop(label) is label


def test_other_choices_do_not_move_a_row_to_the_end(qtbot, window):
    row = ChoiceRow()
    row.set_choices([Choice("c", "C")])
    box(window).layout().addWidget(row)
    follow_on(box(window), row)
    window.show()
    qtbot.waitExposed(window)

    row.set_choices([Choice("a", "A"), Choice("b", "B")])

    window.findChild(QLineEdit, "first").setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget().accessibleName() == "A"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget().objectName() == "last"
