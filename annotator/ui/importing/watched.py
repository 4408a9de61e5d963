"""Watches a folder for new files, such as the download folder of a browser.

Only names, sizes and times of files are read, and nothing is imported without asking.
"""

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from annotator.ui.application.settings import Preferences
from annotator.ui.application.task import Task

Sizes = Mapping[Path, tuple[int, float]]
"""The size of each new file, in bytes, and when it was last changed, in seconds since 1970."""

_CALM: Final = 1_500  # milliseconds
_HALF: Final = (".part", ".partial", ".crdownload", ".opdownload", ".download", ".tmp", ".temp")


class WatchedFolder(QObject):
    """Reports files added to the folder since the last ones were offered, once they are complete.

    A file is complete when neither its size nor its time has changed between two checks.
    """

    found = Signal(object)  # tuple[Path, ...], oldest first; empty when none are left

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._watcher: QFileSystemWatcher | None = None
        self._task: Task[Sizes] | None = None
        self._seen: Sizes = {}
        self._found_files: tuple[Path, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=_CALM)
        self._timer.timeout.connect(self._look)
        self._watched = ""
        preferences.changed.connect(self._follow)
        self._follow()

    @property
    def folder(self) -> str:
        """Return the folder; empty for none."""
        return self._preferences.settings.watched_folder

    def watch(self, folder: str) -> None:
        """Watch a folder for new files; '' stops watching."""
        self._keep(folder, time.time())

    def pass_over(self) -> None:
        """Do not report the same files again."""
        newest = max((changed for _, changed in self._seen.values()), default=0.0)
        self._keep(self.folder, max(newest, self._preferences.settings.watched_until))
        self._tell({})

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()
        if self._task:
            self._task.cancel()
            self._task = None
        if self._watcher:
            self._watcher.deleteLater()
            self._watcher = None
        self._tell({})

    def _follow(self) -> None:
        """Follow changes of the setting."""
        if self.folder != self._watched:
            self.stop()
            self._watched = self.folder
            if self.folder:
                self._begin()

    def _begin(self) -> None:
        self._watcher = QFileSystemWatcher([self.folder], self)
        self._watcher.directoryChanged.connect(self._begin_to_look)
        self._timer.start()

    def _begin_to_look(self, _folder: str) -> None:
        self._timer.start()

    def _keep(self, folder: str, until: float) -> None:
        settings = self._preferences.settings
        self._preferences.put(replace(settings, watched_folder=folder, watched_until=until))

    def _look(self) -> None:
        if self._task is None:
            folder, until = Path(self.folder), self._preferences.settings.watched_until
            self._task = Task(lambda: _new_files(folder, until))
            self._task.yielded.connect(self._compare)
            self._task.finished.connect(self._end)
            self._task.start()

    def _end(self) -> None:
        self._task = None

    def _compare(self, found: Sizes) -> None:
        """Report the complete files, and check again if some are not."""
        whole = {path: size for path, size in found.items() if self._seen.get(path) == size}
        self._seen = found
        if len(whole) < len(found):
            self._timer.start()
        self._tell(whole)

    def _tell(self, whole: Sizes) -> None:
        found_files = tuple(sorted(whole, key=lambda path: (whole[path][1], path)))
        if found_files != self._found_files:
            self._found_files = found_files
            self.found.emit(found_files)


def _new_files(folder: Path, until: float) -> Iterator[Sizes]:
    """Yield, as one item, the files of known kinds added to a folder after a time."""
    from annotator.importers import formats  # noqa: PLC0415 - the start need not wait

    found: dict[Path, tuple[int, float]] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")) or entry.name.lower().endswith(_HALF):
                    continue
                if entry.name.lower().endswith(formats.FORMATS.suffixes) and entry.is_file():
                    status = entry.stat()
                    # a browser may give a file its time on the server
                    changed = max(status.st_mtime, status.st_ctime)
                    if status.st_size and changed > until:
                        found[Path(entry.path)] = (status.st_size, changed)
    except OSError:  # the folder, or its drive, is gone
        found = {}
    yield found
