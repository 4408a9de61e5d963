"""Waiting for what a worker thread finds in the project, with a dialog that can give it up."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.domain.reading import ProjectReader
from annotator.ui.application.busy import busy
from annotator.ui.application.task import Task
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, fit
from annotator.ui.project.workspace import Workspace

T = TypeVar("T")

_WIDTH, _BAR = 360, 6
_SOON: Final = 150  # milliseconds without a dialog: it would only flash


def found_in(
    workspace: Workspace, find: Callable[[ProjectReader], T], name: str, parent: QWidget | None
) -> T | None:
    """Return what a function finds in the project, on a worker thread.

    None when it was given up, and when it failed, which is told as refused. A project in memory is
    read at once.
    """
    found: list[T] = []
    if workspace.path is None:
        try:
            return find(workspace.reader)
        except AnnotatorError as error:
            workspace.notices.refuse(error)
            return None

    def steps() -> Iterator[T]:
        with workspace.reading() as reader:
            yield find(reader)

    task: Task[T] = Task(steps)
    task.yielded.connect(found.append)
    task.failed.connect(workspace.notices.refuse)
    task.start()
    _wait(task, name, parent)
    return found[0] if found else None


def _wait(task: Task[T], name: str, parent: QWidget | None) -> None:
    loop = QEventLoop()
    task.finished.connect(loop.quit)
    QTimer.singleShot(_SOON, loop.quit)
    with busy():
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not task.is_over:
        dialog = _Waiting(name, parent)
        task.finished.connect(dialog.accept)
        if dialog.exec() == QDialog.DialogCode.Rejected:
            task.leave()
        dialog.deleteLater()


class _Waiting(QDialog):
    """What is being looked for, and a button to give it up."""

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        bar.setFixedHeight(_BAR)
        bar.setAccessibleName(name)
        column = column_of(self, name)
        column.addWidget(bar)
        column.addWidget(buttons(self, ""))
        fit(self, _WIDTH)
