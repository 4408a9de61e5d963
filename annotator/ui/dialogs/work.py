"""The dialog of a long task: its progress, a button to stop it, and its result."""

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.i18n import format_number, tr
from annotator.ui.application.task import Task
from annotator.ui.dialogs.dialog_widgets import button, cancel_button, column_of, fit, text_label
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.progress_bar import ProgressBar

_WIDTH, _LINES, _BAR = 460, 160, 6
_STILL: Final = 3000  # milliseconds without progress, until the bar moves by itself


class Stage(Struct, frozen=True):
    """The progress of a task: what is being done, and how much of it is done."""

    text: str
    done: int
    total: int


class Outcome(Struct, frozen=True):
    """The result of a task: a sentence, and lines that can be copied with it."""

    sentence: str
    lines: tuple[str, ...] = ()


class Work(QDialog):
    """Runs a task, on a worker thread by default; closing the dialog before its end stops it."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        steps: Callable[[], Iterator[Stage | Outcome]],
        task: type[Task[Stage | Outcome]] = Task,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("work")
        self.outcome: Outcome | None = None
        self._words = text_label("", ink="second")
        self._words.setObjectName("work.words")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = _bar(name)
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(lambda: self._bar.setRange(0, 0))
        self._lines = QPlainTextEdit(readOnly=True)
        self._lines.setObjectName("work.lines")
        self._lines.setAccessibleName(tr("Result"))
        self._lines.setTabChangesFocus(True)
        self._lines.setFixedHeight(fonts.pixels(_LINES))
        self._copy = EnterButton(tr("Copy result"))
        self._copy.setObjectName("work.copy")
        self._copy.clicked.connect(self._copy_result)
        self._buttons = cancel_button(self)
        self._lay_out(name)
        self._task = task(lambda: self._noting(steps()), self)
        self._task.yielded.connect(self._show)
        self._task.failed.connect(self._fail)
        self._task.finished.connect(self._end)

    @classmethod
    def run(
        cls,
        parent: QWidget | None,
        name: str,
        steps: Callable[[], Iterator[Stage | Outcome]],
        task: type[Task[Stage | Outcome]] = Task,
    ) -> Outcome | None:
        """Show it until it is closed, and return the result; None when the task was stopped."""
        work = cls(parent, name, steps, task)
        work.start()
        work.exec()
        work.end()
        work.deleteLater()
        return work.outcome

    def start(self) -> None:
        """Start the task."""
        self._task.start()

    def end(self) -> None:
        """Stop the task if it goes on, as the end of the program has left every event loop."""
        self._task.end()

    @override
    def reject(self) -> None:
        if self._task.is_over:
            super().reject()
            return
        self._task.cancel()
        leave = button(self._buttons, "leave")
        leave.setText(tr("Cancelling…"))
        leave.setEnabled(False)

    def _lay_out(self, name: str) -> None:
        column = column_of(self, name)
        for part in (self._bar, self._words, self._lines):
            column.addWidget(part)
        self._buttons.addButton(self._copy, self._buttons.ButtonRole.ActionRole)
        column.addWidget(self._buttons)
        self._lines.hide()
        self._copy.hide()
        fit(self, _WIDTH)

    def _noting(self, steps: Iterator[Stage | Outcome]) -> Iterator[Stage | Outcome]:
        """Note the result on the worker: a task that is stopped too late passes on nothing."""
        for step in steps:
            if isinstance(step, Outcome):
                self.outcome = step
            yield step

    def _show(self, step: Stage | Outcome) -> None:
        if isinstance(step, Outcome):
            return
        self._still.start()
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        self._words.setText(_words(step))

    def _fail(self, error: AnnotatorError) -> None:
        self._tell(Outcome(str(error)))

    def _end(self) -> None:
        if self.outcome:
            self._tell(self.outcome)
        elif self._bar.isVisible():  # it was stopped
            super().reject()

    def _tell(self, outcome: Outcome) -> None:
        self._bar.hide()
        self._words.setText(outcome.sentence)
        self._words.setProperty("ink", "ink")
        self._words.style().polish(self._words)
        self._lines.setPlainText("\n".join(outcome.lines))
        self._lines.setVisible(bool(outcome.lines))
        self._copy.setVisible(bool(outcome.lines))
        leave = button(self._buttons, "leave")
        leave.setText(tr("Close"))
        leave.setEnabled(True)
        leave.setDefault(True)
        leave.setFocus()
        fit(self, _WIDTH)

    def _copy_result(self) -> None:
        text = f"{self._words.text()}\n{self._lines.toPlainText()}"
        QGuiApplication.clipboard().setText(text.strip())


def _words(stage: Stage) -> str:
    if not stage.total:
        return tr("{stage}…", stage=stage.text)
    done, total = format_number(stage.done), format_number(stage.total)
    return tr("{stage}: {done} of {total}", stage=stage.text, done=done, total=total)


def _bar(name: str) -> ProgressBar:
    bar = ProgressBar(textVisible=False)
    bar.setFixedHeight(_BAR)
    bar.setAccessibleName(name)
    return bar
