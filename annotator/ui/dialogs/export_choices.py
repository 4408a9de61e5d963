"""The options of an export, as its format declares them."""

from collections.abc import Callable
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

from annotator import exporters
from annotator.exporters import ExportFormat, ExportOption, OptionValues
from annotator.i18n import tr
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.form import WIDE_LABELS, Form


class ExportChoices(QWidget):
    """The format, the target, and in a collapsed area the other options.

    `place` returns the default target of an export for a suffix.
    """

    changed = Signal()
    turned = Signal()

    def __init__(self, place: Callable[[str], Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._format = ChoiceRow()
        self._format.setObjectName("export.format")
        self._format.set_choices([Choice(each.id, tr(each.name)) for each in exporters.FORMATS])
        self._format.set_chosen(exporters.FORMATS[0].id)
        self._path = QLineEdit(str(place("")))
        self._path.setObjectName("export.path")
        self._path.textChanged.connect(self.changed)
        self._leaves_out = text_label("", ink="second")
        self._leaves_out.setObjectName("export.leaves_out")
        self._options = {each.id: _Options(each.options) for each in exporters.FORMATS}
        form = Form(label_width=WIDE_LABELS)
        form.add(tr("Format"), self._format)
        self._label = form.add(tr("Folder"), self._with_browse())
        self._more = self._folded()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (form, self._leaves_out, self._more):
            column.addWidget(each)
        self._format.chosen.connect(self._show_format)
        self._show_format()

    @property
    def format(self) -> ExportFormat:
        """Return the chosen format."""
        return exporters.format_named(next(iter(self._format.codes())))

    @property
    def path(self) -> Path:
        """Return the chosen folder or file, which need not exist."""
        return Path(self._path.text().strip()).expanduser()

    @property
    def options(self) -> OptionValues:
        """Return the chosen values of the options."""
        return self._options[self.format.id].chosen()

    def _with_browse(self) -> QWidget:
        browse = QPushButton(tr("Browse…"))
        browse.setObjectName("export.browse")
        browse.clicked.connect(self._browse)
        row = QWidget()
        row.setFocusProxy(self._path)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._path, 1)
        line.addWidget(browse)
        return row

    def _folded(self) -> Fold:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        for each in self._options.values():
            column.addWidget(each)
        fold = Fold(tr("More"), content)
        fold.turned.connect(lambda _: self.turned.emit())
        return fold

    def _show_format(self) -> None:
        form = self.format
        usual = {str(self._place(each.suffix)) for each in exporters.FORMATS}
        if self._path.text() in usual:
            self._path.setText(str(self._place(form.suffix)))
        self._label.setText(tr("File") if form.suffix else tr("Folder"))
        self._path.setAccessibleName(self._label.text())
        self._leaves_out.setText(tr(form.leaves_out))
        for id_, options in self._options.items():
            options.setVisible(id_ == form.id)
        self._more.setVisible(bool(form.options))
        self.changed.emit()

    def _browse(self) -> None:
        form, title = self.format, tr("Export to")
        if form.suffix:
            filters = f"{tr(form.name)} (*{form.suffix})"
            chosen, _ = QFileDialog.getSaveFileName(self, title, str(self.path), filters)
        else:
            chosen = QFileDialog.getExistingDirectory(self, title, str(self.path.parent))
        if chosen:
            self._path.setText(chosen)


class _Options(QWidget):
    """The options of one format."""

    def __init__(self, options: tuple[ExportOption, ...]) -> None:
        super().__init__()
        self._boxes = {each.name: _box(each) for each in options if each.is_flag}
        self._rows = {each.name: _row(each) for each in options if each.choices}
        self._texts = {o.name: _text(o) for o in options if not o.is_flag and not o.choices}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        form = Form(label_width=WIDE_LABELS)
        for option in options:
            if option.is_flag:
                column.addWidget(self._boxes[option.name])
            else:
                field = (self._rows | self._texts)[option.name]
                form.add(tr(option.title), field)
        column.addWidget(form)
        form.setVisible(bool(self._rows or self._texts))

    def chosen(self) -> OptionValues:
        """Return the chosen values by the names of the options."""
        said: dict[str, bool | str] = {n: box.isChecked() for n, box in self._boxes.items()}
        said |= {name: next(iter(row.codes())) for name, row in self._rows.items()}
        return said | {name: field.text().strip() for name, field in self._texts.items()}


def _box(option: ExportOption) -> QCheckBox:
    box = QCheckBox(tr(option.title))
    box.setChecked(bool(option.default))
    box.setObjectName(f"export.{option.name}")
    box.setAccessibleName(tr(option.title))
    return box


def _row(option: ExportOption) -> ChoiceRow:
    row = ChoiceRow()
    row.setObjectName(f"export.{option.name}")
    row.set_choices([Choice(code, tr(name)) for code, name in option.choices.items()])
    row.set_chosen(str(option.default))
    return row


def _text(option: ExportOption) -> QLineEdit:
    field = QLineEdit(str(option.default))
    field.setObjectName(f"export.{option.name}")
    field.setToolTip(tr(option.help))
    return field
