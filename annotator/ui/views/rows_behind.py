"""The list of the records behind a value of a figure."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.search import Hit
from annotator.i18n import N_, format_number, tr
from annotator.ui.application.announcing import announce
from annotator.ui.application.keyboard import ENTER
from annotator.ui.models.search_rows import SearchRow, row_of
from annotator.ui.models.spoken_items import ITEM, SpokenItems
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.views.search_row import SearchRowPainter
from annotator.ui.widgets.row_view import RowView

_FIRST: Final = N_("{value}. The first {count} are listed.")


class RowsBehind(QWidget):
    """Lists articles, claims or sentiments; Enter or a double click opens one in the text."""

    opened = Signal()
    changed = Signal()  # another row is the current one

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._value, self._count = "", 0
        self._head = QLabel()
        self._head.setObjectName("numbers.value")
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setWordWrap(True)
        self._model = SpokenItems[SearchRow](self)
        self._list, self._painter = _View(), SearchRowPainter(self)
        self._list.setItemDelegate(self._painter)
        self._list.setModel(self._model)
        self._list.opened.connect(self.opened)
        self._list.selectionModel().currentChanged.connect(lambda *_: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(fonts.pixels(4))
        column.addWidget(self._head)
        column.addWidget(self._list, 1)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._model.show_items(())
        self.hide()
        self.changed.emit()

    def begin(self, value: str, count: int) -> None:
        """Name the value whose records are looked for, and how many there are."""
        self._value, self._count = value, count
        self._model.show_items(())
        self._head.setText(tr("{value}. Searching…", value=value))
        self.show()
        self.changed.emit()

    def give_up(self) -> None:
        """Show the value alone: its records could not be read."""
        self._head.setText(self._value)

    def show_hits(self, hits: list[Hit]) -> None:
        """List the records, the first of them as the current one."""
        codebook = self._workspace.codebook
        self._painter.letters = max((len(hit.code) for hit in hits), default=0)
        self._model.show_items([row_of(hit, codebook) for hit in hits])
        self._list.setCurrentIndex(self._model.index(0))
        shown = format_number(len(hits))
        is_cut = len(hits) < self._count
        self._head.setText(tr(_FIRST, value=self._value, count=shown) if is_cut else self._value)
        announce(self._list, self._head.text())
        self.changed.emit()

    def current(self) -> Hit | None:
        """Return the current record; None for none."""
        row = self._list.currentIndex().data(ITEM)
        return row.hit if isinstance(row, SearchRow) else None


class _View(RowView):
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("numbers.rows")
        self.setAccessibleName(tr("What the value counts"))
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
