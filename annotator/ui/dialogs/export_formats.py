"""The list of export formats, grouped by what they are for."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidgetItem

from annotator import exporters
from annotator.exporters import FormatGroup
from annotator.i18n import tr
from annotator.ui.theming import fonts
from annotator.ui.widgets.described_rows import DescribedRows
from annotator.ui.widgets.past_headings import GroupedList

_ID: Final = int(Qt.ItemDataRole.UserRole)
_WIDTH: Final = 300


class FormatList(GroupedList):
    """Shows each format with a line on what it is good for, below the name of its group."""

    chosen = Signal(str)  # its id

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("export.format")
        self.setAccessibleName(tr("Format"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(DescribedRows(self))
        self.setFixedWidth(fonts.pixels(_WIDTH))
        for group in FormatGroup:
            self._add(group)
        self.choose(exporters.FORMATS[0].id)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.format_id))

    @property
    def format_id(self) -> str:
        """Return the id of the chosen format."""
        return str(self.currentItem().data(_ID))

    def choose(self, format_id: str) -> None:
        """Choose a format; nothing happens when there is none with this id."""
        for row in range(self.count()):
            if self.item(row).data(_ID) == format_id:
                self.setCurrentRow(row)

    def _add(self, group: FormatGroup) -> None:
        head = QListWidgetItem(tr(group), self)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        for each in exporters.FORMATS:
            if each.group == group:
                item = QListWidgetItem(f"{tr(each.name)}\n{tr(each.description)}", self)
                item.setData(_ID, each.id)
                spoken = f"{tr(each.name)}: {tr(each.description)}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
