"""What a person may choose about an export."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.exporters import FORMATS, ExportFormat, Options
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.form import WIDE_LABELS, Form

_MARK = "Add UTF-8 marker (BOM) for Excel"
_GUARD = "Protect against spreadsheet formulas"


class ExportChoices(QWidget):
    """The format, the folder, and folded away what is rarely changed."""

    changed = Signal()
    turned = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._format = ChoiceRow()
        self._format.setObjectName("export.format")
        self._format.set_choices([Choice(each.id, each.name) for each in FORMATS])
        self._format.set_chosen(FORMATS[0].id)
        self._folder = QLineEdit(str(folder))
        self._folder.setObjectName("export.folder")
        self._folder.textChanged.connect(self.changed)
        self._mark = _box("export.byte_order_mark", _MARK)
        self._guard = _box("export.formula_guard", _GUARD)
        form = Form(label_width=WIDE_LABELS)
        form.add("Format", self._format)
        form.add("Folder", self._with_browse())
        self._folder.setAccessibleName("Folder")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(form)
        column.addWidget(self._more())

    @property
    def format(self) -> ExportFormat:
        """Return the chosen format."""
        return next(each for each in FORMATS if each.id in self._format.codes())

    @property
    def folder(self) -> Path:
        """Return the chosen folder, which need not exist."""
        return Path(self._folder.text().strip()).expanduser()

    @property
    def options(self) -> Options:
        """Return what else was chosen."""
        return Options(
            byte_order_mark=self._mark.isChecked(), formula_guard=self._guard.isChecked()
        )

    def _with_browse(self) -> QWidget:
        browse = QPushButton("Browse…")
        browse.setObjectName("export.browse")
        browse.clicked.connect(self._browse)
        row = QWidget()
        row.setFocusProxy(self._folder)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._folder, 1)
        line.addWidget(browse)
        return row

    def _more(self) -> Fold:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._mark)
        column.addWidget(self._guard)
        fold = Fold("More", content)
        fold.turned.connect(lambda _: self.turned.emit())
        return fold

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Export to", str(self.folder.parent))
        if chosen:
            self._folder.setText(chosen)


def _box(name: str, text: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(True)
    box.setObjectName(name)
    box.setAccessibleName(text)
    return box
