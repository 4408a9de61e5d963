"""Asks who is working: one of those who have worked in the project, or somebody new."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from annotator.domain.people import same_name, tidy_name
from annotator.i18n import tr
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, fit, text_label
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.focus_ring import paint_focus_ring

_WIDTH, _SHOWN = 400, 5


class WhoDialog(QDialog):
    """A field for the name, and the names that the project knows; Enter takes what is there."""

    def __init__(self, people: Sequence[str], now: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("who")
        self.given = ""
        self._people = people
        self._name = QLineEdit(now)
        self._name.setObjectName("who.name")
        self._name.setAccessibleName(tr("Your name"))
        self._name.setPlaceholderText(tr("Your name"))
        self._name.selectAll()
        self._known = _People()
        self._known.setObjectName("who.people")
        self._known.setAccessibleName(tr("People in this project"))
        self._known.addItems(list(people))
        self._known.setCurrentIndex(QModelIndex())  # or Tab, from what is typed, takes the first
        self._known.setVisible(bool(people))
        self._known.itemClicked.connect(self._take)
        self._known.currentItemChanged.connect(lambda item, _: self._show(item))
        self._known.itemActivated.connect(lambda _: self._box_accepts())
        self._note = text_label("", ink="second")
        self._box = buttons(self, tr("Continue"), tr("Cancel") if now else tr("Not now"))
        self._arrange()
        self._name.textChanged.connect(self._follow)
        self._follow(now)

    @classmethod
    def ask(cls, people: Sequence[str], now: str = "", parent: QWidget | None = None) -> str:
        """Return the name of who works from now on; empty when nobody says."""
        dialog = cls(people, now, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.given

    @property
    def name(self) -> str:
        """Return the name, as the project has it if it knows it."""
        typed = tidy_name(self._name.text())
        return next((known for known in self._people if same_name(known, typed)), typed)

    @override
    def accept(self) -> None:
        self.given = self.name
        super().accept()

    def _arrange(self) -> None:
        row = self._known.sizeHintForRow(0) if self._people else 0
        self._known.setFixedHeight(row * min(_SHOWN, len(self._people)) + 4)
        column = column_of(self, tr("Who is working?"))
        reason = tr("Your name is stored with every change you make, and shown in the history.")
        column.addWidget(text_label(reason, ink="second"))
        column.addWidget(self._name)
        column.addWidget(self._known)
        column.addWidget(self._note)
        column.addWidget(self._box)
        fit(self, _WIDTH)
        self._name.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None and self.isVisible():
            self._name.setText(item.text())

    def _take(self, item: QListWidgetItem) -> None:
        self._name.setText(item.text())

    def _box_accepts(self) -> None:
        if self.name:
            self.accept()

    def _follow(self, _: str) -> None:
        is_known = self.name in self._people
        text = tr("{name} has worked in this project before.", name=self.name) if is_known else ""
        self._note.setText(text)
        button(self._box, "do").setEnabled(bool(self.name))
        fit(self, _WIDTH)


class _People(QListWidget):
    """The names, with a focus ring around them while none is chosen."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.selectedItems():
            paint_focus_ring(QPainter(self.viewport()), self.viewport().rect(), shown_in(self))
