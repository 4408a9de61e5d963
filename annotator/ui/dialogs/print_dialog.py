"""The dialog for the parts of an article that are printed, or saved as PDF."""

from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from annotator.i18n import tr
from annotator.operations.printing import PrintOptions
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, fit, text_label

_WIDTH = 420


class PrintDialog(QDialog):
    """Lets a person choose the parts of an article that are printed."""

    def __init__(
        self, title: str, do: str, options: PrintOptions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("print")
        self._claims = _box(
            "print.claims", tr("Claims with their checks"), is_on=options.has_claims
        )
        self._notes = _box("print.notes", tr("Notes"), is_on=options.has_notes)
        self._excluded = _box(
            "print.excluded", tr("Excluded lines, in grey"), is_on=options.has_excluded
        )
        column = column_of(self, title)
        column.addWidget(text_label(tr("Include besides the text and its marks:"), ink="second"))
        for box in (self._claims, self._notes, self._excluded):
            column.addWidget(box)
        column.addSpacing(8)
        column.addWidget(buttons(self, do))
        fit(self, _WIDTH)

    @classmethod
    def ask(
        cls, title: str, do: str, options: PrintOptions, parent: QWidget | None = None
    ) -> PrintOptions | None:
        """Return the chosen options, by default `options`; None when cancelled."""
        dialog = cls(title, do, options, parent)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.options() if is_wanted else None

    def options(self) -> PrintOptions:
        """Return the chosen options."""
        return PrintOptions(
            has_excluded=self._excluded.isChecked(),
            has_claims=self._claims.isChecked(),
            has_notes=self._notes.isChecked(),
        )


def _box(name: str, text: str, *, is_on: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setObjectName(name)
    box.setChecked(is_on)
    return box
