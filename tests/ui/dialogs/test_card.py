import pytest
from PySide6.QtCore import QPoint, Qt

from annotator.ui.dialogs.card import Card


@pytest.fixture
def card(qtbot):
    shown = Card("New project", "One file on your disk. " * 8, sign="new")
    shown.set_hint("Ctrl+N")
    qtbot.addWidget(shown)
    return shown


def test_a_long_explanation_wraps(card):
    assert card.heightForWidth(240) > card.heightForWidth(600)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_presses_it(qtbot, card, key):
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, key)


def test_it_is_read_aloud_whole(card):
    assert card.accessibleName() == "New project"
    assert card.accessibleDescription().endswith("Ctrl+N")


def test_pointing_changes_its_edge(qtbot, card):
    card.resize(300, 80)
    card.show()
    before = card.grab().toImage()

    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    pointed = card.grab().toImage()
    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)

    assert pointed != before
    assert card.grab().toImage() == before


def test_a_chosen_card_looks_chosen(card):
    card.setCheckable(True)
    card.resize(300, 80)
    before = card.grab().toImage()

    card.setChecked(True)

    assert card.grab().toImage() != before


def test_right_to_left_puts_the_sign_on_the_right(card):
    card.resize(300, 80)
    card.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = card.grab().toImage()

    ground = image.pixelColor(QPoint(150, 4))
    corner = [image.pixelColor(x, y) for x in range(268, 290) for y in range(10, 34)]
    assert any(colour != ground for colour in corner)
