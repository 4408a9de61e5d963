"""What is published of the checks: ClaimReview, W3C Web Annotation, AVeriTeC."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import FactCheck
from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Annotator, Entity
from annotator.domain.sentiment import Sentiment
from annotator.exporters import format_named
from annotator.exporters.records import Records
from annotator.exporters.web_annotation import urn
from annotator.exporters.write import write
from annotator.importers import codebook

PAGE = "https://desk.example/checks/{code}"
REVIEW = {"page": PAGE, "publisher": "The Desk", "site": "https://desk.example"}


@pytest.fixture
def written(tmp_path):
    """Export a project in a format and return the folder or file."""

    def export(desk, format_id, **options):
        form = format_named(format_id)
        target = tmp_path / f"out{form.suffix}"
        list(write(form, desk.reader, target, options))
        return target

    return export


def read(file):
    """Return the JSON of a file."""
    return json.loads(file.read_text(encoding="utf-8"))


def finish(desk, claim, **fields):
    """Add a completed check of a claim."""
    done = {"status": "completed", "completed_at": "2031-03-05T10:00:00.000Z"}
    return desk.add(FactCheck(claim_id=claim.id, **{"checked_by": desk.by, **done, **fields}))


def archived(desk, **fields):
    """Bring in an article that has a saved copy and return its text version."""
    version = desk.article("Taxes rose.\n", source_url="https://a.example/1")
    article = desk.reader.get(Article, version.article_id)
    changed = replace(article, **{"archive_url": "https://b.example/1", **fields})
    desk.store.apply(Edit.swap("Change", article, changed))
    return version


def warned(desk, **options):
    """Return what is said before checks are published."""
    form = format_named("claimreview")
    return form.warnings(Records(desk.reader), {**form.defaults, **options})


def test_a_finished_check_becomes_a_claim_review(labelled, written):
    folder = written(labelled, "claimreview", **REVIEW)
    review = read(folder / "C1.jsonld")

    assert review["url"] == "https://desk.example/checks/C1"
    assert review["claimReviewed"] == "A claim"
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Refuted"}
    assert review["author"] == {
        "@type": "Organization",
        "name": "The Desk",
        "url": "https://desk.example",
    }
    assert review["datePublished"] == "2031-03-05"
    assert review["itemReviewed"]["author"]["name"] == "Oskar Lind"
    assert review["reviewBody"] == "It does not hold."
    feed = read(folder / "feed.jsonld")
    assert feed["dataFeedElement"][0]["item"] == [review]


def test_without_finished_checks_the_feed_is_empty(desk, written):
    assert read(written(desk, "claimreview", **REVIEW) / "feed.jsonld")["dataFeedElement"] == []


def test_an_ordinal_verdict_has_three_numbers_and_any_other_none(desk, written):
    (scale,) = [s for s in codebook.named("truth-scale") if s.id.startswith("google-5")]
    desk.add(replace(scale, ordinal=9))
    best = max(scale.labels, key=lambda label: label.number)
    first = desk.claim("Taxes rose")
    finish(desk, first, verdict=LabelKey(scale.id, best.code), justification="One. Two. Three.")

    rating = read(written(desk, "claimreview", **REVIEW) / "C1.jsonld")["reviewRating"]

    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 5, 5)
    assert rating["ratingExplanation"] == "One. Two."


@pytest.mark.parametrize(
    ("text", "fields", "options", "reason"),
    [
        ("Taxes rose", {}, {"page": ""}, "the address of the published check is not given"),
        ("Taxes rose", {}, {"page": PAGE}, "it has no verdict and no conclusion"),
        ("No", {"conclusion": "Wrong"}, {"page": PAGE}, "the claim must have 5 to 250 characters"),
        (
            "Taxes rose",
            {"conclusion": "Wrong", "completed_at": ""},
            {"page": PAGE},
            "the day on which it was completed is missing",
        ),
    ],
)
def test_what_a_check_lacks_is_said_and_it_is_skipped(desk, written, text, fields, options, reason):
    finish(desk, desk.claim(text), **fields)

    assert warned(desk, **options) == [f"1 check is skipped because {reason}: C1"]
    assert not list(written(desk, "claimreview", **options).glob("C1*"))


def test_without_a_publisher_the_checker_is_the_author(desk, written):
    finish(desk, desk.claim("Taxes rose"), conclusion="Wrong")

    review = read(written(desk, "claimreview", page=PAGE) / "C1.jsonld")

    assert review["author"] == {"@type": "Person", "name": "Ana"}
    assert review["reviewRating"]["alternateName"] == "Wrong"


def test_nobody_to_name_as_author_is_a_lack(desk):
    nobody = desk.add(Annotator(name=""))
    finish(desk, desk.claim("Taxes rose"), conclusion="Wrong", checked_by=nobody.id)

    assert "nobody is named as its author" in warned(desk, page=PAGE)[0]
    assert warned(desk, page=PAGE, publisher="The Desk") == []


def test_an_ordinal_scheme_without_numbers_gives_none(desk, written):
    scale = Scheme(
        id="scale@1",
        layer="verdict",
        title="Scale",
        is_ordinal=True,
        ordinal=9,
        labels=(Label(code="bad", name="Bad"), Label(code="good", name="Good")),
    )
    desk.add(scale)
    finish(desk, desk.claim("Taxes rose"), verdict=LabelKey(scale.id, "good"))

    rating = read(written(desk, "claimreview", page=PAGE) / "C1.jsonld")["reviewRating"]

    assert rating == {"@type": "Rating", "alternateName": "Good"}


def test_reasons_without_a_full_stop_and_an_outlet_without_a_name_are_taken_as_they_are(
    desk, written
):
    claim = desk.claim("Taxes rose")
    desk.mention(claim, archived(desk), "Taxes rose")
    finish(desk, claim, conclusion="Wrong", justification="They fell")

    review = read(written(desk, "claimreview", page=PAGE) / "C1.jsonld")

    assert review["reviewRating"]["ratingExplanation"] == "They fell"
    assert "publisher" not in review["itemReviewed"]["appearance"][0]


def test_a_sentiment_without_a_target_has_its_note(desk, written):
    version = desk.article("Taxes rose.\n")
    of = {"article_id": version.article_id, "annotator_id": desk.by}
    desk.add(Sentiment(scope="document", note="Sour", **of))

    (item,) = read(written(desk, "web-annotation"))["items"]

    assert [(each["purpose"], each["value"]) for each in item["body"]] == [
        ("classifying", "0"),
        ("commenting", "Sour"),
    ]


def test_long_claims_are_counted(desk):
    finish(desk, desk.claim("Taxes rose " * 10), conclusion="Wrong")

    assert warned(desk, page=PAGE)[0].startswith("1 claim is longer than 75 characters.")


def test_where_a_claim_appeared_is_named_with_its_date_and_outlet(desk, written):
    version = archived(desk, publisher="Courier", published_at="2031-02-27")
    claim = desk.claim("Taxes rose", date="2031-02-26", venue="At a press conference")
    desk.mention(claim, version, "Taxes rose")
    finish(desk, claim, conclusion="Wrong")

    item = read(written(desk, "claimreview", page=PAGE) / "C1.jsonld")["itemReviewed"]

    assert item["datePublished"] == "2031-02-26"
    assert item["name"] == "At a press conference"
    assert item["appearance"] == [
        {
            "@type": "NewsArticle",
            "url": "https://a.example/1",
            "headline": "Headline",
            "datePublished": "2031-02-27",
            "archivedAt": "https://b.example/1",
            "publisher": {"@type": "Organization", "name": "Courier"},
        }
    ]


def test_a_web_annotation_has_both_selectors_on_the_words(labelled, written):
    page = read(written(labelled, "web-annotation"))

    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    first = labelled.reader.article_summaries()[0]
    text = labelled.reader.text(labelled.reader.version(first.id).sha256)
    for each in page["items"]:
        assert each["type"] == "Annotation"
        for target in passages(each):
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
    by_motivation = [each["motivation"] for each in page["items"]]
    assert by_motivation.count("identifying") == 2
    assert by_motivation.count("classifying") == 2
    assert by_motivation.count("assessing") == 1
    assert len({each["id"] for each in page["items"]}) == len(page["items"])


def test_every_name_in_a_web_annotation_is_a_term_of_its_context(labelled, written):
    context = read(Path(__file__).with_name("annotation_context.json"))["@context"]
    names, parts = set(), [read(written(labelled, "web-annotation"))]
    while parts:
        part = parts.pop()
        names |= {
            *part,
            *(part[each] for each in ("type", "motivation", "purpose") if each in part),
        }
        values = [each if isinstance(each, list) else [each] for each in part.values()]
        parts += [each for some in values for each in some if isinstance(each, dict)]

    assert names <= {"@context", *context}


def test_what_made_a_page_of_annotations_is_an_agent_not_an_address(desk, written):
    made_by = read(written(desk, "web-annotation"))["generator"]

    assert made_by["type"] == "Software"
    assert made_by["name"].startswith("Annotator ")


def passages(annotation):
    """Return the targets of an annotation that are passages of a text."""
    target = annotation["target"]
    targets = target if isinstance(target, list) else [target]
    return [each for each in targets if isinstance(each, dict) and "selector" in each]


def test_a_web_annotation_page_is_whole_without_marks_too(desk, written):
    assert read(written(desk, "web-annotation"))["items"] == []


def test_notes_are_comments_and_the_page_says_when_it_was_read(desk, written):
    archived(desk, retrieved_at="2031-02-28", notes="Ask again")
    claim = desk.claim("Taxes rose")
    finish(desk, claim, notes="Called twice")

    items = read(written(desk, "web-annotation"))["items"]
    comments = [each for each in items if each["motivation"] == "commenting"]

    assert [each["body"][0]["value"] for each in comments] == ["Ask again", "Called twice"]
    assert comments[0]["target"]["source"] == "https://a.example/1"
    assert comments[0]["target"]["state"] == {
        "type": "TimeState",
        "cached": "https://b.example/1",
        "sourceDate": "2031-02-28T00:00:00Z",
    }


def test_what_is_no_address_is_not_named_as_one(desk, written):
    version = archived(desk, source_url="the site", archive_url="=1+1")
    person = desk.add(Entity(name="Ann", same_as="her page"))
    claim = desk.claim("Taxes rose", claimant_id=person.id)
    desk.mention(claim, version, "Taxes")
    finish(desk, claim, completed_at="2031-03-05T10:00:00.000Z", conclusion="No.")

    items = read(written(desk, "web-annotation"))["items"]
    review = read(written(desk, "claimreview", **REVIEW) / "C1.jsonld")

    [target] = [target for each in items for target in passages(each)]
    assert target["source"] == urn(version.article_id)
    assert "cached" not in target.get("state", {})
    assert review["itemReviewed"]["author"] == {"@type": "Organization", "name": "Ann"}
    assert "appearance" not in review["itemReviewed"]


def test_an_id_of_another_form_is_still_a_name():
    assert re.fullmatch(r"urn:annotator:\w+", urn("no uuid"))


def test_averitec_has_claims_with_a_verdict_and_their_evidence_as_answers(labelled, written):
    (record,) = read(written(labelled, "averitec"))

    assert record["claim"] == "A claim"
    assert record["label"] == "Refuted"
    assert record["speaker"] == "Oskar Lind"
    assert record["reporting_source"] == "Courier"
    answers = [question["answers"][0] for question in record["questions"]]
    assert {each["answer_type"] for each in answers} == {
        "Abstractive",
        "Extractive",
        "Unanswerable",
    }
    assert [each["source_url"] for each in answers].count("https://letter.example") == 2


def test_averitec_writes_dates_its_own_way_and_an_empty_list_without_verdicts(desk, written):
    claim = desk.claim("Taxes rose", date="2031-02-07")
    finish(desk, claim, verdict=LabelKey("averitec-verdict@1", "conflicting_cherrypicking"))

    (record,) = read(written(desk, "averitec"))

    assert record["claim_date"] == "7-2-2031"
    assert record["label"] == "Conflicting Evidence/Cherrypicking"
    assert record["original_claim_url"] is None


def test_averitec_is_a_list_also_when_nothing_has_a_verdict(desk, written):
    assert read(written(desk, "averitec")) == []
