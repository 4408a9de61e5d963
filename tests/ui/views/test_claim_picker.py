"""The list of existing claims narrows while typing, likely ones first."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QListView

from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.ui.views.claim_picker import ClaimPicker

CLAIMS = {
    "C1": "The parliament voted for membership of the Pact.",
    "C2": "The river rose by two metres.",
    "C3": "Nobody spoke.",
}


@pytest.fixture
def picker(focus, workspace, qtbot):
    """The list over three claims, not yet shown."""
    by = workspace.annotator.id
    for code, text in CLAIMS.items():
        workspace.do(Edit.add("Add", Claim(code=code, text=text, created_by=by)))
    picker = ClaimPicker(focus)
    qtbot.addWidget(picker)
    return picker


def shown(picker):
    model = picker.findChild(QListView).model()
    return [model.index(row, 0).data()[:2] for row in range(model.rowCount())]


def test_claims_like_the_passage_come_first(picker, focus):
    start = focus.text.index("Parliament voted for membership")
    focus.select((Span(start, start + 31),))

    picker.open_at(QPoint(0, 0))

    assert shown(picker)[0] == "C1"


def test_typing_narrows_the_list_and_enter_chooses(picker, qtbot):
    picker.open_at(QPoint(0, 0))
    qtbot.keyClicks(picker.findChild(QLineEdit), "river")
    assert shown(picker) == ["C2"]

    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert chosen.args[0].code == "C2"
