"""A new piece of evidence that is closed as it was begun is taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.span import Span


@pytest.fixture
def claimed(window, workspace):
    """A claim, chosen in the text, and the keyboard there."""
    start = window.desk.focus.text.index("Premier Lind gave")
    window.desk.text.select(Span(start, start + 12))
    window.actions_["claim.add"].trigger()
    window.desk.go_to_text()
    return workspace.reader.find(Claim)[0]


@pytest.fixture
def records(workspace):
    """Count the records of a kind."""
    return lambda kind: len(workspace.reader.find(kind))


@pytest.fixture
def evidence_left(window, workspace, monkeypatch):
    """Close the window, and return the evidence that its project is closed with."""

    def close():
        left, end = [], workspace.close

        def look_and_end():
            if workspace.is_open:
                left.extend(workspace.reader.find(Evidence))
            end()

        monkeypatch.setattr(workspace, "close", look_and_end)
        window.close()
        return left

    return close


pytestmark = pytest.mark.usefixtures("claimed")


def test_e_and_esc_leave_nothing_behind(window, press, records, workspace):
    before = workspace.undo_label()

    press("E", "Escape")

    message = window.status.findChild(QLabel, "status.told").text()
    assert message == "Empty evidence removed."
    assert [records(kind) for kind in (Evidence, Source, FactCheck)] == [0, 0, 0]
    assert workspace.undo_label() == before
    assert window.desk.text.hasFocus()


def test_closing_the_window_leaves_nothing_behind(press, evidence_left):
    press("E")

    assert evidence_left() == []


def test_what_is_being_typed_while_the_window_closes_stays(window, press, evidence_left):
    press("E")
    window.evidence.sheet().go_to("evidence.quote")
    QTest.keyClicks(window.focusWidget(), "Nobody knew")

    assert [each.quote for each in evidence_left()] == ["Nobody knew"]


def test_what_was_entered_stays(press, records):
    press("E", "2", "Escape")

    assert records(Evidence) == 1


def test_what_was_typed_and_not_understood_stays(window, press, records):
    press("E")
    window.evidence.sheet().go_to("evidence.url")
    QTest.keyClicks(window.focusWidget(), "a b")
    press("Escape")

    assert records(Evidence) == 1


def test_a_quotation_stays(press, records):
    press("Q", "Escape")

    assert records(Evidence) == 1


def test_another_takes_the_place_of_an_untouched_one(window, press, records, workspace):
    shift_ctrl = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    press("E")
    press("E", modifier=shift_ctrl)

    (left,) = workspace.reader.find(Evidence)
    assert window.evidence.sheet().shown.evidence == left
    assert (records(Source), records(FactCheck)) == (1, 1)


def test_work_done_meanwhile_stays(window, press, records, workspace):
    press("E", "F6", "J", "J", "C", "Escape")
    window.evidence.sheet().close_sheet()

    assert [records(kind) for kind in (Evidence, Source, FactCheck)] == [0, 0, 0]
    assert records(Claim) == 2
    workspace.undo()
    assert records(Evidence) == 1


def test_a_verdict_given_meanwhile_keeps_its_check(window, press, records, claimed):
    press("E")
    window.desk.fact_check.judge("refuted")
    press("Escape")

    assert (records(Evidence), records(FactCheck)) == (0, 1)
    assert window.desk.focus.check(claimed.id).verdict.code == "refuted"
