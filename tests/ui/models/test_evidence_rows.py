"""A piece of evidence reads like a footnote, and says what it lacks."""

import pytest

from annotator.domain.check import Evidence, Source
from annotator.domain.codebook import Codebook
from annotator.ui.models.evidence import SIGNS, EvidenceRow, balance


@pytest.fixture
def row(schemes):
    """Return the row of a piece of evidence of a stance."""

    def make(stance="refutes", source=None, missing=(), article="", **fields):
        evidence = Evidence(check_id="1", stance=stance, added_by="1", **fields)
        return EvidenceRow.of(evidence, source, missing, Codebook(schemes), article)

    return make


def test_a_row_reads_like_a_footnote(row):
    source = Source(
        title="Letter", publisher="Office", archive_url="https://b.example", is_primary=True
    )

    shown = row(source=source, quote="… and  further", locator="art. 3")

    assert (shown.quote, shown.sign, shown.tone) == ("“… and further”", "✕", "refuted")
    assert (shown.details, shown.facts) == ("Letter, art. 3 · Office", "primary · archived")


def test_a_row_says_which_article_it_is_from_and_when(row):
    source = Source(title="Summit ends", published_at="2031-03", accessed_at="2032")

    shown = row(source=source, article="A4")
    assert (shown.details, shown.facts) == ("Summit ends (A4)", "Mar 2031")
    shown = row(source=Source(publisher="Office", accessed_at="2032"))
    assert (shown.details, shown.facts) == ("Office", "accessed 2032")


def test_evidence_without_a_source_is_shown(row):
    assert (row("not_found").quote, row("not_found").details) == ("", "")


def test_a_row_is_read_aloud_with_its_stance_and_what_is_missing(row):
    spoken = row(quote="No.", missing=["no archived copy"]).spoken

    assert (spoken.code, spoken.text) == ("Refutes", "“No.”, missing: no archived copy")


def test_every_stance_has_a_sign_of_its_own(row):
    assert len({row(stance).sign for stance in SIGNS}) == 5


def test_the_pieces_are_counted_by_side(row):
    rows = [row("refutes"), row("supports"), row("refutes"), row("context")]

    assert balance(rows) == "4 · 2 against, 1 for"
    assert balance([row("context")]) == "1"
    assert balance([]) == ""


def test_a_title_read_from_the_right_keeps_where_in_it_and_the_publisher_beside_it(row):
    source = Source(title="تقرير", publisher="الوزارة")

    shown = row(source=source, article="A4", locator="p. 5")

    assert shown.details == "\u2068تقرير\u2069 (A4), p. 5 · \u2068الوزارة\u2069"
