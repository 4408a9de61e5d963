"""The dialog that exports labels: target, format, progress and result."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.exporters import ExportFormat, OptionValues
from annotator.exporters.write import write
from annotator.i18n import ngettext, tr
from annotator.ui.application.announcing import announce
from annotator.ui.application.task import Task
from annotator.ui.dialogs import dialog_widgets
from annotator.ui.dialogs.dialog_widgets import (
    button,
    buttons,
    column_of,
    display_path,
    fit,
    text_label,
)
from annotator.ui.dialogs.export_choices import ExportChoices
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.progress import ProgressStrip

_WIDTH = 560


class ExportLabels(QDialog):
    """Exports on a worker thread, completely or not at all, and stays open to show the result."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.written: Path | None = None
        self._workspace = workspace
        self._task: Task[int] | None = None
        self._rows = 0
        self._choices = ExportChoices(partial(usual_path, workspace))
        self._result = text_label("")
        self._result.setObjectName("export.result")
        self._progress = ProgressStrip()
        self._open = QPushButton(tr("Open folder"))
        self._open.setObjectName("export.open_folder")
        self._box = buttons(self, tr("Export"))
        self._arrange()
        self._choices.changed.connect(self._show_path)
        self._choices.turned.connect(lambda: fit(self, _WIDTH))
        self._progress.cancelled.connect(self.reject)
        self._open.clicked.connect(lambda: dialog_widgets.show_folder(self._folder()))
        self._show_path()
        button(self._box, "do").setFocus()

    @classmethod
    def ask(cls, workspace: Workspace, parent: QWidget | None = None) -> Path | None:
        """Return the folder or file of the export; None when none was written."""
        dialog = cls(workspace, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.written

    @override
    def accept(self) -> None:
        if self.written:
            super().accept()
        elif self._task is None:
            self._start()

    @override
    def reject(self) -> None:
        if self._task:
            self._task.cancel()
        else:
            super().reject()

    def _arrange(self) -> None:
        last = QHBoxLayout()
        last.addWidget(self._progress)
        last.addWidget(self._open)
        last.addStretch(1)
        last.addWidget(self._box)
        column = column_of(self, tr("Export labels"))
        column.addWidget(self._choices)
        column.addWidget(self._result)
        column.addLayout(last)
        self._open.hide()

    def _show_path(self) -> None:
        path = self._choices.path
        button(self._box, "do").setEnabled(path.is_absolute())
        if path.is_absolute():
            self._tell(tr("Labels are saved in {path}", path=display_path(path)))
        else:
            self._tell(tr("▲ Enter a full path, or browse."), "wrong")

    def _folder(self) -> Path:
        path = self._choices.path
        return path.parent if self._choices.format.suffix else path

    def _start(self) -> None:
        chosen = self._choices
        self._task = Task(steps(self._workspace, chosen.format, chosen.path, chosen.options))
        self._task.yielded.connect(self._advance)
        self._task.failed.connect(self._fail)
        self._task.finished.connect(self._finish)
        self._tell("")
        self._set_busy(is_busy=True)
        self._progress.begin(tr("Writing rows"))
        self._task.start()

    def _advance(self, rows: int) -> None:
        self._rows = rows
        self._progress.advance(rows)

    def _fail(self, error: AnnotatorError) -> None:
        self._tell(f"▲ {error}", "wrong")

    def _finish(self, is_whole: bool) -> None:  # noqa: FBT001
        self._task = None
        self._progress.end()
        self._set_busy(is_busy=False)
        if is_whole:
            self._succeed()
        elif not self._result.text():
            self._tell(tr("Export cancelled. Nothing was written."))

    def _succeed(self) -> None:
        self.written = self._choices.path
        self._choices.setEnabled(False)
        self._open.show()
        button(self._box, "leave").hide()
        button(self._box, "do").setText(tr("Close"))
        done = ngettext(
            "✓ {count} row written to {path}",
            "✓ {count} rows written to {path}",
            self._rows,
            path=display_path(self.written),
        )
        self._tell(done, "saved")

    def _set_busy(self, *, is_busy: bool) -> None:
        self._choices.setEnabled(not is_busy)
        self._box.setEnabled(not is_busy)

    def _tell(self, sentence: str, ink: str = "second") -> None:
        self._result.setText(sentence)
        announce(self, sentence)
        self._result.setProperty("ink", ink)
        self._result.style().polish(self._result)
        fit(self, _WIDTH)


def steps(
    workspace: Workspace, form: ExportFormat, path: Path, options: OptionValues
) -> Callable[[], Iterator[int]]:
    """Return the steps of an export for a worker, which yield the number of rows written."""

    def export() -> Iterator[int]:
        with workspace.reading() as reader:
            yield from write(form, reader, path, options)

    return export


def usual_path(workspace: Workspace, suffix: str) -> Path:
    """Return the default target of an export: beside the project."""
    path = workspace.path or Path.home() / workspace.name
    return path.with_name(f"{path.stem}-labels{suffix}")
