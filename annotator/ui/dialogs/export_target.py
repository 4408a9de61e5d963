"""The folder or file that an export is written to."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QWidget

from annotator import exporters
from annotator.exporters import ExportFormat, FormatGroup
from annotator.i18n import tr
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.enter_button import EnterButton


class ExportTarget(QWidget):
    """A field for the path, which follows the format until a person changes it."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._format = exporters.FORMATS[0]
        self._proposed = ""
        self._label = QLabel()
        self._label.setProperty("ink", "second")
        self._path = QLineEdit()
        self._path.setObjectName("export.path")
        self._path.textChanged.connect(self.changed)
        self._label.setBuddy(self._path)
        browse = EnterButton(tr("Browse…"))
        browse.setObjectName("export.browse")
        browse.clicked.connect(self._browse)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._label)
        line.addWidget(self._path, 1)
        line.addWidget(browse)

    @property
    def path(self) -> Path:
        """Return the chosen folder or file, which need not exist."""
        return Path(self._path.text().strip()).expanduser()

    @property
    def folder(self) -> Path:
        """Return the folder to be shown after the export."""
        return self.path.parent if self._format.suffix else self.path

    def show_format(self, form: ExportFormat) -> None:
        """Propose the place of the last export in a format, otherwise one beside the project."""
        self._format = form
        self._label.setText(tr("File") if form.suffix else tr("Folder"))
        self._path.setAccessibleName(self._label.text())
        if self._path.text() == self._proposed:
            kept = {each.format_id: each.path for each in self._workspace.bookmarks.exports}
            usual = str(usual_path(self._workspace, form))
            self._proposed = kept.get(form.id, usual)
            self._path.setText(self._proposed)

    def _browse(self) -> None:
        form, title = self._format, tr("Export to")
        if form.suffix:
            filters = f"{tr(form.name)} (*{form.suffix})"
            no_question = QFileDialog.Option.DontConfirmOverwrite  # the export asks
            chosen, _ = QFileDialog.getSaveFileName(
                self, title, str(self.path), filters, options=no_question
            )
        else:
            chosen = QFileDialog.getExistingDirectory(self, title, str(self.path.parent))
        if chosen:
            self._path.setText(chosen)


def usual_path(workspace: Workspace, form: ExportFormat) -> Path:
    """Return the default target of an export: beside the project, another for each format.

    So that an export for one tool does not replace that for another.
    """
    path = workspace.path or Path.home() / workspace.name
    name = "labels" if form.group is FormatGroup.TABLES else form.id
    return path.with_name(f"{path.stem}-{name}{form.suffix}")
