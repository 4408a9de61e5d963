import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from annotator.domain.errors import Remedy, StorageError
from annotator.ui.views.ways_out import REMEDIES, RemedyButtons


@pytest.fixture
def ways(qtbot):
    ways = RemedyButtons()
    qtbot.addWidget(ways)
    ways.show()
    return ways


def shown(ways):
    return [each.text() for each in ways.findChildren(QPushButton) if not each.isHidden()]


@pytest.mark.parametrize("way", Remedy)
def test_a_refusal_has_a_button_for_what_it_advises(qtbot, ways, way):
    ways.offer(StorageError("No.", way))
    action_id, words = REMEDIES[way]

    assert (ways.isVisible(), shown(ways)) == (True, [words])
    with qtbot.waitSignal(ways.action_requested) as asked:
        ways.findChild(QPushButton, f"way.{action_id}").click()
    assert asked.args == [action_id]


def test_a_refusal_without_a_way_out_has_none(ways):
    ways.offer(StorageError("No.", Remedy.COPY))
    ways.offer(StorageError("No."))

    assert not ways.isVisible()


def test_what_is_over_is_cleared(ways):
    ways.offer(StorageError("No.", Remedy.COPY))
    ways.clear()

    assert not ways.isVisible()


def test_a_click_on_a_way_out_leaves_the_keyboard_where_it_was(ways):
    for button in ways.findChildren(QPushButton):
        assert button.focusPolicy() is Qt.FocusPolicy.TabFocus
