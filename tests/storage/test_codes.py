"""Short codes are given by the project when a record is written, and never twice."""

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import StorageError


@pytest.fixture
def store(any_store):
    return any_store


@pytest.fixture
def new_claim(store):
    """Return a claim that has no code yet."""
    store.sign_in("Ana")
    return lambda **fields: Claim(text="It was so.", created_by=store.annotator.id, **fields)


def codes(store, kind=Claim):
    return [each.code for each in store.reader.find(kind)]


def test_a_claim_without_a_code_gets_the_next_and_the_edit_says_which(store, new_claim):
    claim = new_claim()

    done = store.apply(Edit.add(EditLabel.of("Add claim {code}", code=claim.id), claim))

    assert done == Edit.add(EditLabel.of("Add claim {code}", code="C1"), replace(claim, code="C1"))
    assert store.reader.find(Claim) == [replace(claim, code="C1")]
    assert store.undo_label() == "Add claim C1"


def test_a_code_comes_again_with_its_record_only(store, new_claim):
    store.apply(Edit.add("Add", new_claim()))
    undone = store.undo()
    store.redo()
    store.undo()
    store.apply(Edit.add("Add", new_claim()))

    assert [change.before.code for change in undone.changes] == ["C1"]
    assert codes(store) == ["C2"]


@pytest.mark.parametrize("count", [2, 30])
def test_records_of_one_edit_are_numbered_in_their_order(store, new_claim, count):
    articles = [Article(headline=f"H{n}") for n in range(count)]
    claims = [new_claim() for _ in range(count)]
    mixed = [record for pair in zip(claims, articles, strict=True) for record in pair]

    store.apply(Edit.add("Add", *mixed))

    assert codes(store) == [f"C{n}" for n in range(1, count + 1)]
    assert codes(store, Article) == [f"A{n}" for n in range(1, count + 1)]


def test_a_given_code_goes_on_after_those_that_come_along(store, new_claim):
    store.apply(Edit.add("Add", new_claim(), new_claim(code="C7"), new_claim()))

    assert codes(store) == ["C8", "C7", "C9"]


def test_a_refused_edit_takes_no_code(store, new_claim):
    claim = new_claim()
    with pytest.raises(StorageError, match="“Add claim” was not saved"):
        store.apply(
            Edit.add(
                EditLabel.of("Add claim {code}", code=claim.id),
                claim,
                FactCheck(claim_id="gone", checked_by="nobody"),
            )
        )

    store.apply(Edit.add("Add", claim))

    assert codes(store) == ["C1"]


def test_a_record_that_is_changed_at_once_keeps_its_code(store, new_claim):
    claim = new_claim()
    changed = replace(claim, text="It was not so.")

    store.apply(Edit(label="Add", changes=(Change(None, claim), Change(claim, changed))))

    assert store.reader.find(Claim) == [replace(changed, code="C1")]
    store.undo()
    assert store.reader.count(Claim) == 0
