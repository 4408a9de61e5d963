"""Lines of CSV: as csv.writer would write them, whatever the cells hold."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exporters.csv_lines import _KEPT
from annotator.exporters.csv_text import (
    _AT_ONCE,
    BYTE_ORDER_MARK,
    CELL_LIMIT,
    CsvOptions,
    CsvText,
)
from annotator.exporters.table import Column, Kind, Table, shared

CELLS = st.none() | st.text() | st.text('",;\t\r\n a') | st.integers()
BARE = CsvOptions(byte_order_mark=False, formula_guard=False)


def table(count, *, part=None):
    columns = [Column(f"c{n}", Kind.TEXT, lambda row, n=n: row[n], "Cell.") for n in range(count)]
    if part is not None:
        of_part = Column(f"c{part}", Kind.TEXT, lambda cell: cell[0], "Cell of a part.")
        columns[part : part + 1] = shared(lambda row: (row[part],), of_part)
    return Table(
        name="t",
        description="Rows.",
        items=lambda rows: rows,
        key=("c0",),
        columns=tuple(columns),
    )


def written(of, rows, options=BARE):
    text = CsvText(of, options)
    text.add(rows)
    return text.taken().content.decode()


@given(st.data(), st.sampled_from(",;\t"), st.integers(1, 5))
def test_rows_are_written_as_the_library_writes_them(data, delimiter, count):
    rows = data.draw(st.lists(st.lists(CELLS, min_size=count, max_size=count)))
    rows = [
        [
            cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
            for cell in row
        ]
        for row in rows
    ]
    part = data.draw(st.none() | st.integers(0, count - 1))
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([[f"c{n}" for n in range(count)], *rows])
    options = CsvOptions(byte_order_mark=False, formula_guard=False, delimiter=delimiter)

    assert written(table(count, part=part), rows, options) == buffer.getvalue()


def test_columns_of_a_part_stand_where_they_are_wanted():
    first, second, third = (
        Column(name, Kind.TEXT, lambda part, name=name: part[name], "Cell of a part.")
        for name in ("a", "b", "d")
    )
    own = Column("c", Kind.TEXT, lambda row: row["c"], "Cell.")

    def part(row):
        return row

    columns = (*shared(part, first, second), own, *shared(part, third))
    of = Table(name="t", description="Rows.", items=lambda rows: rows, key=("a",), columns=columns)

    assert written(of, [{"a": "1,", "b": "2", "c": "3", "d": '"4'}]) == (
        'a,b,c,d\r\n"1,",2,3,"""4"\r\n'
    )
    assert written(of, []) == "a,b,c,d\r\n"


def test_a_line_end_of_either_kind_is_quoted_whatever_ends_the_rows():
    options = CsvOptions(byte_order_mark=False, formula_guard=False, line_end="\n")

    assert written(table(2), [["a\rb", "c"]], options) == 'c0,c1\n"a\rb",c\n'


def test_what_is_first_in_the_file_is_written_once():
    options = CsvOptions(
        byte_order_mark=True, formula_guard=True, delimiter=";", names_delimiter=True
    )
    text = CsvText(table(1), options)
    pieces = []
    for row in ("a", "b"):
        text.add([[row]])
        pieces.append(text.taken().content.decode())

    assert pieces == [f"{BYTE_ORDER_MARK}sep=;\r\nc0\r\na\r\n", "b\r\n"]


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("a" * CELL_LIMIT, 0),
        ("a" * (CELL_LIMIT + 1), 1),
        ('"' * CELL_LIMIT, 0),
        (",\n" * CELL_LIMIT, 1),
    ],
)
@pytest.mark.parametrize("part", [None, 0])
def test_long_cells_are_counted_by_their_own_characters(cell, count, part):
    text = CsvText(table(2, part=part), BARE)
    text.add([[cell, cell[:1]]])
    text.taken()

    assert text.long_cells == count


def test_the_cells_of_a_shared_part_are_made_once_while_it_is_kept():
    made = []
    column = Column("part", Kind.TEXT, lambda part: made.append(part) or part.name, "Name.")
    parts = [Column("x", Kind.TEXT, None, str(n)) for n in range(_KEPT + 1)]
    of = Table(
        name="t",
        description="Rows.",
        items=lambda rows: rows,
        key=("part",),
        columns=shared(lambda row: row[0], column),
    )
    text = CsvText(of, BARE)
    text.add([(parts[0],), (parts[0],), *((part,) for part in parts), (parts[-1],)])
    assert made == parts

    text.add([(parts[0],)] * _AT_ONCE)
    assert made == [*parts, parts[0]]  # those that were kept are as many as may be
    assert column.cell(parts[0]) == of.columns[0].cell((parts[0],)) == "x"
