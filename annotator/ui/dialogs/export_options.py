"""The options of one export format, and the presets of several at once."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from annotator.exporters import ExportFormat, ExportOption, OptionValues
from annotator.exporters.csv_options import PRESETS, preset
from annotator.i18n import N_, tr
from annotator.ui.application.decimal_sign import has_decimal_comma
from annotator.ui.dialogs.dialog_widgets import in_line
from annotator.ui.dialogs.export_tables import TableChoice
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.form import WIDE_LABELS, Form

EVERYTHING: Final = "everything"

_SHORT: Final = 2  # choices

_PRESETS: Final = {
    "excel": N_("For Excel here"),
    "analysis": N_("For pandas / R"),
    EVERYTHING: N_("Everything"),
}
_PRESET_OPTIONS: Final = {name for values in PRESETS.values() for name in values}


class FormatOptions(QWidget):
    """The options of one format; those of a CSV file also by presets."""

    changed = Signal()
    everything_wanted = Signal()

    def __init__(self, form: ExportFormat, parent: QWidget) -> None:
        super().__init__(parent)
        options = form.options
        self._defaults = form.defaults
        self._boxes = {each.name: _box(each) for each in options if each.is_flag}
        self._rows = {each.name: _row(each) for each in options if each.choices}
        self._texts = {option.name: _text(option) for option in options if _is_typed(option)}
        self._names = {option.name for option in options}
        columns = form.columns()
        self.tables = TableChoice(columns) if columns else None
        self._presets = ChoiceRow()
        self._presets.setObjectName("export.preset")
        self._arrange(options)
        self._connect()

    def values(self) -> dict[str, bool | str]:
        """Return the chosen values by the names of the options."""
        said: dict[str, bool | str] = {n: box.isChecked() for n, box in self._boxes.items()}
        said |= {name: next(iter(row.codes())) for name, row in self._rows.items()}
        said |= {name: field.text().strip() for name, field in self._texts.items()}
        listed = self.tables.values() if self.tables else {}
        return said | {name: value for name, value in listed.items() if name in self._names}

    def set_values(self, values: OptionValues) -> None:
        """Choose these values; options that are not among them stay as they are."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        for name, value in values.items():
            if name in self._boxes:
                self._boxes[name].setChecked(bool(value))
            elif name in self._rows:
                self._rows[name].set_chosen(str(value))
            elif name in self._texts:
                self._texts[name].setText(str(value))
        if self.tables:
            self.tables.set_values({**self.values(), **values})
        self.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._tell()

    def _arrange(self, options: tuple[ExportOption, ...]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        form = Form(label_width=WIDE_LABELS)
        column.addWidget(form)
        if {option.name for option in options} >= _PRESET_OPTIONS:
            choices = [Choice(code, tr(name)) for code, name in _PRESETS.items()]
            self._presets.set_choices(choices)
            form.add(tr("Preset"), self._presets)
        before: ExportOption | None = None
        for option in options:
            if option.name in self._rows or option.name in self._texts:
                self._add(form, option, before)
                before = option
        if self.tables:
            self.tables.setObjectName("export.tables")
            has_several = len(self.tables.tree.columns()) > 1
            form.add(tr("Tables") if has_several else tr("Columns"), self.tables)
        column.addLayout(in_line(self._boxes.values()))
        form.setVisible(bool(form.fields))
        self._show_preset()

    def _add(self, form: Form, option: ExportOption, before: ExportOption | None) -> None:
        """Add the field of an option, beside the one before when both have two choices."""
        field = (self._rows | self._texts)[option.name]
        is_beside = before is not None and len(before.choices) == len(option.choices) == _SHORT
        target = form.beside() if is_beside else form
        target.add(tr(option.title), field)

    def _connect(self) -> None:
        for box in self._boxes.values():
            box.toggled.connect(lambda _: self._tell())
        for row in self._rows.values():
            row.chosen.connect(lambda _: self._tell())
        for field in self._texts.values():
            field.textChanged.connect(lambda _: self._tell())
        self._presets.chosen.connect(self._use_preset)
        if self.tables:
            self.tables.changed.connect(self._tell)

    def _tell(self) -> None:
        self._show_preset()
        if not self.signalsBlocked():
            self.changed.emit()

    def _use_preset(self, code: str) -> None:
        self.set_values(self._defaults if code == EVERYTHING else _preset(code))
        if code == EVERYTHING:
            self._presets.set_chosen(EVERYTHING)
            self.everything_wanted.emit()

    def _show_preset(self) -> None:
        """Show which preset the values are those of, if any."""
        values = self.values()
        same = (code for code in PRESETS if _preset(code).items() <= values.items())
        self._presets.set_chosen(next(same, None))


def _preset(code: str) -> OptionValues:
    return preset(code, has_decimal_comma=has_decimal_comma())


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


def _is_typed(option: ExportOption) -> bool:
    return not option.is_flag and not option.choices and not option.joined_by


def _text(option: ExportOption) -> QLineEdit:
    field = QLineEdit(str(option.default))
    field.setObjectName(f"export.{option.name}")
    field.setToolTip(tr(option.help))
    return field
