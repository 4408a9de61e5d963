"""The table of all actions with their keys, searched by name or key."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem
from typing_extensions import override

from annotator.domain.direction import without_isolates
from annotator.domain.text import folded
from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action, Scope
from annotator.ui.application.key_conflicts import FIXED, Conflict
from annotator.ui.application.shortcuts import KeyMap, shown_key
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.keys import is_enter

SCOPES: Final[Mapping[Scope, str]] = {
    Scope.WINDOW: N_("everywhere"),
    Scope.TEXT: N_("in the text"),
    Scope.SHEET: N_("in the evidence sheet"),
    Scope.REVIEW: N_("in marks to review"),
}
"""Where keys act, in words."""

_NEVER: Final = N_("cannot be changed")
_COLUMNS: Final = (N_("Action"), N_("Keys"), N_("Where"))
_KEYS, _WHERE = 124, 136
_HEIGHT, _ROWS, _LEAST_ROWS = 28, 9, 3
_HIGHEST = 300  # pixels in any type: what is below the table must be in sight


class KeyTable(QTableWidget):
    """Shows actions with their keys, changed ones in bold; fixed keys below."""

    chosen = Signal()
    entered = Signal()  # Enter: the keys of the row are to be changed

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__(len(actions) + len(FIXED), len(_COLUMNS))
        self._actions = actions
        self._cells: list[tuple[QTableWidgetItem, QTableWidgetItem]] = []  # name and keys
        self.setObjectName("settings.keys.table")
        self.setAccessibleName(tr("Keys"))
        self._dress()
        for row, action in enumerate(actions):
            self._put(row, tr(action.text).rstrip("…"), "", tr(SCOPES[action.scope]))
        for row, (keys, does) in enumerate(FIXED, len(actions)):
            self._put(row, tr(does), tr(keys), tr(_NEVER), is_fixed=True)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())

    def action(self) -> Action | None:
        """Return the selected action; None for fixed keys."""
        row = self.currentRow()
        return self._actions[row] if 0 <= row < len(self._actions) else None

    def choose(self, action_id: str) -> None:
        """Select an action, which is shown even if the search does not find it."""
        row = [action.id for action in self._actions].index(action_id)
        self.showRow(row)
        self.setCurrentCell(row, 0)

    def show_map(self, key_map: KeyMap, wrong: Mapping[str, tuple[str, Conflict]]) -> None:
        """Show the keys of a map; `wrong` has its conflicts, by the ids of the actions."""
        strong, plain = fonts.strong(self.font()), self.font()
        for row, action in enumerate(self._actions):
            keys = ", ".join(map(shown_key, key_map.keys(action.id)))
            why = wrong[action.id][1].message if action.id in wrong else ""
            name, shown = self._cells[row]
            shown.setText(f"▲ {keys}" if why else keys)
            shown.setToolTip(why)
            for cell in (name, shown):
                cell.setFont(strong if key_map.is_changed(action.id) else plain)

    def search(self, query: str) -> int:
        """Show only rows with the words in their name, or with the key; return their number."""
        words, key = folded(query).split(), query.strip().casefold()
        shown = 0
        for row, cells in enumerate(self._cells):
            name = folded(cells[0].text())
            keys = without_isolates(cells[1].text()).casefold()
            has_key = key in keys.replace("▲ ", "").split(", ") or (len(key) > 1 and key in keys)
            is_shown = has_key or (len(key) != 1 and all(word in name for word in words))
            self.setRowHidden(row, not is_shown)
            shown += is_shown
        self._choose_shown()
        return shown

    @override
    def sizeHint(self) -> QSize:
        rows = (1 + _ROWS) * fonts.pixels(_HEIGHT)
        return QSize(super().sizeHint().width(), min(rows, _HIGHEST))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _choose_shown(self) -> None:
        """Select the first visible row if the selected one is hidden."""
        shown = [row for row in range(self.rowCount()) if not self.isRowHidden(row)]
        if shown and self.currentRow() not in shown:
            self.setCurrentCell(shown[0], 0)

    def _put(self, row: int, name: str, keys: str, where: str, *, is_fixed: bool = False) -> None:
        cells = [QTableWidgetItem(text) for text in (name, keys, where)]
        cells[0].setToolTip(name)
        for column, cell in enumerate(cells):
            if is_fixed or column == 2:
                cell.setForeground(shown_in(self).second)
            self.setItem(row, column, cell)
        self._cells.append((cells[0], cells[1]))

    def _dress(self) -> None:
        self.setHorizontalHeaderLabels([tr(name) for name in _COLUMNS])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, fonts.pixels(_KEYS))
        header.resizeSection(2, fonts.pixels(_WHERE))
        height = fonts.pixels(_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight((1 + _LEAST_ROWS) * height)
