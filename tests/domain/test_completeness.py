"""What a check lacks is named, and nothing is named that it has."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.completeness import gaps, in_mentions, is_newer, quoting
from annotator.domain.label_key import LabelKey

CLAIM = Claim(code="C1", text="The levy doubled.", date="2031-02-10", created_by="ana")
CHECK = FactCheck(
    claim_id=CLAIM.id,
    status="completed",
    verdict=LabelKey("averitec-verdict@1", "refuted"),
    justification="Two budgets say otherwise.",
    as_of="2031-03-01",
    checked_by="ana",
)


def held(**fields):
    source = Source(
        **{
            "title": "Budget",
            "publisher": "Treasury",
            "accessed_at": "2031-03-01",
            "published_at": "2031-02-01",
            **fields,
        }
    )
    return Evidence(
        check_id=CHECK.id, source_id=source.id, stance="refutes", quote="No.", added_by="ana"
    ), source


BOTH = (held(), held(title="Audit", publisher="Court of audit"))


def codes(claim=CLAIM, check=CHECK, evidence=BOTH):
    return {gap.code for gap in gaps(claim, check, evidence)}


def test_a_whole_check_lacks_nothing():
    assert codes() == set()


def test_a_claim_without_a_check_lacks_nothing_yet():
    assert gaps(CLAIM, None, ()) == ()


@pytest.mark.parametrize("status", ["not_checkable", "withdrawn"])
def test_a_check_that_is_given_up_lacks_nothing(status):
    assert codes(check=replace(CHECK, status=status, verdict=None), evidence=()) == set()


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (replace(CHECK, verdict=None), "no_verdict"),
        (replace(CHECK, justification=""), "no_justification"),
        (replace(CHECK, as_of=""), "no_as_of"),
    ],
)
def test_what_the_finding_lacks_is_named(check, expected):
    assert codes(check=check) == {expected}


def test_a_verdict_needs_evidence():
    assert codes(evidence=()) == {"verdict_without_evidence"}


def test_two_rows_from_one_publisher_are_one_source():
    assert codes(evidence=(held(), held(title="Other page"))) == {"one_source"}


def test_a_position_is_not_checked_as_a_fact():
    assert codes(claim=replace(CLAIM, assertion_kind="position")) == {"not_a_fact"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"accessed_at": ""}, "no_access_date"),
        ({"url": "https://treasury.example"}, "no_archive"),
        ({"published_at": "2031-02-11"}, "newer_evidence"),
        ({"title": "", "publisher": ""}, "unnamed_source"),
    ],
)
def test_what_the_evidence_lacks_is_named(fields, expected):
    other = held(title="Audit", publisher="Court of audit")
    third = held(title="Third", publisher="Third")

    assert codes(evidence=(held(**fields), other, third)) == {expected}


def test_a_note_says_why_newer_evidence_counts():
    evidence, source = held(published_at="2031-02-11")
    others = (held(title="Audit", publisher="Court of audit"), held(title="3", publisher="3"))
    noted = replace(evidence, note="Signed before the claim was made")

    assert codes(evidence=((evidence, source), *others)) == {"newer_evidence"}
    assert codes(evidence=((noted, source), *others)) == set()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Attribution(source_id="lind"), ["no_quote_type"]),
        (Attribution(source_text="officials"), ["no_quote_type"]),
        (Attribution(level=2, source_id="lind"), ["no_quote_type"]),
        (Attribution(source_id="lind", quote_type="indirect"), []),
        (Attribution(), []),
    ],
)
def test_whoever_is_named_is_quoted_somehow(said, expected):
    mention = Mention(claim_id="c", anchor_id="a", annotator_id="p", attributions=(said,))

    assert [gap.code for gap in in_mentions(CLAIM, {quoting(mention)})] == expected


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ({"none"}, ["own_voice"]),
        ({"none", "indirect"}, []),  # another article says whose claim it is
        ({"none", ""}, []),
        ({""}, []),
        (set(), []),
        ({"none", "lacking"}, ["no_quote_type"]),
    ],
)
def test_a_claimant_whom_no_article_names_is_a_contradiction(quoted, expected):
    named = replace(CLAIM, claimant_id="lind")

    assert [gap.code for gap in in_mentions(named, quoted)] == expected
    assert "own_voice" not in [gap.code for gap in in_mentions(CLAIM, quoted)]


def test_evidence_needs_its_words_unless_nothing_was_found():
    evidence, source = held()
    silent = replace(evidence, quote="")

    assert codes(evidence=(*BOTH, (silent, source))) == {"no_quote"}
    assert codes(evidence=(*BOTH, (replace(silent, stance="not_found"), None))) == set()


@pytest.mark.parametrize(
    ("published", "said", "newer"),
    [
        ("2031-02-11", "2031-02-10", True),
        ("2031-02", "2031-02-10", False),
        ("2031-03", "2031-02-10", True),
        ("", "2031-02-10", False),
        ("2031-02-11", "", False),
    ],
)
def test_dates_are_compared_as_far_as_both_say(published, said, newer):
    assert is_newer(Source(published_at=published), replace(CLAIM, date=said)) is newer
