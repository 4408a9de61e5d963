"""V, E, N, Enter and Delete act on a mark that is here and in sight; otherwise they go there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.ui.panels.let_go_line import LetGoLine
from annotator.ui.panels.row_list import RowList
from annotator.ui.reading import Aside, AsideLook
from annotator.ui.widgets.code_chip import CodeChip

WORDS = "Premier Lind gave no guarantees on Monday. "
LONG = "\n\n".join([WORDS + "Rain fell.", *(["Nothing else was said. " * 8] * 30), WORDS])


@pytest.fixture
def article(add_article):
    """An article that is longer than the window."""
    return add_article(LONG)


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


def claims(window):
    return {claim.code: claim for claim in window.desk.focus.claims.values()}


def box(window, code):
    """Make a claim the current one by its mark, then scroll to the end of the article."""
    window.desk.focus.pick_claim(claims(window)[code])
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


def is_boxed_in_sight(window, code):
    """Return whether the mark of a claim is current and seen."""
    desk = window.desk
    mark_id = desk.text.scene.current
    return (
        not desk.focus.is_let_go
        and desk.focus.claim.code == code
        and desk.focus.mark_id == mark_id
        and desk.text.is_in_sight(mark_id)
    )


@pytest.mark.parametrize(
    ("key", "field"), [("V", "check.verdict"), ("E", "evidence.stance"), ("N", "check.notes")]
)
def test_a_key_for_a_claim_that_was_let_go_goes_back_to_its_mark_first(far, press, key, field):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))
    assert far.desk.focus.is_let_go

    press(key)

    assert is_boxed_in_sight(far, "C1")
    inside = far.findChild(QWidget, field)
    assert inside is QApplication.focusWidget() or inside.isAncestorOf(QApplication.focusWidget())


def test_a_mark_that_was_scrolled_away_is_brought_into_sight_first(far, press):
    box(far, "C1")
    assert not is_boxed_in_sight(far, "C1")

    press("V", "2")

    assert is_boxed_in_sight(far, "C1")
    assert verdicts(far) == {claims(far)["C1"].id: "refuted"}


def test_a_mark_that_is_folded_away_is_brought_into_sight_first(far, press, preferences):
    box(far, "C1")
    far.desk.text.set_asides([Aside(Span(0, len(WORDS) + 10), AsideLook.EXCLUDED)])
    preferences.change(folds_furniture=True)
    read(far, LONG.rindex("Nothing"))

    press("V", "2")

    assert is_boxed_in_sight(far, "C1")


def test_the_first_claim_of_the_sentence_is_meant(far, press):
    start = LONG.rindex("on Monday")
    far.desk.text.select(Span(start, start + 9))
    far.actions_["claim.add"].trigger()
    box(far, "C1")
    far.desk.go_to_text()
    read(far, LONG.rindex(WORDS))

    press("V", "2")

    assert verdicts(far) == {claims(far)["C2"].id: "refuted"}


def test_a_claim_beside_a_boxed_sentiment_is_gone_back_to(far, press):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))
    press("S", "2", "Escape", "V")

    assert is_boxed_in_sight(far, "C1")


def test_b_goes_back_to_the_claim_and_the_line_says_where_it_is(far, press):
    line = far.desk.claims.findChild(LetGoLine)
    box(far, "C1")
    assert not line.text()
    read(far, LONG.rindex("Nothing"))
    assert line.text() == "C1 is in ¶1."

    press("B")

    assert is_boxed_in_sight(far, "C1")
    assert not line.text()
    assert far.desk.text.hasFocus()


def test_the_row_of_a_claim_that_was_let_go_is_still_shown_and_leads_back(far):
    rows = far.desk.claims.findChild(RowList, "claim.list")
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))
    assert rows.is_let_go
    assert rows.currentIndex().row() == 0

    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)

    assert not rows.is_let_go
    assert is_boxed_in_sight(far, "C1")


def test_a_claim_of_another_article_is_gone_back_to_there(far, press, add_article):
    other = add_article("Another article. It has no claim.")
    box(far, "C1")
    claim = far.desk.focus.claim
    far.desk.open(other.id)
    far.desk.focus.pick_claim(claim)
    assert far.desk.claims.findChild(LetGoLine).text() == "C1 is in A1 ¶1."

    press("V", "2")

    assert is_boxed_in_sight(far, "C1")
    assert verdicts(far) == {claim.id: "refuted"}


def test_a_claim_without_a_place_is_not_judged_by_keys(far, press, said):
    claim = Claim(code="C9", text="Nowhere", created_by=far.workspace.annotator.id)
    far.workspace.do(Edit.add("Add", claim))
    far.desk.focus.pick_claim(claim)

    press("V")

    assert far.desk.text.hasFocus()
    assert said() == "C9 has no text here. Press F9 to open its check."
    assert far.desk.claims.findChild(LetGoLine).text() == "C9 has no text."


def test_a_field_that_is_entered_goes_back_to_the_claim_that_was_let_go(far, press):
    press("F9", "Escape")  # the check is built when it is first seen
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))
    chip = far.desk.fact_check.findChild(CodeChip)
    assert chip.property("look") == "code_away"

    press("F9")

    assert far.desk.fact_check.isAncestorOf(QApplication.focusWidget())
    assert is_boxed_in_sight(far, "C1")
    assert chip.property("look") == "code"


def test_f9_brings_a_mark_that_was_scrolled_away_into_sight(far, press):
    box(far, "C1")

    press("F9")

    assert is_boxed_in_sight(far, "C1")


def test_a_click_into_the_check_leaves_the_text_where_it_was_scrolled_to(far, press):
    press("F9", "Escape")
    box(far, "C1")
    scroll = far.desk.text.sheet.scroll

    field = far.desk.fact_check.findChild(QWidget, "check.notes")
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)

    assert far.desk.fact_check.isAncestorOf(QApplication.focusWidget())
    assert far.desk.text.sheet.scroll == scroll


def test_the_button_that_quotes_takes_what_is_read_and_not_the_claim(far):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))
    far.desk.fact_check.reveal_requested.emit()
    QApplication.processEvents()

    QTest.mouseClick(far.desk.fact_check.evidence.quote, Qt.MouseButton.LeftButton)

    (evidence,) = far.workspace.reader.find(Evidence)
    assert evidence.quote == "Nothing else was said."


def test_the_next_thing_to_do_is_gone_to_with_the_mark_in_sight(far, press):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))

    press("T")

    assert is_boxed_in_sight(far, "C1")


def test_a_sentiment_of_the_whole_article_is_removed_once_its_row_is_seen(far, press, said):
    press("S", "2", "Escape", modifier=Qt.KeyboardModifier.NoModifier)
    far.actions_["sentiment.whole"].trigger()
    press("3", "Escape")
    press("F7", "Escape")
    assert not far.desk.sentiment.isVisible()

    press("Delete")
    assert said() == "This sentiment is on the whole article. Press Del again to remove it."
    press("Delete")

    (left,) = far.workspace.reader.find(Sentiment)
    assert left.anchor_id


def test_removing_a_claim_shows_it_first(far, said):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))

    far.actions_["claim.remove"].trigger()
    assert said() == "C1 was off screen. Choose the command again."
    assert is_boxed_in_sight(far, "C1")

    far.actions_["claim.remove"].trigger()
    assert list(claims(far)) == ["C2"]


def test_delete_shows_a_mark_that_is_out_of_sight_and_removes_it_then(far, press, said):
    box(far, "C1")

    press("Delete")
    assert said() == "This mark was off screen. Press Del again to remove it."
    press("Delete")

    assert list(claims(far)) == ["C2"]


def test_delete_does_nothing_where_no_mark_is(far, press, said):
    box(far, "C1")
    read(far, LONG.rindex("Nothing"))

    press("Delete")

    assert said() == "Select a mark first (Tab: next mark)."
    assert list(claims(far)) == ["C1", "C2"]


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
    assert said() == "Select a mark first (Tab: next mark)."


def test_escape_lets_the_mark_go_also_where_it_is(far, press):
    read(far, LONG.rindex(WORDS))
    assert is_boxed_in_sight(far, "C2")

    press("Escape")

    assert far.desk.focus.is_let_go
    press("V")
    assert is_boxed_in_sight(far, "C2")


def test_tab_begins_again_with_a_word_about_it(far, press, said):
    box(far, "C2")

    press("Tab")

    assert said() == "Back at the first mark."
    assert is_boxed_in_sight(far, "C1")
