"""Tables and columns are ticked one by one, or together with the row above them."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.ui.models.table_ticks import TABLE, TableTicks

CHECKED, PARTLY, NOT = (
    Qt.CheckState.Checked,
    Qt.CheckState.PartiallyChecked,
    Qt.CheckState.Unchecked,
)
KNOWN = {"claims": ("code", "text"), "texts": (), "articles": ("code",)}


@pytest.fixture
def ticks():
    """The model, followed by the checks of Qt."""
    model = TableTicks(KNOWN)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    del tester


def at(model: QAbstractItemModel, *rows: int) -> QModelIndex:
    index = QModelIndex()
    for row in rows:
        index = model.index(row, 0, index)
    return index


def state(model, *rows):
    return at(model, *rows).data(Qt.ItemDataRole.CheckStateRole)


def set_state(model, wanted, *rows):
    assert model.setData(at(model, *rows), wanted, Qt.ItemDataRole.CheckStateRole)


def test_all_is_ticked_at_first(ticks):
    assert ticks.columns() == KNOWN
    assert at(ticks, 0).data() == "All tables"
    assert [at(ticks, 0, row).data(TABLE) for row in range(3)] == [*KNOWN]
    assert at(ticks, 0, 0, 1).data() == "text"
    assert at(ticks, 0, 0, 1).parent() == at(ticks, 0, 0)


def test_a_row_above_has_the_state_of_those_below(ticks):
    set_state(ticks, NOT, 0, 0, 0)

    assert (state(ticks, 0), state(ticks, 0, 0), state(ticks, 0, 0, 1)) == (PARTLY, PARTLY, CHECKED)
    assert ticks.columns()["claims"] == ("text",)
    set_state(ticks, NOT, 0, 0, 1)
    assert state(ticks, 0, 0) is NOT
    assert "claims" not in ticks.columns()


def test_a_row_above_ticks_all_below_it(ticks):
    told = []
    ticks.dataChanged.connect(lambda *_: told.append(True))
    set_state(ticks, NOT, 0)
    assert ticks.columns() == {}
    assert told

    set_state(ticks, CHECKED, 0, 1)

    assert ticks.columns() == {"texts": ()}
    assert state(ticks, 0) is PARTLY


def test_only_what_is_named_is_ticked(ticks):
    ticks.tick({"texts": (), "claims": ("text",)})

    assert ticks.columns() == {"claims": ("text",), "texts": ()}


def test_one_table_has_no_row_above_its_columns():
    model = TableTicks({"labels": ("a", "b")})

    assert at(model, 0).data() == "All columns"
    assert at(model, 0, 1).data() == "b"


def test_nothing_but_ticks_is_set(ticks):
    assert not ticks.setData(at(ticks, 0), "Other", Qt.ItemDataRole.EditRole)
    assert at(ticks, 0).data() == "All tables"
