"""The fields of one line of a form."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from annotator.ui.widgets.cut_line import width_for_hints

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FormLine(QBoxLayout):
    """Places fields side by side, or one below the other where they have no room for that.

    `beside` and `below` are the gaps between them, in pixels.
    """

    def __init__(self, *, beside: int, below: int) -> None:
        super().__init__(_BESIDE)
        self._gaps = {_BESIDE: beside, _BELOW: below}
        self.setSpacing(beside)
        self._smallest: QSize | None = None  # until a field or the line changes, as in Qt's own

    def arrange(self, room: int) -> bool:
        """Use a width in pixels so that no placeholder is cut, and return whether it changed."""
        parts = self._parts()
        widths = list(map(width_for_hints, parts)) if len(parts) > 1 else [0]
        needed = sum(widths) + self._gaps[_BESIDE] * (len(parts) - 1)
        is_beside = len(parts) < 2 or needed <= room
        direction = _BESIDE if is_beside else _BELOW
        is_other = direction is not self.direction()
        if is_other:
            self.setDirection(direction)
            self.setSpacing(self._gaps[direction])
        for field, width in zip(parts, widths, strict=False):  # a line may have no parts
            if isinstance(field, QLineEdit):  # the others make room for it
                field.setMinimumWidth(width if is_beside else 0)
        return is_other

    @override
    def minimumSize(self) -> QSize:
        """Return the size of the widest field, so that the form may become narrower than a line."""
        if self._smallest is None:
            widest = max((part.minimumSizeHint().width() for part in self._parts()), default=0)
            self._smallest = QSize(widest, super().minimumSize().height())
        return self._smallest

    @override
    def invalidate(self) -> None:
        self._smallest = None
        super().invalidate()

    def _parts(self) -> list[QWidget]:
        items = (self.itemAt(place) for place in range(self.count()))
        parts = [item.widget() for item in items if item is not None]
        return [part for part in parts if part is not None and not part.isHidden()]
