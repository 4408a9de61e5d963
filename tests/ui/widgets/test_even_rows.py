"""Rows of one height behave as those of Qt's own list, and are not laid out."""

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QCursor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStyledItemDelegate

from annotator.ui.widgets.even_rows import EvenRows

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MANY = 300_000
ROOT = QModelIndex()
Hint = QAbstractItemView.ScrollHint


class Numbers(QAbstractListModel):
    """Rows with numbers; it counts how many were asked for."""

    def __init__(self, count):
        super().__init__()
        self.count, self.asked = count, 0

    def rowCount(self, parent=ROOT):
        self.asked += 1
        return 0 if parent.isValid() else self.count

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

    def insert(self, first, count):
        self.beginInsertRows(ROOT, first, first + count - 1)
        self.count += count
        self.endInsertRows()


def shown(view, qtbot, count):
    qtbot.addWidget(view)
    view.kept = Numbers(count)
    view.setModel(view.kept)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.resize(160, 205)
    view.show()
    qtbot.waitExposed(view)
    view.setCurrentIndex(view.model().index(0, 0))  # as it does itself when it is activated
    return view


@pytest.fixture
def rows(qtbot):
    """A list of a hundred rows."""
    QCursor.setPos(700, 500)  # or the row below it is painted, too, when the list scrolls
    return shown(EvenRows(), qtbot, 100)


@pytest.fixture
def usual(qtbot):
    """The same in Qt's own list."""
    return shown(QListView(), qtbot, 100)


def state(view):
    chosen = sorted(index.row() for index in view.selectedIndexes())
    seen = view.indexAt(QPoint(5, 5)).row(), view.indexAt(QPoint(5, 195)).row()
    bar = view.verticalScrollBar()
    place = view.visualRect(view.currentIndex()).top()
    return view.currentIndex().row(), chosen, seen, bar.value(), bar.maximum(), place


def press(view, *keys):
    for key, held in keys:
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"), held)


NONE = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    "keys",
    [
        [("Down", NONE)],
        [("Down", NONE)] * 25,
        [("End", NONE), ("Up", NONE), ("Left", NONE)],
        [("PageDown", NONE), ("PageDown", NONE), ("PageUp", NONE)],
        [("End", NONE), ("Home", NONE), ("Up", NONE)],
        [("Down", NONE), ("Down", SHIFT), ("PageDown", SHIFT)],
        [("End", NONE), ("Home", SHIFT)],
        [("Down", NONE), ("A", CONTROL)],
    ],
)
def test_keys_move_and_choose_as_in_the_usual_list(rows, usual, keys):
    for view in (rows, usual):
        press(view, *keys)

    assert state(rows) == state(usual)


@pytest.mark.parametrize("hint", list(Hint))
@pytest.mark.parametrize("way", [(0, 50), (60, 20), (99, 98), (0, 0)])
def test_a_row_is_scrolled_to_as_in_the_usual_list(rows, usual, hint, way):
    for view in (rows, usual):
        view.scrollToBottom() if way[0] == 99 else view.scrollToTop()
        for row in way:
            view.scrollTo(view.model().index(row, 0), hint)

    assert state(rows) == state(usual)


def test_rows_are_clicked_as_in_the_usual_list(rows, usual):
    for view in (rows, usual):
        first, last = (view.visualRect(view.model().index(row, 0)).center() for row in (1, 6))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, first)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, SHIFT, last)

    assert state(rows) == state(usual)
    chosen = rows.selectionModel().selection()
    region = rows.visualRegionForSelection(chosen).boundingRect()
    assert region == usual.visualRegionForSelection(chosen).boundingRect()


def test_there_is_no_row_where_there_is_none(rows):
    rows.model().beginResetModel()
    rows.model().count = 2
    rows.model().endResetModel()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(20, 190))

    assert not rows.indexAt(QPoint(20, 190)).isValid()
    assert not rows.visualRect(QModelIndex()).isValid()
    assert rows.selectedIndexes() == []
    rows.scrollTo(QModelIndex())
    assert rows.verticalScrollBar().maximum() == 0


def test_an_empty_list_takes_keys(qtbot):
    empty = shown(EvenRows(), qtbot, 0)

    press(empty, ("Down", NONE), ("End", NONE))

    assert not empty.currentIndex().isValid()


def test_many_rows_are_there_at_once_without_being_asked_for(qtbot):
    rows = shown(EvenRows(), qtbot, MANY)
    rows.kept.asked = 0
    rows.kept.insert(MANY, 1000)
    press(rows, ("End", NONE))
    QTest.keyClicks(rows, "r")
    QApplication.processEvents()

    assert rows.currentIndex().row() == MANY + 999
    bar = rows.verticalScrollBar()
    assert bar.value() == bar.maximum() > MANY
    assert rows.kept.asked < 300


def test_what_is_seen_stays_when_rows_come_above(rows):
    rows.setCurrentIndex(rows.model().index(50, 0))
    before = rows.visualRect(rows.currentIndex())

    rows.kept.insert(0, 1000)

    assert rows.currentIndex().row() == 1050
    assert rows.visualRect(rows.currentIndex()) == before


def test_what_is_seen_stays_when_rows_come_below(rows):
    before = rows.visualRect(rows.model().index(3, 0))

    rows.kept.insert(100, 1000)

    assert rows.visualRect(rows.model().index(3, 0)) == before


def test_the_row_below_the_mouse_is_painted_otherwise(rows, usual, monkeypatch):
    rows.setMouseTracking(True)
    plain = rows.viewport().grab().toImage()
    here = QPointF(20, 20)
    monkeypatch.setattr(
        "annotator.ui.widgets.even_rows.QCursor.pos",
        lambda: rows.viewport().mapToGlobal(here.toPoint()),
    )
    rows.setStyleSheet("QListView::item:hover { background: red }")
    QApplication.sendEvent(rows.viewport(), QEnterEvent(here, here, here))

    assert rows.viewport().underMouse()
    assert rows.viewport().grab().toImage() != plain


def test_no_row_looks_pointed_at_where_the_mouse_is_not_followed(rows):
    plain, here = rows.viewport().grab().toImage(), QPointF(20, 20)
    rows.setStyleSheet("QListView::item:hover { background: red }")
    QApplication.sendEvent(rows.viewport(), QEnterEvent(here, here, here))

    assert rows.viewport().underMouse()
    assert rows.viewport().grab().toImage() == plain


class Noting(QStyledItemDelegate):
    """Notes the rows that are painted."""

    def __init__(self, view):
        super().__init__(view)
        self.noted = []

    def paint(self, painter, option, index):
        self.noted.append(index.row())
        super().paint(painter, option, index)


def test_only_rows_in_sight_are_painted(rows):
    delegate = Noting(rows)
    rows.setItemDelegate(delegate)
    press(rows, ("End", NONE))
    delegate.noted.clear()
    fit = -(-rows.viewport().height() // rows.visualRect(rows.currentIndex()).height())

    rows.viewport().grab()

    assert 5 < fit < 20
    assert delegate.noted == list(range(100 - fit, 100))


def test_screen_readers_hear_of_the_row(rows, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append((event.type(), event.child()))
    )
    rows.activateWindow()
    rows.setFocus()

    press(rows, ("End", NONE))

    kinds = QAccessible.Event
    assert {(kinds.Focus, 99), (kinds.SelectionAdd, 99)} <= set(told)
    assert QAccessibleEvent(rows, kinds.Focus).type() is kinds.Focus


def test_rows_below_those_that_come_are_moved_and_not_painted(rows):
    delegate = Noting(rows)
    rows.setItemDelegate(delegate)
    for _ in range(3):
        QApplication.processEvents()
    delegate.noted.clear()

    rows.kept.insert(3, 1)
    QApplication.processEvents()
    assert delegate.noted == [3]

    rows.kept.insert(80, 5)
    QApplication.processEvents()
    assert delegate.noted == [3]


def test_nothing_is_painted_when_rows_come_above(rows):
    delegate = Noting(rows)
    rows.setItemDelegate(delegate)
    rows.verticalScrollBar().setValue(200)
    for _ in range(3):
        QApplication.processEvents()
    delegate.noted.clear()

    rows.kept.insert(0, 7)
    QApplication.processEvents()
    assert delegate.noted == []

    rows.verticalScrollBar().setValue(rows.verticalScrollBar().value() - 1)
    QApplication.processEvents()
    assert len(delegate.noted) == 1


def test_rows_move_down_where_all_have_room(qtbot):
    few = shown(EvenRows(), qtbot, 3)
    delegate = Noting(few)
    few.setItemDelegate(delegate)
    for _ in range(3):
        QApplication.processEvents()
    delegate.noted.clear()

    few.kept.insert(0, 2)
    QApplication.processEvents()

    assert few.verticalScrollBar().value() == 0
    assert delegate.noted == [0, 1]


def test_all_rows_are_painted_when_others_come_and_one_is_pointed_at(rows, monkeypatch):
    delegate = Noting(rows)
    rows.setItemDelegate(delegate)
    QApplication.processEvents()
    delegate.noted.clear()
    monkeypatch.setattr(rows, "_pointed", lambda: 4)

    rows.kept.insert(3, 1)
    QApplication.processEvents()

    assert len(delegate.noted) > 5


@pytest.mark.parametrize("row", [3, 99])
def test_all_visible_rows_are_painted_after_scrolling(rows, row):
    delegate = Noting(rows)
    rows.setItemDelegate(delegate)
    delegate.noted.clear()

    rows.scrollTo(rows.model().index(row, 0), Hint.PositionAtTop)
    QApplication.processEvents()

    first = rows.indexAt(QPoint(5, 0)).row()
    last = rows.indexAt(QPoint(5, rows.viewport().height() - 1)).row()
    assert first > 0
    assert set(delegate.noted[-1:]) == {last}
    assert row != 99 or set(delegate.noted) >= {*range(first, last + 1)}


def test_a_line_surrounds_it_when_no_row_shows_that_it_has_the_keyboard(rows, qtbot):
    rows.activateWindow()
    qtbot.waitUntil(rows.hasFocus)

    def line():
        """The colours of the left edge at the middle, and of what is beside it."""
        image = rows.viewport().grab().toImage()
        return [image.pixelColor(x, image.height() // 2).name() for x in (0, 3)]

    assert line()[0] == line()[1]

    rows.clearSelection()
    assert line()[0] != line()[1]

    rows.verticalScrollBar().setValue(30)
    assert line()[0] != line()[1]
