"""Reading the project on a worker thread while the window lives and keys wait."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QEventLoop

from annotator.domain.errors import AnnotatorError
from annotator.domain.giving_up import GivenUp
from annotator.domain.reading import ProjectReader
from annotator.ui.application.task import Task
from annotator.ui.project.workspace import Workspace

T = TypeVar("T")


def read_aside(workspace: Workspace, find: Callable[[ProjectReader], T]) -> T:
    """Return what a function finds in the project; raises what it raises.

    Events are processed meanwhile, except keys and mouse, which follow. A project in memory is read
    at once. Raises GivenUp when the program was asked to end meanwhile.
    """
    if workspace.path is None:
        return find(workspace.reader)

    def steps() -> Iterator[T]:
        with workspace.reading() as reader:
            yield find(reader)

    found: list[T] = []
    refused: list[AnnotatorError] = []
    loop, task = QEventLoop(), Task(steps)
    task.yielded.connect(found.append)
    task.failed.connect(refused.append)
    task.finished.connect(loop.quit)
    task.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    for error in refused:
        raise error
    if not found:
        raise GivenUp
    return found[0]
