"""The fact-check panel keeps status and verdict apart, and shows what is still to do."""

import pytest
from mirrored import arrow_onwards
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.edit import Edit
from annotator.domain.label_key import LabelKey
from annotator.i18n import tr
from annotator.operations.checking import check_of
from annotator.operations.evidence import begin_evidence
from annotator.ui.commands.labelling import Marking
from annotator.ui.models.claims import with_places
from annotator.ui.panels.fact_check import FactCheckPanel
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace

REFUTED = LabelKey("averitec-verdict@1", "refuted")


@pytest.fixture
def set_status(check_panel, choose):
    """Choose a status."""
    return lambda code: choose(check_panel, "check.status", code)


def warning(panel):
    return panel.header.findChild(QPushButton, "section.warning").text()


def gap(panel, code):
    return panel.findChild(QPushButton, f"check.gap.{code}")


def visible_words(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_without_a_claim_the_panel_says_what_to_do(check_panel, focus, claim):
    focus.pick_claim(None)
    assert visible_words(check_panel) == ["Choose a claim: Tab in the text, or F7."]


def test_where_there_is_no_claim_to_choose_the_panel_says_how_one_is_made(check_panel, focus):
    assert visible_words(check_panel) == ["No claims yet. Select words and press C."]

    focus.open(None)

    assert visible_words(check_panel) == ["Open an article first."]


def test_looking_at_a_claim_makes_no_check(check_panel, claim, workspace, shows):
    assert check_panel.header.summary() == "C1"
    assert shows(check_panel, "check.status") == {"unstarted"}
    assert workspace.reader.find(FactCheck) == []


def test_the_first_entry_makes_the_check(check_panel, claim, fill, only, label_of, workspace):
    fill(check_panel, "check.as_of", "2031-03-05")

    assert (only(FactCheck).as_of, only(FactCheck).status) == ("2031-03-05", "in_progress")
    assert only(FactCheck).checked_by == workspace.annotator.id
    assert label_of() == "Change “as of” date of check of C1"


def test_undo_takes_the_whole_check_back(check_panel, claim, fill, workspace, shows):
    fill(check_panel, "check.as_of", "2031-03-05")

    workspace.undo()

    assert workspace.reader.find(FactCheck) == []
    assert shows(check_panel, "check.as_of") == ""
    assert shows(check_panel, "check.status") == {"unstarted"}


def test_a_check_begins_anew_after_undo(check_panel, claim, fill, workspace, only):
    fill(check_panel, "check.as_of", "2031-03-05")
    workspace.undo()

    fill(check_panel, "check.as_of", "2032")

    assert only(FactCheck).as_of == "2032"


def test_v_and_a_digit_give_the_verdict_and_lead_back(check_panel, claim, only, qtbot):
    check_panel.begin_verdict()

    with qtbot.waitSignal(check_panel.finished):
        qtbot.keyClick(QApplication.focusWidget(), "2")

    assert (only(FactCheck).verdict, only(FactCheck).status) == (REFUTED, "in_progress")


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_Space])
def test_a_verdict_that_is_refused_keeps_the_keyboard(check_panel, claim, store, qtbot, key):
    check_panel.begin_verdict()
    store.is_read_only = True

    with qtbot.assertNotEmitted(check_panel.finished):
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_the_same_digit_again_keeps_the_verdict(check_panel, claim, only, qtbot):
    for _ in range(2):
        check_panel.begin_verdict()
        with qtbot.waitSignal(check_panel.finished):
            qtbot.keyClick(QApplication.focusWidget(), "2")

    assert only(FactCheck).verdict == REFUTED


def test_a_verdict_that_was_not_asked_for_keeps_the_keyboard(check_panel, claim, choose, qtbot):
    with qtbot.assertNotEmitted(check_panel.finished):
        choose(check_panel, "check.verdict", "refuted")


def test_a_second_click_takes_the_verdict_back(check_panel, claim, choose, only):
    choose(check_panel, "check.verdict", "refuted")
    choose(check_panel, "check.verdict", "refuted")

    assert only(FactCheck).verdict is None


def test_what_is_not_checkable_loses_its_verdict_in_the_same_step(
    check_panel, claim, choose, set_status, only, workspace
):
    choose(check_panel, "check.verdict", "refuted")

    set_status("not_checkable")
    assert (only(FactCheck).verdict, only(FactCheck).status) == (None, "not_checkable")

    workspace.undo()
    assert (only(FactCheck).verdict, only(FactCheck).status) == (REFUTED, "in_progress")


def test_a_verdict_on_what_was_not_checkable_takes_work_up_again(
    check_panel, claim, choose, set_status, only
):
    set_status("not_checkable")

    choose(check_panel, "check.verdict", "refuted")

    assert only(FactCheck).status == "in_progress"


def test_completion_has_a_time(check_panel, claim, set_status, only):
    set_status("completed")
    assert only(FactCheck).completed_at.endswith("Z")

    set_status("in_review")
    assert only(FactCheck).completed_at == ""


def test_enter_goes_through_the_check_and_back_to_the_text(check_panel, claim, qtbot):
    check_panel.enter()
    way = []
    with qtbot.waitSignal(check_panel.finished):
        while len(way) < 7:
            field = check_panel.focusWidget()
            way.append(field.parentWidget().objectName() or field.objectName())
            qtbot.keyClick(field, Qt.Key.Key_Return)

    names = ("verdict", "status", "conclusion", "justification", "as_of", "confidence", "notes")
    assert [name.rpartition(".")[2] for name in way] == list(names)


def test_conclusion_reasons_confidence_and_notes_are_kept(check_panel, claim, choose, only):
    for name in ("check.conclusion", "check.justification", "check.notes"):
        check_panel.findChild(QWidget, name).setPlainText(f"text of {name}")
    check_panel.workspace.pending.flush()
    choose(check_panel, "check.confidence", "high")

    check = only(FactCheck)
    assert check.conclusion == "text of check.conclusion"
    assert check.justification == "text of check.justification"
    assert (check.notes, check.confidence) == ("text of check.notes", "high")


def test_a_note_opens_what_is_folded(check_panel, claim):
    check_panel.begin_note()

    assert check_panel.findChild(QWidget, "check.notes").hasFocus()


def test_what_is_typed_goes_to_the_claim_it_was_typed_for(
    check_panel, second_claim, claim, workspace, focus, shows
):
    focus.pick_claim(claim)
    check_panel.findChild(QWidget, "check.conclusion").setPlainText("About C1")
    check_panel.findChild(QWidget, "check.justification").setPlainText("Because")

    focus.pick_claim(second_claim)

    check = check_of(workspace.reader, claim.id)
    assert (check.conclusion, check.justification) == ("About C1", "Because")
    assert check_of(workspace.reader, second_claim.id) is None
    assert shows(check_panel, "check.conclusion") == ""


def test_gaps_are_counted_and_listed(check_panel, claim, choose):
    choose(check_panel, "check.verdict", "refuted")

    assert warning(check_panel) == "▲ 3 to do"
    assert gap(check_panel, "no_as_of").text() == f"▲ No “as of” date As of {arrow_onwards()}"


def test_gaps_are_in_sight_and_their_number_leads_to_the_next(check_panel, claim, choose, qtbot):
    choose(check_panel, "check.verdict", "refuted")
    qtbot.waitUntil(gap(check_panel, "no_as_of").isVisible)

    with qtbot.waitSignal(check_panel.action_requested) as asked:
        check_panel.header.findChild(QPushButton, "section.warning").click()

    assert asked.args == ["check.next_gap"]


def test_from_gap_to_gap_and_round(check_panel, claim, choose):
    assert not check_panel.go_to_next_gap()
    choose(check_panel, "check.verdict", "refuted")
    seen = []

    for _ in range(4):
        assert check_panel.go_to_next_gap()
        seen.append(QApplication.focusWidget())

    assert len(set(seen[:3])) == 3
    assert seen[3] is seen[0]


def test_a_mended_gap_is_passed_by(check_panel, claim, choose, fill):
    choose(check_panel, "check.verdict", "refuted")
    for _ in range(2):
        check_panel.go_to_next_gap()
    fill(check_panel, "check.justification", "Because", Qt.Key.Key_Tab)

    check_panel.go_to_next_gap()

    assert QApplication.focusWidget() is check_panel.evidence.add


def test_a_gap_leads_to_its_field(check_panel, claim, choose):
    choose(check_panel, "check.verdict", "refuted")

    gap(check_panel, "no_as_of").click()

    assert QApplication.focusWidget() is check_panel.findChild(QWidget, "check.as_of").line


def test_a_gap_without_a_field_leads_to_where_evidence_is_added(check_panel, claim, choose):
    choose(check_panel, "check.verdict", "refuted")

    gap(check_panel, "verdict_without_evidence").click()

    assert QApplication.focusWidget() is check_panel.evidence.add


def test_a_mended_gap_is_gone(check_panel, claim, choose, fill):
    choose(check_panel, "check.verdict", "refuted")

    fill(check_panel, "check.as_of", "2031")

    assert warning(check_panel) == "▲ 2 to do"


def test_a_line_whose_gap_went_with_its_press_leads_nowhere(check_panel, claim, qtbot):
    check_panel.add_evidence()
    line = gap(check_panel, "unnamed_source")
    check_panel.begun.remove_if_empty()

    with qtbot.assertNotEmitted(check_panel.evidence_requested):
        line.click()


def test_a_claim_that_is_removed_leaves_an_empty_panel(check_panel, claim, choose, workspace):
    choose(check_panel, "check.verdict", "refuted")
    workspace.undo()

    workspace.undo()

    assert check_panel.header.summary() == ""
    assert not check_panel.findChild(QWidget, "check.verdict").isVisible()


def test_the_newest_round_is_shown(check_panel, claim, choose, only, workspace, shows):
    choose(check_panel, "check.verdict", "refuted")
    first = only(FactCheck)
    second = FactCheck(claim_id=claim.id, round_no=2, checked_by=first.checked_by, as_of="2032")

    workspace.do(Edit.add("Second round", replace(second, verdict=None)))

    assert shows(check_panel, "check.as_of") == "2032"
    assert shows(check_panel, "check.verdict") == set()


def test_nothing_is_added_to_a_project_for_reading_only(store, article, claim, theme, qtbot):
    store.is_read_only = True
    focus = Focus(Workspace(store))
    focus.open(article.id)
    panel = FactCheckPanel(focus, theme)
    qtbot.addWidget(panel)

    panel.add_evidence()

    assert focus.workspace.reader.find(Evidence) == []
    assert not panel.field("check.verdict").isEnabled()
    assert tr("Nothing here yet.") in {each.text() for each in panel.findChildren(QLabel)}


def test_the_keyboard_enters_the_first_field_that_takes_it(store, article, claim, theme, qtbot):
    store.is_read_only = True
    focus = Focus(Workspace(store))
    focus.open(article.id)
    panel = FactCheckPanel(focus, theme)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(panel.isActiveWindow)

    panel.field("check.notes").setFocus()
    panel.enter()

    assert panel.field("check.conclusion").hasFocus()


def test_a_text_grows_with_what_is_typed_and_the_panel_follows_the_cursor(
    check_panel, claim, qtbot
):
    check_panel.resize(470, 240)
    reasons = check_panel.findChild(QPlainTextEdit, "check.justification")
    reasons.setFocus()
    qtbot.wait(1)
    for _ in range(30):
        qtbot.keyClicks(reasons, "word")
        qtbot.keyClick(reasons, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: line_is_seen(reasons))
    assert reasons.height() > 30 * 16 > check_panel.height()
    assert reasons.verticalScrollBar().maximum() == 0

    for _ in range(30):
        qtbot.keyClick(reasons, Qt.Key.Key_Up)
    assert line_is_seen(reasons)


def line_is_seen(field):
    line = field.cursorRect().translated(field.viewport().pos())
    return field.visibleRegion().contains(line.adjusted(0, 0, 0, -1))


def test_the_head_says_where_else_the_claim_is_made(check_panel, claim, focus, add_article, select):
    first, other = focus.article.code, add_article("Lind gave no guarantees, officials say.")
    assert check_panel.header.summary() == "C1"

    focus.open(other.id)
    select("Lind gave no guarantees")
    Marking(focus).add_mention(claim)

    assert check_panel.header.summary() == f"C1 in {other.code} and {first}"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["A1"], "C1"),
        (["A2"], "C1 in A2"),
        (["A2", "A1"], "C1 in A1 and A2"),
        (["A2", "A1", "A3"], "C1 in A1, A2 and A3"),
        (["A2", "A1", "A3", "A4"], "C1 in A1, A2 and 2 more"),
    ],
)
def test_places_of_a_claim_begin_with_the_open_article(claim, focus, codes, words):
    assert with_places(claim, codes, focus.article) == words


def test_evidence_that_was_begun_when_the_program_died_is_taken_back(
    claim, workspace, shown, qtbot
):
    by = workspace.annotator.id
    workspace.do(begin_evidence(workspace.reader, claim, Source(accessed_at="2031"), by)[0])
    assert workspace.reader.find(Evidence)

    shown(FactCheckPanel)

    qtbot.waitUntil(lambda: not workspace.reader.find(Evidence))
    assert (workspace.reader.find(Source), workspace.reader.find(FactCheck)) == ([], [])


@pytest.mark.parametrize("quote", ["", "Nobody knew."])
def test_evidence_that_holds_something_stays_through_a_start(claim, workspace, shown, quote, qtbot):
    by = workspace.annotator.id
    edit, evidence = begin_evidence(workspace.reader, claim, Source(), by, quote)
    workspace.do(edit)
    if not quote:
        workspace.do(Edit.swap("Change", evidence, replace(evidence, note="Ask again")))

    shown(FactCheckPanel)
    qtbot.wait(20)

    assert [each.id for each in workspace.reader.find(Evidence)] == [evidence.id]


@pytest.mark.parametrize("go", [FactCheckPanel.begin_verdict, FactCheckPanel.enter])
def test_the_claim_is_in_sight_when_its_check_begins(check_panel, claim, go):
    check_panel.resize(420, 200)
    check_panel.begin_note()
    wording = check_panel.findChild(QWidget, "check.claim")
    assert wording.visibleRegion().isEmpty()

    go(check_panel)

    assert wording.visibleRegion().boundingRect() == wording.rect()
