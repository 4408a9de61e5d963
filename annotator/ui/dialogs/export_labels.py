"""The dialog that exports labels: format, part, options, preview, progress and result."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.application.announcing import announce
from annotator.ui.dialogs import dialog_widgets
from annotator.ui.dialogs.dialog_widgets import (
    button,
    buttons,
    column_of,
    display_path,
    keep_on_screen,
    margins,
    text_label,
)
from annotator.ui.dialogs.export_choices import ExportChoices
from annotator.ui.dialogs.export_part import NOTHING, ExportOffer
from annotator.ui.dialogs.export_preview import ExportPreview
from annotator.ui.dialogs.export_remarks import ExportRemarks
from annotator.ui.dialogs.export_run import ExportRun
from annotator.ui.dialogs.export_target import ExportTarget
from annotator.ui.dialogs.message import ask_choice
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.progress import ProgressStrip

_SIZE: Final = (980, 716)
_BESIDE_BAR: Final = 4
_REPLACE = N_("Replace")


class ExportLabels(QDialog):
    """Exports on a worker thread, completely or not at all, and stays open to show the result.

    What is going on may be left to go on: then the dialog closes, and `run` is still under way.
    """

    def __init__(
        self, workspace: Workspace, parent: QWidget | None = None, offer: ExportOffer = NOTHING
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.run: ExportRun | None = None
        self._workspace = workspace
        self._scroll = QScrollArea(self)
        self._inside = QWidget(self._scroll.viewport())
        self._choices = ExportChoices(workspace, offer, self._inside)
        self._target = ExportTarget(workspace)
        self._remarks = ExportRemarks(workspace)
        self._preview = ExportPreview(workspace)
        self._chosen = (self._choices, self._choices.formats, self._choices.tree, self._target)
        self._result = text_label("")
        self._result.setObjectName("export.result")
        self._progress = ProgressStrip()
        self._open = EnterButton(tr("Open folder"))
        self._open.setObjectName("export.open_folder")
        self._leave = EnterButton(tr("Continue in the background"))
        self._leave.setObjectName("export.background")
        self._box = buttons(self, tr("Export"))
        self._arrange()
        self._connect()
        self._follow()
        button(self._box, "do").setFocus()

    @classmethod
    def ask(
        cls, workspace: Workspace, parent: QWidget | None = None, offer: ExportOffer = NOTHING
    ) -> ExportRun | None:
        """Return the export, which may still be under way; None when none was written."""
        dialog = cls(workspace, parent, offer)
        dialog.exec()
        dialog.deleteLater()
        return dialog.run

    @property
    def written(self) -> Path | None:
        """Return the folder or file that was written; None before it is complete."""
        return self.run.choice.file if self.run and self.run.is_whole else None

    @override
    def accept(self) -> None:
        if self.written:
            super().accept()
        elif self.run is None:
            self._start()

    @override
    def reject(self) -> None:
        if self.run and not self.run.is_over:
            self.run.cancel()
        else:
            super().reject()

    @override
    def done(self, result: int) -> None:
        self._remarks.stop()
        self._preview.stop()
        super().done(result)

    def _arrange(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._choices.formats)
        both.addWidget(self._scrolled(), 1)
        last = QHBoxLayout()
        for part in (self._progress, self._leave, self._open):
            last.addWidget(part)
        last.addStretch(1)
        last.addWidget(self._box)
        column = column_of(self, tr("Export labels"))
        column.addLayout(both, 1)
        column.addWidget(self._target)
        column.addWidget(self._result)
        column.addLayout(last)
        self._open.hide()
        self._leave.hide()
        keep_on_screen(self)
        self.resize(fonts.pixel_size(*_SIZE))

    def _scrolled(self) -> QScrollArea:
        """Return the choices and the preview, which scroll apart from what is below them."""
        scroll = self._scroll
        chosen = QVBoxLayout(self._inside)
        chosen.setContentsMargins(margins(0, 0, _BESIDE_BAR, 0))
        chosen.setSpacing(8)
        chosen.addWidget(self._choices)
        chosen.addWidget(self._remarks)
        seen = QHBoxLayout()
        seen.addWidget(self._choices.tree)
        seen.addWidget(self._preview, 1)
        chosen.addLayout(seen, 1)
        scroll.setObjectName("export.scrolled")
        scroll.setAccessibleName(tr("Options and preview"))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._inside)
        return scroll

    def _connect(self) -> None:
        self._choices.changed.connect(self._follow)
        self._choices.table_reached.connect(self._preview.show_table)
        self._target.changed.connect(self._show_path)
        self._progress.cancelled.connect(self.reject)
        self._open.clicked.connect(lambda: dialog_widgets.show_folder(self._target.folder))
        self._leave.clicked.connect(self._go_on)

    def _follow(self) -> None:
        self._choices.show_tree()
        self._target.show_format(self._choices.format)
        choice = self._choices.choice("")
        if (
            self._workspace.path and not self._choices.is_empty
        ):  # a project in memory cannot be read by others
            self._preview.show_choice(choice)
            self._remarks.show_choice(choice)
        self._show_path()

    def _show_path(self) -> None:
        path, is_empty = self._target.path, self._choices.is_empty
        button(self._box, "do").setEnabled(path.is_absolute() and not is_empty)
        if is_empty:
            self._tell(tr("▲ Tick a table, or choose all."), "wrong")
        elif path.is_absolute():
            self._tell(tr("Labels will be saved in {path}", path=display_path(path)))
        else:
            self._tell(tr("▲ Enter a full path, or browse."), "wrong")

    def _start(self) -> None:
        choice = self._choices.choice(str(self._target.path))
        replaces = self._target.path.is_file() and bool(self._choices.format.suffix)
        if replaces and not may_replace(self._workspace, choice, self):
            return
        self._workspace.pending.flush()
        self._remarks.stop()  # there are few threads
        self.run = ExportRun(self._workspace, choice, replaces=replaces)
        self.run.advanced.connect(self._progress.advance)
        self.run.ended.connect(self._finish)
        self._tell("")
        self._set_busy(is_busy=True)
        self._progress.begin(tr("Writing rows"))
        self.run.start()

    def _go_on(self) -> None:
        """Close, and leave the export to whoever asked for it."""
        if self.run:
            self.run.advanced.disconnect(self._progress.advance)
            self.run.ended.disconnect(self._finish)
        super().accept()

    def _finish(self) -> None:
        run = self.run
        if run is None:
            return
        self._progress.end()
        self._set_busy(is_busy=False)
        self._tell(run.outcome(), "saved" if run.is_whole else "wrong" if run.error else "second")
        if run.is_whole:
            for part in self._chosen:
                part.setEnabled(False)
            self._open.show()
            button(self._box, "leave").hide()
            button(self._box, "do").setText(tr("Close"))
        else:
            self.run = None
        self._remarks.show_choice(self._choices.choice(""))  # what was not counted whole before

    def _set_busy(self, *, is_busy: bool) -> None:
        for part in (*self._chosen, self._box):
            part.setEnabled(not is_busy)
        self._leave.setVisible(is_busy)

    def _tell(self, sentence: str, ink: str = "second") -> None:
        self._result.setText(sentence)
        announce(self, sentence)
        self._result.setProperty("ink", ink)
        self._result.style().polish(self._result)


def may_replace(workspace: Workspace, choice: ExportChoice, parent: QWidget) -> bool:
    """Ask whether the file of an export may be replaced."""
    earlier = [each for each in workspace.bookmarks.exports if each.path == choice.path]
    if any(each.is_as_written for each in earlier):
        question = tr("{path} is an earlier export. Replace it?", path=display_path(choice.file))
    elif earlier:
        question = tr(
            "{path} was changed after it was exported. Replace it?", path=display_path(choice.file)
        )
    else:
        question = tr(
            "{path} exists, and is not an export of this project. Replace it?",
            path=display_path(choice.file),
        )
    return ask_choice(parent, question, [_REPLACE]) is not None
