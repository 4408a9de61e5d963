"""A row of choices from the codebook."""

from collections.abc import Callable, Container, Iterable
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from annotator.domain.codebook import Codebook, Label, Layer, Scheme
from annotator.i18n import N_, tr
from annotator.ui.models.wording import short_names
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.plain_label import plain
from annotator.ui.widgets.typed import tooltip

_IMPORT: Final = N_("Import a codebook that has it: Project → Codebook… → Import….")
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


class SchemeRow(LabelRow):
    """Offers the labels of one scheme of the project, and follows every change of it.

    `find` returns the scheme. A label that is no longer offered is shown where it is chosen.
    `dress` returns how a choice is shown. Without labels, as in a project of the first version, it
    says so and what to do.
    """

    def __init__(
        self,
        workspace: Workspace,
        find: Callable[[Codebook], Scheme],
        *,
        multiple: bool = False,
        clearable: bool = False,
        dress: Callable[[Choice], Choice] = lambda choice: choice,
    ) -> None:
        super().__init__((), multiple=multiple, clearable=clearable)
        self._workspace, self._find, self._dress = workspace, find, dress
        self._used: frozenset[str] = frozenset()
        self._nothing = plain(QLabel(tr("Not in the codebook"), self), "second")
        self._nothing.setToolTip(tooltip(tr(_IMPORT)))
        self._nothing.setAccessibleDescription(tr(_IMPORT))
        workspace.codebook_changed.connect(self._offer)
        self._offer()

    @override
    def set_chosen(self, chosen: frozenset[str] | str | None) -> None:
        used = frozenset([chosen]) if isinstance(chosen, str) else frozenset(chosen or ())
        if used != self._used:
            self._used = used
            self._offer()
        super().set_chosen(chosen)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(self._room())

    @override
    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(self._room())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._nothing.setGeometry(self.rect())

    def _room(self) -> QSize:
        return QSize() if self.buttons else self._nothing.sizeHint()

    def _offer(self) -> None:
        scheme = self._find(self._workspace.codebook)
        offered = tuple(self._dress(each) for each in choices(scheme, self._used))
        self._nothing.setHidden(bool(offered))
        self.set_choices(offered)


def of_layer(layer: Layer) -> Callable[[Codebook], Scheme]:
    """Return what finds the first scheme of a layer."""
    return lambda codebook: codebook.scheme(layer)


def choices(scheme: Scheme, used: Container[str] = ()) -> tuple[Choice, ...]:
    """Return the labels of a scheme that are offered, or are `used`, as choices."""
    # codebooks of older projects were taken with codes that cannot be saved
    known = [each for each in scheme.labels if scheme.allows(each.code)]
    labels = [each for each in known if not each.is_retired or each.code in used]
    names = short_names(labels)
    return tuple(_choice(label, names[label.code]) for label in labels)


def _choice(label: Label, name: str) -> Choice:
    retired = tr("No longer offered.") if label.is_retired else ""
    return Choice(
        code=label.code,
        name=name,
        key="" if label.is_retired else label.key,
        definition=f"{retired} {label.definition}".strip(),
        tone=label.colour if label.colour in _TONES else "",
        full=label.name,
    )
