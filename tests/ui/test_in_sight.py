"""V, E, N, Enter and Delete act on a mark that is current and in sight; otherwise they ask."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span

WORDS = "Premier Lind gave no guarantees on Monday. "
LONG = "\n\n".join([WORDS + "Rain fell.", *(["Nothing else was said. " * 8] * 30), WORDS])


@pytest.fixture
def article(bring_in):
    """An article that is longer than the window."""
    return bring_in(LONG)


@pytest.fixture
def far(window):
    """A window with two claims: C1 at the top is out of sight, C2 at the end is in sight."""
    end = LONG.rindex(WORDS)
    for start, words in ((0, "Premier Lind gave"), (end, "no guarantees")):
        begin = LONG.index(words, start)
        window.desk.text.select(Span(begin, begin + len(words)))
        window.actions_["claim.add"].trigger()
    window.desk.go_to_text()
    return window


@pytest.fixture
def picker(window):
    """The list of claims."""
    return window.finding.claims


def claims(window):
    return {claim.code: claim for claim in window.desk.focus.claims.values()}


def box(window, code):
    """Make a claim the current one by its mark, then scroll to the end of the article."""
    window.desk.show_claim(claims(window)[code])
    window.desk.text.scroll_by(100_000)


def read(window, position):
    text = window.desk.text
    text.move_cursor(lambda: text.reading.read(position))
    text.scroll_by(100_000)


def verdicts(window):
    return {check.claim_id: check.verdict.code for check in window.workspace.reader.find(FactCheck)}


def test_a_verdict_lands_on_the_claim_that_is_boxed_and_in_sight(far, press):
    box(far, "C2")

    press("V", "2")

    assert verdicts(far) == {claims(far)["C2"].id: "refuted"}


@pytest.mark.parametrize("key", ["V", "E", "N"])
def test_a_claim_out_of_sight_is_asked_for(far, press, picker, key):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))

    press(key)

    assert picker.isVisible()
    assert far.workspace.reader.find(FactCheck) == []


def test_the_claim_that_is_chosen_is_shown_before_it_is_judged(far, press, picker):
    box(far, "C2")
    read(far, LONG.rindex("Nothing"))
    far.desk.text.pick_mark(None)
    far.desk.focus.pick_mark(None)

    press("V")
    QTest.keyClicks(picker.findChild(QLineEdit), "c1")
    QTest.keyClick(picker.findChild(QLineEdit), Qt.Key.Key_Return)

    text = far.desk.text
    assert text.is_in_sight(text.scene.current)
    press("2")
    assert verdicts(far) == {claims(far)["C1"].id: "refuted"}


def test_the_only_claim_of_the_sentence_is_meant(far, press, picker):
    box(far, "C1")
    read(far, LONG.rindex(WORDS))

    press("V", "2")

    assert not picker.isVisible()
    assert far.desk.focus.claim == claims(far)["C2"]
    assert verdicts(far) == {claims(far)["C2"].id: "refuted"}


def test_of_two_claims_in_the_sentence_none_is_guessed(far, press, picker):
    start = LONG.rindex("on Monday")
    far.desk.text.select(Span(start, start + 9))
    far.actions_["claim.add"].trigger()
    box(far, "C1")
    far.desk.go_to_text()
    read(far, LONG.rindex(WORDS))

    press("V")

    assert picker.isVisible()


def test_a_claim_beside_a_boxed_sentiment_is_not_judged_unseen(far, press, picker):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))
    press("S", "2", "Escape", "V")

    assert picker.isVisible()


def test_to_leave_the_list_does_nothing(far, press, picker):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))
    press("V")

    QTest.keyClick(picker.findChild(QLineEdit), Qt.Key.Key_Escape)

    assert far.desk.text.hasFocus()
    assert verdicts(far) == {}


def test_removing_a_claim_asks_too(far, picker):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))

    far.actions_["claim.remove"].trigger()

    assert picker.isVisible()
    assert len(far.workspace.reader.find(Claim)) == 2


def test_delete_shows_a_mark_that_is_out_of_sight_and_removes_it_then(far, press, said):
    box(far, "C1")

    press("Delete")
    assert said() == "This mark was off screen. Press Delete again to remove it."
    press("Delete")

    assert list(claims(far)) == ["C2"]


def test_the_panels_button_adds_evidence_to_the_claim_it_shows(far):
    box(far, "C1")

    far.desk.fact_check.evidence.add.click()

    (evidence,) = far.workspace.reader.find(Evidence)
    (check,) = far.workspace.reader.find(FactCheck, id=evidence.check_id)
    assert check.claim_id == claims(far)["C1"].id


def test_enter_on_a_sentiment_opens_that_sentiment(far, press):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))
    press("S", "2", "Escape")

    press("Return")

    assert far.desk.sentiment.isAncestorOf(QApplication.focusWidget())
    press("6")
    (sentiment,) = far.workspace.reader.find(Sentiment)
    assert sentiment.polarity == 2


def test_enter_on_a_claim_opens_that_claim(far, press):
    box(far, "C1")
    read(far, LONG.rindex(WORDS))

    press("Return")

    assert QApplication.focusWidget().objectName() == "claim.text"
    assert far.desk.focus.claim == claims(far)["C2"]


def test_enter_where_there_is_no_mark_says_what_to_do(far, press, said):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))

    press("Return")

    assert far.desk.text.hasFocus()
    assert said() == "No mark is selected here. Press Tab for the next one."
