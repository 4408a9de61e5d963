"""The evidence of a check is one stop for Tab, each piece a few lines with its stance."""

from datetime import date
from functools import partial

import pytest
from mirrored import from_start
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.edit import Edit
from annotator.operations.evidence import add_evidence
from annotator.ui.commands.labelling import Marking
from annotator.ui.models.evidence import EvidenceRow
from annotator.ui.panels.evidence_list import EvidenceList
from annotator.ui.panels.evidence_painting import measured
from annotator.ui.panels.evidence_sheet import STANCE
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import load
from annotator.ui.theming.theme import Scheme, Theme


@pytest.fixture
def add(workspace, claim):
    """Add a piece of evidence to the claim."""
    check = FactCheck(claim_id=claim.id, checked_by=workspace.annotator.id)
    workspace.do(Edit.add("Check", check))

    def add(source=None, stance="refutes", **fields):
        source = source or Source(title="Letter", accessed_at="2031")
        edit, evidence = add_evidence(check, source, workspace.annotator.id)
        workspace.do(edit)
        changed = replace(evidence, stance=stance, **fields)
        workspace.do(Edit.swap("Change", evidence, changed))
        return changed

    return add


def rows(panel):
    return panel.findChild(EvidenceList)


def test_without_evidence_it_says_what_to_do(check_panel, claim):
    words = {label.text() for label in check_panel.findChildren(QLabel) if label.isVisible()}

    assert "None yet. E adds a piece, Q quotes the selection." in words
    assert not rows(check_panel).isVisible()


def test_the_head_counts_the_pieces_by_side(check_panel, add):
    add()
    add(stance="supports")

    head = check_panel.findChild(QLabel, "evidence.balance").text()
    assert head == "2 · 1 against, 1 for"
    assert rows(check_panel).model().rowCount() == 2


def test_arrows_move_and_enter_opens(check_panel, add, qtbot):
    add()
    second = add()
    rows(check_panel).setFocus()

    with qtbot.waitSignal(check_panel.evidence_requested) as asked:
        qtbot.keyClick(rows(check_panel), Qt.Key.Key_Down)
        qtbot.keyClick(rows(check_panel), Qt.Key.Key_Return)

    assert asked.args == [second, STANCE]


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (Qt.Key.Key_O, "evidence.open_address"),
        (Qt.Key.Key_Delete, "evidence.remove"),
        (Qt.Key.Key_Q, "evidence.quote"),
        (Qt.Key.Key_T, "check.next_gap"),
    ],
)
def test_letters_mean_in_the_list_what_they_mean_elsewhere(check_panel, add, qtbot, key, action):
    add()

    with qtbot.waitSignal(check_panel.action_requested) as asked:
        qtbot.keyClick(rows(check_panel), key)

    assert asked.args == [action]


def test_the_list_is_as_high_as_its_rows_and_never_scrolls(check_panel, add, qtbot):
    add(quote="word " * 200)
    one = rows(check_panel).height()

    add(quote="word " * 4)

    assert rows(check_panel).height() > one
    qtbot.waitUntil(lambda: rows(check_panel).verticalScrollBar().maximum() == 0)


def test_a_quote_is_cut_to_two_lines(check_panel, add):
    add(quote="word " * 100)
    long = rows(check_panel).height()
    add(quote="word " * 1000)

    assert rows(check_panel).height() == 2 * long


def test_a_row_without_a_quote_is_lower(check_panel, add):
    add()
    without = rows(check_panel).height()

    add(quote="Words")

    assert rows(check_panel).height() > 2 * without


def test_a_row_says_what_it_lacks(check_panel, add):
    add(Source(title="Letter", url="https://a.example", accessed_at="2031"))

    spoken = rows(check_panel).model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("missing: no archived copy · quote missing")


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_bar_has_the_colour_of_the_stance(check_panel, add, qapp, scheme):
    theme = Theme(qapp, scheme)
    theme.dress()
    add(quote="Words")

    painted = rows(check_panel).grab().toImage()

    bar = from_start(QPoint(1, 12), rows(check_panel))
    assert painted.pixelColor(bar) == load(scheme.value).tone("refuted").ink
    theme.set_scheme(Scheme.LIGHT)


def test_a_click_opens_and_one_on_the_sign_of_the_address_asks_for_that(check_panel, add, qtbot):
    evidence = add(Source(title="Letter", url="https://a.example"), quote="Words")
    view = rows(check_panel)
    rect = view.visualRect(view.model().index(0))
    sign = measured(view.current(), rect, view.font()).address_box.center()
    sign = from_start(sign, view.viewport())
    click = partial(qtbot.mouseClick, view.viewport(), Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(check_panel.evidence_requested) as opened:
        click(pos=rect.center())
    with qtbot.waitSignal(check_panel.action_requested) as asked:
        click(pos=sign)

    assert opened.args == [evidence, STANCE]
    assert asked.args == ["evidence.open_address"]


@pytest.mark.parametrize(
    ("room_for", "details"),
    [
        *[("A letter of 20 February (A4) · Office of the President · 2031",) * 2],
        *[("A letter of 20 February (A4) · Office of the… · 2031",) * 2],
        ("A letter of 20 February (A4) · Off… · 2031", "A letter of 20 February (A4) · 2031"),
        *[("A letter of… (A4) · 2031",) * 2],
    ],
)
def test_a_source_is_cut_where_it_says_least(add, workspace, room_for, details):
    source = Source(
        title="A letter of 20 February", publisher="Office of the President", published_at="2031"
    )
    row, font = EvidenceRow.of(add(source), source, (), workspace.codebook, "A4"), QFont()
    room = measured(row, QRect(0, 0, 9_999, 0), font).details_box.left()
    room += QFontMetrics(fonts.small(font)).horizontalAdvance(room_for) + 2

    assert measured(row, QRect(0, 0, room, 0), font).details == details


def test_what_is_missing_takes_a_line_of_its_own_where_it_is_long(check_panel, add):
    add(Source(title="Letter", url="https://a.example", accessed_at="2031"), quote="Words")
    short = rows(check_panel).height()
    add(Source(url="https://a.example"))

    assert rows(check_panel).height() > 2 * short - 20


def test_the_button_quotes_as_its_key_does(check_panel, claim, qtbot):
    with qtbot.waitSignal(check_panel.action_requested) as asked:
        check_panel.findChild(QPushButton, "evidence.quote_this").click()

    assert asked.args == ["evidence.quote"]


def test_e_in_the_list_adds_to_the_claim_that_is_shown(check_panel, add, qtbot, workspace):
    add()

    qtbot.keyClick(rows(check_panel), Qt.Key.Key_E)

    assert len(workspace.reader.find(Evidence)) == 2


def test_added_evidence_was_seen_today_and_makes_the_check(check_panel, claim, only, qtbot):
    with qtbot.waitSignal(check_panel.evidence_requested):
        check_panel.add_evidence()

    assert only(Source).accessed_at == date.today().isoformat()
    assert only(FactCheck).status == "in_progress"
    check_panel.workspace.undo()
    assert check_panel.workspace.reader.find(FactCheck) == []


def test_without_a_claim_no_evidence_is_added(check_panel, workspace):
    check_panel.add_evidence()

    assert workspace.reader.find(Evidence) == []


def test_evidence_of_another_claim_is_not_shown(check_panel, claim, add, focus, select):
    add()
    select("Parliament voted for membership")
    Marking(focus).add_claim()

    assert not check_panel.findChild(QWidget, "evidence.list").isVisible()


def test_facts_that_are_too_long_beside_a_source_end_with_an_ellipsis(add, workspace):
    source = Source(title="A letter of 20 February", url="https://a.example", is_primary=True)
    row, font = EvidenceRow.of(add(source), source, (), workspace.codebook), QFont()
    row = replace(row, facts="primary · archived · accessed on the second of March")
    shown = measured(row, QRect(0, 0, 250, 0), font)

    metrics = QFontMetrics(fonts.small(font))
    assert metrics.horizontalAdvance(shown.details) <= shown.details_box.width()
    assert shown.details.endswith("…")
