"""An edit is judged by what it comes to, whatever the order of its changes."""

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.check import FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Change, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity

FEW, MANY = 2, 20


@pytest.fixture
def store(any_store):
    return any_store


@pytest.fixture(params=[FEW, MANY], ids=["few", "many"])
def claims(request, store):
    """Claims, each with a fact-check of the first round."""
    store.sign_in("Ana")
    by = store.annotator.id
    claims = [
        Claim(code=f"C{n}", text="It was so.", created_by=by) for n in range(1, request.param)
    ]
    checks = [FactCheck(claim_id=claim.id, checked_by=by) for claim in claims]
    store.apply(Edit.add("Add", *claims, *checks))
    return claims


def successors(store):
    """The checks, and others that take their places."""
    checks = store.reader.find(FactCheck)
    return checks, [replace(check, id=f"new {check.id}", notes="again") for check in checks]


def test_a_removed_check_leaves_its_round_to_its_successor(store, claims):
    checks, heirs = successors(store)
    added = [Change(None, heir) for heir in heirs]
    removed = [Change(check, None) for check in checks]

    store.apply(Edit(label="Succeed", changes=(*added, *removed)))
    assert kept(store) == set(heirs)
    store.undo()
    assert kept(store) == set(checks)
    store.redo()
    assert kept(store) == set(heirs)


def kept(store):
    return set(store.reader.find(FactCheck))


def test_checks_of_a_claim_exchange_their_rounds(store, claims):
    first = store.reader.find(FactCheck)
    second = [replace(check, id=f"new {check.id}", round_no=2) for check in first]
    store.apply(Edit.add("Check again", *second))
    swapped = [Change(check, replace(check, round_no=2)) for check in first]
    swapped += [Change(check, replace(check, round_no=1)) for check in second]

    store.apply(Edit(label="Exchange", changes=tuple(swapped)))

    assert [check.round_no for check in store.reader.find(FactCheck)] == [2] * len(first) + [
        1
    ] * len(second)


@pytest.mark.parametrize("count", [FEW, MANY])
def test_names_are_free_before_they_are_taken(store, count):
    people = [Entity(name=f"Person {n}", kind="person") for n in range(count)]
    store.apply(Edit.add("Add", *people))
    names = [*(person.name for person in people[1:]), people[0].name]
    renamed = [replace(each, name=name) for each, name in zip(people, names, strict=True)]

    store.apply(Edit(label="Move up", changes=tuple(map(Change, people, renamed))))
    assert store.reader.find(Entity) == renamed
    store.undo()
    assert store.reader.find(Entity) == people


def test_two_of_one_name_exchange_their_kinds(store):
    state, group = Entity(name="Georgia", kind="state"), Entity(name="Georgia", kind="group")
    store.apply(Edit.add("Add", state, group))
    swapped = replace(state, kind="group"), replace(group, kind="state")

    store.apply(Edit(label="Swap", changes=tuple(map(Change, (state, group), swapped))))

    assert store.reader.find(Entity) == list(swapped)


def test_what_refers_may_come_first_and_go_last(store, labelled):
    claim, anchor, mention = labelled((3, 10))

    store.apply(Edit.add("Add", mention, anchor, claim))
    assert store.reader.find(Mention) == [mention]
    store.apply(Edit.remove("Remove", claim, anchor, mention))
    assert store.reader.count(Claim) == store.reader.count(Anchor) == 0
    store.undo()
    assert store.reader.find(Mention) == [mention]


def test_what_would_be_left_without_what_it_refers_to_is_refused_whole(store, labelled):
    claim, anchor, mention = labelled((3, 10))
    store.apply(Edit.add("Add", claim, anchor, mention))

    with pytest.raises(StorageError, match="“Remove” was not saved: a related record is missing"):
        store.apply(Edit.remove("Remove", claim))
    with pytest.raises(StorageError, match="a related record is missing"):
        store.apply(Edit.add("Add", replace(mention, id="new", claim_id="nobody's")))

    assert store.reader.find(Mention) == [mention]
    assert store.undo_label() == "Add"


def test_a_record_that_is_changed_twice_is_written_as_it_ends(store):
    source = Source(title="One")
    second, third = replace(source, title="Two"), replace(source, title="Three")
    steps = (Change(source, second), Change(None, source), Change(second, third))

    store.apply(Edit(label="Add", changes=(steps[1], steps[0], steps[2])))
    assert store.reader.find(Source) == [third]
    store.apply(Edit(label="Come and go", changes=(Change(third, None), Change(None, source))))
    assert store.reader.find(Source) == [source]
    store.undo()
    assert store.reader.find(Source) == [third]
    with pytest.raises(StorageError, match="something else has changed the source “Three”"):
        store.apply(Edit(label="Add", changes=(Change(third, second), Change(source, third))))


def test_a_record_that_comes_and_goes_in_one_edit_leaves_nothing(store):
    source = Source(title="One")

    store.apply(Edit(label="Nothing", changes=(Change(None, source), Change(source, None))))

    assert store.reader.find(Source) == []
    assert store.undo_label() == "Nothing"


def test_a_refused_change_says_which_record_is_another(store, claims):
    claim = claims[-1]
    store.apply(Edit.swap("Change", claim, replace(claim, text="It was not so.")))

    with pytest.raises(StorageError, match=f"changed claim {claim.code}. Check it and try again"):
        store.apply(Edit.swap("Change", claim, replace(claim, text="Perhaps.")))
