"""The list of files that cannot be imported, in the import dialog."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from annotator.i18n import format_number, tr
from annotator.ui.widgets.list_heading import ListHeading


class RefusedFiles(QWidget):
    """The files that cannot be imported, each with the reason; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._header = ListHeading(tr("Not imported"))
        self._reasons = QPlainTextEdit(readOnly=True)
        self._reasons.setObjectName("import.refused")
        self._reasons.setAccessibleName(tr("Files not imported, with reasons"))
        self._reasons.setTabChangesFocus(True)
        self._reasons.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._reasons)
        self._count = 0
        self.hide()

    def add(self, reason: str) -> None:
        """Add a message that names a file."""
        self._count += 1
        self._header.set_count(format_number(self._count))
        self._reasons.appendPlainText(reason)
        self.show()
