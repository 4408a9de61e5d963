"""Which tables and columns are exported: all of them, or those that are ticked."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QTreeWidgetItem

from annotator.domain.errors import AnnotatorError
from annotator.exporters import OptionValues
from annotator.exporters.table_choice import Columns, chosen_columns, option_values
from annotator.i18n import tr
from annotator.ui.theming import fonts
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.row_tree import RowTree

_ALL: Final = "all"
_FEWER: Final = "fewer"
_WIDTH: Final = 210
_TABLE: Final = int(Qt.ItemDataRole.UserRole)  # the name of the table that a row is of
_Flag = Qt.ItemFlag
_TICKABLE: Final = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemIsUserCheckable
_TICKED, _NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TableTree(RowTree):
    """The tables with their columns; Space ticks one, all columns of a table, or all tables."""

    ticked = Signal()
    reached = Signal(str)  # a table, by its name

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.setObjectName("export.table_tree")
        self.setAccessibleName(tr("Tables and columns"))
        self.setHeaderHidden(True)
        self.setFixedWidth(fonts.pixels(_WIDTH))
        self._top = self.invisibleRootItem()
        if len(known) > 1:
            self._top = QTreeWidgetItem(self, [tr("All tables")])
            self._top.setFlags(_TICKABLE | _Flag.ItemIsAutoTristate)
            self._top.setCheckState(0, _TICKED)
        for name, columns in known.items():
            self._add(name, columns, name if len(known) > 1 else tr("All columns"))
        self.expandToDepth(0)
        self.setCurrentIndex(self.model().index(0, 0))
        # ticking a table changes each of its columns; they are told once, afterwards
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.ticked)
        self.itemChanged.connect(lambda *_: self._timer.start())
        self.currentItemChanged.connect(self._reach)

    def columns(self) -> Columns:
        """Return the ticked columns of each ticked table."""
        found: Columns = {}
        for table in _children(self._top):
            if table.checkState(0) is not _NOT_TICKED:
                ticked = (row for row in _children(table) if row.checkState(0) is _TICKED)
                found[table.data(0, _TABLE)] = tuple(row.text(0) for row in ticked)
        return found

    def tick(self, columns: Columns) -> None:
        """Tick these columns and no others."""
        for table in _children(self._top):
            own = columns.get(table.data(0, _TABLE))
            if not table.childCount():
                table.setCheckState(0, _NOT_TICKED if own is None else _TICKED)
            for row in _children(table):
                row.setCheckState(0, _TICKED if row.text(0) in (own or ()) else _NOT_TICKED)

    def _add(self, name: str, columns: tuple[str, ...], shown: str) -> None:
        table = QTreeWidgetItem([shown])
        self._top.addChild(table)
        table.setFlags(_TICKABLE | _Flag.ItemIsAutoTristate if columns else _TICKABLE)
        table.setCheckState(0, _TICKED)
        table.setData(0, _TABLE, name)
        for column in columns:
            row = QTreeWidgetItem(table, [column])
            row.setData(0, _TABLE, name)
            row.setFlags(_TICKABLE)
            row.setCheckState(0, _TICKED)

    def _reach(self, current: QTreeWidgetItem | None) -> None:
        if current and (name := current.data(0, _TABLE)):
            self.reached.emit(name)


class TableChoice(ChoiceRow):
    """Offers all tables, or those that are ticked in its `tree`, which is shown elsewhere."""

    changed = Signal()

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._known = dict(known)
        self.tree = TableTree(known)
        self.set_choices([Choice(_ALL, tr("All")), Choice(_FEWER, tr("Fewer"))])
        self.set_chosen(_ALL)
        self.chosen.connect(lambda _: self.changed.emit())
        self.tree.ticked.connect(self.changed)

    @property
    def has_fewer(self) -> bool:
        """Return whether tables and columns are ticked."""
        return _FEWER in self.codes()

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is ticked that should be."""
        return self.has_fewer and not self.tree.columns()

    def values(self) -> OptionValues:
        """Return the values of the options that choose tables and columns."""
        columns = self.tree.columns() if self.has_fewer and not self.is_empty else self._known
        return option_values(columns, self._known)

    def set_values(self, values: OptionValues) -> None:
        """Tick what values choose; all, where these are of another version of the program."""
        try:
            columns = chosen_columns(values, self._known)
        except AnnotatorError:
            columns = self._known
        self.tree.tick(columns)
        self.set_chosen(_ALL if columns == self._known else _FEWER)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount()))
    return [child for child in found if child]
