"""The column of sections beside the text: which are open, and their heights."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget
from typing_extensions import override

from annotator.ui.panels.section import Section
from annotator.ui.theming import fonts
from annotator.ui.widgets.rule import placed_rule
from annotator.ui.widgets.section_head import HEIGHT

_LINE = 1  # between two sections, in pixels
_IN_FIRST = 2  # sections of the first of two columns


class SectionColumn(QWidget):
    """Shows sections in one column, or in two where there is room.

    In one column a section that opens closes the others, unless several are open already or Ctrl
    keeps them open. In two, all are open until a person closes one.
    """

    entered = Signal(object)  # Section: a person opened it, and continues there

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self.setObjectName("panels")
        self.setAutoFillBackground(True)  # it may be over the text
        self.sections = tuple(sections)
        self._open = {self.sections[0].panel.name}
        self._closed: set[str] = set()  # of two columns
        self._widths: tuple[int, ...] = (0,)
        self._lines = [placed_rule(self) for _ in self.sections]
        self._between = placed_rule(self)
        self._arranged: object = None  # for what `_tallest` is
        self._tallest = 0
        for section in self.sections:
            section.setParent(self)
            # later, as a layout that is running would miss a new size
            queued = Qt.ConnectionType.QueuedConnection
            section.panel.need_changed.connect(self._lay_out, queued)
            section.head.pressed.connect(partial(self._press, section, keeps_others=False))
            section.head.pressed_too.connect(partial(self._press, section, keeps_others=True))
        self._apply()

    def open_names(self) -> list[str]:
        """Return the names of the sections that are open in one column."""
        return sorted(self._open)

    def closed_names(self) -> list[str]:
        """Return the names of the sections that were closed in two columns."""
        return sorted(self._closed)

    def set_names(self, open_: Sequence[str], closed: Sequence[str]) -> None:
        """Set the sections that are open in one column, and those closed in two."""
        known = {section.panel.name for section in self.sections}
        self._open = known.intersection(open_) or {self.sections[0].panel.name}
        self._closed = known.intersection(closed)
        self._apply()

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """Set the number of columns and their widths, in pixels."""
        if widths != self._widths:
            self._widths = widths
            self._apply()

    def show_section(self, section: Section, *, keeps_others: bool = False) -> None:
        """Open a section, and close the one that is open unless others are kept."""
        name = section.panel.name
        self._closed.discard(name)
        if name not in self._open:
            several = keeps_others or len(self._open) > 1
            self._open = {*self._open, name} if several else {name}
        self._apply()

    def turn(self, section: Section, *, keeps_others: bool) -> None:
        """Open a section, or close it if others are open."""
        name = section.panel.name
        if not section.is_open:
            self.show_section(section, keeps_others=keeps_others)
        elif self._is_wide:
            self._closed.add(name)
        elif len(self._open) > 1:
            self._open.discard(name)
        self._apply()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @property
    def _is_wide(self) -> bool:
        return len(self._widths) > 1

    def arrange(self) -> None:
        """Lay out the sections again, after one was added or removed."""
        self._apply()

    def _press(self, section: Section, *, keeps_others: bool) -> None:
        if section.is_floating:
            return
        self.turn(section, keeps_others=keeps_others)
        if section.is_open:
            self.entered.emit(section)

    def _apply(self) -> None:
        for section in self.sections:
            name = section.panel.name
            is_open = name not in self._closed if self._is_wide else name in self._open
            section.set_open(is_open=is_open or section.is_floating)
        self._lay_out()

    def _lay_out(self) -> None:
        here = [section for section in self.sections if not section.is_floating]
        for line, section in zip(self._lines, self.sections, strict=True):
            if section.is_floating:
                line.hide()
        self._between.setVisible(self._is_wide)
        if not self._is_wide:
            self._stack(here, 0, self.width())
            self.sections[0].panel.keep_rows(0)
            return
        first, second = self._widths[0], self.width() - self._widths[0]
        self._stack([each for each in here if each in self.sections[:_IN_FIRST]], 0, first)
        rest = [each for each in here if each not in self.sections[:_IN_FIRST]]
        self._stack(rest, first + _LINE, second - _LINE)
        self._put(self._between, QRect(first, 0, _LINE, self.height()))
        self._between.raise_()
        self._keep_rows()

    def _keep_rows(self) -> None:
        """Keep the first section laid out for the greatest height it had in this arrangement.

        So its rows do not move while the section below needs more height; its end is cut off.
        """
        arranged = (self.size(), self._widths, [each.is_open for each in self.sections])
        if arranged != self._arranged:
            self._arranged, self._tallest = arranged, 0
        first = self.sections[0]
        self._tallest = max(self._tallest, first.height() - first.head.height())
        first.panel.keep_rows(self._tallest)

    def _stack(self, sections: Sequence[Section], left: int, width: int) -> None:
        """Place sections below each other; the open ones share the remaining height."""
        heights = shared(
            self.height(),
            [each.panel.share if each.is_open else 0 for each in sections],
            [each.panel.need for each in sections],
        )
        top = 0
        for section, height in zip(sections, heights, strict=True):
            line = self._lines[self.sections.index(section)]
            self._put(line, QRect(left, top, width, _LINE))
            line.setVisible(top > 0)
            ruled = _LINE if top else 0
            self._put(section, QRect(left, top + ruled, width, height - ruled))
            top += height

    def _put(self, part: QWidget, place: QRect) -> None:
        """Place a part, mirrored in a right-to-left interface."""
        part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))


def shared(height: int, shares: Sequence[int], needs: Sequence[int | None]) -> list[int]:
    """Return the heights of sections: that of the header plus a share of the rest.

    What an open one does not need goes to the first that needs more, or to the first. All in
    pixels; the last open one gets the remainder of rounding. A need of None has no limit.
    """
    head = fonts.pixels(HEIGHT) + _LINE
    rest, whole = max(0, height - head * len(shares)), sum(shares)
    parts = [rest * share // whole if whole else 0 for share in shares]
    opened = [place for place, share in enumerate(shares) if share]
    if not opened:
        return [head for _ in shares]
    parts[opened[-1]] += rest - sum(parts)
    lacking = [place for place in opened if (need := needs[place]) is None or need > parts[place]]
    first = (lacking or opened)[0]
    for place in opened:
        need = needs[place]
        if place != first and need is not None and need < parts[place]:
            parts[first] += parts[place] - need
            parts[place] = need
    return [head + part for part in parts]
