"""What is done for the safety of a project: a copy of it, and a check."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.copying import Copied
from annotator.domain.project import SUFFIX, project_path
from annotator.operations.text_versions import counted
from annotator.ui.dialogs.dialog_widgets import shown_path
from annotator.ui.dialogs.message import ask_choice
from annotator.ui.dialogs.work import Outcome, Stage, Work
from annotator.ui.project.workspace import Workspace

if TYPE_CHECKING:
    from annotator.ui.project.workspace import Step

_FILTER: Final = f"Annotator projects (*{SUFFIX})"
_REPLACE: Final = "Replace"


def save_copy(workspace: Workspace, parent: QWidget) -> Path | None:
    """Ask where to, and copy the project there; return the copy, None when there is none."""
    target = _target(workspace, parent)
    if target is None:
        return None
    outcome = Work.run(parent, "Save a copy", lambda: _copying(workspace, target))
    return target if outcome else None


def check(parent: QWidget | None, steps: Callable[[], Iterator["Step"]], total: int) -> None:
    """Verify a project part by part, and show what is wrong with it."""
    Work.run(parent, "Check project", lambda: _checking(steps(), total))


def _target(workspace: Workspace, parent: QWidget) -> Path | None:
    here = workspace.path or Path.home() / workspace.name
    folder = _folder_for(workspace, here.parent)
    proposed = str(folder / f"{here.stem} copy{SUFFIX}")
    name, _ = QFileDialog.getSaveFileName(parent, "Save a copy", proposed, _FILTER)
    if not name:
        return None
    chosen = Path(name)
    target = project_path(chosen)
    if target != chosen and target.exists():  # the file dialog asked about another name
        sentence = f"“{target.name}” already exists. Replacing it overwrites its contents."
        return target if ask_choice(parent, sentence, [_REPLACE]) else None
    return target


def _folder_for(workspace: Workspace, beside: Path) -> Path:
    """Return where a copy is proposed: beside the project, unless others may change files there."""
    is_good = os.access(beside, os.W_OK) and not workspace.is_shared
    return beside if is_good else Path.home()


def _copying(workspace: Workspace, target: Path) -> Iterator[Stage | Outcome]:
    for step in workspace.copying(target):
        if isinstance(step, Copied):
            yield _copied(step)
        else:
            yield Stage(step.words, step.done, step.total)


def _copied(copy: Copied) -> Outcome:
    where = f"The copy was saved as “{shown_path(copy.path)}”"
    if not copy.findings:
        return Outcome(f"{where} and checked. No problems found.")
    return Outcome(f"{where}. {_counted(copy.findings)}", copy.findings)


def _checking(steps: Iterator["Step"], total: int) -> Iterator[Stage | Outcome]:
    found: list[str] = []
    for done, step in enumerate(steps, start=1):
        found += step.findings
        yield Stage(step.title, done, total)
    sentence = _counted(tuple(found)) if found else "No problems found."
    yield Outcome(sentence, tuple(found))


def _counted(findings: tuple[str, ...]) -> str:
    return f"The check found {counted(len(findings), 'problem')}:"
