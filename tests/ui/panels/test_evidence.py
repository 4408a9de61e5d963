"""Evidence stands on cards that unfold into forms."""

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.codebook import Codebook
from annotator.ui.panels.evidence_card import CardWords, EvidenceCard
from annotator.ui.theme import Scheme, Theme
from annotator.ui.theming.palette import load


@pytest.fixture
def evidence(check_panel, claim, only):
    """An empty piece of evidence, its form unfolded."""
    check_panel.add_evidence()
    return only(Evidence)


def card(panel):
    return panel.findChild(EvidenceCard)


def head(panel):
    heads = panel.findChildren(QPushButton, "evidence.card")
    return next(head for head in heads if head.isVisible())


def test_evidence_is_seen_today_and_asks_for_its_words(check_panel, evidence, only, label_of):
    assert only(Source).accessed_at == date.today().isoformat()
    assert QApplication.focusWidget().objectName() == "evidence.quote"
    assert label_of() == "Add evidence"


def test_evidence_makes_the_check_in_the_same_step(evidence, only, workspace):
    assert only(FactCheck).status == "in_progress"

    workspace.undo()

    assert workspace.reader.find(FactCheck) == workspace.reader.find(Source) == []


def test_without_a_claim_no_evidence_is_added(check_panel, workspace):
    check_panel.add_evidence()

    assert workspace.reader.find(Evidence) == []


def test_words_and_stance_belong_to_the_evidence(check_panel, evidence, fill, choose, now):
    choose(check_panel, "evidence.stance", "refutes")
    fill(check_panel, "evidence.locator", "art. 3")
    for name in ("evidence.quote", "evidence.note"):
        check_panel.findChild(QWidget, name).setPlainText(name)
    check_panel.flush()

    kept = now(evidence)
    assert (kept.stance, kept.locator) == ("refutes", "art. 3")
    assert (kept.quote, kept.note) == ("evidence.quote", "evidence.note")


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("evidence.title", "Letter", {"title": "Letter"}),
        ("evidence.publisher", "Office", {"publisher": "Office"}),
        ("evidence.url", "https://a.example/b", {"url": "https://a.example/b"}),
        ("evidence.archive_url", "https://c.example", {"archive_url": "https://c.example"}),
        ("evidence.published", "Feb 2031", {"published_at": "2031-02"}),
        ("evidence.accessed", "2031-03-02", {"accessed_at": "2031-03-02"}),
    ],
)
@pytest.mark.usefixtures("evidence")
def test_what_is_typed_of_the_source_is_kept(check_panel, fill, only, name, typed, kept):
    before = only(Source)

    fill(check_panel, name, typed)

    assert only(Source) == replace(before, **kept)


def test_what_is_chosen_of_the_source_is_kept(check_panel, evidence, choose, only, label_of):
    choose(check_panel, "evidence.medium", "pdf")
    choose(check_panel, "evidence.reliability", "high")
    check_panel.findChild(QCheckBox, "evidence.primary").click()
    check_panel.findChild(QWidget, "evidence.reliability_note").setPlainText("Sealed")
    check_panel.flush()

    source = only(Source)
    assert (source.medium, source.reliability, source.is_primary) == ("pdf", "high", True)
    assert source.reliability_note == "Sealed"
    assert label_of() == "Change reason for reliability of evidence for C1"


def test_removed_evidence_comes_back_with_undo(check_panel, evidence, workspace):
    check_panel.findChild(QPushButton, "evidence.remove").click()
    assert workspace.reader.find(Evidence) == workspace.reader.find(Source) == []

    workspace.undo()

    assert workspace.reader.find(Evidence) == [evidence]
    assert head(check_panel).isVisible()


def test_a_card_folds_and_unfolds_by_click_and_by_enter(check_panel, evidence, qtbot):
    head(check_panel).click()
    assert not card(check_panel).is_open()

    qtbot.keyClick(head(check_panel), Qt.Key.Key_Return)
    assert card(check_panel).is_open()


def test_folding_keeps_what_was_typed(check_panel, evidence, now):
    check_panel.findChild(QWidget, "evidence.quote").setPlainText("No such letter exists")

    head(check_panel).click()

    assert now(evidence).quote == "No such letter exists"


def test_a_card_says_what_is_missing(check_panel, evidence, fill):
    fill(check_panel, "evidence.url", "https://a.example")

    spoken = head(check_panel).accessibleName()
    assert spoken.endswith("missing: no archived copy · quote missing")


def test_a_gap_leads_to_the_field_on_its_card(check_panel, evidence, fill):
    fill(check_panel, "evidence.url", "https://a.example")
    head(check_panel).click()

    check_panel.findChild(QPushButton, "check.gap.no_archive").click()

    assert card(check_panel).is_open()
    assert QApplication.focusWidget().objectName() == "evidence.archive_url"


def test_evidence_of_another_claim_is_not_shown(check_panel, evidence, second_claim):
    assert second_claim.code == "C2"
    assert card(check_panel) is None or not card(check_panel).isVisible()


def test_a_card_reads_like_a_footnote(schemes):
    evidence = Evidence(
        check_id="1", stance="refutes", quote="… and  further", locator="art. 3", added_by="1"
    )
    source = Source(title="Letter", is_primary=True, accessed_at="2031-03-02")

    words = CardWords.of(evidence, source, (), Codebook(schemes))

    assert words.quote == "“… and further”"
    assert words.details == "refutes · Letter, art. 3 · primary · accessed 2 Mar 2031"
    assert words.tone == "refuted"


def test_evidence_without_a_source_is_shown(schemes):
    evidence = Evidence(check_id="1", stance="not_found", added_by="1")

    words = CardWords.of(evidence, None, (), Codebook(schemes))

    assert (words.quote, words.details) == ("", "looked for, not found")


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_bar_has_the_colour_of_the_stance(check_panel, evidence, choose, qapp, scheme):
    theme = Theme(qapp, scheme)
    theme.dress()
    choose(check_panel, "evidence.stance", "refutes")

    painted = card(check_panel).grab().toImage()

    assert painted.pixelColor(1, 5) == load(scheme.value).tone("refuted").ink
    theme.set_scheme(Scheme.LIGHT)


def test_a_long_quote_is_cut_to_two_lines(check_panel, evidence, workspace):
    field = check_panel.findChild(QWidget, "evidence.quote")
    field.setPlainText("word " * 20)
    check_panel.flush()
    short = head(check_panel).heightForWidth(300)

    field.setPlainText("word " * 200)
    check_panel.flush()

    assert head(check_panel).heightForWidth(300) == short


def test_the_words_to_be_typed_come_into_view(check_panel, claim, qtbot):
    check_panel.resize(370, 230)

    check_panel.add_evidence()

    quote = check_panel.findChild(QWidget, "evidence.quote")
    qtbot.waitUntil(lambda: quote.visibleRegion().boundingRect() == quote.rect())


def test_a_card_without_a_quote_is_a_line_shorter(check_panel, evidence, fill):
    without = head(check_panel).heightForWidth(600)

    check_panel.findChild(QWidget, "evidence.quote").setPlainText("Words")
    fill(check_panel, "evidence.title", "Letter")

    assert head(check_panel).heightForWidth(600) > without
