"""What `annotator import-labels` does with a whole project: a new one, or changes of this one."""

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
from annotator.operations.label_files import merge_of
from annotator.operations.merge_report import line_of, lines_of
from annotator.operations.merging import Merge
from annotator.operations.project_import import edits_of
from annotator.storage.project import create_project_from


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
    project_lines.require_whole(file)
    found = edits_of(project_lines.read(file), file.name)
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
    for change in merge.changes:
        say(line_of(change, merge.names))
    for line in merge.refused:
        say(line, err=True)
