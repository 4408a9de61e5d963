"""Handling of bugs in the program: they are logged and reported, and work continues."""

import faulthandler
import logging
import sys
import threading
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from annotator.domain.giving_up import GivenUp
from annotator.i18n import N_, tr

log = logging.getLogger("annotator")

_LARGEST_LOG: Final = 1_000_000  # bytes
_SENTENCE: Final = N_(
    "Annotator ran into a problem. Your saved work is safe; if it happens again, "
    "report the details below."
)
_FORMER: Final = N_(
    "Annotator ended unexpectedly the last time. A report without any text of yours was saved as "
    "“{file}”; nothing was sent."
)
_QUIET: Final = "propagateSizeHints"
_OFFERED_AFTER: Final = 1500  # milliseconds, when the window is there


class CrashReporter(QObject):
    """Logs uncaught exceptions, and reports them in a dialog, one at a time.

    What ended the program itself the last time is reported at the next start. Where the folder
    cannot be written, the log goes to the terminal.
    """

    _caught = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._former = _taken(folder / "crash.log")
        self._file = _opened(folder / "crash.log")
        self._is_shown = False
        self._handler = _Log(folder / "annotator.log")
        self._caught.connect(self._show)

    def watch(self) -> None:
        """Install the hooks for uncaught exceptions."""
        log.addHandler(self._handler)
        if self._file:
            faulthandler.enable(self._file)
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        qInstallMessageHandler(_log_qt)
        if self._former:
            QTimer.singleShot(_OFFERED_AFTER, self, self._offer_former)

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an uncaught exception, and request the dialog."""
        if issubclass(kind, KeyboardInterrupt | GivenUp):
            QApplication.quit()
            return
        report = "".join(traceback.format_exception(kind, error, trace))
        log.error("not caught: %s", report)
        self._caught.emit(report)

    def _offer_former(self) -> None:
        """Save a report of what ended the program the last time, and show it."""
        name = f"crash-{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
        report, file = _report(self._former), self._folder / name
        try:
            file.write_text(report, encoding="utf-8")
        except OSError as error:
            log.warning("The report was not saved: %s", error)
            return
        self._show(report, tr(_FORMER, file=file))

    def _show(self, report: str, sentence: str = "") -> None:
        if self._is_shown:
            return
        from annotator.ui.dialogs.message import tell  # noqa: PLC0415 - wanted when all is not well

        self._is_shown = True
        try:
            tell(QApplication.activeWindow(), sentence or tr(_SENTENCE), report, is_unasked=True)
        finally:
            self._is_shown = False


def _opened(path: Path) -> TextIO | None:
    """Return a file that is open to be written on, the terminal if that fails, or None."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8")
    return sys.__stderr__


def _taken(path: Path) -> str:
    """Return what was written when the program was ended by an error, and empty the file."""
    with suppress(OSError):
        found = path.read_text(encoding="utf-8", errors="replace")
        if found:
            path.write_text("", encoding="utf-8")
        return found
    return ""


def _report(trace: str) -> str:
    """Return a report: the versions, and the functions that were running."""
    from annotator.ui.dialogs.about import about_text  # noqa: PLC0415 - wanted when all is not well

    return f"{about_text()}\n\n{trace.strip()}\n"


class _Log(logging.Handler):
    """Writes to a log file, which is opened for the first line, and replaced when it is large."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - most days log nothing

        if self._file is None:
            try:
                self._file = RotatingFileHandler(
                    self._path, maxBytes=_LARGEST_LOG, backupCount=2, encoding="utf-8"
                )
            except OSError:
                self._file = logging.StreamHandler()
            self._file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._file.emit(record)

    @override
    def close(self) -> None:
        if self._file:
            self._file.close()
        super().close()


def _log_qt(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
    if _QUIET not in message:
        level = logging.WARNING if kind is not QtMsgType.QtDebugMsg else logging.DEBUG
        log.log(level, "Qt: %s", message)
