"""The dialog that asks for the name, folder and codebook of a new project."""

import os
import re
from pathlib import Path
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from annotator.domain.file_names import without_device_name
from annotator.domain.people import tidy_name
from annotator.domain.project import SUFFIX
from annotator.i18n import N_, tr
from annotator.importers.codebook import CodebookFile, shipped
from annotator.ui.dialogs.codebook_choice import CodebookChoice
from annotator.ui.dialogs.dialog_widgets import (
    button,
    buttons,
    column_of,
    display_path,
    fit,
    text_label,
)
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.form import WIDE_LABELS, Form

_WIDTH = 790
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST: Final = 100
_TAKEN: Final = N_("“{file}” already exists in this folder. Choose another name or folder.")
_NO_ACCESS: Final = N_("You have no write access to “{path}”. Choose another folder.")


class NewProject(Struct, frozen=True):
    """The input of the dialog; the file does not exist, and its folder may not exist yet."""

    name: str
    path: Path
    codebook: CodebookFile
    annotator_name: str = ""


class NewProjectDialog(QDialog):
    """Shows the path of the new file, or why it cannot be created."""

    def __init__(
        self, place: Path | None = None, parent: QWidget | None = None, annotator_name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("new_project")
        self._name = QLineEdit(placeholderText=tr("For example, the story or the desk"))
        self._name.setObjectName("new_project.name")
        self._place = QLineEdit(str(place or usual_place()))
        self._place.setObjectName("new_project.place")
        self._annotator = QLineEdit(annotator_name)
        self._annotator.setObjectName("new_project.annotator")
        self._annotator.setPlaceholderText(tr("Stored with every change you make"))
        self._path = text_label("", ink="second")
        self._path.setObjectName("new_project.path")
        self._codebook = CodebookChoice(shipped())
        self._box = buttons(self, tr("Create project"))
        self._arrange()
        self._name.textChanged.connect(self._show_path)
        self._place.textChanged.connect(self._show_path)
        self._codebook.resized.connect(lambda: fit(self, _WIDTH))
        self._show_path()
        fit(self, _WIDTH)
        self._name.setFocus()

    @classmethod
    def ask(
        cls, place: Path | None = None, parent: QWidget | None = None, annotator_name: str = ""
    ) -> NewProject | None:
        """Return the project to create, by default in `place`; None to create none."""
        dialog = cls(place, parent, annotator_name)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.answer() if is_wanted else None

    def answer(self) -> NewProject:
        """Return the input."""
        name, annotator_name = self._name.text().strip(), tidy_name(self._annotator.text())
        return NewProject(name, self._wanted_path(), self._codebook.chosen, annotator_name)

    def _arrange(self) -> None:
        form = Form(label_width=WIDE_LABELS)
        form.add(tr("Name"), self._name)
        form.add(tr("Your name"), self._annotator)
        form.add(tr("Folder"), self._with_browse())
        self._place.setAccessibleName(tr("Folder"))
        column = column_of(self, tr("New project"))
        column.addWidget(form)
        column.addWidget(self._path)
        column.addWidget(text_label(tr("Codebook (labels you can use)"), ink="second"))
        column.addWidget(self._codebook)
        column.addWidget(self._box)

    def _with_browse(self) -> QWidget:
        browse = EnterButton(tr("Browse…"))
        browse.setObjectName("new_project.browse")
        browse.clicked.connect(self._browse)
        row = QWidget()
        row.setFocusProxy(self._place)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._place, 1)
        line.addWidget(browse)
        return row

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Project folder"), self._place.text())
        if folder:
            self._place.setText(folder)

    def _wanted_path(self) -> Path:
        folder = Path(self._place.text().strip()).expanduser()
        return folder / f"{file_stem(self._name.text())}{SUFFIX}"

    def _show_path(self) -> None:
        has_name = bool(file_stem(self._name.text()))
        path = self._wanted_path()
        complaint = obstacle(path)
        sentence = tr("File: {path}", path=display_path(path)) if has_name else tr("Enter a name.")
        self._path.setText(f"▲ {complaint}" if complaint else sentence)
        self._place.setAccessibleDescription(self._path.text())
        self._path.setProperty("ink", "wrong" if complaint else "second")
        self._path.style().polish(self._path)
        button(self._box, "do").setEnabled(has_name and not complaint)
        fit(self, _WIDTH)


def usual_place() -> Path:
    """Return the default folder of projects."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents) or Path.home()) / "Annotator"


def file_stem(name: str) -> str:
    """Return a name that is valid for a file on every system; empty when nothing is left."""
    stem = _FORBIDDEN.sub("-", name.strip()).strip(" .-")[:_LONGEST].rstrip(" .-")
    return without_device_name(stem)


def obstacle(path: Path) -> str:
    """Return why a project cannot be created at a path; empty if it can."""
    if not path.is_absolute():
        return tr("Enter a full folder path, or browse.")
    try:
        return _obstacle(path)
    except OSError as error:
        reason = error.strerror
        return tr("This folder cannot be used: {reason}. Choose another one.", reason=reason)


def _obstacle(path: Path) -> str:
    if path.exists():
        return tr(_TAKEN, file=path.name)
    there = next(folder for folder in path.parents if folder.exists())
    if not there.is_dir():
        return tr("“{path}” is a file. Choose a folder.", path=display_path(there))
    if not os.access(there, os.W_OK):
        return tr(_NO_ACCESS, path=display_path(there))
    return ""
