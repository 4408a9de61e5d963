"""Saving a copy of a project, and verifying it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.copying import Copied
from annotator.domain.project import SUFFIX, project_path
from annotator.i18n import N_, ngettext, tr
from annotator.ui.dialogs.dialog_widgets import display_path
from annotator.ui.dialogs.message import ask_choice
from annotator.ui.dialogs.work import Outcome, Stage, Work
from annotator.ui.project.workspace import Workspace

if TYPE_CHECKING:
    from annotator.ui.project.workspace import Step

_REPLACE: Final = N_("Replace")
_COPIED: Final = N_("The copy was saved as “{path}” and checked. No problems found.")


def save_copy(workspace: Workspace, parent: QWidget) -> Path | None:
    """Ask for a file, copy the project there, and return its path; None without a copy."""
    target = _target(workspace, parent)
    if target is None:
        return None
    outcome = Work.run(parent, tr("Save a copy"), lambda: _copying(workspace, target))
    return target if outcome else None


def check(parent: QWidget | None, steps: Callable[[], Iterator["Step"]], total: int) -> None:
    """Verify a project part by part, and show the problems."""
    Work.run(parent, tr("Check project"), lambda: _checking(steps(), total))


def _target(workspace: Workspace, parent: QWidget) -> Path | None:
    here = workspace.path or Path.home() / workspace.name
    folder = _folder_for(workspace, here.parent)
    proposed = str(folder / (tr("{file} copy", file=here.stem) + SUFFIX))
    kinds = tr("Annotator projects ({pattern})", pattern=f"*{SUFFIX}")
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save a copy"), proposed, kinds)
    if not name:
        return None
    chosen = Path(name)
    target = project_path(chosen)
    if target != chosen and target.exists():  # the file dialog confirmed another name
        sentence = tr(
            "“{file}” already exists. Replacing it overwrites its contents.", file=target.name
        )
        return target if ask_choice(parent, sentence, [_REPLACE]) else None
    return target


def _folder_for(workspace: Workspace, beside: Path) -> Path:
    """Return the suggested folder of a copy: beside the project, unless that is shared."""
    is_good = os.access(beside, os.W_OK) and not workspace.is_shared
    return beside if is_good else Path.home()


def _copying(workspace: Workspace, target: Path) -> Iterator[Stage | Outcome]:
    for step in workspace.copying(target):
        if isinstance(step, Copied):
            yield _copied(step)
        else:
            yield Stage(step.step, step.done, step.total)


def _copied(copy: Copied) -> Outcome:
    path = display_path(copy.path)
    if not copy.findings:
        return Outcome(tr(_COPIED, path=path))
    sentence = ngettext(
        "The copy was saved as “{path}”. The check found {count} problem:",
        "The copy was saved as “{path}”. The check found {count} problems:",
        len(copy.findings),
        path=path,
    )
    return Outcome(sentence, copy.findings)


def _checking(steps: Iterator["Step"], total: int) -> Iterator[Stage | Outcome]:
    found: list[str] = []
    for done, step in enumerate(steps, start=1):
        found += step.findings
        yield Stage(step.title, done, total)
    count = len(found)
    problems = ngettext(
        "The check found {count} problem:", "The check found {count} problems:", count
    )
    yield Outcome(problems if found else tr("No problems found."), tuple(found))
