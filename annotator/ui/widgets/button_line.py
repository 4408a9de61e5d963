"""One line of joined buttons, the last of them for those that do not fit."""

from collections.abc import Sequence, Set
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.widgets.choice_button import Choice, ChoiceButton
from annotator.ui.widgets.field_height import field_height
from annotator.ui.widgets.tabbing import follow_on
from annotator.ui.widgets.typed import tooltip

_ALL: Final = N_("All choices and their keys")
_CHANGES = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)


class ButtonLine(QWidget):
    """Places its buttons, prefers chosen ones where not all fit, and is one stop for Tab."""

    more_requested = Signal()

    def __init__(self, parent: QWidget | None, kind: type[ChoiceButton]) -> None:
        super().__init__(parent)
        self.buttons: tuple[ChoiceButton, ...] = ()
        self.more = ChoiceButton(_more(), multiple=True)
        self.more.setCheckable(False)
        self.more.clicked.connect(self.more_requested)
        self._overlap = kind.overlap
        self._adopt(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_buttons(self, buttons: Sequence[ChoiceButton]) -> None:
        """Replace the buttons."""
        had_focus = self.has_keyboard()
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = tuple(buttons)
        for button in self.buttons:
            self._adopt(button)
        follow_on(self.more, *self.buttons)
        self.arrange()
        self.stop_at(self.first())
        if had_focus:
            self.setFocus()
        self.updateGeometry()

    def visible_buttons(self) -> list[ChoiceButton]:
        """Return the visible buttons, in order, with the one for the others at the end."""
        every = (*self.buttons, self.more)
        return [button for button in every if not button.isHidden()] or [self.more]

    def first(self) -> ChoiceButton:
        """Return the button that takes the focus: a chosen or proposed one, or the first."""
        shown = self.visible_buttons()
        return next((b for b in shown if b.isChecked() or b.is_proposed), shown[0])

    def has_keyboard(self) -> bool:
        """Return whether one of the buttons has the keyboard focus."""
        return any(button.hasFocus() for button in (*self.buttons, self.more))

    def stop_at(self, stop: ChoiceButton) -> None:
        """Make this button the only one of the line that takes the focus by Tab."""
        for button in (*self.buttons, self.more):
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    def arrange(self) -> None:
        """Place the buttons that fit side by side."""
        wanted = {n for n, b in enumerate(self.buttons) if b.isChecked() or b.is_proposed}
        more = self.more.sizeHint().width()
        shown = fitting(self._widths(), wanted, self.width(), more, self._overlap)
        line = [self.buttons[place] for place in shown]
        if len(shown) < len(self.buttons):
            line.append(self.more)
        self._lay_out(line)
        for button in (*self.buttons, self.more):
            if button not in line and button.hasFocus():
                self.stop_at(next((b for b in line if b.isChecked()), line[0]))
                self.setFocus()
            button.setVisible(button in line)
            if button.isChecked():
                button.raise_()  # so that its border is complete
        self._tell_hidden([self.buttons[place] for place in sorted(wanted - set(shown))])

    @override
    def sizeHint(self) -> QSize:
        widths = self._widths()
        shared = self._overlap * max(len(widths) - 1, 0)
        return QSize(sum(widths) - shared, field_height(self.font()))

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max(self._widths(), default=0)
        return QSize(widest + self.more.sizeHint().width(), field_height(self.font()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a button has another size
            self.updateGeometry()
            self.arrange()
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _CHANGES:
            self.updateGeometry()
            self.arrange()

    def _adopt(self, button: ChoiceButton) -> None:
        button.setParent(self)
        button.focus_moved.connect(self._show_ring)

    def _lay_out(self, line: Sequence[ChoiceButton]) -> None:
        left = 0
        for button in line:
            width = min(button.sizeHint().width(), max(self.width() - left, 1))
            place = self.width() - left - width if self.isRightToLeft() else left
            button.setGeometry(place, 0, width, self.height())
            button.join(is_first=button is line[0], is_last=button is line[-1])
            left += width - self._overlap

    def _widths(self) -> list[int]:
        return [button.sizeHint().width() for button in self.buttons]

    def _tell_hidden(self, hidden: Sequence[ChoiceButton]) -> None:
        """Show in a tooltip which chosen buttons do not fit."""
        names = ", ".join(button.choice.whole for button in hidden)
        message = tr("Also chosen: {names}", names=names) if names else tr(_ALL)
        self.more.setToolTip(tooltip(message))
        self.more.setAccessibleDescription(message)

    def _show_ring(self) -> None:
        is_here = self.has_keyboard()
        for button in (*self.buttons, self.more):
            button.set_in_ring(is_here)


def _more() -> Choice:
    return Choice("", "⋯", definition=tr(_ALL), full=tr("More choices"))


def fitting(
    widths: Sequence[int], wanted: Set[int], room: int, more: int, overlap: int
) -> list[int]:
    """Return the indexes of the buttons to show, leaving room for `more` if not all fit.

    `widths`, `room` and `more` are in pixels, and neighbours overlap by `overlap`. The wanted
    ones come first, then the others from the beginning.
    """
    if sum(widths) - overlap * (len(widths) - 1) <= room:
        return list(range(len(widths)))
    left = room - more
    shown: list[int] = []
    for place in sorted(range(len(widths)), key=lambda place: (place not in wanted, place)):
        left -= widths[place] - overlap
        if left < 0 and shown:
            break
        shown.append(place)
    return sorted(shown)
