"""Many rows are inserted with one statement, as they would be one by one."""

import pytest
from msgspec.structs import replace

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage.engine import in_memory
from annotator.storage.many_rows import MANY, Insertion


@pytest.mark.parametrize("count", [0, 1, MANY - 1, MANY, MANY + 1, 3 * MANY])
def test_any_number_of_rows_lies_in_its_order(count):
    db, said = in_memory(), []
    db.execute('CREATE TABLE part (number, "end")')
    rows = [(number, f"“{number}”") for number in range(count)]
    db.set_trace_callback(said.append)

    Insertion("part", ("number", "end")).add(db.cursor(), rows)

    db.set_trace_callback(None)
    assert db.execute('SELECT number, "end" FROM part ORDER BY rowid').fetchall() == rows
    assert len(said) == count // MANY + count % MANY


def test_a_row_that_is_there_is_passed_over_where_that_is_said():
    db = in_memory()
    db.execute("CREATE TABLE part (id PRIMARY KEY)")
    once = Insertion("part", ("id",), " ON CONFLICT DO NOTHING")

    for _ in range(2):
        once.add(db.cursor(), [(number % MANY,) for number in range(2 * MANY + 1)])

    assert db.execute("SELECT count(*) FROM part").fetchone() == (MANY,)


@pytest.fixture
def crowd(store):
    """More people than one statement inserts, with aliases."""
    people = [Entity(name=f"P{n}", aliases=(f"Q{n}", f"R{n}")) for n in range(2 * MANY + 3)]
    store.apply(Edit.add("Crowd", *people))
    return people


def test_many_records_come_in_order_with_their_parts(store, crowd):
    assert store.reader.find(Entity) == crowd


def test_many_removed_records_stand_where_they_stood(store, crowd):
    gone = crowd[::2]
    store.apply(Edit.remove("Part", *gone))
    store.apply(Edit.add("Later", Entity(name="Later")))
    store.undo()

    store.undo()

    assert store.reader.find(Entity) == crowd


def test_one_of_many_that_is_refused_leaves_none(store, crowd):
    more = [Entity(name=f"S{n}") for n in range(MANY)]

    with pytest.raises(StorageError, match="there is already one like it"):
        store.apply(Edit.add("Twins", *more, replace(crowd[7], id=more[0].id[::-1])))

    assert store.reader.find(Entity) == crowd
