"""A read-only tree of a codebook's schemes and their labels with definitions."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem

from annotator.domain.codebook import Label, Scheme
from annotator.domain.direction import all_isolated, isolated
from annotator.i18n import N_, format_list, tr
from annotator.operations.codebook_import import SchemeDifference
from annotator.ui.models.codebook_words import layer_name
from annotator.ui.theming import fonts
from annotator.ui.widgets.row_tree import RowTree
from annotator.ui.widgets.typed import tooltip

_LOWEST, _WIDEST = 130, 240  # pixels
_BESIDE: Final = 10  # pixels on each side of the text of a cell
_TITLE: Final = N_("Name of the scheme")
_ORDER: Final = N_("Order of the labels")
_KEPT: Final = N_("Stays as it is")
_NO_LIMIT: Final = 16_777_215  # pixels; Qt has no wider sections
_CHANGED: Final = {
    "name": N_("name"),
    "short": N_("short name"),
    "definition": N_("definition"),
    "number": N_("number"),
    "colour": N_("colour"),
    "key": N_("key"),
    "is_retired": N_("retired or not"),
}


class CodebookTree(RowTree):
    """Shows schemes, or the changes of an import to each."""

    detailed = Signal(str)  # the definition of the chosen label, or the title of the scheme

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("Schemes and labels"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setMinimumHeight(fonts.pixels(_LOWEST))
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.header().setMaximumSectionSize(fonts.pixels(_WIDEST))

    def hide_definitions(self) -> None:
        """Leave the definitions to `detailed`, where there is no room for them."""
        self.setColumnHidden(1, True)  # noqa: FBT003 - Qt's own
        self.header().setMaximumSectionSize(_NO_LIMIT)
        self.currentItemChanged.connect(lambda item: self.detailed.emit(_detail(item)))

    def show_schemes(self, schemes: Iterable[Scheme]) -> None:
        """Show the schemes with their labels, collapsed."""
        self.clear()
        for scheme in schemes:
            self._add(scheme, [_pair(label) for label in scheme.labels])

    def show_differences(self, found: Iterable[SchemeDifference]) -> None:
        """Show what is added, changed and kept, expanded."""
        self.clear()
        for each in found:
            lines = [(tr("+ {label}", label=label.name), label.definition) for label in each.added]
            lines += [_change(before, after) for before, after in each.changed]
            lines += _others(each)
            self._add(each.after, lines).setExpanded(True)
        self._make_room(map(tr, (_TITLE, _ORDER, _KEPT)))

    def _make_room(self, words: Iterable[str]) -> None:
        """Let the first column be so wide that these words are whole, within a scheme."""
        longest = max(map(self.fontMetrics().horizontalAdvance, words))
        around = 2 * (self.indentation() + _BESIDE)
        self.header().setMaximumSectionSize(max(fonts.pixels(_WIDEST), longest + around))

    def _add(self, scheme: Scheme, lines: Iterable[tuple[str, str]]) -> QTreeWidgetItem:
        head = QTreeWidgetItem([layer_name(scheme), scheme.title])
        head.setFont(0, fonts.strong(self.font()))
        head.setToolTip(1, tooltip(scheme.title))
        for name, definition in lines:
            row = QTreeWidgetItem([name, definition])
            row.setToolTip(0, tooltip(f"{name}\n{definition}".strip()))
            row.setToolTip(1, tooltip(definition))
            row.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, definition)
            head.addChild(row)
        self.addTopLevelItem(head)
        return head


def _detail(item: QTreeWidgetItem | None) -> str:
    return "" if item is None else item.text(1)


def _pair(label: Label) -> tuple[str, str]:
    return label.name, label.definition


def _change(before: Label, after: Label) -> tuple[str, str]:
    fields = [tr(what) for name, what in _CHANGED.items() if _differ(before, after, name)]
    if before.name != after.name:
        names = {"former": isolated(before.name), "name": isolated(after.name)}
        return tr("{former} → {name}", **names), format_list(fields)
    return after.name, tr("changed: {fields}", fields=format_list(fields))


def _differ(before: Label, after: Label, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def _others(difference: SchemeDifference) -> list[tuple[str, str]]:
    before, after = difference.before, difference.after
    lines = []
    if before and before.title != after.title:
        lines.append((tr(_TITLE), before.title))
    if before and _order(before, after) != _order(after, before):
        lines.append((tr(_ORDER), tr("changed")))
    changed = {label.code for _, label in difference.changed}
    kept = [label.name for label in difference.kept if label.code not in changed]
    if kept:
        lines.append((tr(_KEPT), format_list(all_isolated(kept))))
    return lines


def _order(scheme: Scheme, other: Scheme) -> list[str]:
    return [label.code for label in scheme.labels if other.label(label.code)]
