"""A form of one column: labels on the leading side, fields beside them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.field_height import field_height, keep_field_height
from annotator.ui.widgets.form_line import FormLine
from annotator.ui.widgets.plain_label import plain, small

LABEL_WIDTH = 72
"""How wide the labels of a panel's form are."""

WIDE_LABELS = 92
"""How wide the labels of a dialog's form are."""

_APART, _BESIDE = 4, 8


class Form(QWidget):
    """A form in which every field has a label, also for screen readers.

    `fields` are in keyboard order. The width of the labels is
    in pixels, in type of the usual size; longer ones wrap. Fields beside each other stand below
    each other where there is no room for what they say while they are empty.
    """

    def __init__(self, parent: QWidget | None = None, *, label_width: int = LABEL_WIDTH) -> None:
        super().__init__(parent)
        self._labels = fonts.pixels(label_width)
        self._widest = self._labels  # in pixels, of all labels
        self.fields: list[QWidget] = []
        self._lines: list[FormLine] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(_APART)
        self._grid.setColumnMinimumWidth(0, self._labels)
        self._grid.setColumnStretch(1, 1)

    def add(self, label: str, field: QWidget) -> QLabel:
        """Add a field below the others and return its label."""
        name = self._named(label, field)
        name.setWordWrap(True)
        # a single word that is wider in the desktop's type is not cut
        least = name.minimumSizeHint().width()
        width = self._labels if least + _APART <= self._labels else least + _BESIDE
        name.setFixedSize(width, name.heightForWidth(width))
        self._widest = max(self._widest, width)
        row, line = self._grid.rowCount(), FormLine(beside=_BESIDE, below=_APART)
        self._lines.append(line)
        line.addWidget(field)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(line, row, 1)
        if isinstance(field, DateField) and field.is_narrow:
            self._grid.addWidget(field.note, row + 1, 1)
        return name

    def beside(self, *, is_label_shown: bool = True) -> "Beside":
        """Return a container that adds fields to the line of the last one."""
        return Beside(self, is_label_shown=is_label_shown)

    def add_beside(self, label: str, field: QWidget, *, is_label_shown: bool) -> QLabel:
        """Add a field to the line of the last one, and return its label."""
        name = self._named(label, field)
        line = self._lines[-1]
        if is_label_shown:
            line.addWidget(name)
        else:
            name.setParent(self)
            name.hide()
        line.addWidget(field)
        return name

    def add_note(self, text: str) -> None:
        """Add a sentence below the last field that explains it."""
        note = small(QLabel(text), "second")
        note.setWordWrap(True)
        note.setContentsMargins(0, 0, 0, _APART)
        self._grid.addWidget(note, self._grid.rowCount(), 1)

    def add_rule(self) -> None:
        """Add a thin line between groups of fields."""
        self._grid.addWidget(_Rule(), self._grid.rowCount(), 0, 1, 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a field is shown, or needs another width
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        room = self.width() - self._widest
        changed = [line.arrange(room) for line in self._lines]
        if any(changed):
            self._grid.activate()  # at once, so that what is around it follows

    def _named(self, label: str, field: QWidget) -> QLabel:
        self.fields.append(field)
        name = plain(QLabel(label), "second")
        name.setFont(fonts.button(self.font()))
        name.setBuddy(field)
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        # absolute, as a label would follow the direction of its own letters
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        above = (field_height(self.font()) - QFontMetrics(name.font()).height()) // 2
        name.setContentsMargins(0, above, 0, 0)
        name.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
        field.setAccessibleName(label)
        keep_field_height(field)
        return name


class Beside:
    """The space beside the last field of a form."""

    def __init__(self, form: Form, *, is_label_shown: bool) -> None:
        self._form = form
        self._is_label_shown = is_label_shown

    def add(self, label: str, field: QWidget) -> QLabel:
        """Add a field there, and return its label."""
        return self._form.add_beside(label, field, is_label_shown=self._is_label_shown)


class _Rule(QWidget):
    """A thin line with the spacing of fields above and below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(2 * _APART + 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, _APART, self.width(), 1, shown_in(self).line)
