"""How high the fields of a form are."""

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget


def field_height(font: QFont) -> int:
    """Return the height of a field or a row of buttons: 28 pixels for type of the normal size."""
    return max(28, QFontMetrics(font).height() + 10)


def keep_field_height(field: QWidget) -> None:
    """Make a field of one line as high as a row of buttons, also in a typeface of low lines."""
    if isinstance(field, QLineEdit | QComboBox):
        field.setMinimumHeight(field_height(field.font()))
