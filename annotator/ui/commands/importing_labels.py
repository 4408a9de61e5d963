"""The command that imports labels into the project of one window."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.domain.backup import BackupReason
from annotator.domain.edit import Edit
from annotator.domain.suggestion import Suggestion
from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.application.task import GuiTask, Task
from annotator.ui.project.taking_back import TakingBack
from annotator.ui.project.workspace import Workspace

if TYPE_CHECKING:
    from annotator.operations.label_files import LabelFile
    from annotator.ui.dialogs.work import Outcome, Stage

_FEW: Final = 2
"""Edits that are applied without a dialog that shows how far it is."""

_BUSY = N_("Labels are still being read. Wait until that is done.")


class LabelImportCommands(QObject):
    """Reads a file of labels in the background, shows what it would do, and imports it."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._notices = workspace.notices
        self._task: Task[LabelFile] | None = None

    @action("project.import_labels", N_("Import labels…"), is_change=True)
    def import_labels(self) -> None:
        """Ask for a file with labels, or an exported table that was edited, and import it."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        if self._task is not None:
            self._notices.post(tr(_BUSY))
            return
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Import labels"))
        if chosen:
            self._read(Path(chosen))

    def stop(self) -> None:
        """Forget the file that is being read."""
        if self._task:
            self._task.cancel()

    def _read(self, path: Path) -> None:
        self._workspace.pending.flush()
        self._notices.keep(tr("Reading “{file}”…", file=path.name))
        by = self._workspace.annotator.id
        task: Task[LabelFile] = Task(lambda: self._look(path, by), self)
        task.yielded.connect(lambda found: self._offer(path, found))
        task.failed.connect(self._notices.refuse)
        task.finished.connect(self._end)
        self._task = task
        task.start()

    def _look(self, path: Path, annotator_id: str) -> "Iterator[LabelFile]":
        from annotator.operations.label_files import looked_at  # noqa: PLC0415

        with self._workspace.reading() as reader:
            yield looked_at(reader, path, annotator_id)

    def _end(self, *_is_whole: bool) -> None:
        self._task = None

    def _offer(self, path: Path, found: "LabelFile") -> None:
        from annotator.importers.labels.formats import meant  # noqa: PLC0415
        from annotator.ui.dialogs.import_labels import ImportLabels  # noqa: PLC0415
        from annotator.ui.dialogs.waiting import read_in_background  # noqa: PLC0415

        self._notices.post("")  # it is read
        asked = ImportLabels.ask(meant(path).name, found, self._window)
        if asked is None or not self._workspace.signing.requires():
            return
        by = self._workspace.annotator.id
        wanted, places = asked
        choose = partial(wanted.chosen, annotator_id=by, places=places)
        edits = read_in_background(
            self._workspace, choose, tr("Preparing the labels"), self._window
        )
        if edits is None:
            return
        is_merge = wanted.merge is not None
        self._workspace.protecting.emit(BackupReason.MERGE if is_merge else BackupReason.IMPORT)
        self._apply(edits, keeps_times=is_merge)

    def _apply(self, edits: Sequence[Edit], *, keeps_times: bool) -> None:
        """Apply edits that are one step, as a whole or not at all."""
        from annotator.ui.dialogs.work import Outcome, Work  # noqa: PLC0415 - as above

        steps = partial(self._applying, edits, keeps_times=keeps_times)
        if len(edits) > _FEW:
            Work.run(self._window, tr("Import labels"), steps, GuiTask)
            return
        for step in steps():
            if isinstance(step, Outcome):
                self._notices.post(step.sentence)

    def _applying(self, edits: Sequence[Edit], *, keeps_times: bool) -> "Iterator[Stage | Outcome]":
        """Apply edits; when one is refused, or no more are wanted, undo those before it."""
        from annotator.ui.dialogs.work import Outcome, Stage  # noqa: PLC0415 - as above

        if not edits:
            return
        done = records = 0
        total = sum(len(edit.changes) for edit in edits)
        taking_back = TakingBack(self._workspace, edits[0].group, edits[0].label)
        try:
            for edit in edits:
                yield Stage(tr("Records"), records, total)
                if not self._workspace.do(edit, keeps_times=keeps_times):
                    break
                done += 1
                records += len(edit.changes)
        finally:
            if done < len(edits):
                taking_back.take_back()
            taking_back.end()
        if done == len(edits):
            yield Outcome(_imported(edits))


def _imported(edits: Sequence[Edit]) -> str:
    key = shortcut("edit.undo")
    if any(edit.of(Suggestion) for edit in edits):
        return tr(
            "Suggestions imported. Press {next} to go through them, {key} to undo.",
            next=shortcut("suggestion.next"),
            key=key,
        )
    return tr("Labels imported. Press {key} to undo.", key=key)
