"""How the window is arranged, and that nothing but the window and a hand changes it."""

import pytest
from mirrored import from_start
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator.domain.span import Span
from annotator.storage.store import Store
from annotator.ui.panels.section_column import shared
from annotator.ui.project.workspace import Workspace
from annotator.ui.reading.face import CHARACTERS
from annotator.ui.theming.palette import shown_in
from annotator.ui.theming.theme import Scheme, Theme, colour
from annotator.ui.window.main_window import ProjectWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def again(window_of, window, schemes):
    """Close the window, and open the next one."""
    stores = []

    def reopen():
        window.close()
        stores.append(Store.in_memory(schemes))
        return window_of(Workspace(stores[-1]))

    yield reopen
    for store in stores:
        store.close()


@pytest.fixture
def sized(window):
    """Give the window a width and, if need be, a height."""

    def size(width, height=768):
        window.resize(QSize(width, height))
        QApplication.processEvents()
        return window

    return size


def section(window, name):
    return window.findChild(QWidget, f"section.{name}")


def opened(window):
    return [each.panel.name for each in window.arrangement.sections if each.is_open]


def press_head(window, name, modifier=Qt.KeyboardModifier.NoModifier):
    head = section(window, name).head
    QTest.mouseClick(head, Qt.MouseButton.LeftButton, modifier, QPoint(60, 10))


def sizes(window):
    """Return where every part of the window is."""
    parts = [window.desk.articles, window.desk.text, *window.arrangement.sections]
    return [part.geometry() for part in parts]


def test_one_section_is_open_and_the_heads_stay_in_order(sized):
    window = sized(1366)

    assert opened(window) == ["claims"]
    tops = [each.mapTo(window, QPoint()).y() for each in window.arrangement.sections]
    assert tops == sorted(tops)
    assert [each.height() for each in window.arrangement.sections[1:]] == [32, 32]


def test_a_click_on_a_head_opens_it_in_place_of_the_other(sized):
    window = sized(1366)

    press_head(window, "sentiment")
    assert opened(window) == ["sentiment"]

    press_head(window, "sentiment")
    assert opened(window) == ["sentiment"]


def test_ctrl_keeps_several_open_until_they_are_closed(sized):
    window = sized(1366)

    press_head(window, "fact_check", CTRL)
    assert opened(window) == ["claims", "fact_check"]

    press_head(window, "sentiment")
    assert opened(window) == ["claims", "sentiment", "fact_check"]

    for name in ("claims", "sentiment"):
        press_head(window, name)
    assert opened(window) == ["fact_check"]

    press_head(window, "claims")
    assert opened(window) == ["claims"]


@pytest.mark.parametrize(
    ("key", "name"),
    [(Qt.Key.Key_F7, "claims"), (Qt.Key.Key_F8, "sentiment"), (Qt.Key.Key_F9, "fact_check")],
)
def test_its_key_opens_a_section_and_goes_there(sized, key, name):
    window = sized(1366)

    QTest.keyClick(window.desk.text, key)
    assert opened(window) == [name]
    assert section(window, name).isAncestorOf(QApplication.focusWidget())

    QTest.keyClick(window.desk.text, Qt.Key.Key_F7, CTRL)
    assert "claims" in opened(window) or name == "claims"


def test_from_1600_all_are_open_in_two_columns(sized):
    window = sized(1700)

    claims, sentiment, check = window.arrangement.sections
    assert opened(window) == ["claims", "sentiment", "fact_check"]
    assert claims.width() == sentiment.width() == 463
    assert check.width() == 479  # and the line before it
    assert sentiment.y() > claims.y() == check.y()

    press_head(window, "sentiment")
    assert opened(window) == ["claims", "fact_check"]
    press_head(window, "sentiment")
    assert sentiment.is_open


@pytest.mark.parametrize(
    ("keys", "name"),
    [("C", "claims"), ("S", "sentiment"), ("V", "fact_check"), ("N", "fact_check")],
)
def test_the_keys_of_labelling_open_the_panel_they_lead_to(sized, claim, keys, name):
    window = sized(1366)
    window.desk.focus.pick_claim(claim)

    QTest.keyClicks(window.desk.text, keys)

    assert opened(window) == [name]


@pytest.mark.usefixtures("claim")
def test_moving_among_marks_switches_no_panel(sized):
    window = sized(1366)
    press_head(window, "fact_check")
    window.desk.go_to_text()

    QTest.keyClick(window.desk.text, Qt.Key.Key_Tab)

    assert opened(window) == ["fact_check"]


@pytest.mark.usefixtures("claim")
def test_a_claim_that_is_clicked_replaces_the_sentiments(sized):
    window = sized(1366)
    press_head(window, "sentiment")

    window.desk.text.mark_clicked.emit()

    assert opened(window) == ["claims"]


def test_a_sign_that_is_clicked_opens_its_sentiment(sized):
    window = sized(1366)
    QTest.keyClicks(window.desk.text, "S")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    press_head(window, "claims")

    window.desk.text.mark_clicked.emit()

    assert opened(window) == ["sentiment"]


def test_in_a_narrow_window_panels_lie_over_the_text_while_they_are_used(sized):
    window = sized(1000)
    column = window.arrangement.column
    assert column.isHidden()
    wide = window.desk.text.width()

    QTest.keyClick(window.desk.text, Qt.Key.Key_F9)
    assert column.isVisible()
    assert window.desk.text.width() == wide

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert column.isHidden()
    assert window.desk.text.hasFocus()


@pytest.mark.parametrize("width", [1000, 1366, 1920])
def test_no_work_changes_a_size(sized, width, article):
    window = sized(width)
    QTest.keyClick(window.desk.text, Qt.Key.Key_F7)
    QApplication.processEvents()
    before = sizes(window)

    for keys in ("C", "A claim of its own"):
        QTest.keyClicks(QApplication.focusWidget(), keys)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    window.actions_["edit.undo"].trigger()
    window.desk.open(None)
    window.desk.open(article.id)
    QTest.keyClick(window.desk.text, Qt.Key.Key_F7)
    QApplication.processEvents()

    assert sizes(window) == before


def test_the_edge_of_the_panels_is_dragged_within_limits_and_put_back(sized):
    window = sized(1500)
    column, edge = window.arrangement.column, window.findChild(QWidget, "panels.edge")
    at_first = column.width()

    def drag(to):
        to = -to if window.isRightToLeft() else to
        QTest.mousePress(edge, Qt.MouseButton.LeftButton)
        QTest.mouseMove(edge, QPoint(to, 100))
        edge.moved.emit(edge.x() + to)
        QTest.mouseRelease(edge, Qt.MouseButton.LeftButton)

    drag(-30)
    assert column.width() > at_first
    drag(-300)
    assert column.width() == 539
    drag(900)
    assert column.width() == 447

    QTest.mouseDClick(edge, Qt.MouseButton.LeftButton)
    assert column.width() == at_first


@pytest.mark.parametrize("beside", [0, 2, 4])
def test_the_edge_of_the_panels_stays_below_the_hand(sized, beside):
    window = sized(1500)
    column, edge = window.arrangement.column, window.findChild(QWidget, "panels.edge")
    at_first, way = column.width(), 20 if window.isRightToLeft() else -20
    held = edge.mapToGlobal(QPoint(beside, 100))
    QTest.mousePress(edge, Qt.MouseButton.LeftButton, pos=edge.mapFromGlobal(held))
    for moved in (1, way, 0, way):
        to = QPointF(edge.mapFromGlobal(held + QPoint(moved, 0)))
        left = Qt.MouseButton.LeftButton
        no_key = Qt.KeyboardModifier.NoModifier
        move = QMouseEvent(QEvent.Type.MouseMove, to, QPointF(held), left, left, no_key)
        QApplication.sendEvent(edge, move)

    assert column.width() == at_first + 20
    assert not edge.geometry().intersects(column.geometry())


@pytest.mark.parametrize(("width", "beside"), [(1366, []), (1920, ["fact_check"])])
def test_thin_lines_stand_between_the_columns(sized, width, beside):
    window = sized(width)
    picture, line = window.grab().toImage(), shown_in(window).line

    parts = [window.arrangement.column, *(section(window, name) for name in beside)]
    places = [QRect(part.mapTo(window, QPoint()), part.size()) for part in parts]
    edges = [from_start(place, window).x() - 1 for place in places]
    edges.append(window.desk.articles.width())
    for edge in (from_start(QPoint(x, 0), window).x() for x in edges):
        column = [picture.pixelColor(edge, y) for y in range(200, 600, 50)]
        assert set(map(QColor.name, column)) == {line.name()}, edge


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ((None, None), [655, 345]),
        ((900, 100), [867, 133]),
        ((200, 100), [867, 133]),
        ((200, 900), [233, 767]),
        ((900, 900), [655, 345]),
    ],
)
def test_room_that_a_section_does_not_need_is_for_the_others(qapp, needs, expected):
    heights = shared(1000, (2, 1), needs)

    assert sum(heights) == 1000
    assert heights == expected


def test_the_next_day_it_is_as_it_was_left(window, again):
    window.resize(QSize(1366, 500))
    press_head(window, "sentiment", CTRL)
    window.arrangement.columns.set_widths_by_hand({1: 500})

    next_one = again()

    assert next_one.height() == 500
    assert opened(next_one) == ["claims", "sentiment"]
    assert next_one.arrangement.column.width() == 499


def test_what_was_remembered_and_is_no_arrangement_is_passed_over(window, again):
    window.close()
    QSettings().setValue("window/geometry", "rubbish")
    QSettings().setValue("panels/open", "nothing known")
    QSettings().setValue("panels/width/1", "wide")

    assert opened(again()) == ["claims"]


def test_a_section_can_be_a_window_of_its_own(window, again, qtbot):
    section(window, "claims").float_requested.emit()
    apart = section(window, "claims")

    assert apart.isWindow()
    assert "Claims" in apart.windowTitle()
    qtbot.waitExposed(apart)
    assert apart.frameGeometry().top() >= window.frameGeometry().top()
    assert apart.isAncestorOf(apart.focusWidget())
    window.actions_["claim.add"].trigger()
    qtbot.waitUntil(lambda: apart.isAncestorOf(QApplication.focusWidget()))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)

    assert window.workspace.redo_label()
    assert section(again(), "claims").isWindow()


def test_the_key_of_another_section_leads_out_of_its_own_window(window, qtbot):
    section(window, "sentiment").float_requested.emit()
    apart = section(window, "sentiment")
    qtbot.waitUntil(apart.isActiveWindow)

    next(a for a in apart.actions() if a.objectName() == "view.panel.claims").trigger()

    qtbot.waitUntil(window.isActiveWindow)
    assert section(window, "claims").isAncestorOf(QApplication.focusWidget())


def test_the_key_of_the_text_leads_out_of_a_section_in_its_own_window(window, qtbot):
    section(window, "sentiment").float_requested.emit()
    apart = section(window, "sentiment")
    qtbot.waitUntil(apart.isActiveWindow)

    next(a for a in apart.actions() if a.objectName() == "view.text").trigger()

    qtbot.waitUntil(window.isActiveWindow)
    assert window.desk.text.hasFocus()


def test_its_own_window_gives_the_section_back_when_it_is_closed(window):
    apart = section(window, "sentiment")
    apart.float_requested.emit()

    apart.close()

    assert not apart.isWindow()
    assert apart.isVisible()
    assert not apart.actions()


def test_the_head_offers_a_window_of_its_own(window):
    head = section(window, "claims").head
    for words in ("Float section", "Dock section"):
        head.menu_requested.emit(QPoint())
        menu = QApplication.activePopupWidget()

        [action] = menu.actions()
        assert action.text() == words
        action.trigger()
        menu.close()


def test_everything_can_be_put_back_in_place(sized):
    window = sized(1366)
    at_first = sizes(window)
    press_head(window, "sentiment", CTRL)
    section(window, "fact_check").float_requested.emit()
    window.arrangement.columns.set_widths_by_hand({1: 500})

    window.actions_["view.arrange"].trigger()
    QApplication.processEvents()

    assert opened(window) == ["claims"]
    assert sizes(window) == at_first


@pytest.mark.parametrize("width", [1000, 1100])
def test_ctrl_l_shows_the_whole_list_over_the_text(sized, width, qtbot):
    window = sized(width)
    window.actions_["edit.filter"].trigger()
    qtbot.wait(20)

    assert window.desk.articles.width() > 200

    window.desk.go_to_text()
    qtbot.waitUntil(lambda: window.desk.articles.width() < 50)


def test_the_list_is_a_rail_where_the_text_needs_the_room(sized):
    window = sized(1100)
    listing, text = window.desk.articles, window.desk.text
    assert listing.width() == 39

    before = text.geometry()
    window.actions_["edit.filter"].trigger()
    assert listing.width() == 215
    assert text.geometry() == before

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    window.desk.go_to_text()
    QApplication.processEvents()
    assert listing.width() == 39


@pytest.mark.parametrize("width", [1088, 1299, 1300, 1366, 1599, 1600, 1807, 1808, 1920])
def test_a_line_of_the_text_has_60_to_75_characters(sized, width):
    flow = sized(width).desk.text.sheet.flow
    prose = "A road was closed in spring, and nobody who lives beside the river had signed for it. "
    character = QFontMetricsF(flow.face.font).horizontalAdvance(prose) / len(prose)

    assert 60 <= flow.width / character <= 75


def test_bars_over_the_text_move_no_line_of_it(window):
    text = window.desk.text
    before = text.mapTo(window, QPoint()), text.size()

    window.actions_["edit.find"].trigger()
    window.zones.bar.ask("6 lines?", [("take_all", "All")])
    QApplication.processEvents()

    assert (text.mapTo(window, QPoint()), text.size()) == before
    find, zones = window.finding.bar, window.zones.bar
    assert find.isVisible()
    assert find.geometry().bottom() < zones.geometry().top() + 1
    assert zones.geometry().bottom() == text.geometry().bottom()


def test_the_status_line_says_which_sentence_is_read(window, qtbot):
    place = window.status.findChild(QLabel, "status.passage")
    window.desk.go_to_text()

    QTest.keyClicks(window.desk.text, "J")

    qtbot.waitUntil(lambda: place.text().startswith("sentence 2 of "))


@pytest.fixture
def enlarged(qapp, workspace, preferences, qtbot):
    """Show the window with all texts of the interface larger."""
    windows = []

    def show(scale, width):
        theme = Theme(qapp, Scheme.LIGHT, scale)
        colour(qapp, Scheme.LIGHT, scale)
        window = ProjectWindow(workspace, theme, preferences)
        windows.append((window, theme))
        window.resize(width, 768 if width < 1900 else 1080)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield show
    for window, theme in windows:
        window.close()
        window.deleteLater()
        theme.deleteLater()
    colour(qapp, Scheme.LIGHT)


@pytest.mark.parametrize("width", [1366, 1920])
@pytest.mark.parametrize("scale", [1, 1.25, 1.5, 2])
def test_side_columns_give_way_to_larger_text(enlarged, scale, width):
    window = enlarged(scale, width)
    face, flow = window.desk.text.sheet.face, window.desk.text.sheet.flow

    assert face.size == 16 * scale
    assert flow.width >= 60 / CHARACTERS * face.column
    head = section(window, "claims").head
    assert head.height() == 32 * scale
    assert head.height() >= head.fontMetrics().height()


@pytest.mark.parametrize(("scale", "width"), [(1, 1100), (1, 1366), (2, 1100), (2, 1366)])
def test_no_menu_is_hidden_by_the_search_beside_it(enlarged, scale, width):
    window = enlarged(scale, width)
    bar, search = window.menuBar(), window.finding.button

    places = [bar.actionGeometry(menu) for menu in bar.actions()]
    assert not any(place.isEmpty() for place in places)
    last = max(from_start(place, bar).right() for place in places)
    assert last < from_start(search.geometry(), search.parentWidget()).x()


def test_no_row_of_the_claims_moves_when_a_sentiment_is_asked_for(window, qtbot):
    window.resize(1920, 900)
    for start in range(0, 48, 4):
        window.desk.text.select(Span(start, start + 4))
        window.actions_["claim.add"].trigger()
    window.desk.go_to_text()
    claims = window.desk.claims
    fields = claims._form._form.fields
    rows = claims._list

    def lowest():
        return rows.mapTo(window, rows.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: fields[0].mapTo(window, QPoint()).y() > lowest())
    places = [field.mapTo(window, QPoint()).y() for field in fields]
    height = claims.height()

    window.actions_["sentiment.add"].trigger()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)

    qtbot.waitUntil(lambda: window.desk.claims.height() < height - 100)
    QApplication.processEvents()
    assert [field.mapTo(window, QPoint()).y() for field in fields] == places
