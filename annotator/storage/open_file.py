"""The open file: whether it is still in its place, and as this program left it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Final, NamedTuple, TypeAlias

from annotator.domain.edit import Edit
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.store import LostProjectError
from annotator.i18n import N_, tr
from annotator.storage import checkpoints, engine
from annotator.storage.checkpoints import LogMark, Moved, WrittenPages
from annotator.storage.engine import Connection
from annotator.storage.lock import start_of

_HEADER: Final = 100  # bytes; with the counter of changes (sqlite.org/fileformat2.html, 1.3)
_LOG_KEPT: Final = 64_000_000  # bytes that a log keeps of its size when it begins anew
_HAS_TIMES: Final = os.name == "posix"  # Windows updates them late, and lets nobody else write here

_OVERWRITTEN: Final = N_("“{file}” was overwritten by another program while it was open.")

_File: TypeAlias = tuple[int, int]


class _Look(NamedTuple):
    """The identity and state of the file, of its log, and of its folder (time of change)."""

    file: _File
    content: object
    folder: int
    log: _File | None


class OpenFile:
    """Compares the file at its path with the one that is open.

    Changes to a file that another program removed, replaced or overwrote are lost when it is
    closed, and SQLite does not notice. With a log, the file itself changes only at checkpoints: its
    size and time are compared, and after a checkpoint what it brought into the file. Without a log,
    its header is compared, which counts every change.
    """

    def __init__(self, path: Path, descriptor: int, *, has_log: bool, shared_by: str = "") -> None:
        self.shared_by, self._descriptor = shared_by, descriptor
        self._path, self._folder = str(path), str(path.parent)
        self._is_begun = False
        self._keep_log(is_kept=has_log)
        self._pages = WrittenPages(f"{path}-wal", partial(start_of, descriptor))
        self._changing = 0
        self._one = RLock()  # a look and what follows from it, while another thread checkpoints
        self._commits = RLock()  # one commit or checkpoint at a time, on any thread
        self._left = self._look(None)

    def begin_log(self, db: Connection) -> None:
        """Switch to a log with the first edit: a project that is only read is not changed."""
        if self._is_begun:
            return
        with self.changing():
            engine.write_with_log(db)
            db.execute(f"PRAGMA journal_size_limit = {_LOG_KEPT}").fetchone()
            self._keep_log(is_kept=engine.keeps_log(db))
            self._left = self._left and self._left._replace(log=None)  # the log is another one
        self._pages.begin()
        self._is_begun = True

    def empty_log(self) -> None:
        """Checkpoint the log into the file, on any thread, unless the file is lost.

        SQLite finds both by path: it would write into another file that is there by now.
        """
        if not self.loss():
            with self.changing() as moved:
                moved.append(checkpoints.empty_log(Path(self._path)))

    @contextmanager
    def committing(self, db: Connection) -> Iterator[None]:
        """Let the block commit, and record what that moved from the log into the file.

        Raises StorageError before, if the log would be moved into what another program wrote.
        """
        with self._commits:
            if self._log and not self._is_as_left() and self.is_overwritten():
                raise self._error(_OVERWRITTEN, "")
            yield
            self._follow_commit(db)

    def _follow_commit(self, db: Connection) -> None:
        if not self._log or self._is_as_left():
            return
        with self._one, suppress(OSError, engine.EngineError):  # then it is not as it was left
            mark, moved = self._pages.mark(), checkpoints.move_log(db)
            self._follow_checkpoint(self._look(self._left), mark, moved)

    def _is_as_left(self) -> bool:
        left = self._left
        with suppress(OSError):
            return left is not None and self._file() == (left.file, left.content)
        return False

    def log_size(self) -> int:
        """Return the size of the log in bytes; it grows as long as somebody reads a former state.

        Only its size is asked: reading the index of the log would release the locks of SQLite.
        """
        with suppress(OSError):
            return Path(self._log).stat().st_size if self._log else 0
        return 0

    def _keep_log(self, *, is_kept: bool) -> None:
        self.has_log = is_kept
        self._log = f"{self._path}-wal" if is_kept else ""

    def loss(self) -> str:
        """Return what another program did to the file, untranslated; empty for nothing."""
        with self._one:
            left, found = self._left, self._look(self._left)
            is_changing = self._changing > 0
        if found == left and found:
            return ""
        if found is None or left is None:
            return N_("“{file}” was moved or removed while it was open.")
        if found.file != left.file:
            return N_("“{file}” was replaced by another file while it was open.")
        if found.log != left.log and left.log:
            return N_("“{file}” lost the log beside it (-wal) while it was open.")
        is_ours = found.content == left.content or is_changing
        return "" if is_ours else _OVERWRITTEN

    def lost(self) -> LostProjectError | None:
        """Return the error that saving would raise now, because the change would be lost."""
        loss = self.loss()
        return self._error(loss, "") if loss else None

    def is_overwritten(self) -> bool:
        """Return whether another program wrote into the open file itself."""
        return self.loss() == _OVERWRITTEN

    @contextmanager
    def checked(self, name: Callable[[], str], done: Sequence[Edit]) -> Iterator[None]:
        """Raise when what the block saves is lost; `done` has the edit once it was applied."""
        self.check_before_edit(name)
        try:
            yield
        except StorageError:
            self.check_before_edit(name)  # which says so if that is the cause
            raise
        self.check_after_edit(name, *done)

    def check_before_edit(self, name: Callable[[], str]) -> None:
        """Refuse an edit when it would be lost.

        That the log was changed is detected by `check_after_edit` only.
        """
        if self._log and self._is_as_left():
            return
        if loss := self.loss():
            raise self._error(loss, tr("{edit} was not saved:", edit=name()) + " ")

    def check_after_edit(self, name: Callable[[], str], done: Edit | None = None) -> None:
        """Record the state of the file after an edit; raise when it is another file."""
        with self._one:
            left, found = self._left, self._look(self._left)
            is_same = bool(found and left and (not self._log or found.content == left.content))
            goes_on = found == left or (_goes_on(found, left) and (is_same or self._changing > 0))
            self._left = found if goes_on and is_same else left
        if not goes_on:
            raise self._error(self.loss(), tr("{edit} is not safe:", edit=name()) + " ", done)

    def drop_log(self) -> None:
        """Truncate the log, so that nothing of it gets into a file that was replaced."""
        if self._log:
            with suppress(OSError):
                os.truncate(self._log, 0)

    @contextmanager
    def changing(self) -> Iterator[list[Moved | None]]:
        """Let the block checkpoint the log into the file, on any thread.

        It may say what of the log has been moved.
        """
        moved: list[Moved | None] = []
        with self._commits:
            with self._one:
                self._changing += 1
                mark = self._pages.mark()
            try:
                yield moved
            finally:
                with self._one:
                    self._follow_checkpoint(self._look(None), mark if moved else None, *moved)
                    self._changing -= 1

    def _follow_checkpoint(
        self, found: _Look | None, mark: LogMark | None, moved: Moved | None = None
    ) -> None:
        """Take over the state of the file, if it is what a checkpoint must leave, as far as known.

        What was moved is None where that is not known.
        """
        is_ours = not (self._log and _HAS_TIMES) or self._pages.are_kept(moved, mark)
        if is_ours and _goes_on(found, self._left):
            self._left = found

    def _error(self, loss: str, before: str, done: Edit | None = None) -> LostProjectError:
        sentence = before + tr(loss, file=self._path)
        if loss != _OVERWRITTEN or self._log:
            advice = tr("Save a copy to keep your work.")
            return LostProjectError(f"{sentence} {advice}", Remedy.COPY, done=done)
        # it is stored nowhere else
        if self.shared_by:
            advice = tr("Restore it from a backup or {service}.", service=self.shared_by)
        else:
            advice = tr("Restore it from a backup.")
        return LostProjectError(f"{sentence} {advice}")

    def _look(self, last: _Look | None) -> _Look | None:
        try:
            file, content = self._file()
            folder = os.stat(self._folder).st_mtime_ns  # noqa: PTH116
        except OSError:
            return None
        if not self._log:
            content = start_of(self._descriptor, _HEADER)
        # asking for the log itself makes the next write slower: it gets a new time
        is_known = last is not None and folder == last.folder and last.log is not None
        log = last.log if last is not None and is_known else _identity(self._log)
        return _Look(file, content, folder, log)

    def _file(self) -> tuple[_File, object]:
        found = os.stat(self._path)  # noqa: PTH116 - faster, and called around every edit
        content = (found.st_size, found.st_mtime_ns) if _HAS_TIMES else None
        return (found.st_dev, found.st_ino), content


def _identity(path: str) -> _File | None:
    """Return what is at a path; None for nothing."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _goes_on(found: _Look | None, left: _Look | None) -> bool:
    """Return whether it is still the same file, with the same log if there was one."""
    return bool(found and left and found.file == left.file and left.log in {None, found.log})
