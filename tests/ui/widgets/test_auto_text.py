import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from annotator.ui.widgets.auto_text import AutoText


@pytest.fixture
def text(qtbot):
    field = AutoText("What do you conclude?", lines=(2, 5))
    qtbot.addWidget(field)
    field.resize(200, 40)
    field.show()
    return field


@pytest.fixture
def paragraph(qtbot):
    field = AutoText(single_paragraph=True)
    qtbot.addWidget(field)
    field.show()
    return field


def height_of(text, lines):
    text.set_value("\n".join("x" * lines))
    return text.height()


def test_it_grows_with_its_content_between_its_bounds(text):
    heights = [height_of(text, lines) for lines in range(1, 8)]

    assert heights[0] == heights[1] < heights[2] < heights[3] < heights[4]
    assert heights[4] == heights[5] == heights[6]
    assert heights[3] - heights[2] == pytest.approx(text.fontMetrics().lineSpacing(), abs=1)


def test_it_grows_when_it_becomes_narrower(text):
    text.set_value("several words that fill more than a line when there is little room")
    wide = text.height()

    text.resize(100, text.height())

    assert text.height() > wide


def test_no_line_is_hidden_while_there_is_room_to_grow(text):
    text.set_value("one\ntwo\nthree\nfour")

    assert text.verticalScrollBar().maximum() == 0


def test_enter_keeps_a_single_paragraph(paragraph, qtbot):
    qtbot.keyClicks(paragraph, "Lind said no")

    with qtbot.waitSignals([paragraph.committed, paragraph.finished], order="strict"):
        qtbot.keyClick(paragraph, Qt.Key.Key_Return)

    assert paragraph.value() == "Lind said no"


@pytest.mark.parametrize("modifier", ["NoModifier", "ControlModifier"])
def test_enter_keeps_a_longer_text_and_shift_enter_begins_a_line(text, qtbot, modifier):
    qtbot.keyClicks(text, "one")
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(text, "two")

    with qtbot.waitSignals([text.committed, text.finished]):
        qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier[modifier])

    assert text.value() == "one\ntwo"


def test_pasted_formatting_is_dropped(text):
    rich = QMimeData()
    rich.setHtml("<b>bold</b><img src='file:///etc/hostname'>")
    rich.setText("bold")

    text.insertFromMimeData(rich)

    assert text.value() == "bold"


def test_a_picture_cannot_be_pasted(text):
    picture = QMimeData()
    picture.setData("image/png", b"\x89PNG")

    assert not text.canInsertFromMimeData(picture)


def test_pasted_lines_become_one_paragraph(paragraph):
    lines = QMimeData()
    lines.setText("one\r\ntwo\u2029three")

    paragraph.insertFromMimeData(lines)

    assert paragraph.value() == "one two three"


def test_a_field_that_was_left_shows_no_selection(text):
    text.activateWindow()
    text.set_value("Lind said no")
    text.setFocus()
    text.selectAll()

    text.clearFocus()

    assert not text.textCursor().hasSelection()


def test_a_height_settles_where_a_scroll_bar_beside_it_comes_and_goes(qtbot):
    field = AutoText()
    qtbot.addWidget(field)
    field.set_value("Checked as of 27 February, and again in March")
    field.show()
    field.setFixedWidth(120)
    high = field.height()

    for _ in range(20):
        field.setFixedWidth(400)
        field.setFixedWidth(120)
    field.setFixedWidth(400)

    assert field.height() == high
    QApplication.processEvents()
    field.setFixedWidth(399)
    assert field.height() < high
