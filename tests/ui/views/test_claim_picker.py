"""The list of existing claims narrows while typing, likely ones first; keys and mouse choose."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView

from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.ui.views.claim_picker import ClaimPicker

CLAIMS = {
    "C1": "The parliament voted for membership of the Pact.",
    "C2": "The river rose by two metres.",
    "C3": "Nobody spoke.",
}
DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up


@pytest.fixture
def picker(focus, workspace, qtbot):
    """The list over three claims, not yet shown."""
    by = workspace.annotator.id
    for code, text in CLAIMS.items():
        workspace.do(Edit.add("Add", Claim(code=code, text=text, created_by=by)))
    picker = ClaimPicker(focus)
    qtbot.addWidget(picker)
    return picker


@pytest.fixture
def opened(picker):
    """The list, opened where no words are selected, and the codes that are chosen in it."""
    codes = []
    picker.chosen.connect(lambda claim: codes.append(claim.code))
    picker.open_at(QPoint(20, 20), "Which claim?")
    return picker, codes


def shown(picker):
    model = picker.findChild(QListView).model()
    return [model.index(row, 0).data()[:2] for row in range(model.rowCount())]


def press(picker, *keys):
    for key in keys:
        QTest.keyClick(picker.findChild(QLineEdit), key)


def test_claims_like_the_passage_come_first(picker, focus):
    start = focus.text.index("Parliament voted for membership")
    focus.select((Span(start, start + 31),))

    picker.open_at(QPoint(0, 0), "Which claim?")

    assert shown(picker)[0] == "C1"


def test_without_a_passage_the_newest_comes_first(opened):
    assert shown(opened[0]) == ["C3", "C2", "C1"]
    assert opened[0].findChild(QLabel).isHidden()


def test_typing_narrows_the_list_and_enter_chooses(picker, qtbot):
    picker.open_at(QPoint(0, 0), "Which claim?")
    qtbot.keyClicks(picker.findChild(QLineEdit), "river")
    assert shown(picker) == ["C2"]

    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert chosen.args[0].code == "C2"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ([], "C3"),
        ([DOWN], "C2"),
        ([DOWN] * 9, "C1"),
        ([DOWN, DOWN, UP], "C2"),
        ([UP], "C3"),
    ],
)
def test_arrows_move_and_enter_chooses(opened, keys, code):
    picker, codes = opened

    press(picker, *keys, Qt.Key.Key_Enter)

    assert codes == [code]
    assert picker.isHidden()


def test_words_that_no_claim_has_choose_nothing(opened):
    picker, codes = opened

    QTest.keyClicks(picker.findChild(QLineEdit), "nowhere")
    press(picker, Qt.Key.Key_Return)

    assert codes == []
    assert picker.isVisible()
    assert not picker.findChild(QLabel).isHidden()


def test_escape_chooses_nothing_and_says_so(opened, qtbot):
    picker, codes = opened

    with qtbot.waitSignal(picker.closed):
        press(picker, Qt.Key.Key_Escape)

    assert codes == []
    assert picker.isHidden()


def test_a_click_chooses(opened, qtbot):
    picker, codes = opened
    rows = picker.findChild(QListView)
    place = rows.visualRect(rows.model().index(1, 0)).center()

    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert codes == ["C2"]


def test_opened_again_it_begins_anew(opened):
    picker, _ = opened
    QTest.keyClicks(picker.findChild(QLineEdit), "river")

    picker.open_at(QPoint(20, 20), "Which claim?")

    assert shown(picker) == ["C3", "C2", "C1"]
    assert picker.findChild(QLineEdit).text() == ""


def test_other_keys_are_nothing_to_it(opened):
    picker, codes = opened

    press(picker, Qt.Key.Key_F9)

    assert picker.isVisible()
    assert codes == []
