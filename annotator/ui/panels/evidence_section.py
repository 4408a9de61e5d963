"""The evidence of a check: a heading with a count and buttons, and the list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.i18n import N_, format_number, tr
from annotator.ui.application.shortcuts import key_sign, shortcut, show_with_keys
from annotator.ui.models.evidence import EvidenceRow, balance
from annotator.ui.panels.evidence_list import EvidenceList
from annotator.ui.panels.hint import NOTHING_HERE
from annotator.ui.theming import fonts
from annotator.ui.widgets.key_button import KeyButton
from annotator.ui.widgets.one_line import OneLine
from annotator.ui.widgets.rule import rule
from annotator.ui.widgets.tabbing import follow_on

_NOTHING = N_("None yet. {add} adds a piece, {quote} quotes the selection.")


class EvidenceSection(QWidget):
    """A line, a heading with two buttons, and the list."""

    action_requested = Signal(str)  # an action's id

    def __init__(self) -> None:
        super().__init__()
        self._balance, self._empty = OneLine(), QLabel()
        self._balance.setObjectName("evidence.balance")
        self.list = EvidenceList()
        self.list.address_requested.connect(
            lambda: self.action_requested.emit("evidence.open_address")
        )
        self.list.removal_requested.connect(lambda: self.action_requested.emit("evidence.remove"))
        self.add = KeyButton(tr("Add"), tr("Add evidence"))
        self.quote = KeyButton(tr("Quote this"), tr("Quote the selection"))
        self.quote.clicked.connect(lambda: self.action_requested.emit("evidence.quote"))
        for button, name in ((self.add, "evidence.add"), (self.quote, "evidence.quote_this")):
            button.setObjectName(name)
        self._empty.setWordWrap(True)
        for label in (self._balance, self._empty):
            label.setProperty("ink", "second")
            label.setFont(fonts.small(self.font()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (rule(), self._empty, self.list):
            column.addWidget(part)
        column.insertLayout(1, self._head())
        follow_on(self.list, self.add, self.quote)
        show_with_keys(self, self._show_keys)

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """Show these rows."""
        self._balance.set_words(balance(rows), format_number(len(rows)) if rows else "")
        self._empty.setHidden(bool(rows))
        self.list.show_rows(rows)

    def _show_keys(self) -> None:
        adds, quotes = "check.evidence", "evidence.quote"
        begins = tr(_NOTHING, add=shortcut(adds), quote=shortcut(quotes))
        self._empty.setText(begins if self.add.isEnabled() else tr(NOTHING_HERE))
        self.add.set_keys(key_sign(adds))
        self.quote.set_keys(key_sign(quotes))

    def set_changeable(self, *, changeable: bool) -> None:
        """Allow adding evidence, or not."""
        for button in (self.add, self.quote):
            button.setEnabled(changeable)
        self._show_keys()

    def _head(self) -> QHBoxLayout:
        title = QLabel(tr("Evidence"))
        title.setFont(fonts.heading(self.font()))
        title.setProperty("ink", "second")
        line = QHBoxLayout()
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        line.addWidget(title)
        line.addWidget(self._balance, 1)
        line.addWidget(self.add)
        line.addWidget(self.quote)
        return line
