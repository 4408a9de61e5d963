"""A row of choices from the codebook."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from annotator.domain.codebook import Label, Scheme
from annotator.ui.models.wording import short_names
from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.choice_row import Choice, ChoiceRow

_TONES = {"refuted", "conflicting", "supported", "unchecked"}


class LabelRow(ChoiceRow):
    """Offers choices, the chosen ones never folded away.

    A key sets its choice and never takes it back. `picked` says that a person has made a choice
    and that it is kept, be it the one that was there; the keyboard may then be given to something
    else.
    """

    picked = Signal(str)

    def __init__(
        self,
        choices: Iterable[Choice],
        *,
        multiple: bool = False,
        clearable: bool = False,
        folded_after: int = 0,
    ) -> None:
        super().__init__(multiple=multiple, clearable=clearable, folded_after=folded_after)
        self._all = tuple(choices)
        self._usual = folded_after or len(self._all)
        self._is_multiple = multiple
        self.set_choices(self._all)

    def begin(self, chosen: frozenset[str] | str | None) -> None:
        """Show what another record has; a choice that would be folded away comes first."""
        codes = frozenset([chosen]) if isinstance(chosen, str) else frozenset(chosen or ())
        hidden = [choice for choice in self._all[self._usual :] if choice.code in codes]
        self.set_choices((*hidden, *(choice for choice in self._all if choice not in hidden)))
        self.set_chosen(codes)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = self._pressed(event)
        if pressed and not self._is_multiple and pressed.choice.code in self.codes():
            self.picked.emit(pressed.choice.code)
        else:
            super().keyPressEvent(event)

    @override
    def _choose(self, button: ChoiceButton) -> None:
        super()._choose(button)
        if button.choice.code in self.codes():  # not when saving it was refused
            self.picked.emit(button.choice.code)


def choices(scheme: Scheme) -> tuple[Choice, ...]:
    """Return the labels of a scheme that are in use, as choices."""
    # codebooks of older projects were taken with codes that cannot be saved
    labels = [each for each in scheme.labels if not each.is_retired and scheme.allows(each.code)]
    names = short_names(labels)
    return tuple(_choice(label, names[label.code]) for label in labels)


def _choice(label: Label, name: str) -> Choice:
    words = [label.name if name != label.name else "", label.definition]
    return Choice(
        code=label.code,
        name=name,
        key=label.key,
        tooltip="\n".join(filter(None, words)),
        tone=label.colour if label.colour in _TONES else "",
    )
