"""What is seen at 1366 × 768 without scrolling: the whole form of a claim, and a whole check."""

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.span import Span
from annotator.importers import codebook
from annotator.storage.store import Store
from annotator.ui.commands.labelling import Marking
from annotator.ui.theming.theme import Scheme
from annotator.ui.widgets.choice_row import ChoiceRow

LIGHT, DARK = Scheme.LIGHT.value, Scheme.DARK.value
CASES = [*((file.path.stem, LIGHT) for file in codebook.shipped()), ("standard", DARK)]
WORDING = "Oskar Lind’s government will give Kaldria no security guarantees beyond those of 2027."
REASONS = (
    "A week before the summit the premier’s office gave Kaldria two undertakings that the agreement"
    " of 2027 does not contain: a battery at Solvane until 2035, and new ammunition within ninety"
    " days. It first denied the letter; it has not disputed the text since."
)
SOURCES = (
    (
        "refutes",
        (
            "Article 3. The Government of Tessmark further undertakes to keep an air-defence"
            " battery at Solvane until 2035 …"
        ),
        Source(
            title="Letter of 20 February 2031",
            publisher="Kaldria, President’s office",
            is_primary=True,
            medium="pdf",
            accessed_at="2031-03-01",
        ),
    ),
    (
        "supports",
        "There is no such letter.",
        Source(
            title="Call with the premier’s press office",
            publisher="Tessmark",
            medium="interview",
            accessed_at="2031-03-01",
        ),
    ),
    (
        "refutes",
        (
            "A letter from the premier’s office, dated 20 February and seen by the Daily Ledger,"
            " adds two promises …"
        ),
        Source(title="Daily Ledger (A4)", url="https://ledger.example/4", accessed_at="2031-03-03"),
    ),
)


@pytest.fixture(params=CASES, ids="-".join)
def case(request):
    """A shipped codebook and a scheme of colours."""
    return request.param


@pytest.fixture
def store(case):
    """A project with one of the shipped codebooks."""
    store = Store.in_memory(codebook.named(case[0]))
    store.sign_in("Ana")
    yield store
    store.close()


@pytest.fixture
def desk(case, workspace, window_of, preferences):
    """The desk of a window of 1366 × 768 pixels, with four claims."""
    preferences.change(scheme=case[1])
    window = window_of(workspace)
    window.resize(1366, 768)
    focus = window.desk.focus
    for start in range(0, 40, 10):
        focus.select((Span(start, start + 8),))
        Marking(focus).add_claim()
    claim = focus.claim
    changed = replace(claim, text=WORDING, date="2031-02-27", venue="Closing press conference")
    workspace.do(Edit.swap("Word it", claim, changed))
    return window.desk


def choose_the_widest(rows):
    """Choose in each row what takes most room."""
    for row in rows:
        widest = max(row.buttons, key=lambda button: button.sizeHint().width())
        widest.click()
        QApplication.processEvents()


def is_whole(widget):
    return widget.visibleRegion().boundingRect() == widget.rect()


def cut(rows):
    """Return the buttons that are not seen whole, and the rows of which one is."""
    return [
        button.choice.whole
        for row in rows
        for button in row.visible_buttons()
        if not is_whole(button) or button.width() < button.sizeHint().width()
    ]


def unseen(form):
    return [field.objectName() for field in form._form.fields if not is_whole(field)]


def test_the_whole_form_of_a_claim_is_seen_below_three_claims(desk, qtbot):
    desk.claims.edit_text()
    rows = desk.claims.findChildren(ChoiceRow)
    choose_the_widest(rows)

    qtbot.waitUntil(lambda: unseen(desk.claims._form) == [])
    assert cut(rows) == []
    assert len(rows) >= 5
    listed = desk.claims._list
    seen = [listed.visualRect(listed.model().index(row)) for row in range(3)]
    assert all(listed.viewport().rect().contains(rect) for rect in seen)
    assert desk.claims.findChild(QScrollArea).verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("case", [("standard", LIGHT)], indirect=True)
def test_a_form_that_has_no_room_is_told_from_one_that_has(desk, qtbot):
    desk.text.window().resize(1366, 560)
    desk.claims.edit_text()

    qtbot.waitUntil(lambda: "claim.needs_context" in unseen(desk.claims._form))
    assert desk.claims.findChild(QScrollArea).verticalScrollBar().maximum() > 0


@pytest.fixture
def checked(desk, workspace):
    """A whole check with three pieces of evidence and two things to do."""
    claim, scheme = desk.focus.claim, workspace.codebook.scheme(Layer.VERDICT)
    by = workspace.annotator.id
    check = FactCheck(
        claim_id=claim.id,
        status="completed",
        verdict=LabelKey(scheme.id, scheme.labels[1].code),
        conclusion="A letter signed a week earlier adds two.",
        justification=REASONS,
        as_of="2031-03-05",
        confidence="high",
        notes="Checked as of 27 February. The office was asked twice.",
        checked_by=by,
    )
    pieces = [
        Evidence(check_id=check.id, stance=stance, quote=quote, source_id=source.id, added_by=by)
        for stance, quote, source in SOURCES
    ]
    sources = [source for *_, source in SOURCES]
    position = Edit.swap("Call it a position", claim, replace(claim, assertion_kind="position"))
    assert workspace.do(Edit.add("Check it", check, *sources, *pieces), position)


def test_a_whole_form_of_a_check_is_seen_above_three_pieces_of_evidence(desk, checked, qtbot):
    desk.fact_check.reveal_requested.emit()
    rows = desk.fact_check.findChildren(ChoiceRow)

    qtbot.waitUntil(lambda: unseen(desk.fact_check._form) == [])
    assert len(desk.fact_check._to_do.findChildren(QPushButton)) == 2
    assert cut(rows) == []


@pytest.mark.in_english("wider labels leave narrower fields, in which reasons take more lines")
def test_a_whole_check_with_three_pieces_of_evidence_needs_no_scrolling(desk, checked, qtbot):
    desk.fact_check.reveal_requested.emit()

    qtbot.waitUntil(lambda: unseen(desk.fact_check._form) == [])
    qtbot.waitUntil(lambda: is_whole(desk.fact_check.evidence))
    assert desk.fact_check.findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_no_label_of_a_check_is_cut_whichever_is_chosen(desk, checked, qtbot):
    desk.fact_check.reveal_requested.emit()
    rows = desk.fact_check.findChildren(ChoiceRow)
    choose_the_widest(rows)

    qtbot.waitUntil(lambda: unseen(desk.fact_check._form) == [])
    assert cut(rows) == []


def test_no_label_of_a_sentiment_is_cut(desk, qtbot):
    desk.focus.select((Span(0, 12),))
    desk.sentiment.begin()
    desk.sentiment._form.polarity.buttons[0].click()
    rows = desk.sentiment.findChildren(ChoiceRow)

    qtbot.waitUntil(lambda: any(row.visible_buttons() for row in rows))
    qtbot.waitUntil(lambda: cut(rows) == [])


@pytest.fixture
def double_type(theme):
    """Interface text of twice its size."""
    theme.set_text_scale(2)
    yield
    theme.set_text_scale(1)


def test_in_double_type_the_form_begins_below_three_claims(double_type, desk, qtbot):
    desk.claims.edit_text()
    rows = desk.claims._list

    qtbot.waitUntil(lambda: rows.height() == 3 * rows.row_height)
    assert not {"claim.text", "claim.claimant", "claim.quote"} & set(unseen(desk.claims._form))
