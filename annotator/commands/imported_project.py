"""What `annotator import-labels` does with a whole project: a new one, or changes of this one."""

from collections.abc import Iterator
from pathlib import Path

from annotator import places
from annotator.commands.arguments import looking, writing
from annotator.commands.backup_places import back_up_first
from annotator.commands.shell import say
from annotator.commands.who import working_name
from annotator.domain.backup import BackupReason
from annotator.domain.project import project_path
from annotator.i18n import ngettext, tr
from annotator.importers import project_lines
from annotator.operations.label_files import is_another_project, merge_of
from annotator.operations.merge_edits import Merge
from annotator.operations.merge_report import lines_of
from annotator.operations.merging import Found
from annotator.operations.package_import import records_of
from annotator.operations.package_tables import is_package
from annotator.operations.project_import import edits_of
from annotator.storage.project import create_project_from


def is_project(project: Path, file: Path) -> bool:
    """Return whether a file or folder is a whole project to be imported as such."""
    if file.is_file():
        return project_lines.is_project_lines(file)
    path = project_path(project)
    if not is_package(file) or not path.exists():
        return is_package(file)
    with looking(path) as reader:
        return is_another_project(reader, file)


def import_project(
    project: Path, file: Path, annotator: str | None, *, is_trial: bool, has_clashing: bool
) -> int:
    """Take over what a file has that the project does not, or only say what that is.

    A project that does not exist is made of the file. Returns the exit code.
    """
    path = project_path(project)
    if not path.exists():
        _made(path, file)
        return 0
    if is_trial:
        with looking(path) as reader:
            merge = merge_of(reader, file)
            _say(merge)
        say(tr("Nothing was written."))
        return int(bool(merge.refused))
    return _written(path, file, working_name(annotator), has_clashing=has_clashing)


def _made(path: Path, file: Path) -> None:
    if file.is_dir():
        records: Iterator[Found] = records_of(file, path.stem)
    else:
        project_lines.require_whole(file)
        records = project_lines.read(file)
    found = edits_of(records, file.name)
    create_project_from(path, found, places.state_folder()).close()
    say(tr("Created “{file}”.", file=path))


def _written(project: Path, file: Path, name: str, *, has_clashing: bool) -> int:
    with writing(project, name) as store:
        merge = merge_of(store.reader, file)
        wanted = [n for n, c in enumerate(merge.changes) if has_clashing or not c.is_clashing]
        if edits := merge.edits(store.reader, wanted):
            back_up_first(project, BackupReason.IMPORT)
        _say(merge)
        for edit in edits:
            store.apply(edit)
    if skipped := len(merge.changes) - len(wanted):
        message = ngettext(
            "{count} clashing record was not taken. To take it, use --clashing.",
            "{count} clashing records were not taken. To take them, use --clashing.",
            skipped,
        )
        say(message, err=True)
    return int(bool(merge.refused or skipped))


def _say(merge: Merge) -> None:
    for line in lines_of(merge):
        say(line)
    for line in merge.lines:
        say(line)
    for line in merge.refused:
        say(line, err=True)
