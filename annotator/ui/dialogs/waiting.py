"""Waiting for a worker thread, with a dialog that says what for."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QPushButton, QWidget
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.domain.giving_up import GivenUp
from annotator.domain.reading import ProjectReader
from annotator.i18n import tr
from annotator.ui.application.busy import busy
from annotator.ui.application.task import Task, wait_for_all
from annotator.ui.dialogs.dialog_widgets import cancel_button, column_of, fit, text_label
from annotator.ui.project.saving import Save
from annotator.ui.project.workspace import Workspace

T = TypeVar("T")

_WIDTH, _BAR = 360, 6
_SOON: Final = 150  # milliseconds without a dialog: it would only flash


def read_in_background(
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


def run_in_background(do: Callable[[], T], name: str, parent: QWidget | None) -> T:
    """Return what a function returns on a worker thread; only the end of the program gives it up.

    Raises AnnotatorError when the function does, and GivenUp when the program was asked to end.
    """
    found: list[T] = []
    failed: list[AnnotatorError] = []

    def steps() -> Iterator[T]:
        yield do()

    task: Task[T] = Task(steps)
    task.yielded.connect(found.append)
    task.failed.connect(failed.append)
    task.start()
    _wait(task, name, parent, can_be_left=False)
    while not task.is_over:  # the program was asked to end, which closed the dialog
        wait_for_all()
        QCoreApplication.sendPostedEvents()
    for error in failed:
        raise error
    if not found:
        raise GivenUp
    return found[0]


def _wait(task: Task[T], name: str, parent: QWidget | None, *, can_be_left: bool = True) -> None:
    loop = QEventLoop()
    task.finished.connect(loop.quit)
    QTimer.singleShot(_SOON, loop.quit)
    with busy():
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not task.is_over:
        dialog = WaitingDialog(name, parent, can_be_left=can_be_left)
        task.finished.connect(dialog.accept)
        if dialog.exec() == QDialog.DialogCode.Rejected and can_be_left:
            task.leave()
        dialog.deleteLater()


class WaitingDialog(QDialog):
    """What is being done, and a button to give it up, if that is possible."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, note: str = "", can_be_left: bool = True
    ) -> None:
        super().__init__(parent)
        self._can_be_left = can_be_left
        self.setObjectName("waiting")
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        bar.setFixedHeight(_BAR)
        bar.setAccessibleName(name)
        column = column_of(self, name)
        column.addWidget(bar)
        if note:
            column.addWidget(text_label(note, ink="second"))
        if can_be_left:
            column.addWidget(cancel_button(self))
        fit(self, _WIDTH)

    @override
    def reject(self) -> None:
        if self._can_be_left:
            super().reject()


class SavingDialog(WaitingDialog):
    """What is being saved, and a button that gives it up, after which everything is as before."""

    def __init__(self, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(save.name, parent, note=tr("Cancelling leaves everything as it was."))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._save = save

    @override
    def reject(self) -> None:
        self._save.give_up()
        for leave in self.findChildren(QPushButton, "leave"):
            leave.setText(tr("Cancelling…"))
            leave.setEnabled(False)
