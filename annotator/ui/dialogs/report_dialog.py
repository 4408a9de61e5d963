"""The dialog for the kind of file of a report, and what is in it."""

from msgspec import Struct
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from annotator.i18n import tr
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, fit, text_label
from annotator.ui.models.report_file import HTML, PDF
from annotator.ui.widgets.choice_row import Choice, ChoiceRow

_WIDTH = 420


class ReportOptions(Struct, frozen=True):
    """The suffix of a report's file, and what is done."""

    suffix: str = HTML
    has_notes: bool = False
    is_opened: bool = True


class ReportDialog(QDialog):
    """Lets a person choose the kind of file of a report."""

    def __init__(self, title: str, options: ReportOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report")
        self._suffix = options.suffix
        self._kind = ChoiceRow()
        self._kind.setObjectName("report.kind")
        self._kind.setAccessibleName(tr("File"))
        self._kind.set_choices([Choice(HTML, tr("Web page")), Choice(PDF, tr("PDF"))])
        self._kind.set_chosen(options.suffix)
        self._kind.chosen.connect(self._choose)
        self._notes = _box("report.notes", tr("Include notes"), is_on=options.has_notes)
        self._open = _box("report.open", tr("Open it afterwards"), is_on=options.is_opened)
        column = column_of(self, title)
        words = tr("A report shows marked passages, evidence, verdicts and what is missing.")
        column.addWidget(text_label(words, ink="second"))
        for part in (self._kind, self._notes, self._open):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(buttons(self, tr("Save report…")))
        fit(self, _WIDTH)

    @classmethod
    def ask(
        cls, title: str, options: ReportOptions, parent: QWidget | None = None
    ) -> ReportOptions | None:
        """Return the chosen options, by default `options`; None when cancelled."""
        dialog = cls(title, options, parent)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.options() if is_wanted else None

    def options(self) -> ReportOptions:
        """Return the chosen options."""
        return ReportOptions(self._suffix, self._notes.isChecked(), self._open.isChecked())

    def _choose(self, suffix: str) -> None:
        self._suffix = suffix
        self._kind.set_chosen(suffix)


def _box(name: str, text: str, *, is_on: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setObjectName(name)
    box.setChecked(is_on)
    return box
