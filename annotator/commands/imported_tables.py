"""What `annotator import-labels` does with a table that was exported and edited."""

from pathlib import Path

from annotator.commands.arguments import looking, writing
from annotator.commands.backup_places import back_up_first
from annotator.commands.shell import say
from annotator.domain.backup import BackupReason
from annotator.i18n import ngettext, tr
from annotator.importers.labels.own_tables import OwnTables, read
from annotator.operations.table_changes import State, TableDiff
from annotator.operations.table_diff import difference
from annotator.operations.table_import import TableImport


def import_tables(
    project: Path, file: Path, name: str | None, *, has_clashing: bool, is_removing: bool
) -> int:
    """Import an edited table and return the exit code; without a name, only say what it would do.

    Clashing values are taken, and what has no row is removed, only when that is wanted.
    """
    tables = read(file)
    if name is None:
        with looking(project) as reader:
            found = difference(reader, tables)
        _say(found)
        say(tr("Nothing was written."))
        return int(bool(found.refused))
    how = {"has_clashing": has_clashing, "is_removing": is_removing}
    return _written(project, tables, name, **how)


def _written(
    project: Path, tables: OwnTables, name: str, *, has_clashing: bool, is_removing: bool
) -> int:
    with writing(project, name) as store:
        found = difference(store.reader, tables)
        wanted = [c for c in found.changes if has_clashing or c.state is not State.CLASHING]
        job = TableImport(store.reader, store.annotator.id)
        removed = found.removed if is_removing else ()
        edit = job.edit([*wanted, *found.added, *removed], found.new)
        if edit.changes:
            back_up_first(project, BackupReason.IMPORT)
            store.apply(edit)
    _say(found)
    for line in job.report.refused:
        say(line, err=True)
    if skipped := len(found.changes) - len(wanted):
        message = ngettext(
            "{count} clashing value was not taken. To take it, use --clashing.",
            "{count} clashing values were not taken. To take them, use --clashing.",
            skipped,
        )
        say(message, err=True)
    if found.removed and not is_removing:
        say(_kept(len(found.removed)), err=True)
    return int(bool(found.refused or job.report.refused or skipped))


def _kept(count: int) -> str:
    return ngettext(
        "{count} record without a row was kept. To remove it, use --remove-missing.",
        "{count} records without a row were kept. To remove them, use --remove-missing.",
        count,
    )


def _say(found: TableDiff) -> None:
    for line in found.lines():
        say(line)
    for line in found.refused:
        say(line, err=True)
