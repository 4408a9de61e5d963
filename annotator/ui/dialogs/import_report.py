"""What became of each article of an import, to be read and to be kept as a file."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.exporters.guard import guarded
from annotator.importers import Refusal
from annotator.importers.left_out import told_of
from annotator.importers.original import name_of_folder, shown
from annotator.ui.dialogs.arrival import Arrival
from annotator.ui.dialogs.message import tell
from annotator.ui.dialogs.parts import MARGIN, buttons, title
from annotator.ui.theming import fonts
from annotator.ui.widgets.typed import one_line, tooltip

_SIZE = (960, 520)
_COLUMNS: Final = ("State", "File", "Result")
_IN: Final = "imported"
_CHECK: Final = "imported, check"
_SKIPPED: Final = "skipped"
_NEARLY: Final = "similar"
_AGAIN: Final = "new version"
_ORDER: Final = ("refused", _CHECK, "already here", _NEARLY, _AGAIN, "not imported", _SKIPPED, _IN)
_FILTER: Final = "Table (*.csv);;Text (*.txt)"
_ROWS: Final = 1_000


class ReportLine(Struct, frozen=True):
    """One article: its state, the file it came from, and what to say about it.

    `code` is that of an article of whose page long passages are not in the text.
    """

    state: str
    name: str
    words: str
    code: str = ""

    @property
    def is_special(self) -> bool:
        """Return whether it is worth telling: it did not just come in whole, nor was skipped."""
        return self.state not in (_IN, _SKIPPED) or bool(self.code)


def lines_of(
    arrivals: Sequence[Arrival],
    refusals: Sequence[Refusal],
    codes: Sequence[str],
    lost: Mapping[str, str] = MappingProxyType({}),
) -> list[ReportLine]:
    """Return what became of everything, what needs a look first.

    `codes` are those that the wanted articles got, in their order; `lost` says why some of
    these did not come in after all.
    """
    given = iter(codes)
    places = [(each.draft.file_name, _folder(each.path)) for each in arrivals]
    places += [(shown(each.path), _folder(each.path)) for each in refusals]
    names = _told_apart(places)
    lines = [_line(each, name, given, lost) for each, name in zip(arrivals, names, strict=False)]
    rest = names[len(lines) :]
    lines += [_refused(each, name) for each, name in zip(refusals, rest, strict=True)]
    return sorted(lines, key=lambda line: (_ORDER.index(line.state), not line.code))


def summary(lines: Sequence[ReportLine]) -> str:
    """Return how many there are of each state, in words."""
    counts = Counter(line.state for line in lines)
    check = counts.pop(_CHECK, 0)
    imported = counts[_IN] + counts.pop(_NEARLY, 0) + check
    others = [f"{counts[each]:,} {each}" for each in _ORDER[::-1] if counts[each] and each != _IN]
    to_check = f" ({check:,} to check)" if check else ""
    return ", ".join([f"{imported:,} imported{to_check}", *others])


def as_csv(lines: Sequence[ReportLine]) -> str:
    """Return the report as a table; text that a spreadsheet could run is marked as text."""
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(("state", "file", "words"))
    writer.writerows(map(guarded, (line.state, line.name, line.words)) for line in lines)
    return table.getvalue()


def as_text(lines: Sequence[ReportLine]) -> str:
    """Return the report as plain text, a line for each article."""
    body = (f"{line.state}: {one_line(line.name)}: {one_line(line.words)}" for line in lines)
    return "\n".join([summary(lines), "", *body, ""])


class ImportReport(QDialog):
    """Shows how an import ended; it can be saved.

    `asked` gives the code of an article of which a person wants to see what was left out.
    """

    asked = Signal(str)

    def __init__(self, lines: Sequence[ReportLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_report")
        self.setWindowTitle("Import")
        self._lines = lines
        save = QPushButton("Save report…")
        save.setObjectName("save")
        save.clicked.connect(self._save)
        self._left_out = QPushButton("Omitted page content…")
        self._left_out.setObjectName("import_report.left_out")
        self._left_out.clicked.connect(lambda: self.asked.emit(self._code()))
        self._table = _table(lines[:_ROWS])
        self._table.currentCellChanged.connect(lambda *_: self._show_state())
        self._table.selectRow(0)
        box = buttons(self, "Close", "")
        if any(line.code for line in lines):
            box.addButton(self._left_out, box.ButtonRole.ActionRole)
        box.addButton(save, box.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(title(summary(lines)))
        column.addWidget(self._table, 1)
        column.addWidget(box)
        self.resize(fonts.pixel_size(*_SIZE))
        self._show_state()

    @classmethod
    def ask(
        cls,
        lines: Sequence[ReportLine],
        show_left_out: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show it until it is closed; `show_left_out` gets the code of an article."""
        report = cls(lines, parent)
        report.asked.connect(show_left_out)
        report.exec()
        report.deleteLater()

    def _code(self) -> str:
        """Return the code of the article in the chosen row, if something of it was left out."""
        row = self._table.currentRow()
        return self._lines[row].code if row >= 0 else ""

    def _show_state(self) -> None:
        self._left_out.setEnabled(bool(self._code()))

    def _save(self) -> None:
        name, kind = QFileDialog.getSaveFileName(self, "Save report", "import.csv", _FILTER)
        if not name:
            return
        path = Path(name)
        is_text = path.suffix.lower() == ".txt" or (not path.suffix and "txt" in kind)
        content = as_text(self._lines) if is_text else as_csv(self._lines)
        try:
            path.write_text(content, encoding="utf-8", newline="")
        except OSError as error:
            tell(self, f"The report could not be saved as “{path.name}”: {error.strerror}.")


def _folder(path: Path | None) -> str:
    return name_of_folder(path) if path else ""


def _told_apart(places: Sequence[tuple[str, str]]) -> list[str]:
    """Return the names of files, with their folder where several folders have one of the name."""
    folders: dict[str, set[str]] = {}
    for name, folder in places:
        folders.setdefault(name, set()).add(folder)
    return [f"{folder}/{name}" if len(folders[name]) > 1 else name for name, folder in places]


def _refused(refusal: Refusal, name: str) -> ReportLine:
    return ReportLine(_SKIPPED if refusal.is_skipped else "refused", name, refusal.reason)


def _line(arrival: Arrival, name: str, codes: Iterator[str], lost: Mapping[str, str]) -> ReportLine:
    if arrival.version_of:
        return ReportLine(_AGAIN, name, f"offered as a {arrival.state}")
    if not arrival.is_wanted:
        state = "already here" if arrival.twin else "not imported"
        return ReportLine(state, name, arrival.state if arrival.state != "new" else "not selected")
    code = next(codes, "")
    return ReportLine("refused", name, lost[code]) if code in lost else _came(arrival, name, code)


def _came(arrival: Arrival, name: str, code: str) -> ReportLine:
    """Return the line of an article that is in the project, with everything that is to be known."""
    draft, told = arrival.draft, told_of(arrival.draft.left_out)
    what = f"{code}, {arrival.nearly.words}" if arrival.nearly else code
    if draft.is_guessed:  # before a long headline, which may be cut off
        what += f" (encoding: {arrival.encoding})"
    code_if_told = code if told else ""
    if draft.caveats:
        sentences = " ".join((*draft.caveats, *([f"{told}."] if told else [])))
        return ReportLine(_CHECK, name, f"{what}: {sentences}", code_if_told)
    words = f"{draft.headline} ({told})" if told else draft.headline
    if arrival.nearly:
        return ReportLine(_NEARLY, name, f"{what}: {words}", code_if_told)
    return ReportLine(_IN, name, f"{what}  {words}", code_if_told)


def _table(lines: Sequence[ReportLine]) -> QTableWidget:
    table = QTableWidget(len(lines), len(_COLUMNS))
    table.setObjectName("import_report.lines")
    table.setAccessibleName("Result for each file")
    table.setHorizontalHeaderLabels(_COLUMNS)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(0, fonts.pixels(130))
    header.resizeSection(1, fonts.pixels(210))
    for row, line in enumerate(lines):
        for column, text in enumerate((line.state, line.name, line.words)):
            item = QTableWidgetItem(one_line(text))
            item.setToolTip(tooltip(text))
            table.setItem(row, column, item)
    return table
