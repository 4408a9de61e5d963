"""A report says of claims where they appear, how they were checked, what is missing and changed."""

import base64
import re
from html.parser import HTMLParser

import pytest
from hostile_texts import hostile_texts
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.check import CheckStatus, Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.operations.marked_text import PrintedMark, passage
from annotator.operations.printed_report import report_paragraphs
from annotator.operations.printing import Role
from annotator.operations.report import Desk, Reporter, desk_of, subject_of
from annotator.operations.report_html import html_pieces

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


NOBODY = Desk()


class Page(HTMLParser):
    """The texts and the tags of a page, as a browser would read them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.texts, self.attributes, self.last = [], [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.last = tag
        self.tags.append(tag)
        self.attributes += [(tag, *each) for each in attrs]

    def handle_data(self, data):
        if self.last != "style":
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


@pytest.fixture
def reporter(store):
    """Return what gathers reports on the project as it is now."""

    def reporter(desk=NOBODY, **options):
        return Reporter(store.reader, desk, str, today="2031-03-05", **options)

    return reporter


@pytest.fixture
def page(reporter, store):
    """Return the page of a report on what has a code."""

    def page(code="", desk=NOBODY, **options):
        report = reporter(desk, **options).report(subject_of(store.reader, code))
        return b"".join(piece.content for piece in html_pieces(report)).decode()

    return page


@pytest.fixture
def check(store, claim):
    """A completed check of the claim, with a piece of evidence."""
    scheme = store.reader.codebook().scheme(Layer.VERDICT)
    check = FactCheck(
        claim_id=claim.id,
        checked_by=store.annotator.id,
        verdict=scheme.key("refuted"),
        conclusion="A letter says so.",
        status=CheckStatus.COMPLETED,
        completed_at="2031-03-04T10:00:00.000Z",
        as_of="2031-03-03",
        notes="Ask again",
    )
    source = Source(title="Letter", publisher="Office", url="https://l.example/a?b=1&c=2")
    evidence = Evidence(
        check_id=check.id, source_id=source.id, stance="refutes", quote="No.", added_by="x"
    )
    evidence = replace(evidence, added_by=store.annotator.id)
    store.apply(Edit.add("Check", check, source, evidence))
    return check


def only(report):
    [claim] = report.claims
    return claim


def read(page):
    return Page(page).text


def test_a_claim_is_reported_with_its_check_its_evidence_and_what_is_missing(
    reporter, claim, check
):
    report = reporter().report(claim)

    told = only(report)
    fields = {field.name: field for field in told.fields}
    assert report.title == "Report on claim C1"
    assert fields["Verdict"].texts == ("Refuted",)
    assert fields["Verdict"].tone == "refuted"
    assert fields["As of"].texts == ("2031-03-03",)
    assert fields["Checked by"].texts == ("Ana", "2031-03-04")
    assert "Note" not in fields
    assert [each.stance for each in told.evidence] == ["Refutes"]
    assert "one source only" in told.missing
    assert "no archived copy" in told.missing


def test_notes_are_told_only_when_they_are_wanted(page, claim, check):
    assert "Ask again" not in page("C1")
    assert "Ask again" in page("C1", has_notes=True)


def test_a_passage_is_shown_with_its_mark_and_its_article(reporter, claim):
    [where] = only(reporter().report(claim)).passages

    assert where.article.code == "A1"
    marked = [run for run in where.runs if run.tone]
    assert [run.text for run in marked] == ["Premier Lind gave no guarantees"]
    assert [run.signs for run in marked] == [("C1",)]
    assert "".join(run.text for run in where.runs).startswith("🇺🇦 The two-day summit")


def test_a_passage_is_cut_between_words_far_around_its_mark():
    text = f"{'before ' * 60}CLAIM{' after' * 60}"
    start = text.index("CLAIM")

    told = "".join(r.text for r in passage(text, PrintedMark((Span(start, start + 5),), "C1", "")))

    assert re.fullmatch("… (before ){30,35}CLAIM( after){30,40} …", told)


def test_a_passage_without_spaces_is_cut_too():
    text = f"{'长' * 400}主张{'长' * 400}"

    told = "".join(run.text for run in passage(text, PrintedMark((Span(400, 402),), "C1", "")))

    assert told == f"… {'长' * 240}主张{'长' * 240} …"


def test_parts_far_from_each_other_have_an_ellipsis_between_them():
    text = "One part.\nLeft out.\nAnother part."
    spans = (Span(0, 3), Span(20, 27))

    told = "".join(run.text for run in passage(text, PrintedMark(spans, "C1", "refuted")))

    assert told == "One part. … Another part."


def test_parts_on_one_line_are_one_passage():
    spans = (Span(0, 3), Span(9, 14))

    told = passage("One part other end.", PrintedMark(spans, "C1", "refuted"))

    assert "".join(run.text for run in told) == "One part other end."


def test_a_claim_whose_text_is_lost_is_told_by_its_words(reporter, claim, monkeypatch, store):
    told = reporter()
    monkeypatch.setattr(told, "_text", lambda _version: None)

    [where] = only(told.report(claim)).passages

    assert [run.text for run in where.runs] == ["Premier Lind gave no guarantees"]


def test_an_article_is_reported_with_its_text_its_claims_and_its_figures(
    page, article, claim, check, store
):
    store.apply(
        Edit.add(
            "Sentiment",
            Sentiment(
                scope="document",
                article_id=article.id,
                polarity=-2,
                annotator_id=store.annotator.id,
            ),
        )
    )
    html = page("A1")

    told = read(html)
    assert "Report on article A1" in told
    assert "Parliament voted for membership." in told
    assert "1 claim C1 Premier Lind gave no guarantees" in told
    assert "Verdicts Refuted 1 Sentiments Negative 1" in told


def test_the_project_is_reported_with_its_articles_and_all_claims(
    page, claim, check, store, add_article
):
    add_article("Other text.", headline="Second", publisher="Tagblatt")
    store.apply(Edit.add("Claim", Claim(code="C2", text="Unseen", created_by=store.annotator.id)))

    told = read(page())

    assert "Verdicts Refuted 1 Unchecked 1 Articles by status To do 1 In progress 1" in told
    assert "A2 Second Tagblatt" in told
    assert "2 claims" in told
    assert "C2 Unseen" in told


def test_an_empty_project_says_that_it_has_no_claims(page):
    assert "No claims" in read(page())


def test_an_unknown_code_is_refused(store):
    with pytest.raises(AnnotatorError, match="no article or claim “C9”"):
        subject_of(store.reader, "C9")


def test_what_was_corrected_after_completion_is_told(page, claim, check, store):
    corrected = replace(check, conclusion="Two letters say so.")
    store.apply(Edit.swap("Change", check, corrected))

    told = read(page("C1"))

    assert "Corrections since the check was completed" in told
    assert "Ana Conclusion A letter says so. → Two letters say so." in told


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing(page, claim, check):
    html = page("", Desk("The Desk", PNG, "image/png"))

    parsed = Page(html)
    assert "script" not in parsed.tags
    assert "link" not in parsed.tags
    assert [value for tag, name, value in parsed.attributes if name == "src"] == [
        f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    ]
    assert "url(" not in html
    assert "@import" not in html
    assert ("a", "href", "https://l.example/a?b=1&c=2") in parsed.attributes
    assert "The Desk" in parsed.text


def test_an_address_that_no_browser_should_open_is_no_link(page, claim, check, store):
    source = replace(store.reader.find(Source)[0], url="javascript:alert(1)")
    store.apply(Edit.swap("Change", store.reader.find(Source)[0], source))

    assert "href" not in page("C1")


def test_hostile_texts_stay_texts(page, claim, check, store, shared_data, full):
    listed = hostile_texts(shared_data, full=full)
    wild = "\n".join(listed).replace("\x00", "")
    clean = Page(page("C1"))
    store.apply(Edit.swap("Change", check, replace(check, conclusion=wild, justification=wild)))

    parsed = Page(page("C1"))

    new = set(parsed.tags) - set(clean.tags)
    assert new <= {"ul", "li", "del", "ins", "h4"}
    assert not [each for each in parsed.attributes if each[1].startswith("on")]


def test_a_correction_from_right_to_left_keeps_its_order_and_its_letters(
    reporter, claim, check, store
):
    store.apply(Edit.swap("Change", check, replace(check, conclusion="تضاعفت")))

    told = ["".join(run.text for run in each.runs) for each in paragraphs(reporter, claim)]

    assert "Conclusion  A letter says so. → \u2068تضاعفت\u2069" in told


def test_paper_says_what_the_page_says(page, reporter, claim, check):
    told = ["".join(run.text for run in each.runs) for each in paragraphs(reporter, claim)]

    on_page = read(page("C1"))
    for line in ("Report on claim C1", "Where it appears", "Evidence", "What is missing"):
        assert line in told
        assert line in on_page


def paragraphs(reporter, subject):
    return list(report_paragraphs(reporter(Desk("Desk", PNG, "image/png")).report(subject)))


@pytest.mark.parametrize("subject", ["article", "project"])
def test_paper_has_articles_and_figures_too(reporter, article, claim, subject):
    told = paragraphs(reporter, article if subject == "article" else None)

    roles = {each.role for each in told}
    assert {Role.LOGO, Role.BAR, Role.CLAIM} <= roles
    assert (Role.TEXT in roles) is (subject == "article")


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [("ar", "قال الوزير إن الميزانية تضاعفت.", "rtl"), ("zh", "部长说预算翻了一番。", "auto")],
)
def test_each_article_has_its_language_and_direction(
    page, store, add_article, language, text, direction
):
    article = add_article(text, headline=text, language=language)
    version = store.reader.version(article.id)
    claim = Claim(code="C1", text=text, created_by=store.annotator.id)
    anchor = anchored(version.id, text, (Span(0, 9),))
    mention = Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=store.annotator.id)
    store.apply(Edit.add("Claim", claim, anchor, mention))

    parsed = Page(page(article.code))

    assert {("article", "lang", language), ("article", "dir", direction)} <= {*parsed.attributes}
    assert {("blockquote", "lang", language), ("blockquote", "dir", direction)} <= {
        *parsed.attributes
    }


def test_a_logo_is_a_picture_that_can_be_read(tmp_path):
    logo = tmp_path / "logo.png"
    logo.write_bytes(PNG)
    assert desk_of("Desk", str(logo)) == Desk("Desk", PNG, "image/png")
    assert desk_of("Desk", "") == Desk("Desk")

    logo.write_bytes(b"<svg/>")
    with pytest.raises(AnnotatorError, match="PNG or JPEG"):
        desk_of("Desk", str(logo))
    with pytest.raises(AnnotatorError, match="cannot be read"):
        desk_of("Desk", str(tmp_path))


def test_a_long_report_comes_in_pieces_that_count_its_claims(reporter, store):
    claims = [
        Claim(code=f"C{n}", text="x" * 900, created_by=store.annotator.id) for n in range(1, 91)
    ]
    store.apply(Edit.add("Claims", *claims))

    pieces = [*html_pieces(reporter().report(None))]

    assert len(pieces) > 1
    assert sum(piece.rows for piece in pieces) == 90


def test_paper_without_a_desk_begins_with_its_title(reporter, claim):
    first = next(report_paragraphs(reporter().report(claim)))

    assert (first.role, first.runs[0].text) == (Role.HEADLINE, "Report on claim C1")


def test_a_sentiment_is_marked_in_the_text_of_the_article(page, article, store):
    version = store.reader.version(article.id)
    anchor = anchored(version.id, store.reader.text(version.sha256), (Span(3, 14),))
    felt = Sentiment(
        scope="span",
        article_id=article.id,
        anchor_id=anchor.id,
        polarity=-2,
        annotator_id=store.annotator.id,
    )
    store.apply(Edit.add("Sentiment", anchor, felt))

    assert '<mark class="refuted"><sup dir="ltr">−2</sup>The two-day' in page("A1")


class WithoutAnchors:
    """A project whose anchors are lost."""

    def __init__(self, reader):
        self.reader = reader

    def get(self, kind, id_):
        return None if kind is Anchor else self.reader.get(kind, id_)

    def __getattr__(self, name):
        return getattr(self.reader, name)


def test_a_passage_that_is_lost_is_not_shown(store, claim):
    told = Reporter(WithoutAnchors(store.reader), NOBODY, str, today="2031-03-05").report(claim)

    assert only(told).passages == ()
