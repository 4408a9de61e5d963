"""What a fact-check and its evidence demand of each other."""

import pytest

from annotator.domain.check import FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.codebook import LabelKey
from annotator.domain.edit import Edit
from annotator.operations.checking import (
    check_of,
    claim_of,
    sourced_evidence,
    started,
    with_status,
    with_verdict,
)
from annotator.operations.evidence import begin_evidence

CHECK = FactCheck(claim_id="c", checked_by="ana")
VERDICT = LabelKey(scheme_id="verdict", code="refuted")


@pytest.fixture
def claim(store):
    claim = Claim(text="It was so.", created_by=store.annotator.id)
    return store.apply(Edit.add("Add claim", claim)).added[0]


def test_the_first_evidence_begins_the_check_and_the_next_finds_it(store, claim):
    by = store.annotator.id
    for quote in ("One.", "Two."):
        edit, evidence = begin_evidence(store.reader, claim, Source(title="S"), by, quote)
        store.apply(edit)

    check = check_of(store.reader, claim.id)
    assert check.status == "in_progress"
    assert [held.quote for held, _ in sourced_evidence(store.reader, check)] == [
        "One.",
        "Two.",
    ]
    assert claim_of(store.reader, evidence).id == claim.id
    assert sourced_evidence(store.reader, None) == []


def test_a_source_that_is_known_is_not_added_again(store, claim):
    source = Source(title="S")
    for _ in range(2):
        store.apply(begin_evidence(store.reader, claim, source, store.annotator.id)[0])

    assert store.reader.count(Source) == 1


def test_completion_has_a_time_and_what_is_not_checkable_no_verdict():
    done = with_status(CHECK, "completed")

    assert done.completed_at
    assert with_status(done, "withdrawn").completed_at == done.completed_at
    assert with_status(done, "in_review").completed_at == ""
    assert with_status(with_verdict(CHECK, VERDICT), "not_checkable").verdict is None


def test_a_verdict_means_that_work_has_begun():
    assert with_verdict(CHECK, VERDICT).status == "in_progress"
    assert with_verdict(CHECK, None).status == CHECK.status
    assert started(started(CHECK)).status == "in_progress"
