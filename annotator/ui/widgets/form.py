"""A form of one column: labels on the leading side, fields beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.ui.theming import fonts

LABEL_WIDTH = 84
"""The width of the column of labels in pixels; longer labels wrap."""


class Form(QWidget):
    """Every field has a label that names it, to the eye and to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def add(self, label: str, field: QWidget) -> QLabel:
        """Add a field below the others and return its label."""
        name = QLabel(label)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setProperty("ink", "second")
        name.setFont(fonts.small(self.font()))
        name.setAlignment(self._beside_the_field())
        name.setWordWrap(True)
        # a single word that is wider in the desktop's type is not cut
        name.setFixedWidth(max(LABEL_WIDTH, name.minimumSizeHint().width()))
        name.setBuddy(field)
        field.setAccessibleName(label)
        row = self._grid.rowCount()
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(field, row, 1)
        return name

    def add_wide(self, field: QWidget) -> None:
        """Add something below the others that takes both columns and names itself."""
        self._grid.addWidget(field, self._grid.rowCount(), 0, 1, 2)

    def _beside_the_field(self) -> Qt.AlignmentFlag:
        # absolute, as a label would follow the direction of its own letters
        side = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
