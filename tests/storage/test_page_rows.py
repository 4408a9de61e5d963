"""The rows of a damaged file are read off its pages, and are those that it had."""

import random
from contextlib import closing

import pytest

from annotator.storage import engine
from annotator.storage.page_rows import PageRows, columns_of
from annotator.storage.salvaged_copy import _insert, _unnumbered

PAGE = 4096
NAMES = ("numbered", "keyed", "named", "nicked")
TABLES = """
    CREATE TABLE numbered (
        id TEXT NOT NULL UNIQUE, position INTEGER PRIMARY KEY, size INTEGER, share REAL, body BLOB
    ) STRICT;
    CREATE TABLE keyed (
        words TEXT NOT NULL, level INTEGER NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (owner, level)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE named (name TEXT PRIMARY KEY, kind TEXT NOT NULL) STRICT;
    CREATE TABLE nicked (nick TEXT PRIMARY KEY, kind TEXT NOT NULL) STRICT;
"""
ROOTS = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"
SIZES = [None, *(sign * (1 << bits) for bits in (0, 7, 15, 23, 31, 47, 62) for sign in (1, -1)), 0]
LENGTHS = (0, 20, 900, 1100, 4100, 30_000)


@pytest.fixture
def file(tmp_path):
    """A file with rows of every type and size in each kind of table, also a few long ones."""
    chance = random.Random(1)
    path = tmp_path / "tables"
    with closing(engine.new_file(path)) as db:
        db.executescript(TABLES + "BEGIN")
        for number in range(1200):
            size, body = chance.choice(SIZES), chance.randbytes(chance.choice(LENGTHS))
            share = chance.choice((None, 0.5, 3.0, number / 7))
            row = (f"{number:08}", number * 3 + 1, size, share, body if number % 9 == 0 else None)
            db.execute("INSERT INTO numbered VALUES (?, ?, ?, ?, ?)", row)
            words = "wörter " * (chance.choice(LENGTHS) // 7 if number % 9 == 0 else 3)
            db.execute("INSERT INTO keyed VALUES (?, ?, ?)", (words, number % 4, f"{number:08}"))
            db.execute("INSERT INTO named VALUES (?, 'a')", (f"Name {number}",))
            db.execute("INSERT INTO nicked VALUES (?, 'b')", (f"Nick {number}",))
        db.execute("COMMIT")
    return path


def known(path, table):
    """Return the rows of a table, and the page on which its tree begins."""
    with closing(engine.open_for_reading(path)) as db:
        query = f"SELECT {'' if table == 'keyed' else 'rowid, '}* FROM {table}"
        root = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return {*db.execute(query)}, db.execute(root, [table]).fetchone()[0]


def pages_of(path):
    """Return what reads the rows on the pages of a file."""
    with closing(engine.in_memory()) as db:
        db.executescript(TABLES)
        columns = {each: columns_of(db, each) for each in NAMES}
        return PageRows(path, columns, dict(db.execute(ROOTS).fetchall()))


def found(path, table, after=0):
    """Return the rows of a table that are on the pages of a file."""
    return [*pages_of(path).of(table, after)]


def overwrite(path, number, content=bytes(PAGE)):
    with path.open("r+b") as raw:
        raw.seek((number - 1) * PAGE)
        raw.write(content)


@pytest.mark.parametrize("table", NAMES)
def test_every_row_is_there_without_the_page_that_leads_to_them(file, table):
    rows, root = known(file, table)
    overwrite(file, root)

    left = found(file, table)

    assert len(left) == len({*left})
    assert rows >= {*left}
    assert len(left) > len(rows) * 0.9  # in a tree without numbers, some are on that page itself


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_rows_before_the_end_of_a_file_that_is_cut_are_there(file, share):
    rows, _ = known(file, "numbered")
    raw = file.read_bytes()[: int(file.stat().st_size * share)]
    file.write_bytes(raw)
    pages = [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]
    leaves = b"".join(page for page in pages if page[0] == 13)

    left = {*found(file, "numbered")}

    assert left <= rows
    short = {row for row in rows if row[-1] is None or len(row[-1]) < 1000}
    assert left >= {row for row in short if row[1].encode() in leaves[:-PAGE]}


def test_of_tables_that_are_alike_the_pages_of_the_sound_one_are_its_own(file):
    rows, root = known(file, "named")
    overwrite(file, root)
    pages = pages_of(file)

    assert {*pages.of("named")} == rows
    assert {*pages.of("nicked")} == rows | known(file, "nicked")[0]


def test_a_cell_that_is_none_costs_no_other(file):
    rows, root = known(file, "named")
    one_cell = b"\x0d" + bytes(3) + b"\1" + bytes(4) + b"\x64"  # it is at 100
    overwrite(file, root, one_cell + bytes(90) + b"\xff" * 9)

    assert {*found(file, "named")} == rows


def test_rows_are_those_above_a_number(file):
    rows, _ = known(file, "numbered")

    assert {*found(file, "numbered", after=1500)} == {row for row in rows if row[0] > 1500}


def test_what_was_deleted_is_not_there(file):
    with closing(engine.open_for_writing(file)) as db:
        db.execute("DELETE FROM numbered WHERE position < 1800")
        db.execute("DELETE FROM keyed WHERE owner < '00000600'")
    for table in ("numbered", "keyed"):
        rows, root = known(file, table)
        overwrite(file, root)

        assert {*found(file, table)} <= rows


def test_a_long_row_without_its_rest_is_lost_alone(file):
    rows, _ = known(file, "numbered")
    long = {row for row in rows if row[-1] and len(row[-1]) > 20_000}
    raw = file.read_bytes()
    body = sorted(long)[1][-1]
    last = raw.index(body[-100:]) // PAGE + 1

    for content in (bytes(PAGE), b"\0\0\0\2" + bytes(PAGE - 4)):
        overwrite(file, last - 1, content)

        assert rows - {*found(file, "numbered")} == {sorted(long)[1]}


def test_rows_that_lack_a_column_that_came_later_have_none_in_it(tmp_path):
    path = tmp_path / "older"
    with closing(engine.new_file(path)) as db:
        db.executescript("CREATE TABLE numbered (id TEXT NOT NULL, position INTEGER PRIMARY KEY)")
        db.execute("INSERT INTO numbered VALUES ('a', 7)")

    assert found(path, "numbered") == [(7, "a", 7, None, None, None)]


def test_a_row_with_more_columns_than_a_table_is_none_of_it():
    with closing(engine.in_memory()) as db:
        db.executescript(TABLES)
        named = columns_of(db, "named")

    assert named.fit((str, str))
    assert not named.fit((str, str, str))


def test_a_table_without_numbers_is_read_off_its_pages_where_it_breaks(file):
    rows, root = known(file, "keyed")
    overwrite(file, root)

    with closing(engine.open_for_reading(file)) as db:
        read = {*_unnumbered(db, pages_of(file), "keyed", "words, level, owner")}

    assert read < rows
    assert len(rows - read) < 10  # those on the page that leads to the others


def test_a_value_of_another_type_than_its_column_has_costs_its_row_alone():
    with closing(engine.in_memory()) as db:
        db.execute("CREATE TABLE sizes (id INTEGER PRIMARY KEY, size INTEGER) STRICT")
        rows = [(1, 10), (2, "twenty"), (3, 30)]
        _insert(db, "INSERT OR IGNORE INTO sizes VALUES (?, ?)", rows)

        assert db.execute("SELECT * FROM sizes").fetchall() == [(1, 10), (3, 30)]


def test_whatever_bits_flip_nothing_fails(file):
    chance = random.Random(2)
    rows, _ = known(file, "numbered")
    raw = file.read_bytes()[: 60 * PAGE]
    for _ in range(60):
        flipped = bytearray(raw)
        for _ in range(200):
            flipped[chance.randrange(100, len(raw))] = chance.randrange(256)
        file.write_bytes(flipped)

        for table in NAMES:
            found(file, table)

    file.write_bytes(raw)
    assert {*found(file, "numbered")} <= rows
