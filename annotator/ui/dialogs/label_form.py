"""The fields of one label of a codebook."""

from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.codebook import Label, Layer, Scheme
from annotator.domain.edit import Edit
from annotator.i18n import N_, tr
from annotator.operations.codebook import change_label
from annotator.ui.models.codebook_words import tone_choices
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.form import WIDE_LABELS, Form
from annotator.ui.widgets.read_only import set_read_only

_NARROW: Final = 56  # pixels, of the key and the number
_NOT_A_NUMBER: Final = N_("Enter a number, such as −1 or 2.5, or nothing.")


class LabelForm(QWidget):
    """Each field is committed when the focus leaves, by `do`, which returns why it was refused."""

    def __init__(self, workspace: Workspace, do: Callable[[Callable[[], Edit]], str]) -> None:
        super().__init__()
        self._do = do
        self._scheme: Scheme | None = None
        self._label: Label | None = None
        self._lines: dict[str, AutoLine] = {
            "name": AutoLine(pause=0),
            "short": AutoLine(tr("On buttons"), pause=0),
            "key": _narrow(AutoLine(pause=0)),
            "number": _narrow(_NumberLine(pause=0)),
        }
        self._lines["key"].setMaxLength(1)
        self._definition = AutoText(
            tr("When to choose it; shown while labelling"), lines=(2, 3), pause=0
        )
        self._colour = ChoiceRow()
        self._arrange()
        for name, field in {**self._lines, "definition": self._definition}.items():
            field.setObjectName(f"codebook.{name}")
            field.committed.connect(partial(self._commit, name))
            workspace.pending.add(field.draft)
            field.draft.destroyed.connect(partial(workspace.pending.forget, field.draft))
        self._colour.setObjectName("codebook.colour")
        self._colour.chosen.connect(self._recolour)
        if workspace.is_read_only:
            set_read_only(self, is_read_only=True)

    def show_label(self, scheme: Scheme, label: Label) -> None:
        """Show a label, or refresh the same one; pending text is committed to its own label."""
        is_other = self._place != (scheme.id, label.code)
        if is_other:
            self.flush()
        self._scheme, self._label = scheme, label
        for name, field in self._fields.items():
            value = _shown(getattr(label, name))
            if is_other:
                field.begin(value)
            else:
                field.set_value(value)
        self._lines["number"].setReadOnly(scheme.layer == Layer.SENTIMENT_POLARITY)
        self._colour.set_choices(tone_choices(label.colour))
        self._colour.set_chosen(label.colour)

    def flush(self) -> None:
        """Commit pending text."""
        for field in self._fields.values():
            field.flush()

    def edit_name(self) -> None:
        """Focus the name, all selected."""
        self._lines["name"].setFocus()
        self._lines["name"].selectAll()

    @property
    def _fields(self) -> dict[str, AutoLine | AutoText]:
        return {**self._lines, "definition": self._definition}

    @property
    def _place(self) -> tuple[str, str] | None:
        return (self._scheme.id, self._label.code) if self._scheme and self._label else None

    def _arrange(self) -> None:
        form = Form(self, label_width=WIDE_LABELS)
        form.add(tr("Name"), self._lines["name"])
        form.beside().add(tr("Short name"), self._lines["short"])
        form.add(tr("Definition"), self._definition)
        form.add(tr("Key"), self._lines["key"])
        form.beside().add(tr("Number"), self._lines["number"])
        form.beside().add(tr("Colour"), self._colour)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)

    def _commit(self, name: str, value: str) -> None:
        field = self._fields[name]
        number = _number(value) if name == "number" else None
        refusal = self._put(name, number if name == "number" else value)
        if refusal:
            field.reopen()
            if isinstance(field, AutoLine):
                field.mark(refusal)

    def _recolour(self, colour: str | None) -> None:
        self._put("colour", colour or "")

    def _put(self, name: str, value: str | float | None) -> str:
        scheme, label = self._scheme, self._label
        if scheme is None or label is None:
            return ""
        values: dict[str, str | float | None] = {name: value}
        after = replace(label, **values)
        return self._do(lambda: change_label(scheme, after))


class _NumberLine(AutoLine):
    """A field for a number or nothing."""

    @override
    def accept(self, text: str) -> str:
        try:
            return _shown(_number(super().accept(text)))
        except ValueError as error:
            raise ValueError(tr(_NOT_A_NUMBER)) from error


def _number(text: str) -> float | None:
    plain = text.replace("−", "-").replace(",", ".").strip()
    return float(plain) if plain else None


def _shown(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:.12g}".replace("-", "−")


def _narrow(field: AutoLine) -> AutoLine:
    field.setFixedWidth(fonts.pixels(_NARROW))
    return field
