"""The address in the heading: seen as a link, and opened by a click on it alone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from annotator.ui.reading import Heading


@pytest.fixture
def link(view):
    """The middle of the link in the window."""
    view.set_heading(Heading("Summit ends", "The Courier · courier.example", "courier.example"))
    rect = view.sheet.masthead._link[0]
    return (rect.center() + QPointF(view.sheet.left, -view.sheet.scroll)).toPoint()


def test_a_click_on_it_asks_to_open_and_moves_nothing(qtbot, view, link):
    place = view.reading.place

    with qtbot.waitSignal(view.link_opened):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=link)

    assert (view.reading.place, view.reading.ends) == (place, None)


def test_a_click_beside_it_opens_nothing(qtbot, view, link):
    with qtbot.assertNotEmitted(view.link_opened):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=link - QPoint(200, 0))
        view.set_heading(Heading("Summit ends", "The Courier"))
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=link)


def test_the_pointer_tells_a_link(qtbot, view, link):
    qtbot.mouseMove(view.viewport(), link - QPoint(0, 2))
    qtbot.mouseMove(view.viewport(), link)
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor

    qtbot.mouseMove(view.viewport(), QPoint(300, 300))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_it_has_the_colour_of_a_link(view, link):
    image = view.viewport().grab().toImage()
    column = [image.pixelColor(link.x(), y).name() for y in range(link.y() - 10, link.y() + 11)]

    assert view.colours.accent.name() in column
