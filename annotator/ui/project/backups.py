"""Backing up the open project in the background."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from annotator import places
from annotator.domain.backup import FOLDER, Backup, BackupDetails, BackupReason
from annotator.domain.copying import Progress
from annotator.domain.errors import AnnotatorError, StorageError
from annotator.operations.backups import Keeping, is_due, surplus
from annotator.storage.engine import Connection
from annotator.ui.application.settings import Settings
from annotator.ui.application.task import Task
from annotator.ui.project.workspace import Workspace

_AFTER: Final = 8000  # milliseconds, when the window shows its first article and is checked
_AGAIN: Final = 1_800_000  # milliseconds until it is looked again whether a backup is due
_REST: Final = 10_000  # milliseconds after a failure, in which it is not tried again

_Step = Progress | Backup


class _Job(Struct, frozen=True):
    """A backup to be made: of a state that was fixed, or of the one at its time.

    Of one that is tried again, a failure `is_known`.
    """

    reason: BackupReason
    state: Connection | None = None
    is_known: bool = False


class Backups(QObject):
    """Makes one backup after the other, each on a connection of its own.

    The daily one is made a while after `begin`, and looked for every half hour. After a failure, as
    while a drive is gone, it is tried again when somebody works, but every half hour only where it
    failed late. None is made by itself where the settings keep none.
    """

    started = Signal()
    made = Signal(object)  # Backup
    failed = Signal(object)  # AnnotatorError
    ended = Signal()

    def __init__(self, workspace: Workspace, settings: Callable[[], Settings]) -> None:
        super().__init__(workspace)
        self._workspace, self._settings = workspace, settings
        self._jobs: deque[_Job] = deque()
        self._task: Task[_Step] | None = None
        self._is_wanted = True
        self._timer = QTimer(self, interval=_AGAIN)
        self._timer.timeout.connect(self.make_daily)
        self._rest = QTimer(self, singleShot=True)
        self._has_failed = self._is_begun = False  # the last one
        self.made.connect(self._forget_failure)
        workspace.protecting.connect(self.keep_state)
        workspace.saved.connect(self.try_again)

    @property
    def is_possible(self) -> bool:
        """Return whether the project can be backed up: it is in a file that is worked in."""
        return bool(self._workspace.path) and not self._workspace.is_read_only

    @property
    def is_running(self) -> bool:
        """Return whether a backup is being made."""
        return self._task is not None

    def begin(self) -> None:
        """Make the daily backup a while from now."""
        if self.is_possible:
            QTimer.singleShot(_AFTER, self, self.make_daily)
            self._timer.start()

    def stop(self) -> None:
        """Cancel the backup that is being made, and make no other."""
        self._is_wanted = False
        self._timer.stop()
        if self._task:
            self._task.cancel()
        while self._jobs:
            _close(self._jobs.popleft())

    def make_daily(self) -> None:
        """Back up the project if that is due today."""
        self._make_due(_Job(BackupReason.DAY))

    def try_again(self) -> None:
        """Try again after a failure, unless that was just now; only another one is reported."""
        if self._has_failed and not self._rest.isActive():
            self._make_due(_Job(BackupReason.DAY, is_known=True))

    def make(self) -> None:
        """Back up the project now."""
        self._fix(BackupReason.ASKED)

    def keep_state(self, reason: BackupReason) -> None:
        """Back up the state before a large change, which may follow at once."""
        if self._settings().backups_kept and self.is_possible:
            self._fix(reason)

    def found(self) -> list[Backup]:
        """Return the backups of the project and its copies before upgrades, the newest first."""
        from annotator.storage.backups import key_of, snapshot  # noqa: PLC0415 - the start need not wait
        from annotator.storage.upgrade_copies import restorable  # noqa: PLC0415

        path = self._path()
        with suppress(StorageError), closing(snapshot(path)) as db:
            return restorable(path, key_of(path, db), *self.folders())
        return restorable(path, key_of(path, None), *self.folders())

    def details(
        self, backups: Sequence[Backup]
    ) -> Iterator[tuple[Backup, BackupDetails | AnnotatorError]]:
        """Yield what each backup holds and what restoring it would discard; on any thread."""
        from annotator.storage.backups import described, snapshot  # noqa: PLC0415

        with ExitStack() as end:
            present = None
            with suppress(StorageError):  # of a damaged file
                present = end.enter_context(closing(snapshot(self._path())))
            for backup in backups:
                try:
                    yield backup, described(backup, present)
                except AnnotatorError as error:
                    yield backup, error

    def folders(self) -> tuple[Path, ...]:
        """Return the folders that may have backups, the first of which is for new ones."""
        from annotator.storage.backups import folder_for  # noqa: PLC0415

        chosen, own = self._settings().backup_folder, places.backup_folder()
        new, beside = folder_for(self._path(), chosen, own), self._path().parent / FOLDER
        return tuple(dict.fromkeys((new, beside, own)))

    def keeping(self) -> Keeping:
        """Return how many backups the settings keep."""
        return Keeping(newest=self._settings().backups_kept or Keeping().newest)

    def _path(self) -> Path:
        path = self._workspace.path
        assert path is not None  # noqa: S101 - `is_possible` was asked before
        return path

    def _fix(self, reason: BackupReason) -> None:
        """Queue a backup of the state as it is; without a log, wait until it is made."""
        from annotator.storage.backups import snapshot  # noqa: PLC0415

        try:
            state = snapshot(self._path())
        except AnnotatorError as error:
            self._note_failure()
            self.failed.emit(error)
            return
        is_fixed = state.in_transaction
        self._add(_Job(reason, state))
        while not is_fixed and self.is_running:
            some = QEventLoop.ProcessEventsFlag
            QCoreApplication.processEvents(some.ExcludeUserInputEvents | some.WaitForMoreEvents)

    def _make_due(self, job: _Job) -> None:
        if self._settings().backups_kept and not self.is_running and self.is_possible:
            self._add(job)

    def _add(self, job: _Job) -> None:
        self._jobs.append(job)
        if not self.is_running:
            self._go_on()

    def _go_on(self) -> None:
        self._task = None
        if not self._jobs or not self._is_wanted:
            self.ended.emit()
            return
        job, self._is_begun = self._jobs.popleft(), False
        self._task = Task(lambda: self._steps(job), self)
        self._task.yielded.connect(self._follow)
        self._task.failed.connect(partial(self._fail, job))
        self._task.finished.connect(self._go_on)
        self._task.start()

    def _steps(self, job: _Job) -> Iterator[_Step]:
        """Make a backup, on a worker thread."""
        from annotator.storage.backups import backing_up, backups_of, key_of, snapshot  # noqa: PLC0415

        path, folders, keeping = self._path(), self.folders(), self.keeping()
        with closing(job.state or snapshot(path)) as db:
            is_daily = job.reason is BackupReason.DAY and not job.is_known
            known = backups_of(key_of(path, db), *folders)
            if is_daily and not is_due(known, datetime.now(UTC)):
                return
            yield from backing_up(
                db,
                path,
                folders,
                job.reason,
                lambda found: surplus(found, keeping),
                lambda: self._is_wanted,
            )

    def _follow(self, step: _Step) -> None:
        if isinstance(step, Backup):
            self.made.emit(step)
        else:
            self._is_begun = True
            self.started.emit()

    def _fail(self, job: _Job, error: AnnotatorError) -> None:
        self._note_failure()
        if self._is_wanted and (self._is_begun or not job.is_known):
            self.failed.emit(error)

    def _note_failure(self) -> None:
        self._has_failed = True
        self._rest.start(_AGAIN if self._is_begun else _REST)

    def _forget_failure(self) -> None:
        self._has_failed = False


def _close(job: _Job) -> None:
    if job.state:
        job.state.close()
