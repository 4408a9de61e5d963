"""Undo and redo leave the records in the order in which they were."""

from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage.store import Store

STEPS = st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, 9), max_size=6)), max_size=8)


def order(store):
    return [each.name for each in store.reader.find(Entity)]


@given(steps=STEPS)
def test_undo_and_redo_pass_through_the_same_orders(steps):
    with closing(Store.in_memory()) as store:
        store.sign_in("Ana")
        orders = [order(store)]
        for number, (count, places) in enumerate(steps):
            people = store.reader.find(Entity)
            going = [people[place] for place in sorted(places) if place < len(people)]
            coming = [Entity(name=f"Person {number}-{each}") for each in range(count)]
            edits = [Edit.remove("Edit", *going), Edit.add("Edit", *coming)]
            store.apply(Edit.joined("Edit", edits))
            orders.append(order(store))

        for before in orders[-2::-1]:
            store.undo()
            assert order(store) == before
        for after in orders[1:]:
            store.redo()
            assert order(store) == after


def test_a_record_whose_place_was_taken_comes_last(store):
    for name in ("Ana", "Ben"):
        store.sign_in(name)
        store.apply(Edit.add("Add", Entity(name=f"Of {name}")))
    store.apply(Edit.remove("Remove", store.reader.find(Entity)[-1]))
    store.sign_in("Ana")
    store.apply(Edit.add("Add", Entity(name="Another")))
    store.sign_in("Ben")
    store.undo()

    assert order(store) == ["Of Ana", "Another", "Of Ben"]
