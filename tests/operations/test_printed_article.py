"""What is printed of an article: its words, marks and claims, and how these were checked."""

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.operations.marked_text import PrintedMark, Run
from annotator.operations.printing import PrintedArticle, PrintOptions, Role
from annotator.operations.zoning import by_hand

TEXT = "Share post:\n\nThe 😀 levy doubled, he said.\nMore\nLEAVE A REPLY\nNews"


@pytest.fixture
def printed(store, add_article):
    """Return a new article of a few lines as it is printed."""

    def printed():
        article = add_article(TEXT, headline="Levy", publisher="Tagblatt", published_at="2031-02")
        return PrintedArticle(
            reader=store.reader,
            codebook=store.reader.codebook(),
            article=article,
            text=TEXT,
            zones=(),
            marks=(),
            format_date=lambda date: date and f"<{date}>",
        )

    return printed


def lines(article, *roles, **options):
    """Return the text of the paragraphs of some roles."""
    found = article.paragraphs(PrintOptions(**options))
    return ["".join(run.text for run in each.runs) for each in found if each.role in roles]


def excluded(text):
    start = TEXT.index(text)
    zone = by_hand("t", Span(start, start + len(text)), ZoneKind.BOILERPLATE)
    assert isinstance(zone, Zone)
    assert zone.state == ZoneState.TAKEN
    return zone


def mark(words, sign="C1", tone="refuted"):
    start = TEXT.index(words)
    return PrintedMark((Span(start, start + len(words)),), sign, tone)


def test_the_head_says_what_it_is_and_where_it_came_from(printed):
    article = printed()
    noted = replace(
        article.article, byline="Lea Wehr", source_url="https://a.example/b", notes="Ask"
    )
    article = replace(article, article=noted)

    assert lines(article, Role.HEADLINE) == ["Levy"]
    assert lines(article, Role.DETAILS) == [
        "Tagblatt · <2031-02> · by Lea Wehr · A1",
        "https://a.example/b",
    ]
    assert lines(article, Role.NOTES) == ["Notes  Ask"]
    assert lines(article, Role.NOTES, has_notes=False) == []
    assert lines(printed(), Role.NOTES) == []


def test_a_line_is_cut_where_marks_begin_and_end(printed):
    marks = [mark("😀 levy doubled"), mark("doubled, he", "−2", "negative")]
    article = replace(printed(), marks=marks)

    [_, line, *_] = [p for p in article.paragraphs(PrintOptions()) if p.role is Role.TEXT]

    assert line.runs == (
        Run("The "),
        Run("😀 levy ", "refuted", ("C1",)),
        Run("doubled", "negative", ("−2",)),
        Run(", he", "negative"),
        Run(" said."),
    )


def test_a_mark_over_a_line_end_has_its_letters_once(printed):
    article = replace(printed(), marks=[mark("said.\nMore")])

    runs = [run for p in article.paragraphs(PrintOptions()) for run in p.runs if run.tone]

    assert runs == [Run("said.", "refuted", ("C1",)), Run("More", "refuted")]


def test_excluded_lines_are_left_out_or_grey(printed):
    zones = [excluded("Share post:"), excluded("LEAVE A REPLY\nNews")]
    article = replace(printed(), zones=zones)

    kept = ["The 😀 levy doubled, he said.", "More"]
    assert lines(article, Role.TEXT, Role.EXCLUDED) == ["[…]", *kept, "[…]"]
    assert lines(article, Role.TEXT, has_excluded=True) == kept
    assert lines(article, Role.EXCLUDED, has_excluded=True) == [
        "Share post:",
        "LEAVE A REPLY",
        "News",
    ]


def test_an_excluded_line_with_a_mark_is_printed(printed):
    article = replace(printed(), zones=[excluded("LEAVE A REPLY\nNews")], marks=[mark("REPLY")])

    assert lines(article, Role.EXCLUDED) == ["LEAVE A REPLY", "[…]"]


def test_an_article_without_claims_says_so(printed):
    article = printed()

    assert lines(article, Role.HEADING) == ["No claims"]
    assert lines(article, Role.HEADING, has_claims=False) == []


@pytest.fixture
def claim(focus, store, workspace, claim):
    """The claim C1 with a claimant and a date."""
    lind = Entity(name="Oskar Lind")
    said = replace(claim, claimant_id=lind.id, date="2031")
    workspace.do(Edit.add("Add", lind), Edit.swap("Change", claim, said))
    return store.reader.get(Claim, claim.id)


@pytest.fixture
def article_printed(store, article):
    """The article that mentions the claim, as it is printed."""
    return PrintedArticle(
        reader=store.reader,
        codebook=store.reader.codebook(),
        article=store.reader.get(Article, article.id),
        text="",
        zones=(),
        marks=(),
        format_date=str,
    )


@pytest.mark.usefixtures("claim")
def test_a_claim_that_nobody_checked_says_so(article_printed):
    assert lines(article_printed, Role.HEADING, Role.CLAIM, Role.FIELD) == [
        "1 claim",
        "C1  Premier Lind gave no guarantees",
        "Claimant  Oskar Lind",
        "Said on  2031",
        "Verdict  not checked yet",
    ]


def test_a_check_is_printed_with_its_evidence_and_sources(store, claim, article_printed):
    by = store.annotator.id
    scheme = article_printed.codebook.scheme(Layer.VERDICT)
    verdict = scheme.key(scheme.labels[0].code)
    check = FactCheck(
        claim_id=claim.id, checked_by=by, verdict=verdict, conclusion="So.", notes="Call"
    )
    source = Source(
        title="Letter", publisher="Office", url="https://l.example", accessed_at="2031-03"
    )
    found = Evidence(
        check_id=check.id,
        source_id=source.id,
        stance="refutes",
        quote="No.",
        locator="p. 3",
        note="Ours",
        added_by=by,
    )
    nothing = Evidence(check_id=check.id, stance="not_found", added_by=by)
    store.apply(Edit.add("Check", check, source, found, nothing))

    printed = lines(article_printed, Role.FIELD, Role.EVIDENCE)

    assert printed[2:] == [
        f"Verdict  {scheme.labels[0].name}",
        "Status  Not started",
        "Conclusion  So.",
        "Note  Call",
        "Refutes  “No.”",
        "Source  Letter · Office · p. 3 · accessed 2031-03",
        "Address  https://l.example",
        "Note  Ours",
        "Looked for, not found  ",
    ]
    bare = lines(article_printed, Role.FIELD, has_notes=False)
    assert not [each for each in bare if each.startswith("Note")]


def test_a_check_without_a_verdict_says_so(store, claim, article_printed):
    store.apply(Edit.add("Check", FactCheck(claim_id=claim.id, checked_by=store.annotator.id)))

    assert "Verdict  none yet" in lines(article_printed, Role.FIELD)


def test_a_source_from_right_to_left_keeps_its_letters_and_its_place(store, claim, article_printed):
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id)
    source = Source(title="رسالة الوزير", publisher="Office")
    evidence = Evidence(check_id=check.id, source_id=source.id, added_by=store.annotator.id)
    store.apply(Edit.add("Check", check, source, evidence))

    [printed] = [each for each in lines(article_printed, Role.FIELD) if "Office" in each]
    assert printed == "Source  \u2068رسالة الوزير\u2069 · \u2068Office\u2069"
