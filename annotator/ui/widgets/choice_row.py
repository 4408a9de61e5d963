"""A row of small buttons to choose one value, or several, with one key each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from annotator.ui.widgets.choice_button import Choice, ChoiceButton
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.tabbing import follow_on

__all__ = ["Choice", "ChoiceRow"]

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_PLAIN_ONES = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_MORE = Choice("", "more ▾", tooltip="Show all options")
_FEWER = Choice("", "fewer ▴", tooltip="Show fewer options")


class ChoiceRow(QWidget):
    """Wraps over as many lines as it needs; one stop for Tab, arrows move inside.

    A code that is none of the choices, such as a retired label's, is kept and not shown.
    """

    chosen = Signal(object)  # str | None; frozenset[str] when multiple

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        multiple: bool = False,
        clearable: bool = False,
        folded_after: int = 0,
    ) -> None:
        super().__init__(parent)
        self._multiple = multiple
        self._clearable = clearable
        self._folded_after = folded_after
        self._opened = False
        self._codes: frozenset[str] = frozenset()
        self._proposed = ""
        self._buttons: tuple[ChoiceButton, ...] = ()
        self._more = ChoiceButton(_MORE)
        self._more.setCheckable(False)
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._more.clicked.connect(self._turn)

    def choices(self) -> tuple[Choice, ...]:
        """Return what can be chosen, in the order shown."""
        return tuple(button.choice for button in self._buttons)

    def codes(self) -> frozenset[str]:
        """Return what is chosen."""
        return self._codes

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these choices; what is chosen stays chosen."""
        if tuple(choices) == self.choices():
            return
        had_focus = any(button.hasFocus() for button in self._buttons)
        for button in (*self._buttons, self._more):
            self._flow.removeWidget(button)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = tuple(self._button(choice) for choice in choices)
        for button in (*self._buttons, self._more):
            self._flow.addWidget(button)
        follow_on(self._more, *self._buttons)
        self._show()
        self._stop_at(self._first())
        if had_focus:
            self.setFocus()

    def set_chosen(self, chosen: frozenset[str] | str | None) -> None:
        """Show what is chosen, without saying so; None and an empty set are nothing."""
        self._codes = frozenset([chosen]) if isinstance(chosen, str) else frozenset(chosen or ())
        self._show()
        if not any(button.hasFocus() for button in self._buttons):
            self._stop_at(self._first())

    def propose(self, code: str) -> None:
        """Show a choice as proposed while none is made; '' proposes nothing.

        It counts for nothing until a person takes it: Enter does, as the row is entered there.
        """
        self._proposed = code
        self._show()
        if not any(button.hasFocus() for button in self._buttons):
            self._stop_at(self._first())

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in self._buttons:
            button.setAccessibleName(self._spoken(button.choice))
        self._more.setAccessibleName(self._spoken(self._more.choice))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = self._pressed(event)
        if event.key() in _BACK + _ON:
            self._move(self._step(event))
        elif pressed is not None:
            self._stop_at(pressed)
            self.setFocus()  # first: whoever hears of the choice may give the keyboard away
            self._choose(pressed)
        else:
            super().keyPressEvent(event)

    def _button(self, choice: Choice) -> ChoiceButton:
        button = ChoiceButton(choice)
        button.setAccessibleName(self._spoken(choice))
        button.clicked.connect(lambda: self._choose(button))
        return button

    def _spoken(self, choice: Choice) -> str:
        row = self.accessibleName()
        return f"{row}: {choice.name}" if row else choice.name

    def _choose(self, button: ChoiceButton) -> None:
        self._codes, before = self._with(button.choice.code), self._codes
        self._show()
        self._stop_at(button)
        if self._codes != before:
            self.chosen.emit(self._codes if self._multiple else next(iter(self._codes), None))

    def _with(self, code: str) -> frozenset[str]:
        """Return what is chosen after a press on the code."""
        if self._multiple:
            return self._codes ^ {code}
        if code in self._codes and self._clearable:
            return frozenset()
        return frozenset([code])

    def _show(self) -> None:
        usual = self._folded_after or len(self._buttons)
        forced = any(button.choice.code in self._codes for button in self._buttons[usual:])
        for place, button in enumerate(self._buttons):
            button.setChecked(button.choice.code in self._codes)
            button.set_proposed(not self._codes and button.choice.code == self._proposed)
            button.setVisible(place < usual or forced or self._opened)
        self._more.choice = _FEWER if self._opened else _MORE
        self._more.setVisible(len(self._buttons) > usual and not forced)

    def _turn(self) -> None:
        self._opened = not self._opened
        self._show()
        self._stop_at(self._more)

    def _first(self) -> ChoiceButton:
        shown = self._shown()
        marked = (button for button in shown if button.isChecked() or button.is_proposed)
        return next(marked, shown[0])

    def _shown(self) -> list[ChoiceButton]:
        every = (*self._buttons, self._more)
        return [button for button in every if not button.isHidden()] or [self._more]

    def _stop_at(self, stop: ChoiceButton) -> None:
        """Let Tab stop at this button and at no other of the row."""
        for button in (*self._buttons, self._more):
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    def _pressed(self, event: QKeyEvent) -> ChoiceButton | None:
        """Return the button whose key was pressed."""
        wanted = event.text().casefold() if event.modifiers() in _PLAIN_ONES else ""
        return next(
            (b for b in self._buttons if wanted and b.choice.key.casefold() == wanted), None
        )

    def _step(self, event: QKeyEvent) -> int:
        step = -1 if event.key() in _BACK else 1
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return -step if sideways and self.isRightToLeft() else step

    def _move(self, step: int) -> None:
        shown = self._shown()
        place = next((place for place, button in enumerate(shown) if button.hasFocus()), 0)
        target = shown[min(max(place + step, 0), len(shown) - 1)]
        self._stop_at(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)
