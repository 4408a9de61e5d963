"""The list of recent projects."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.application.keyboard import ENTER
from annotator.ui.dialogs.dialog_widgets import display_path, text_label
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import Palette, shown_in
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.list_heading import ListHeading
from annotator.ui.widgets.typed import tooltip

_GAP, _ROW = 12, 32
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RecentProjects(QWidget):
    """One line for each project: its name and its folder."""

    project_requested = Signal(str)
    forget_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(ListHeading(tr("Recent projects")))
        column.addLayout(self._rows)

    def set_paths(self, paths: Sequence[str]) -> None:
        """Show these projects, newest first."""
        while (item := self._rows.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        for number, path in enumerate(paths):
            self._rows.addWidget(self._row(number, path))
        if not paths:
            self._rows.addWidget(text_label(tr("Projects you open are listed here."), ink="second"))

    def first(self) -> "RecentButton | None":
        """Return the newest project that can be opened."""
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        rows = (item.widget() for item in items if item)
        found = (row.findChild(RecentButton) for row in rows if row)
        return next((button for button in found if button and button.isEnabled()), None)

    def _row(self, number: int, path: str) -> QWidget:
        is_there = Path(path).exists()
        button = RecentButton(path, is_there=is_there)
        button.setObjectName(f"welcome.recent.{number}")
        button.clicked.connect(lambda: self.project_requested.emit(path))
        button.forget_requested.connect(lambda: self.forget_requested.emit(path))
        row = _Row()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(button, 1)
        if not is_there:
            line.addWidget(self._remove(number, path))
        return row

    def _remove(self, number: int, path: str) -> QPushButton:
        remove = flush_button(tr("Remove"))
        remove.setObjectName(f"welcome.recent.{number}.remove")
        remove.setAccessibleName(tr("Remove {project} from list", project=Path(path).stem))
        remove.clicked.connect(lambda: self.forget_requested.emit(path))
        return remove


class _Row(QWidget):
    """One line of the list, with a thin line below it."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(shown_in(self).line)
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())


class RecentButton(QAbstractButton):
    """The name and the folder of a project; a missing one is grey and does not open.

    Delete requests removing it from the list.
    """

    forget_requested = Signal()

    def __init__(self, path: str, *, is_there: bool) -> None:
        super().__init__()
        self._folder = display_path(Path(path).parent)
        self.setText(Path(path).stem)
        self.setToolTip(tooltip(path))
        self.setAccessibleName(tr("Open {project}", project=self.text()))
        self.setAccessibleDescription(path if is_there else tr("{path}, not found", path=path))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # repainted under the pointer
        self.setEnabled(is_there)

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, fonts.pixels(_ROW))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        elif event.key() in _REMOVING:
            self.forget_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), shown_in(self)
        name = _fitted(self.text(), fonts.strong(self.font()), self.width() // 2)
        painter.setFont(fonts.strong(self.font()))
        painter.setPen(self._ink(palette))
        painter.drawText(self.rect(), int(_LEADING), name)
        used = painter.fontMetrics().horizontalAdvance(name)
        if self.hasFocus():
            painter.drawRect(self._edge(used))
        small = fonts.small(self.font())
        folder = (
            self._folder if self.isEnabled() else tr("not found in {folder}", folder=self._folder)
        )
        painter.setFont(small)
        painter.setPen(palette.second if self.isEnabled() else palette.third)
        text = _fitted(folder, small, self.width() - used - _GAP)
        painter.drawText(self.rect(), int(_TRAILING), text)

    def _ink(self, palette: Palette) -> QColor:
        if not self.isEnabled():
            return palette.third
        return palette.accent if self.underMouse() or self.hasFocus() else palette.ink

    def _edge(self, width: int) -> QRect:
        """Return the line below the name, which shows the focus."""
        left = self.width() - width if self.isRightToLeft() else 0
        return QRect(left, self.height() - 6, width, 1)


_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


def _fitted(text: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, width)
