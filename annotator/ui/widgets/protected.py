"""Forms that are read and not filled in."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from annotator.ui.widgets.choice_row import ChoiceRow


def protect(form: QWidget, *, is_protected: bool) -> None:
    """Let nothing in a form be changed, or everything again.

    Texts can still be reached, read aloud and copied; what is disabled as a whole cannot.
    """
    for line in form.findChildren(QLineEdit):
        line.setReadOnly(is_protected)
    for text in form.findChildren(QPlainTextEdit):
        text.setReadOnly(is_protected)
    for kind in (ChoiceRow, QCheckBox, QComboBox):
        for field in form.findChildren(kind):
            field.setEnabled(not is_protected)
