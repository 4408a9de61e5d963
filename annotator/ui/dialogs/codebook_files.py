"""Import and export of codebooks."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QMenu

from annotator.domain.errors import AnnotatorError
from annotator.exporters.codebook import codebook_to_toml
from annotator.i18n import tr
from annotator.importers import codebook as codebooks
from annotator.operations.codebook_import import differences, import_codebook
from annotator.ui.dialogs.codebook_import import CodebookImport
from annotator.ui.dialogs.codebook_lists import CodebookLists
from annotator.ui.dialogs.dialog_widgets import display_path
from annotator.ui.dialogs.new_project import file_stem

SUFFIX = ".toml"


class CodebookFiles(QObject):
    """Asks for a file, and shows the changes of an import before making them."""

    def __init__(self, lists: CodebookLists) -> None:
        super().__init__(lists)
        self._lists = lists

    def ask_import(self) -> None:
        """Show a menu of the shipped codebooks, and of a file to choose."""
        menu = QMenu(self._lists.window)
        menu.setObjectName("codebook.import_from")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(tr("From a file…")).triggered.connect(self.import_file)
        menu.addSeparator()
        for file in codebooks.shipped():
            action = menu.addAction(file.name.replace("&", "&&"))
            action.setToolTip(file.description)
            action.triggered.connect(lambda _, file=file: self.import_from(file.path, file.name))
        menu.popup(QCursor.pos())

    def import_file(self) -> None:
        """Ask for a file and import it."""
        title, kind = tr("Import codebook"), tr("Codebooks (*.toml)")
        name, _ = QFileDialog.getOpenFileName(self._lists.window, title, "", kind)
        if name:
            self.import_from(Path(name), Path(name).name)

    def import_from(self, path: Path, name: str) -> None:
        """Show what a codebook would add and change, and import it if the person agrees."""
        lists = self._lists
        try:
            schemes = codebooks.load(path)
            edit = import_codebook(lists.workspace.codebook, schemes, name)
        except AnnotatorError as error:
            lists.tell(str(error))
            return
        if not edit.changes:
            lists.tell(tr("“{name}” is already in this codebook.", name=name))
        elif CodebookImport.ask(name, differences(edit, schemes), lists.window):
            lists.do(lambda: edit)

    def export(self) -> None:
        """Ask for a file and write the codebook there."""
        lists = self._lists
        lists.workspace.pending.flush()
        usual = f"{file_stem(lists.workspace.name) or 'codebook'}{SUFFIX}"
        title, kind = tr("Export codebook"), tr("Codebooks (*.toml)")
        name, _ = QFileDialog.getSaveFileName(lists.window, title, usual, kind)
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(SUFFIX)
        content = codebook_to_toml(lists.workspace.codebook.schemes, lists.workspace.name)
        try:
            _write(path, content)
        except OSError as error:
            message = tr(
                "“{file}” was not written: {reason}.", file=path.name, reason=error.strerror
            )
            lists.tell(message)
        else:
            lists.tell(tr("Exported to {path}.", path=display_path(path)))


def _write(path: Path, content: str) -> None:
    """Write a file completely, or keep the former one."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text(content, encoding="utf-8", newline="")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
