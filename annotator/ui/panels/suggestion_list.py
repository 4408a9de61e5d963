"""The open suggestions of an article in a panel, with what accepts and rejects them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.domain.suggestion import SuggestionKind
from annotator.i18n import N_, format_number, tr
from annotator.operations.suggested_labels import PlacedSuggestion
from annotator.ui.application.shortcuts import key_sign, show_with_keys
from annotator.ui.models.suggestions import SuggestionsModel
from annotator.ui.panels.row_list import RowList
from annotator.ui.project.focus import Focus
from annotator.ui.widgets.key_button import KeyButton
from annotator.ui.widgets.list_heading import ListHeading

_SHOWN = 3  # rows at least, if there are as many; the others are scrolled to
_MARGIN = 12
_NAMES = {
    SuggestionKind.CLAIM: N_("Suggested claims"),
    SuggestionKind.SENTIMENT: N_("Suggested sentiments"),
}


class SuggestionList(QWidget):
    """Lists the suggestions of one kind; hidden while there are none."""

    action_requested = Signal(str)
    left = Signal()  # Enter was pressed: return to the text
    resized = Signal()

    def __init__(self, focus: Focus, kind: SuggestionKind) -> None:
        super().__init__()
        self._focus = focus
        self._model = SuggestionsModel(focus, kind)
        self._heading = ListHeading(tr(_NAMES[kind]))
        self._heading.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._take = self._button(tr("Accept"), tr("Accept suggestion"), "suggestion.take")
        self._refuse = self._button(tr("Reject"), tr("Reject suggestion"), "suggestion.refuse")
        self._list = RowList(self._model, tr(_NAMES[kind]))
        self._list.setObjectName(f"{kind}.suggestions")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._list)
        self._list.picked.connect(self._pick)
        self._list.left.connect(self.left)
        self._list.resized.connect(self._show)
        focus.mark_changed.connect(self._show_current)
        focus.suggestions.changed.connect(self._show)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.take(0)
        self._show()

    @property
    def spare_height(self) -> int:
        """Return what it takes beyond its least height, in pixels."""
        return 0 if self.isHidden() else max(0, self._list.height() - self._least)

    def take(self, room: int) -> None:
        """Take what is left beyond its least height, in pixels; the list scrolls."""
        self._list.take(self._least + max(0, room))

    @property
    def _least(self) -> int:
        return min(_SHOWN, self._model.rowCount()) * self._list.row_height

    def _button(self, text: str, name: str, action_id: str) -> KeyButton:
        button = KeyButton(text, name)
        show_with_keys(button, lambda: button.set_keys(key_sign(action_id)))
        button.clicked.connect(lambda: self.action_requested.emit(action_id))
        self._heading.add_part(button)
        return button

    def _pick(self, placed: PlacedSuggestion | None) -> None:
        if placed:
            self._focus.pick_mark(placed.suggestion.id)

    def _show(self) -> None:
        count = self._model.rowCount()
        self._heading.set_count(format_number(count))
        self.setHidden(not count)
        self._show_current()
        self.resized.emit()

    def _show_current(self) -> None:
        here = self._focus.mark_id
        is_here = self._model.place(here).isValid()
        self._list.set_current(here if is_here else None)
        for button in (self._take, self._refuse):
            button.setEnabled(is_here and not self._focus.workspace.is_read_only)
