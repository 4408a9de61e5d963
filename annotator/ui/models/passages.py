"""The omitted passages of a page, in its order, to choose from."""

from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from typing import Final
from unicodedata import east_asian_width

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from typing_extensions import override

from annotator.domain.text import cut_off, up_to_last_word
from annotator.i18n import format_number, ngettext, tr
from annotator.importers.draft import Omission
from annotator.ui.theming import fonts
from annotator.ui.widgets.in_place import ShownLine
from annotator.ui.widgets.index import Index

_Role = Qt.ItemDataRole
_Flag = Qt.ItemFlag
_TICKABLE: Final = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemIsUserCheckable

MOST: Final = 5_000
"""How many passages are shown at once; a page of news has some hundred."""

_SHORT: Final = 20  # letters and digits; a wide one, as in Chinese, counts twice
_IN_ROW: Final = 240
_IN_HEAD: Final = 48
_IN_TEXT: Final = 3_000
_AROUND: Final = 10_000
_BESIDE: Final = 100


class PassageModel(QAbstractListModel):
    """A row for each omitted passage, below headings for their positions in the text.

    `lines` are those of the text; `taken` are passages already in it, shown ticked. Of
    equal ones at one position, such as titles of a slide show, one is shown. There are
    no rows before `narrow`.
    """

    ticked = Signal(int)  # how many are ticked now

    def __init__(
        self,
        lines: Sequence[str],
        passages: Sequence[Omission],
        taken: Iterable[Omission] = (),
    ) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self._passages = tuple(dict.fromkeys(passages))
        numbered = list(enumerate(self._passages))
        self._short = frozenset(n for n, each in numbered if _is_short(each.text))
        before = frozenset(taken)
        self._ticked = {n for n, each in numbered if each in before}
        self._before = frozenset(self._ticked)
        self._rows: list[int | str] = []

    @property
    def count(self) -> int:
        """Return the number of passages."""
        return len(self._passages)

    @property
    def short(self) -> int:
        """Return the number of short passages, such as the entries of a menu."""
        return len(self._short)

    @property
    def is_changed(self) -> bool:
        """Return whether the ticked passages were changed."""
        return self._ticked != self._before

    def chosen(self) -> tuple[Omission, ...]:
        """Return the ticked passages, in the order of the page."""
        return tuple(self._passages[number] for number in sorted(self._ticked))

    def narrow(self, query: str = "", *, has_short: bool = False) -> None:
        """Show the passages that have all the words; without any, short ones only if asked for.

        Never more than the first `MOST`.
        """
        terms = query.casefold().split()
        shown = (
            number
            for number, passage in enumerate(self._passages)
            if (has_short or terms or number not in self._short or number in self._ticked)
            and all(term in passage.text.casefold() for term in terms)
        )
        self.beginResetModel()
        self._rows = []
        for after, group in groupby(
            islice(shown, MOST), lambda number: self._passages[number].after
        ):
            numbers = list(group)
            self._rows += [f"{self._heading(after)} · {format_number(len(numbers))}", *numbers]
        self.endResetModel()

    def passage(self, index: Index) -> int | None:
        """Return the number of the passage in a row; None for a heading and for no row."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, int) else None

    def first(self) -> QModelIndex:
        """Return the index of the first passage inside the text, otherwise of the first of all."""
        rows = [(row, n) for row, n in enumerate(self._rows) if isinstance(n, int)]
        inside = (row for row, n in rows if 0 < self._passages[n].after < len(self._lines))
        return self.index(next(inside, rows[0][0] if rows else -1))

    def index_of(self, passage: int | None) -> QModelIndex:
        """Return the row of a passage; an invalid one when it is not shown."""
        return self.index(self._rows.index(passage) if passage in self._rows else -1)

    def toggle(self, indexes: Sequence[Index]) -> None:
        """Tick these passages, or untick them if the first of them is ticked."""
        numbers = [n for n in map(self.passage, indexes) if n is not None]
        if not numbers:
            return
        if numbers[0] in self._ticked:
            self._ticked.difference_update(numbers)
        else:
            self._ticked.update(numbers)
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked.emit(len(self._ticked))

    def in_place(self, current: int | None) -> list[ShownLine]:
        """Return the lines around a passage, with it and the ticked passages inserted."""
        after = self._passages[current].after if current is not None else 0
        first, last = self._window(after)
        shown = [ShownLine("…")] if first else []
        beside: dict[int, list[ShownLine]] = {}
        for number in self._near(current):
            line = _cut(self._passages[number].text, _IN_TEXT)
            placed = ShownLine(line, number in self._ticked, number == current)
            beside.setdefault(self._passages[number].after, []).append(placed)
        for place in range(first, last + 1):
            shown += beside.get(place, ())
            if place < last:
                shown.append(ShownLine(_cut(self._lines[place], _IN_TEXT)))
        return [*shown, ShownLine("…")] if last < len(self._lines) else shown

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _Flag.NoItemFlags if self.passage(index) is None else _TICKABLE

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role == _Role.ToolTipRole else _head(row, role)
        if role == _Role.DisplayRole:
            return _cut(self._passages[row].text, _IN_ROW)
        if role == _Role.CheckStateRole:
            return Qt.CheckState.Checked if row in self._ticked else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole:
            return False
        self.toggle([index])
        return True

    def _heading(self, after: int) -> str:
        if not after:
            return tr("Before the text")
        if after >= len(self._lines):
            return tr("After the text")
        return tr("After “{line}”", line=_cut(self._lines[after - 1].strip(), _IN_HEAD))

    def _window(self, after: int) -> tuple[int, int]:
        """Return the range of lines shown around a position, the end excluded."""
        first = last = after
        room = _AROUND
        while first > 0 and room > 0:
            first -= 1
            room -= min(len(self._lines[first]), _IN_TEXT)
        room = _AROUND
        while last < len(self._lines) and room > 0:
            room -= min(len(self._lines[last]), _IN_TEXT)
            last += 1
        return first, last

    def _near(self, current: int | None) -> list[int]:
        """Return the passages near one of them that can be shown in the text."""
        numbers = sorted(self._ticked | ({current} if current is not None else set()))
        place = numbers.index(current) if current is not None else 0
        return numbers[max(0, place - _BESIDE) : place + _BESIDE]


def chosen_words(count: int) -> str:
    """Return the text of the button that adds a number of passages."""
    if not count:
        return tr("Add passages")
    return ngettext("Add {count} passage", "Add {count} passages", count)


def _head(text: str, role: int) -> object:
    if role == _Role.DisplayRole:
        return text
    return fonts.strong(fonts.small(QFont())) if role == _Role.FontRole else None


def _is_short(text: str) -> bool:
    letters = sum(map(str.isalnum, text))
    if letters < _SHORT:
        letters += sum(each.isalnum() and east_asian_width(each) in "WF" for each in text)
    return letters < _SHORT


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else cut_off(up_to_last_word(text[:most]))
