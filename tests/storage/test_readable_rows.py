"""Rows between and behind damaged pages are found, also where the last page is one of these."""

from contextlib import closing

import pytest

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import engine, readable_rows, repository
from annotator.storage.reader import StoredReader
from annotator.storage.salvage import OneByOne

PEOPLE = 400


@pytest.fixture
def project(filed, path):
    """A project with many people, closed."""
    people = (Entity(name=f"Person {number} " + "x" * 60) for number in range(PEOPLE))
    filed.apply(Edit.add("Add people", *people))
    filed.close()
    return path


def leaves(raw, root):
    """Return the leaf pages of a tree of two levels, in order (sqlite.org/fileformat2.html)."""
    page = raw[(root - 1) * 4096 : root * 4096]
    places = [12 + 2 * at for at in range(int.from_bytes(page[3:5], "big"))]
    cells = [int.from_bytes(page[at : at + 2], "big") for at in places]
    return [int.from_bytes(page[at : at + 4], "big") for at in (*cells, 8)]


def damage(path, name, *places):
    """Empty some leaves of a table or an index."""
    with closing(engine.open_for_reading(path)) as db:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        ((root,),) = db.execute(query, [name])
    raw = bytearray(path.read_bytes())
    found = leaves(raw, root)
    for place in places:
        raw[(found[place] - 1) * 4096 : found[place] * 4096] = bytes(4096)
    path.write_bytes(raw)


@pytest.mark.parametrize("places", [(0,), (1, 4), (0, 1, 3, -1), (2, -2, -1)])
def test_rows_between_damaged_pages_are_found(project, places):
    with closing(engine.open_for_reading(project)) as db:
        whole = [*readable_rows.readable_rows(db, "entity")]
    damage(project, "entity", *places)
    with closing(engine.open_for_reading(project)) as db:
        found = [*readable_rows.readable_rows(db, "entity")]

    assert found == sorted(set(found) & set(whole))
    assert 20 * len(places) < len(whole) - len(found) < 60 * len(places)
    assert (whole[-1] in found) == (-1 not in places)


def test_records_are_read_between_damaged_pages_also_without_the_index_of_ids(project):
    damage(project, "entity", 1, 4, -1)
    damage(project, "sqlite_autoindex_entity_1", 0)

    with closing(engine.open_for_reading(project)) as db:
        found = [*StoredReader(db).each(Entity)]

    assert len(found) > PEOPLE * 0.4
    names = {int(each.name.split()[1]) for each in found if each.name.startswith("Person")}
    assert min(names) < 20
    assert max(names) > PEOPLE - 100
    assert any(100 < name < 150 for name in names)


def test_one_by_one_only_what_is_beside_a_damaged_place_is_read(project, monkeypatch):
    monkeypatch.setattr(repository, "_PAGE", 20)
    tried, read = [], OneByOne.read
    monkeypatch.setattr(OneByOne, "read", lambda self, at: tried.append(at) or read(self, at))
    damage(project, "entity", 1)

    with closing(engine.open_for_reading(project)) as db:
        found = [*StoredReader(db).each(Entity)]

    assert len(found) > PEOPLE * 0.8
    assert PEOPLE - len(found) < len(tried) < PEOPLE - len(found) + 2 * 20


def test_behind_a_damaged_end_it_is_not_looked_for_ever(project, monkeypatch):
    monkeypatch.setattr(readable_rows, "_IN_VAIN", 10)
    damage(project, "entity", 1, -1)

    with closing(engine.open_for_reading(project)) as db:
        found = [*readable_rows.readable_rows(db, "entity")]

    assert 0 < len(found) < 60
