"""The choices of an export: its format, the part of the project, and the options of the format."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator import exporters
from annotator.exporters import ExportFormat, OptionValues
from annotator.i18n import tr
from annotator.ui.dialogs.dialog_widgets import text_label, title
from annotator.ui.dialogs.export_formats import FormatList
from annotator.ui.dialogs.export_options import FormatOptions
from annotator.ui.dialogs.export_part import ExportOffer, ExportPart
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.tabbing import follow_on, last_stop


class ExportChoices(QWidget):
    """The part and the options, beside the list of `formats`; at first those of the last export.

    In `tree`, which is shown elsewhere, the tables of a format are ticked. The options of a format
    are created when it is chosen: those of all take three times as long. They are given their
    parent at once, as another one styles them again.
    """

    changed = Signal()
    table_reached = Signal(str)

    def __init__(self, workspace: Workspace, offer: ExportOffer, parent: QWidget) -> None:
        super().__init__(parent)
        self.formats = FormatList()
        self._part = ExportPart(workspace, offer)
        self._options: dict[str, FormatOptions] = {}
        self._last: dict[str, OptionValues] = {}
        self.tree = QWidget()
        self._trees = QHBoxLayout(self.tree)
        self._trees.setContentsMargins(0, 0, 0, 0)
        self._name = title("")
        self._leaves_out = text_label("", ink="second")
        self._leaves_out.setObjectName("export.leaves_out")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for part in (self._name, self._leaves_out, self._part):
            self._column.addWidget(part)
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
        tables = self._of(self.format).tables
        return tables is not None and tables.is_empty

    def choice(self, path: str) -> ExportChoice:
        """Return everything that was chosen, with a path."""
        options = self._of(self.format).values()
        whole = ExportChoice(format_id="")
        chosen = whole if self.format.is_whole else self._part.choice()
        return replace(chosen, format_id=self.format.id, options=options, path=path)

    def show_tree(self) -> None:
        """Show the tree of the format if tables are ticked in it, once it has a place."""
        for id_, each in self._options.items():
            if each.tables:
                each.tables.tree.setVisible(id_ == self.format.id and each.tables.has_fewer)
        tables = self._of(self.format).tables
        self.tree.setVisible(tables is not None and tables.has_fewer)

    def _begin(self, workspace: Workspace) -> None:
        known = {each.id for each in exporters.FORMATS}
        for each in workspace.bookmarks.exports:
            if each.format_id in known:
                self._last[each.format_id] = {**self._last.get(each.format_id, {}), **each.options}
                self._part.show_choice(each)
                self.formats.choose(each.format_id)

    def _connect(self) -> None:
        self.formats.chosen.connect(lambda _: self._show_format())
        self._part.changed.connect(self.changed)

    def _of(self, form: ExportFormat) -> FormatOptions:
        """Return the options of a format, which are created when they are first needed."""
        if form.id not in self._options:
            self._options[form.id] = made = FormatOptions(form, self)
            made.set_values(self._last.get(form.id, {}))
            made.changed.connect(self.changed)
            made.everything_wanted.connect(
                lambda: self._part.show_choice(ExportChoice(format_id=""))
            )
            self._column.addWidget(made)
            if made.tables:
                self._trees.addWidget(made.tables.tree)
                made.tables.tree.reached.connect(self.table_reached)
            if self.tree.window() is self.window():  # others were created before
                follow_on(last_stop(self._part), made, self.tree)
        return self._options[form.id]

    def _show_format(self) -> None:
        form = self.format
        self._name.setText(tr(form.name))
        self._leaves_out.setText(f"{tr(form.description)} {tr(form.leaves_out)}")
        self._part.setHidden(form.is_whole)
        shown = self._of(form)
        for options in self._options.values():
            options.setVisible(options is shown and bool(form.options))
        self.changed.emit()
