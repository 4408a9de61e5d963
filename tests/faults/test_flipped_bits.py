"""A bit flips on the disk: the check finds each one that changes what the project says (F23)."""

from contextlib import closing, suppress

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage import engine
from annotator.storage.project import open_project
from annotator.storage.rows import TABLES
from annotator.storage.verification import findings


def contents(path):
    """Return every row of every table; an error of the engine is an answer too."""
    address = f"file:{path}?immutable=1"
    with closing(engine.sqlite3.connect(address, uri=True)) as db:
        db.text_factory = bytes
        try:
            names = sorted(row[1] for row in db.execute("PRAGMA main.table_list"))
            rows = [list(db.execute(f'SELECT * FROM "{name.decode()}"')) for name in names]
            return names, rows, list(db.execute("PRAGMA user_version"))
        except engine.Unreadable as error:
            return str(error)


def use(path, state_folder):
    """Open a project, read everything and write; what does not go is refused in words."""
    with suppress(StorageError), closing(open_project(path, state_folder)) as store:
        for table in TABLES:
            with suppress(StorageError):
                list(store.reader.each(table.kind))
        with suppress(StorageError):
            store.apply(Edit.add("Add", Entity(name="Anna")))
        with suppress(StorageError):
            store.undo()


@pytest.fixture
def used(project, at_work):
    """A project after some work, closed."""
    process = at_work(11)
    for _ in range(40):
        process.stdout.readline()
    process.kill()
    process.wait()
    store = engine.open_for_writing(project)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    store.close()
    return project


def flipped(raw, bit, copy):
    """Write a copy in which one bit is another."""
    damaged = bytearray(raw)
    damaged[bit // 8] ^= 1 << bit % 8
    copy.write_bytes(damaged)
    return copy


def flips_missed(used, state_folder, copy, bits):
    """Flip each of these bits in a copy; return those that change what is read and are not found.

    Fails when none of them changes anything.
    """
    sound, raw = contents(used), used.read_bytes()
    changed, missed = 0, []
    assert list(findings(used, state_folder)) == []
    for bit in bits:
        if contents(flipped(raw, bit, copy)) != sound:
            changed += 1
            missed += [] if list(findings(copy, state_folder)) else [bit]
    assert changed
    return missed


WHERE = {
    "text": "SELECT substr(packed, 1, 20) FROM text",
    "original": "SELECT CAST(substr(content, 1, 20) AS TEXT) FROM original",
    "wording": "SELECT text FROM claim",
    "label": "SELECT name FROM label WHERE code = 'number'",
    "time": "SELECT at FROM journal ORDER BY seq DESC",
}


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("text", marks=pytest.mark.red_when("nothing_is_checked")),
        pytest.param("original", marks=pytest.mark.red_when("texts_are_not_hashed")),
        pytest.param("wording", marks=pytest.mark.red_when("rows_are_not_compared")),
        pytest.param("label", marks=pytest.mark.red_when("rows_are_not_compared")),
        pytest.param("time", marks=pytest.mark.red_when("the_chain_is_not_followed")),
    ],
)
def test_a_flip_is_found_wherever_the_words_lie(used, state_folder, tmp_path, kind):
    with closing(engine.sqlite3.connect(used)) as db:
        (words,) = db.execute(WHERE[kind]).fetchone()
    raw, words = used.read_bytes(), words if isinstance(words, bytes) else words.encode()
    places = [at for at in range(len(raw)) if raw.startswith(words, at)]

    missed = flips_missed(
        used, state_folder, tmp_path / "copy.annotator", [at * 8 for at in places]
    )

    assert missed == []


@pytest.mark.red_when("nothing_is_checked")
def test_every_flip_that_matters_is_found(full, chance, used, state_folder, tmp_path):
    random, size = chance(23), len(used.read_bytes()) * 8
    bits = [random.randrange(size) for _ in range(300 if full else 25)]

    assert flips_missed(used, state_folder, tmp_path / "damaged.annotator", bits) == []


@pytest.mark.red_when("the_engine_is_not_understood")
def test_a_flip_breaks_nothing_but_what_it_hits(full, chance, used, state_folder, tmp_path):
    random, raw = chance(24), used.read_bytes()
    pages = range(4096, len(raw), 4096)  # the first byte of a page says what it is
    places = random.sample(pages, 10) + [random.randrange(len(raw)) for _ in range(15)]
    for place in [*places, *(random.randrange(len(raw)) for _ in range(275 if full else 0))]:
        use(flipped(raw, place * 8, tmp_path / "damaged.annotator"), state_folder)
