"""Claims that others have checked become claims with evidence, never with a verdict of ours."""

import json

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.errors import UnreadableFileError
from annotator.domain.people import Entity
from annotator.importers.labels import claim_lists
from annotator.operations.claim_list_import import ClaimListImport
from annotator.operations.label_files import looked_at
from annotator.storage.project import create_project

GOOGLE = {
    "claims": [
        {
            "text": "The bridge is closed",
            "claimant": "Oskar Lind",
            "claimDate": "2031-02-01T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "", "site": "checks.example"},
                    "url": "https://checks.example/1",
                    "title": "No, it is open",
                    "reviewDate": "2031-02-03T00:00:00Z",
                    "textualRating": "False",
                }
            ],
        }
    ],
    "nextPageToken": "x",
}
REVIEW = {
    "@context": "https://schema.org",
    "@type": ["ClaimReview", "Review"],
    "claimReviewed": "The bridge is closed",
    "author": [{"@type": "Organization", "name": "Checks"}],
    "url": "https://checks.example/2",
    "datePublished": "2031-02-03",
    "headline": "It is open",
    "itemReviewed": {
        "author": {"name": "Oskar Lind"},
        "datePublished": "2031-02-01",
        "appearance": [{"name": "no address"}, "https://news.example/1"],
    },
    "reviewRating": {"ratingValue": "2", "bestRating": 5, "worstRating": "1"},
}


def saved(folder, value, name="a.json"):
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def found(path):
    assert claim_lists.is_one(path)
    return list(claim_lists.read(path))


def brought_in(store, path):
    job = ClaimListImport(store.reader, store.annotator.id)
    for edit in job.edits(claim_lists.read(path)):
        store.apply(edit)
    return job


def test_google_answers_become_claims_with_evidence(store, tmp_path):
    job = brought_in(store, saved(tmp_path, GOOGLE))
    [claim] = store.reader.each(Claim)
    [check] = store.reader.each(FactCheck)
    [source] = store.reader.each(Source)
    [evidence] = store.reader.each(Evidence)

    assert list(job.lines()) == ["1 new claim, 1 check by others."]
    assert (claim.date, store.reader.get(Entity, claim.claimant_id).name) == (
        "2031-02-01",
        "Oskar Lind",
    )
    assert (source.publisher, source.published_at) == ("checks.example", "2031-02-03")
    assert evidence.note == "Checked by checks.example, not by this desk: False"
    assert (check.status, check.verdict) == ("unstarted", None)


def test_the_same_check_is_added_once_and_another_to_the_same_claim(store, tmp_path):
    brought_in(store, saved(tmp_path, GOOGLE))
    again = brought_in(store, saved(tmp_path, GOOGLE))
    both = brought_in(store, saved(tmp_path, [REVIEW, REVIEW], "b.json"))

    assert list(again.lines()) == ["0 new claims, 0 checks by others, 1 already here."]
    assert list(both.lines()) == ["0 new claims, 1 check by others, 1 already here."]
    assert (store.reader.count(Claim), store.reader.count(FactCheck)) == (1, 1)


def test_a_claim_that_is_there_without_a_check_gets_one(store, tmp_path):
    claim = Claim(text="The bridge is closed", created_by=store.annotator.id)
    store.apply(Edit.add("x", claim))

    brought_in(store, saved(tmp_path, GOOGLE))

    assert store.reader.count(Claim) == 1
    assert store.reader.count(FactCheck) == 1


@pytest.mark.parametrize("wrap", [dict, lambda r: {"@context": "x", "@graph": [r, 5]}])
def test_a_claim_review_is_read(wrap, tmp_path):
    [claim] = found(saved(tmp_path, wrap(REVIEW)))
    [review] = claim.reviews

    assert (claim.claimant, claim.venue) == ("Oskar Lind", "https://news.example/1")
    assert (review.reviewer, review.rating) == ("Checks", "2 (1–5)")


def test_a_page_and_a_feed_have_claim_reviews(tmp_path):
    script = f'<script type="application/ld+json">{json.dumps(REVIEW)}</script>'
    page = saved(tmp_path, f"<html>{script}<script>ClaimReview</script></html>", "a.html")
    feed = {"@context": "x", "@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}] * 2}

    assert len(found(page)) == 1
    assert len(found(saved(tmp_path, feed))) == 2


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ("Mostly false", "Mostly false"),
        ({"alternateName": "False", "ratingValue": 1}, "False"),
        ({"ratingValue": -1, "bestRating": -1, "worstRating": -1}, ""),
        ({"ratingValue": "x", "bestRating": [], "worstRating": 1}, ""),
        ([{"name": "Half"}], "Half"),
        (None, ""),
    ],
)
def test_ratings_are_read_as_they_are_written(rating, words, tmp_path):
    item = {"firstAppearance": {"@id": "https://x.example"}, "author": "Lind"}
    review = REVIEW | {"reviewRating": rating, "itemReviewed": item}

    [claim] = found(saved(tmp_path, review))

    assert (claim.reviews[0].rating, claim.claimant) == (words, "Lind")
    assert claim.venue == "https://x.example"


def test_averitec_claims_are_read(tmp_path):
    article = "https://web.archive.org/web/2020/https://www.checks.example/a"
    claim = {
        "claim": "The bridge is closed",
        "label": "Refuted",
        "justification": "It is open.",
        "claim_date": "25-8-2020",
        "speaker": None,
        "fact_checking_article": article,
        "questions": [],
    }

    [read] = found(saved(tmp_path, [claim]))

    assert read.date == "2020-08-25"
    assert (read.reviews[0].reviewer, read.reviews[0].rating) == ("checks.example", "Refuted")


def test_liar_statements_are_read(store, tmp_path):
    row = ["1.json", "half-true", "The bridge is closed", "roads", "oskar-lind", "", "", ""]
    row += ["0"] * 5 + ["a speech"]

    path = saved(tmp_path, "\t".join(row) + "\nshort\n", "a.tsv")
    [claim] = found(path)
    brought_in(store, path)
    [evidence] = store.reader.each(Evidence)

    assert (claim.claimant, claim.venue) == ("Oskar Lind", "a speech")
    assert evidence.note == "Checked by PolitiFact, not by this desk: half-true"


def test_what_lacks_its_words_is_refused_and_the_rest_is_taken(store, tmp_path, monkeypatch):
    monkeypatch.setattr("annotator.operations.claim_list_import.FULL", 1)
    nobody = {"claimReviewed": "Another", "@type": "ClaimReview", "@context": "x"}

    job = brought_in(store, saved(tmp_path, [REVIEW, {**REVIEW, "claimReviewed": 5}, nobody]))
    store.undo()

    assert job.refused == ["claim 2 has no text."]
    assert (job.new_claims, store.reader.count(Claim)) == (2, 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "a\tb\n"),
        ("b.tsv", ""),
        ("a.html", "<p>x"),
        ("b.html", ""),
        ("a.json", "[5]"),
        ("b.json", '{"@context": "x", "target": 1}'),
        ("a.txt", "ClaimReview"),
    ],
)
def test_other_files_are_none(name, text, tmp_path):
    assert not claim_lists.is_one(saved(tmp_path, text, name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", '<script type="application/ld+json">{"ClaimReview"</script>'),
        ("b.html", "ClaimReview"),
        ("a.json", '{"claims": 5}'),
        ("b.json", '{"claims": [5]}'),
    ],
)
def test_a_damaged_list_is_refused_in_a_sentence(name, text, store, tmp_path):
    with pytest.raises(UnreadableFileError, match=r"has no claims|is damaged, or not JSON"):
        looked_at(store.reader, saved(tmp_path, text, name), "")


def test_the_command_brings_a_list_in(tmp_path, schemes):
    create_project(tmp_path / "p.annotator", "p", schemes, tmp_path / "marks").close()
    path = saved(tmp_path, [REVIEW, {**REVIEW, "claimReviewed": 5}])
    words = ["import-labels", str(tmp_path / "p.annotator"), str(path)]

    tried = CliRunner().invoke(main, [*words, "--dry-run"])
    done = CliRunner().invoke(main, [*words, "--annotator", "Ana"])

    assert tried.stdout == "1 new claim, 1 check by others.\nNothing was written.\n"
    assert done.stdout == "1 new claim, 1 check by others.\n"
    assert (done.exit_code, done.stderr) == (1, "claim 2 has no text.\n")


def test_the_window_is_shown_what_a_list_would_do(store, tmp_path):
    look = looked_at(store.reader, saved(tmp_path, GOOGLE), store.annotator.id)

    assert look.summary == ("1 new claim, 1 check by others.",)
    assert len(look.edits) == 1
