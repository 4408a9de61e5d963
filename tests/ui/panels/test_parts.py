"""The parts of the panels: lists, rows of labels, and the three of them together."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QToolTip

from annotator.domain.codebook import Label, Layer, Scheme
from annotator.ui.models.rows import Row, RowsModel
from annotator.ui.panels import PANELS
from annotator.ui.panels.fact_check import FactCheckPanel
from annotator.ui.panels.label_row import LabelRow, choices
from annotator.ui.panels.row_list import ROW_HEIGHT, RowList, fitting
from annotator.ui.theming.palette import load
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.date_field import DateField

CHOICES = [Choice(letter, letter.upper(), str(n)) for n, letter in enumerate("abcdef", 1)]


@pytest.fixture
def rows(qtbot, theme):
    """A list of ten rows, of which four are shown."""
    model = RowsModel(str, lambda n: Row(code=f"C{n}", text="words " * 40, chip="refuted"))
    model.set_items(range(10))
    rows = RowList(model, "Rows")
    qtbot.addWidget(rows)
    rows.take(4 * ROW_HEIGHT)
    rows.resize(300, 4 * ROW_HEIGHT)
    rows.show()
    return rows


def test_down_chooses_the_first_row_of_a_list_that_tab_came_to(rows, qtbot):
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.clearFocus()
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    assert rows.hasFocus()

    with qtbot.waitSignal(rows.picked) as picked:
        qtbot.keyClick(rows, Qt.Key.Key_Down)

    assert picked.args == [0]


@pytest.mark.parametrize(
    ("count", "kept", "room", "rows"),
    [
        (2, 0, None, 2),  # nothing is said of room
        (2, 0, 200, 2),
        (2, 7, 210, 7),  # so that a form below stays where it is
        (2, 7, 130, 4),
        (40, 7, 210, 7),  # it scrolls
        (40, 7, 90, 3),
        (40, 7, 59, 1),  # what is below scrolls, too
        (2, 7, -50, 1),
    ],
)
def test_a_list_takes_the_room_there_is_for_its_rows(count, kept, room, rows):
    assert fitting(count, kept, room, row_height=30) == rows


def test_a_list_is_as_high_as_its_rows_up_to_a_limit(rows):
    assert rows.height() == 4 * ROW_HEIGHT

    rows.model().set_items(range(2))

    assert rows.height() == 2 * ROW_HEIGHT


def test_a_list_without_rows_takes_no_room(rows):
    rows.model().set_items([])

    assert rows.isHidden()


def test_the_current_row_stays_when_others_come_and_go(rows):
    rows.set_current("5")

    rows.model().set_items([3, 5, 6, 7, 8, 9])

    assert rows.model().item(rows.currentIndex()) == 5


def right(rows, qtbot):
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.RightButton, pos=middle(rows, 2))


def twice_right(rows, qtbot):
    qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.RightButton, pos=middle(rows, 2))


def with_ctrl(rows, qtbot):
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, ctrl, middle(rows, 1))


def drag(rows, qtbot):
    qtbot.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=middle(rows, 2))
    held, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(middle(rows, 3))
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, held, plain)
    QApplication.sendEvent(rows.viewport(), move)
    qtbot.mouseRelease(rows.viewport(), held, pos=middle(rows, 3))


def below(rows, qtbot):
    rows.model().set_items(range(3))
    place = middle(rows, 2) + QPoint(0, ROW_HEIGHT)
    rows.setFixedHeight(4 * ROW_HEIGHT)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def middle(rows, row):
    return rows.visualRect(rows.model().index(row)).center()


@pytest.mark.parametrize("click", [right, twice_right, with_ctrl, drag, below])
def test_the_row_that_looks_chosen_is_the_one_that_was_picked(rows, qtbot, click):
    rows.set_current("1")
    picked = [1]
    rows.picked.connect(picked.append)

    click(rows, qtbot)

    shown = [rows.model().item(index) for index in rows.selectionModel().selectedIndexes()]
    assert shown == [picked[-1]]
    assert rows.model().item(rows.currentIndex()) == picked[-1]


def test_no_row_is_current_when_the_item_is_not_shown(rows):
    rows.set_current("5")

    rows.set_current("99")

    assert not rows.currentIndex().isValid()
    assert not rows.selectedIndexes()


def test_the_current_row_is_painted_and_the_others_are_not(rows):
    rows.set_current("0")

    painted = rows.viewport().grab().toImage()

    assert painted.pixelColor(8, ROW_HEIGHT - 4) == load("light").selected
    assert painted.pixelColor(8, 2 * ROW_HEIGHT - 4) != load("light").selected


def test_pointing_at_a_row_tells_its_whole_words(rows, qapp):
    place = QPoint(50, 10)
    event = QHelpEvent(QEvent.Type.ToolTip, place, rows.mapToGlobal(place))

    qapp.sendEvent(rows.viewport(), event)

    assert "words words" in QToolTip.text()
    QToolTip.hideText()


def test_a_chosen_label_is_never_folded_away(qtbot):
    row = LabelRow(CHOICES)
    qtbot.addWidget(row)
    row.resize(150, 28)
    row.show()

    row.begin("e")

    shown = [button.choice.code for button in row.buttons if button.isVisible()]
    assert shown == ["a", "b", "e"]


def test_a_label_that_could_not_be_saved_is_not_offered():
    labels = (Label(code="direct", name="Direct"), Label(code="hearsay", name="Hearsay"))
    scheme = Scheme(id="own@1", layer=Layer.QUOTE_TYPE, title="Own", labels=labels)

    assert [choice.code for choice in choices(scheme)] == ["direct"]


def test_a_key_keeps_the_choice_that_was_there(qtbot):
    row = LabelRow(CHOICES, clearable=True)
    qtbot.addWidget(row)
    row.begin("b")

    with qtbot.assertNotEmitted(row.chosen), qtbot.waitSignal(row.picked) as picked:
        qtbot.keyClick(row, Qt.Key.Key_2)

    assert picked.args == ["b"]


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_Space])
def test_a_choice_is_picked_after_it_was_stored(qtbot, key):
    row, order = LabelRow(CHOICES[1:]), []
    qtbot.addWidget(row)
    row.picked.connect(lambda _: order.append("picked"))
    row.chosen.connect(lambda _: order.append("stored"))

    qtbot.keyClick(row.focusProxy(), key)

    assert order == ["stored", "picked"]


def test_a_choice_that_was_refused_is_not_picked(qtbot):
    row = LabelRow(CHOICES)
    qtbot.addWidget(row)
    row.chosen.connect(lambda _: row.set_chosen(None))

    with qtbot.assertNotEmitted(row.picked):
        qtbot.keyClick(row, Qt.Key.Key_2)
        row.findChild(ChoiceButton, "b").click()


def test_a_key_that_is_none_of_the_choices_picks_nothing(qtbot):
    row = LabelRow(CHOICES)
    qtbot.addWidget(row)

    with qtbot.assertNotEmitted(row.picked):
        qtbot.keyClick(row, Qt.Key.Key_9)


@pytest.mark.parametrize("kind", PANELS)
def test_a_panel_has_an_id_a_title_and_a_header(shown, kind):
    panel = shown(kind)

    assert panel.objectName() == f"panel.{kind.name}"
    assert panel.header.title() == kind.title == panel.accessibleName()


@pytest.mark.parametrize("kind", PANELS)
@pytest.mark.usefixtures("claim")
def test_every_field_has_an_id_and_a_name(shown, kind, focus):
    panel = shown(kind)
    panel.fill_once()
    if isinstance(panel, FactCheckPanel):
        panel.add_evidence()
    fields = [
        field
        for kind in (AutoText, AutoLine, DateField, LabelRow)
        for field in panel.findChildren(kind)
        if not isinstance(field.parent(), DateField)
    ]

    assert fields
    assert all(field.objectName() and field.accessibleName() for field in fields)


@pytest.mark.parametrize("kind", PANELS)
@pytest.mark.parametrize("width", [448, 540])
@pytest.mark.usefixtures("claim")
def test_a_panel_fits_its_width(shown, qapp, kind, width):
    panel = shown(kind)

    panel.resize(width, 300)
    qapp.processEvents()

    area = panel.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()


@pytest.mark.parametrize("kind", PANELS)
def test_a_panel_follows_to_an_article_and_to_none(shown, kind, claim, focus):
    panel = shown(kind)

    focus.open(None)

    buttons = panel.header.findChildren(QPushButton)
    assert buttons
    assert not any(button.isEnabled() for button in buttons)
