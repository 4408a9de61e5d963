"""Which tables and columns are exported: all of them, or those that are ticked."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.exporters import OptionValues
from annotator.exporters.table_choice import Columns, chosen_columns, option_values
from annotator.i18n import tr
from annotator.ui.models.table_ticks import TABLE, TableTicks
from annotator.ui.theming import fonts
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.row_tree import go_to_a_row, one_row_at_a_time, paint_row_ring

_ALL: Final = "all"
_FEWER: Final = "fewer"
_WIDTH: Final = 210


class TableTree(QTreeView):
    """The tables with their columns; Space ticks one, all columns of a table, or all tables."""

    ticked = Signal()
    reached = Signal(str)  # a table, by its name

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.setObjectName("export.table_tree")
        self.setAccessibleName(tr("Tables and columns"))
        self.setHeaderHidden(True)
        self.setFixedWidth(fonts.pixels(_WIDTH))
        one_row_at_a_time(self)
        self._ticks = TableTicks(known, self)
        self.setModel(self._ticks)
        self.expandToDepth(0)
        self.setCurrentIndex(self._ticks.index(0, 0))
        # ticking a table changes each of its columns; they are told once, afterwards
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.ticked)
        self._ticks.dataChanged.connect(lambda *_: self._timer.start())
        self.selectionModel().currentChanged.connect(self._reach)

    def columns(self) -> Columns:
        """Return the ticked columns of each ticked table."""
        return self._ticks.columns()

    def tick(self, columns: Columns) -> None:
        """Tick these columns and no others."""
        self._ticks.tick(columns)

    @override
    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().drawRow(painter, options, index)
        paint_row_ring(self, painter, options, index)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        go_to_a_row(self)

    def _reach(self, current: QModelIndex) -> None:
        if name := current.data(TABLE):
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
