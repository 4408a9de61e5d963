import pytest
from PySide6.QtCore import Qt

from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.plain_text import PlainText
from annotator.ui.widgets.text_editor import TextEditor

HEBREW, ENGLISH = "מחירי הדיור ירדו", "Prices fell"


@pytest.fixture(params=[PlainText, AutoText, lambda: TextEditor("")])
def field(request, qtbot):
    field = request.param()
    qtbot.addWidget(field)
    field.resize(400, 80)
    field.show()
    return field


def begins_at(field):
    """The side at which the first line begins."""
    line = field.document().firstBlock().layout().lineAt(0)
    space = field.viewport().width() - line.naturalTextRect().right()
    return "right" if space < line.naturalTextRect().left() else "left"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (HEBREW, "right"),
        (ENGLISH, "left"),
        (f"7.4%\n{HEBREW}", "right"),
        (f"«{HEBREW}» in English", "right"),
        (f"{ENGLISH} {HEBREW}", "left"),
    ],
)
def test_a_text_begins_where_it_is_read_from(field, text, side):
    field.setPlainText(text)

    assert begins_at(field) == side


def test_it_changes_sides_while_one_types(field):
    field.setPlainText(ENGLISH)
    field.setPlainText(HEBREW)
    assert begins_at(field) == "right"

    field.setPlainText(ENGLISH)

    assert begins_at(field) == "left"


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_without_a_letter_it_begins_where_the_interface_does(field, direction):
    field.setLayoutDirection(direction)

    field.setPlainText("7.4 %")

    assert begins_at(field) == ("left" if direction is Qt.LayoutDirection.LeftToRight else "right")
