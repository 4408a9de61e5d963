"""Tab comes to late parts where they stand, not behind everything."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.tabbing import follow_on, last_stop, next_stop, others_in_order

UI = Path(__file__).resolve().parents[3] / "annotator" / "ui"


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
    return [e.objectName() for e in others_in_order(window) if isinstance(e, QLineEdit)]


def test_a_widget_that_is_deleted_takes_nothing_of_the_next_in_the_tab_order_along(window, qapp):
    first, second = window.findChild(QLineEdit, "first"), box(window)
    second.layout().addWidget(QLabel("Here"))
    item = second.layout().itemAt(0)
    assert next(others_in_order(first)) is second
    next_stop(window)
    next_stop(window, back=True)

    first.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert isValid(item)
    assert item.sizeHint().isValid()


@pytest.mark.parametrize(
    "source",
    sorted(each for each in UI.rglob("*.py") if each.name != "tabbing.py"),
    ids=lambda path: path.stem,
)
def test_nothing_else_asks_qt_for_the_next_widget(source):
    assert "InFocusChain(" not in source.read_text("utf-8")


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
