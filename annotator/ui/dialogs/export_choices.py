"""The choices of an export: its format, the part of the project, and the options of the format."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator import exporters
from annotator.exporters import ExportFormat
from annotator.i18n import tr
from annotator.ui.dialogs.dialog_widgets import text_label, title
from annotator.ui.dialogs.export_formats import FormatList
from annotator.ui.dialogs.export_options import FormatOptions
from annotator.ui.dialogs.export_part import ExportOffer, ExportPart
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.workspace import Workspace


class ExportChoices(QWidget):
    """The part and the options, beside the list of `formats`; at first those of the last export.

    `trees` are those in which the tables of a format are ticked; at most one is visible.
    """

    changed = Signal()
    table_reached = Signal(str)

    def __init__(self, workspace: Workspace, offer: ExportOffer) -> None:
        super().__init__()
        self.formats = FormatList()
        self._part = ExportPart(workspace, offer)
        self._options = {each.id: FormatOptions(each) for each in exporters.FORMATS}
        self._tables = {id_: each.tables for id_, each in self._options.items() if each.tables}
        self.trees = [each.tree for each in self._tables.values()]
        self._name = title("")
        self._leaves_out = text_label("", ink="second")
        self._leaves_out.setObjectName("export.leaves_out")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._name, self._leaves_out, self._part, *self._options.values()):
            column.addWidget(part)
        self._begin(workspace)
        self._connect()
        self._show_format()

    @property
    def format(self) -> ExportFormat:
        """Return the chosen format."""
        return exporters.format_named(self.formats.format_id)

    @property
    def is_empty(self) -> bool:
        """Return whether no table is chosen of a format that has tables."""
        tables = self._tables.get(self.format.id)
        return tables is not None and tables.is_empty

    def choice(self, path: str) -> ExportChoice:
        """Return everything that was chosen, with a path."""
        options = self._options[self.format.id].values()
        whole = ExportChoice(format_id="")
        chosen = whole if self.format.is_whole else self._part.choice()
        return replace(chosen, format_id=self.format.id, options=options, path=path)

    def show_tree(self) -> None:
        """Show the tree of the format if tables are ticked in it, once it has a place."""
        for id_, each in self._tables.items():
            each.tree.setVisible(id_ == self.format.id and each.has_fewer)

    def _begin(self, workspace: Workspace) -> None:
        for each in workspace.bookmarks.exports:
            if each.format_id in self._options:
                self._options[each.format_id].set_values(each.options)
                self._part.show_choice(each)
                self.formats.choose(each.format_id)

    def _connect(self) -> None:
        self.formats.chosen.connect(lambda _: self._show_format())
        self._part.changed.connect(self.changed)
        for tree in self.trees:
            tree.reached.connect(self.table_reached)
        for each in self._options.values():
            each.changed.connect(self.changed)
            each.everything_wanted.connect(
                lambda: self._part.show_choice(ExportChoice(format_id=""))
            )

    def _show_format(self) -> None:
        form = self.format
        self._name.setText(tr(form.name))
        self._leaves_out.setText(f"{tr(form.description)} {tr(form.leaves_out)}")
        self._part.setHidden(form.is_whole)
        for id_, options in self._options.items():
            options.setVisible(id_ == form.id and bool(form.options))
        self.changed.emit()
