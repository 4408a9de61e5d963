"""A row of small buttons for choosing one value or several, with a key for each."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.widgets.button_line import ButtonLine
from annotator.ui.widgets.choice_button import Choice, ChoiceButton
from annotator.ui.widgets.definitions import Definitions
from annotator.ui.widgets.keys import is_enter
from annotator.ui.widgets.typed import tooltip

__all__ = ["Choice", "ChoiceRow"]

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PLAIN_ONES = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ChoiceRow(ButtonLine):
    """One stop for Tab, in which keys choose; F1 explains the choices.

    Where one can be chosen, its key also finishes, and arrows choose without finishing; where
    several can, keys toggle, arrows move and Enter finishes. A code that is none
    of the choices, such as a retired label's, is kept and not shown.
    """

    chosen = Signal(object)  # str | None; frozenset[str] when multiple
    picked = Signal(str)  # a person made a choice, and it was saved or already the value
    finished = Signal()  # the person is done with the row

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        multiple: bool = False,
        clearable: bool = False,
        kind: type[ChoiceButton] = ChoiceButton,
    ) -> None:
        super().__init__(parent, kind)
        self._multiple = multiple
        self._clearable = clearable
        self._kind = kind
        self._codes: frozenset[str] = frozenset()
        self._proposed = ""
        self.more_requested.connect(self._offer_all)

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices, in the order shown."""
        return tuple(button.choice for button in self.buttons)

    def codes(self) -> frozenset[str]:
        """Return the chosen codes."""
        return self._codes

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the choices; the chosen codes stay."""
        if tuple(choices) != self.choices():
            self.set_buttons([self._button(choice) for choice in choices])
            self._renew()

    def set_chosen(self, chosen: frozenset[str] | str | None) -> None:
        """Show the chosen codes without emitting a signal; None and an empty set are none."""
        codes = frozenset([chosen]) if isinstance(chosen, str) else frozenset(chosen or ())
        if codes != self._codes:
            self._codes = codes
            self._renew()

    def propose(self, code: str) -> None:
        """Show a choice as proposed while none is chosen; '' proposes nothing.

        It is not a value until a person accepts it, for example with Enter.
        """
        if code != self._proposed:
            self._proposed = code
            self._renew()

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in (*self.buttons, self.more):
            button.setAccessibleName(self._spoken(button.choice))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, pressed = event.key(), self._pressed(event)
        if key == Qt.Key.Key_F1:
            name = self.accessibleName() or tr("Choices")
            Definitions(name, self.choices(), self).open_below(self)
        elif is_enter(event):
            self._go_on()
        elif key in _BACK + _ON:
            self._step(self._direction(event))
        elif key in _CLEARING and self._clearable:
            self._take(frozenset())
        elif pressed is not None:
            self._press(pressed)
        else:
            super().keyPressEvent(event)

    def _button(self, choice: Choice) -> ChoiceButton:
        button = self._kind(choice, multiple=self._multiple)
        button.setAccessibleName(self._spoken(choice))
        button.clicked.connect(lambda: self._choose(button))
        return button

    def _spoken(self, choice: Choice) -> str:
        row = self.accessibleName()
        return f"{row}: {choice.whole}" if row else choice.whole

    def _press(self, button: ChoiceButton) -> None:
        """Choose or toggle by a key; a single choice cannot be removed by its key."""
        self.stop_at(button)
        self.setFocus()  # first, as a slot of the signal may move the focus
        if self._multiple:
            self._choose(button)
            return
        self._take(frozenset([button.choice.code]))
        if self._tell_picked(button) and self.window().focusWidget() is button:
            self.finished.emit()

    def _choose(self, button: ChoiceButton) -> None:
        """Choose, toggle or remove by a click."""
        code, has_it = button.choice.code, button.choice.code in self._codes
        if self._multiple:
            self._take(self._codes ^ {code})
        else:
            self._take(frozenset() if has_it and self._clearable else frozenset([code]))
        self.stop_at(button)
        self._tell_picked(button)

    def _tell_picked(self, button: ChoiceButton) -> bool:
        is_chosen = button.choice.code in self._codes  # it is not when saving was refused
        if is_chosen:
            self.picked.emit(button.choice.code)
        return is_chosen

    def _take(self, codes: frozenset[str]) -> None:
        before, self._codes = self._codes, codes
        self._show()
        if self._codes != before:
            self.chosen.emit(self._codes if self._multiple else next(iter(self._codes), None))

    def _go_on(self) -> None:
        """Finish with the row, accepting the proposed choice."""
        if not self._codes and self._proposed in {choice.code for choice in self.choices()}:
            self._take(frozenset([self._proposed]))
        self.finished.emit()

    def _renew(self) -> None:
        self._show()
        has_keyboard = self.has_keyboard()
        if not (has_keyboard and self._multiple):
            self.stop_at(self.first())
        if has_keyboard:
            self.setFocus()

    def _show(self) -> None:
        for button in self.buttons:
            button.set_chosen(button.choice.code in self._codes)
            button.set_proposed(not self._codes and button.choice.code == self._proposed)
        self.arrange()

    def _pressed(self, event: QKeyEvent) -> ChoiceButton | None:
        """Return the button whose key was pressed; None for other keys."""
        wanted = event.text().casefold() if event.modifiers() in _PLAIN_ONES else ""
        return next((b for b in self.buttons if wanted and b.choice.key.casefold() == wanted), None)

    def _direction(self, event: QKeyEvent) -> int:
        step = -1 if event.key() in _BACK else 1
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return -step if sideways and self.isRightToLeft() else step

    def _step(self, by: int) -> None:
        """Move by one, and choose it where only one can be chosen."""
        line = self.visible_buttons() if self._multiple else [*self.buttons]
        places = [place for place, button in enumerate(line) if button.hasFocus()]
        is_open = not (self._multiple or self._codes or self._proposed)
        place = places[0] + (0 if is_open else by) if places else 0
        target = line[min(max(place, 0), len(line) - 1)] if line else self.more
        self.stop_at(target)
        if not self._multiple and line:
            self._take(frozenset([target.choice.code]))
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _offer_all(self) -> None:
        """Open the menu of all choices, with their full names and keys."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for button in self.buttons:
            text = button.choice.whole.replace("&", "&&")
            action = menu.addAction(f"{text}\t{button.choice.key}")
            action.setCheckable(True)
            action.setChecked(button.choice.code in self._codes)
            action.setToolTip(tooltip(button.choice.definition))
            action.triggered.connect(button.click)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
