"""An edit is a value that can be read backwards."""

from gc import is_tracked
from hashlib import sha256
from typing import get_args

from msgspec.structs import replace

from annotator.domain.check import Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Change, Content, Edit, Record
from annotator.domain.people import Entity

CLAIM = Claim(code="C1", text="It was so.", created_by="ana", updated_at="before")
OTHER = replace(CLAIM, text="It was not.")
ANNA = Entity(name="Anna")


def test_adding_removing_and_swapping_say_what_was_before_and_after():
    assert Edit.add("Add", ANNA, CLAIM).changes == (Change(None, ANNA), Change(None, CLAIM))
    assert Edit.remove("Remove", CLAIM).changes == (Change(CLAIM, None),)
    assert Edit.swap("Change", CLAIM, OTHER).changes == (Change(CLAIM, OTHER),)


def test_the_record_of_a_change_is_the_later_one_that_exists():
    assert Change(CLAIM, OTHER).record == OTHER
    assert Change(CLAIM, None).record == CLAIM


def test_no_record_is_looked_through_for_garbage():
    """None refers to itself, and a merge holds hundreds of thousands."""
    looked_through = [kind for kind in get_args(Record) if kind.__struct_config__.gc]

    assert looked_through == []
    assert not is_tracked(Change(None, CLAIM))


def test_an_edit_backwards_undoes_its_last_change_first():
    edit = Edit(label="Both", changes=(Change(None, ANNA), Change(CLAIM, OTHER)), group="g")
    back = edit.inverse()

    assert back.changes == (Change(OTHER, CLAIM), Change(ANNA, None))
    assert (back.label, back.group) == ("Both", "g")
    assert back.inverse() == edit


def test_edits_are_joined_in_order_with_what_they_bring():
    words = Content("words")
    first = Edit(label="First", changes=(Change(None, ANNA),), contents=(words,))
    joined = Edit.joined("Both", iter([first, Edit.add("Second", CLAIM)]))

    assert joined.label == "Both"
    assert [change.record for change in joined.changes] == [ANNA, CLAIM]
    assert joined.contents == (words,)


def test_only_a_changed_record_that_keeps_a_time_is_stamped():
    changes = (Change(CLAIM, OTHER), Change(None, CLAIM), Change(CLAIM, None), Change(None, ANNA))
    stamped = Edit(label="All", changes=changes).stamped("now")

    assert stamped.changes == (Change(CLAIM, replace(OTHER, updated_at="now")), *changes[1:])


def test_an_edit_of_thousands_of_records_is_large():
    assert not Edit.add("Add", *[ANNA] * 1000).is_large
    assert Edit.add("Add", *[ANNA] * 1001).is_large


def test_contents_are_known_by_the_hash_of_their_bytes():
    assert Content("é").sha256 == sha256(b"\xc3\xa9").hexdigest()
    assert Content(b"\xff").sha256 == sha256(b"\xff").hexdigest()


def test_words_and_bytes_are_known_by_the_hash_of_their_bytes():
    assert Content("é").sha256 == Content("é".encode()).sha256
    assert Content("é", "known").sha256 == "known"


def test_changes_of_some_kinds_are_found_in_order_and_equal_edits_stay_equal():
    edit = Edit.add("Add", CLAIM, ANNA, OTHER)

    assert edit.of(Entity) == [Change(None, ANNA)]
    assert edit.of(Entity, Claim) == [Change(None, each) for each in (ANNA, CLAIM, OTHER)]
    assert edit.of(Source) == []
    assert edit == Edit.add("Add", CLAIM, ANNA, OTHER)
