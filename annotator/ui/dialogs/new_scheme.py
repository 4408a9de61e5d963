"""The dialog for a new scheme: its layer, its name and its labels."""

from typing import Final

from msgspec import Struct
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from annotator.domain.codebook import Layer
from annotator.i18n import tr
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, fit, text_label
from annotator.ui.models.codebook_words import LAYERS
from annotator.ui.theming import fonts
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.form import WIDE_LABELS, Form
from annotator.ui.widgets.plain_text import PlainText

_WIDTH, _LABELS = 520, 120
_OPEN: Final = tuple(layer for layer in Layer if not layer.is_fixed)


class NewScheme(Struct, frozen=True):
    """The input of the dialog."""

    layer: Layer
    title: str
    labels: tuple[str, ...]
    multi_select: bool


class NewSchemeDialog(QDialog):
    """Asks for a scheme of a layer that is open to custom codes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new_scheme")
        self._layer = ChoiceRow()
        self._layer.setObjectName("new_scheme.layer")
        self._layer.set_choices(
            [Choice(layer, tr(LAYERS[layer]), str(n)) for n, layer in enumerate(_OPEN, start=1)]
        )
        self._layer.set_chosen(str(Layer.CLAIM_TYPE))
        self._title = QLineEdit(placeholderText=tr("For example, Topic"))
        self._title.setObjectName("new_scheme.title")
        self._labels = PlainText()
        self._labels.setPlaceholderText(tr("One label on each line"))
        self._labels.setObjectName("new_scheme.labels")
        self._labels.setTabChangesFocus(True)
        self._labels.setFixedHeight(fonts.pixels(_LABELS))
        self._several = QCheckBox(tr("Several labels can be chosen"))
        self._several.setObjectName("new_scheme.several")
        self._box = buttons(self, tr("Add scheme"))
        self._arrange()
        self._layer.chosen.connect(self._follow)
        self._title.textChanged.connect(self._follow)
        self._labels.textChanged.connect(self._follow)
        self._follow()
        fit(self, _WIDTH)
        self._title.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None = None) -> NewScheme | None:
        """Return the scheme to add; None for none."""
        dialog = cls(parent)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.answer() if is_wanted else None

    def answer(self) -> NewScheme:
        """Return the input."""
        layer = Layer(next(iter(self._layer.codes())))
        lines = (line.strip() for line in self._labels.toPlainText().splitlines())
        return NewScheme(
            layer=layer,
            title=self._title.text().strip(),
            labels=tuple(filter(None, lines)),
            multi_select=self._several.isChecked() and layer != Layer.VERDICT,
        )

    def _arrange(self) -> None:
        form = Form(label_width=WIDE_LABELS)
        form.add(tr("For"), self._layer)
        form.add(tr("Name"), self._title)
        form.add(tr("Labels"), self._labels)
        column = column_of(self, tr("Add scheme"))
        column.addWidget(form)
        column.addWidget(self._several)
        hint = tr("Definitions, keys and colours can be added afterwards.")
        column.addWidget(text_label(hint, ink="second"))
        column.addWidget(self._box)

    def _follow(self) -> None:
        asked = self.answer()
        self._several.setEnabled(asked.layer != Layer.VERDICT)
        button(self._box, "do").setEnabled(bool(asked.title and asked.labels))
