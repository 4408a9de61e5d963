"""Read-only forms."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from annotator.ui.widgets.choice_row import ChoiceRow


def set_read_only(form: QWidget, *, is_read_only: bool) -> None:
    """Make a form read-only, or editable again.

    Texts can still be reached, read aloud and copied, unlike in a disabled form.
    """
    for line in form.findChildren(QLineEdit):
        line.setReadOnly(is_read_only)
    for text in form.findChildren(QPlainTextEdit):
        text.setReadOnly(is_read_only)
    for kind in (ChoiceRow, QCheckBox, QComboBox):
        for field in form.findChildren(kind):
            field.setEnabled(not is_read_only)
