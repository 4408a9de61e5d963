"""A field below its label, for forms with two fields in a row."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.theming.icons import icon
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.field_height import keep_field_height
from annotator.ui.widgets.one_line import OneLine
from annotator.ui.widgets.plain_label import small

_ICON = 12


class LabelAbove(QWidget):
    """A label, with a hint, a warning and buttons beside it, and a field below.

    It can be used as a `Form` of one field. Text that a line does not accept is explained below.
    """

    def __init__(self) -> None:
        super().__init__()
        self._hint, self._warning = small(OneLine(), "second"), small(QLabel(), "warning")
        self._pictured: list[tuple[QPushButton, str]] = []
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._complaint = small(QLabel(), "wrong")
        self._complaint.setWordWrap(True)
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self._line.addWidget(self._hint, 1)
        self._line.addWidget(self._warning)
        self._line.addStretch(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(self._line)
        for part in (self._hint, self._warning, self._complaint):
            part.hide()

    def add(self, label: str, field: QWidget) -> QLabel:
        """Add the field below a label, and return the label."""
        name = small(QLabel(), "second")
        name.setText(label)
        name.setBuddy(field)
        field.setAccessibleName(label)
        self._line.insertWidget(0, name)
        self.add_wide(field)
        return name

    def add_wide(self, field: QWidget) -> None:
        """Add a field without a label."""
        keep_field_height(field)
        self._column.addWidget(field)
        self._column.addWidget(self._complaint)
        self._column.addStretch(1)
        if isinstance(field, AutoLine):
            field.marked.connect(self._explain)

    def add_button(self, text: str, name: str, details: str, picture: str = "") -> QPushButton:
        """Add a button beside the label, which Tab skips as it has a shortcut, and return it.

        `picture` is the name of an icon.
        """
        button = flush_button(text)
        button.setObjectName(name)
        button.setToolTip(details)
        button.setProperty("ink", "accent")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line.addWidget(button)
        if picture:
            button.setIconSize(QSize(fonts.pixels(_ICON), fonts.pixels(_ICON)))
            self._pictured.append((button, picture))
            self._draw()
        return button

    def set_hint(self, hint: str) -> None:
        """Show a hint beside the label; '' shows none."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def set_warning(self, warning: str) -> None:
        """Show what is missing beside the label; '' shows nothing."""
        self._warning.setText(f"▲ {warning}" if warning else "")
        self._warning.setVisible(bool(warning))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        for button, picture in self._pictured:
            button.setIcon(icon(picture, shown_in(self).accent))

    def _explain(self, complaint: str) -> None:
        self._complaint.setText(f"▲ {complaint}" if complaint else "")
        self._complaint.setVisible(bool(complaint))
