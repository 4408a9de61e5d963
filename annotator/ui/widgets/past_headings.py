"""Lists with headings that cannot be chosen, which keys pass over."""

from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget
from typing_extensions import override

from annotator.ui.widgets.index import Index

_Move: TypeAlias = QAbstractItemView.CursorAction
_BACK: Final = {_Move.MoveUp, _Move.MovePageUp, _Move.MovePrevious, _Move.MoveLeft}


class GroupedList(QListWidget):
    """A list of items in groups: Home, End and the keys by a page lead to an item, too."""

    @override
    def moveCursor(self, cursorAction: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        return past_heading(super().moveCursor(cursorAction, modifiers), cursorAction)

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        heading = index.sibling(index.row() - 1, 0)
        if heading.isValid() and not _can_be_chosen(heading):  # the name of its group
            super().scrollTo(heading, hint)


def past_heading(found: QModelIndex, move: _Move) -> QModelIndex:
    """Return the row that a key leads to: the next one in its way that can be chosen."""
    if not found.isValid() or _can_be_chosen(found):
        return found
    rows = range(found.model().rowCount(found.parent()))
    before, after = rows[: found.row()][::-1], rows[found.row() + 1 :]
    ways = (*before, *after) if move in _BACK else (*after, *before)
    others = (found.sibling(row, found.column()) for row in ways)
    return next(filter(_can_be_chosen, others), found)


def _can_be_chosen(index: Index) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
