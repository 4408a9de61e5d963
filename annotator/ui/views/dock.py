"""A panel's place beside the text: it can be folded, moved, floated and closed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.section import SectionHeader

_LARGEST = 16_777_215  # Qt's QWIDGETSIZE_MAX


class Dock(QDockWidget):
    """Holds a panel under its header; folded, only the header is left."""

    def __init__(self, name: str, panel: QWidget, header: SectionHeader, theme: Theme) -> None:
        super().__init__(header.title())
        self.setObjectName(name)
        self._panel = panel
        self.setWidget(_around(panel))
        self._fold = _button("Collapse section")
        self._fold.clicked.connect(lambda: self.set_folded(not self.is_folded()))
        self._float = _button("Float section, or dock it again")
        self._float.clicked.connect(lambda: self.setFloating(not self.isFloating()))
        self._theme = theme
        theme.changed.connect(self._draw)
        bar = QWidget(self)
        line = QHBoxLayout(bar)
        line.setContentsMargins(6, 2, 8, 2)
        line.setSpacing(2)
        line.addWidget(self._fold)
        line.addWidget(header, 1)
        line.addWidget(self._float)
        self.setTitleBarWidget(bar)
        self._draw()

    def is_folded(self) -> bool:
        """Return whether only the header is shown."""
        return self._panel.isHidden()

    def set_folded(self, folded: bool) -> None:  # noqa: FBT001 - a setter's value
        """Show only the header, or the panel again; its column stays as wide as it is."""
        self._panel.setHidden(folded)
        height = self.titleBarWidget().sizeHint().height()
        self.setMaximumHeight(height if folded else _LARGEST)
        self._draw()

    def reveal(self) -> None:
        """Show the panel whole, wherever it is."""
        self.set_folded(False)
        self.show()
        self.raise_()

    def _draw(self) -> None:
        self._fold.setIcon(self._theme.icon("unfold" if self.is_folded() else "fold"))
        self._float.setIcon(self._theme.icon("float"))


def _around(panel: QWidget) -> QWidget:
    # a dock whose own widget is hidden would make its whole column as narrow as its header
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(panel)
    return holder


def _button(name: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setIconSize(QSize(12, 12))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
