"""The choice of the codebook that a new project begins with, beside a look into it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.i18n import tr
from annotator.importers.codebook import CodebookFile, load
from annotator.ui.dialogs.card import Card
from annotator.ui.dialogs.codebook_tree import CodebookTree
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.widgets.enter_button import EnterButton

_GAP, _LINES = 6, 4


class CodebookChoice(QWidget):
    """A card for each codebook that comes with the program, and for files of one's own."""

    resized = Signal()  # another card or sentence is shown

    def __init__(self, files: Sequence[CodebookFile]) -> None:
        super().__init__()
        self._files: list[CodebookFile] = []
        self._group = QButtonGroup(self)
        self._tree = CodebookTree("new_project.preview")
        self._message = text_label("", ink="wrong")
        self._message.setObjectName("new_project.codebook_refused")
        self._cards = QVBoxLayout()
        self._from_file = EnterButton(tr("From a file…"))
        for file in files:
            self._add(file, file.path.stem)
        self._arrange()  # later, so that Tab comes to the cards first
        self._group.idToggled.connect(self._follow)
        self._group.buttons()[0].setChecked(True)

    @property
    def chosen(self) -> CodebookFile:
        """Return the codebook that is chosen."""
        return self._files[self._group.checkedId()]

    def browse(self) -> None:
        """Ask for a file, and choose it if it is a codebook."""
        title, kind = tr("Choose a codebook"), tr("Codebooks (*.toml)")
        name, _ = QFileDialog.getOpenFileName(self, title, "", kind)
        if name:
            self._take(Path(name))

    def _take(self, path: Path) -> None:
        try:
            load(path)
        except AnnotatorError as error:
            self._say(f"▲ {error}")
            return
        self._say("")
        self._add(CodebookFile(path.stem, tr("A file of your own."), path), "file").setChecked(True)
        self.resized.emit()

    def _arrange(self) -> None:
        self._from_file.setObjectName("new_project.codebook_file")
        self._from_file.clicked.connect(self.browse)
        self._cards.setSpacing(_GAP)
        self._cards.addWidget(self._from_file)
        self._cards.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * _GAP)
        row.addLayout(self._cards, 5)
        row.addLayout(self._preview(), 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._message)
        self._message.hide()

    def _preview(self) -> QVBoxLayout:
        detail = text_label(tr("Expand a scheme to see its labels."), ink="second")
        detail.setObjectName("new_project.definition")
        detail.setMinimumHeight(_LINES * detail.fontMetrics().lineSpacing())
        detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._tree.hide_definitions()
        self._tree.detailed.connect(detail.setText)
        column = QVBoxLayout()
        column.addWidget(self._tree, 1)
        column.addWidget(detail)
        return column

    def _add(self, file: CodebookFile, name: str) -> Card:
        card = Card(file.name, file.description)
        card.setObjectName(f"new_project.codebook.{name}")
        card.setCheckable(True)
        card.setAutoExclusive(True)  # which a screen reader takes for a radio button
        self._group.addButton(card, len(self._files))
        self._cards.insertWidget(len(self._files), card)
        self._files.append(file)
        return card

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setHidden(not sentence)
        self.resized.emit()

    def _follow(self, _number: int, is_chosen: bool) -> None:  # noqa: FBT001 - Qt's own
        if is_chosen:
            self._tree.show_schemes(load(self.chosen.path))
