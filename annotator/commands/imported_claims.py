"""What `annotator import-labels` does with a list of claims that others have checked."""

from pathlib import Path

from annotator.commands.arguments import looking, writing
from annotator.commands.backup_places import back_up_first
from annotator.commands.shell import say
from annotator.domain.backup import BackupReason
from annotator.i18n import tr
from annotator.importers.labels.claim_lists import read
from annotator.operations.claim_list_import import ClaimListImport


def import_claims(project: Path, file: Path, name: str | None) -> int:
    """Import a list of claims and return the exit code; without a name, only say what it holds."""
    if name is None:
        with looking(project) as reader:
            job = ClaimListImport(reader, "")
            for _ in job.edits(read(file)):
                pass
        return _said(job, tr("Nothing was written."))
    with writing(project, name) as store:
        job = ClaimListImport(store.reader, store.annotator.id)
        edits = list(job.edits(read(file)))
        back_up_first(project, BackupReason.IMPORT)
        for edit in edits:
            store.apply(edit)
    return _said(job)


def _said(job: ClaimListImport, *more: str) -> int:
    for line in (*job.lines(), *more):
        say(line)
    for line in job.refused:
        say(line, err=True)
    return int(bool(job.refused))
