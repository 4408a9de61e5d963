"""The kinds of what was found, as chips, of which one is chosen."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.domain.search import Found, SearchKind
from annotator.i18n import N_, tr
from annotator.ui.models.search_rows import number_words, total
from annotator.ui.theming import fonts
from annotator.ui.widgets.flow import FlowLayout

_NAMES: Final[Mapping[SearchKind | None, str]] = {
    None: N_("All"),
    SearchKind.ARTICLE: N_("Articles"),
    SearchKind.TEXT: N_("Text"),
    SearchKind.CLAIM: N_("Claims"),
    SearchKind.NOTE: N_("Notes"),
    SearchKind.SOURCE: N_("Sources"),
    SearchKind.PERSON: N_("People"),
}


class SearchChips(QWidget):
    """One chip for each kind of which something was found, and one for all."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind: SearchKind | None = None
        self._chips = {kind: self._chip(kind) for kind in _NAMES}
        line = FlowLayout(self, gap=8)
        for chip in self._chips.values():
            line.addWidget(chip)
        self._chips[None].setChecked(True)

    def show_found(self, found: Mapping[SearchKind, Found], *, is_whole: bool) -> None:
        """Show how many there are of each kind; the chosen one stays, also without any.

        There may be more when not the whole project was searched.
        """
        for kind, chip in self._chips.items():
            mine = [each for each in found.values() if kind in {None, each.kind}]
            count = total(mine)
            is_known = bool(count or (found and is_whole))
            number = number_words(mine, is_whole=is_whole)
            chip.setText(f"{tr(_NAMES[kind])} {number}" if is_known else tr(_NAMES[kind]))
            chip.setVisible(kind in {None, self.kind} or count > 0)

    def choose(self, kind: SearchKind | None) -> None:
        """Choose a kind; None is all of them."""
        for each, chip in self._chips.items():
            chip.setChecked(each == kind)
        self._chips[kind].show()
        if kind != self.kind:
            self.kind = kind
            self.chosen.emit()

    def step(self, by: int) -> None:
        """Choose the next kind of which there is something, or one before."""
        kinds: Sequence[SearchKind | None] = [
            kind for kind, chip in self._chips.items() if not chip.isHidden()
        ]
        self.choose(kinds[(kinds.index(self.kind) + by) % len(kinds)])

    def _chip(self, kind: SearchKind | None) -> QPushButton:
        chip = QPushButton(tr(_NAMES[kind]))
        chip.setCheckable(True)
        chip.setObjectName(f"search.kind.{kind or 'all'}")
        chip.setProperty("look", "filter_chip")
        chip.setFont(fonts.button(chip.font()))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(lambda: self.choose(kind))
        return chip
