"""Forms that are read and not filled in."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from annotator.ui.widgets.choice_row import ChoiceRow


def set_read_only(form: QWidget, *, is_read_only: bool) -> None:
    """Let nothing in a form be changed, or everything again.

    Texts can still be reached, read aloud and copied; what is disabled as a whole cannot.
    """
    for line in form.findChildren(QLineEdit):
        line.setReadOnly(is_read_only)
    for text in form.findChildren(QPlainTextEdit):
        text.setReadOnly(is_read_only)
    for kind in (ChoiceRow, QCheckBox, QComboBox):
        for field in form.findChildren(kind):
            field.setEnabled(not is_read_only)
