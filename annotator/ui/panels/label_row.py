"""A row of choices from the codebook."""

from collections.abc import Iterable

from annotator.domain.codebook import Label, Scheme
from annotator.ui.models.wording import short_names
from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.choice_row import Choice, ChoiceRow

_TONES = {"refuted", "conflicting", "supported", "unchecked"}


class LabelRow(ChoiceRow):
    """Offers choices in a form."""

    def __init__(
        self,
        choices: Iterable[Choice],
        *,
        multiple: bool = False,
        clearable: bool = False,
        kind: type[ChoiceButton] = ChoiceButton,
    ) -> None:
        super().__init__(multiple=multiple, clearable=clearable, kind=kind)
        self.set_choices(tuple(choices))

    def begin(self, chosen: frozenset[str] | str | None) -> None:
        """Show the values of another record."""
        self.set_chosen(chosen)


def choices(scheme: Scheme) -> tuple[Choice, ...]:
    """Return the labels of a scheme that are in use, as choices."""
    # codebooks of older projects were taken with codes that cannot be saved
    labels = [each for each in scheme.labels if not each.is_retired and scheme.allows(each.code)]
    names = short_names(labels)
    return tuple(_choice(label, names[label.code]) for label in labels)


def _choice(label: Label, name: str) -> Choice:
    return Choice(
        code=label.code,
        name=name,
        key=label.key,
        definition=label.definition,
        tone=label.colour if label.colour in _TONES else "",
        full=label.name,
    )
