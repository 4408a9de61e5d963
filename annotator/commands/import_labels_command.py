"""The command that brings labels back in."""

from contextlib import nullcontext
from pathlib import Path
from typing import Final

import click

from annotator.commands.arguments import PATH, looking, project_argument, sound, writing
from annotator.commands.backup_places import back_up_first
from annotator.commands.imported_claims import import_claims
from annotator.commands.label_drafting import Request
from annotator.commands.new_command import CREATED, create
from annotator.commands.second_process import LabelProcess, second_process
from annotator.commands.shell import example, say
from annotator.commands.who import annotator_option, working_name
from annotator.domain.backup import BackupReason
from annotator.domain.errors import AnnotatorError
from annotator.domain.project import project_path
from annotator.i18n import tr
from annotator.importers import project_lines
from annotator.importers.labels import claim_lists, own_tables
from annotator.importers.labels.formats import LabelFormat, format_of, meant, read
from annotator.operations.applying import Applying
from annotator.operations.label_import import LabelImport
from annotator.operations.label_import_report import LabelReport
from annotator.storage.store import Store


@click.command(
    "import-labels",
    help=tr(
        "Import the labels in FILE into PROJECT.\n\n"
        "FILE is what doccano, spaCy, Prodigy, Label Studio, brat (a folder), INCEpTION, QualCoder "
        "and others write, a Web Annotation, or a table that quotes the words or counts their "
        "positions. Articles are recognised by their text; unknown texts become articles. "
        "A PROJECT that does not exist is created. The exit code is 1 if anything was refused. "
        "The whole import is one step to undo.\n\n"
        "A CSV package, one CSV or a workbook that this program exported and somebody has edited "
        "changes what they changed: verdicts, notes, wording.\n\n"
        "Claims that others have checked become claims, with these checks as evidence: LIAR, "
        "AVeriTeC, ClaimReview pages and feeds, answers of Google Fact Check Tools.\n\n"
        "A whole project that was exported with --format project or csv becomes PROJECT if that "
        "does not exist. Otherwise PROJECT gets what it does not have, and what was changed there "
        "only. What was changed in both clashes."
    ),
    epilog=example("import-labels news.annotator news-labels.jsonl"),
)
@project_argument
@click.argument("file", type=PATH)
@annotator_option
@click.option(
    "--dry-run",
    "is_trial",
    is_flag=True,
    help=tr("List what would be imported, and write nothing."),
)
@click.option(
    "--clashing",
    "has_clashing",
    is_flag=True,
    help=tr("Also import values that were changed in the project since."),
)
@click.option(
    "--remove-missing",
    "is_removing",
    is_flag=True,
    help=tr("Remove what has no row any more in an edited table."),
)
@click.option(
    "--as-suggestions",
    "is_suggesting",
    is_flag=True,
    help=tr("Import labels as suggestions, to be accepted or rejected one by one."),
)
@click.pass_context
def import_labels(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    /,
    project: Path,
    file: Path,
    *,
    annotator: str | None,
    is_trial: bool,
    has_clashing: bool,
    is_removing: bool,
    is_suggesting: bool,
) -> None:
    """Import labels."""
    _require(file, has_labels=is_suggesting)
    file = meant(file)
    project = project if project.exists() else project_path(project)
    code = _of_project(project, file, annotator, is_trial=is_trial, has_clashing=has_clashing)
    if code is not None:
        ctx.exit(code)
    if own_tables.is_ours(file):
        from annotator.commands.imported_tables import import_tables  # noqa: PLC0415 - as above

        by = None if is_trial else working_name(annotator)
        how = {"has_clashing": has_clashing, "is_removing": is_removing}
        ctx.exit(import_tables(project, file, by, **how))
    if claim_lists.is_one(file):
        ctx.exit(import_claims(project, file, None if is_trial else working_name(annotator)))
    ctx.exit(_bring_in(project, file, annotator, is_trial=is_trial, is_suggesting=is_suggesting))


def _of_project(
    project: Path, file: Path, annotator: str | None, *, is_trial: bool, has_clashing: bool
) -> int | None:
    """Import a whole project and return the exit code; None for another file."""
    if not (file.is_dir() or project_lines.is_project_lines(file)):
        return None
    from annotator.commands import imported_project as whole  # noqa: PLC0415 - it loads all exports

    if not whole.is_project(project, file):
        return None
    how = {"is_trial": is_trial, "has_clashing": has_clashing}
    return whole.import_project(project, file, annotator, **how)


def _bring_in(
    project: Path, file: Path, annotator: str | None, *, is_trial: bool, is_suggesting: bool
) -> int:
    """Import labels made elsewhere, or only say what would be imported; return the exit code."""
    form = _form_of(file)
    if is_trial:
        report = _tried(project, file, form, is_suggesting=is_suggesting)
    else:
        report = _imported(project, file, form, annotator, is_suggesting=is_suggesting)
    _print(report, is_trial=is_trial)
    return 1 if report.refused else 0


def _form_of(file: Path) -> LabelFormat:
    form = format_of(file)
    if form is None:
        raise AnnotatorError(tr("“{file}” is in no known format for labels.", file=file))
    return form


def _require(file: Path, *, has_labels: bool) -> None:
    """Raise AnnotatorError for no file, or for one whose contents cannot be suggestions."""
    if not file.exists():
        raise AnnotatorError(tr("There is no file “{file}”.", file=file))
    is_whole = file.is_file() and project_lines.is_project_lines(file)
    if has_labels and (is_whole or own_tables.is_ours(file) or claim_lists.is_one(file)):
        raise AnnotatorError(
            tr(
                "“{file}” has no labels made elsewhere. Run it again without --as-suggestions.",
                file=file,
            )
        )


def _tried(project: Path, file: Path, form: LabelFormat, *, is_suggesting: bool) -> LabelReport:
    with looking(project) as reader:
        job = LabelImport(reader, form, "", source=file.name, is_suggesting=is_suggesting)
        for _ in job.edits(read(file, form)):
            pass
    return job.report


def _imported(
    project: Path, file: Path, form: LabelFormat, annotator: str | None, *, is_suggesting: bool
) -> LabelReport:
    name = working_name(annotator)
    is_new = not project.exists()
    with (
        second_process(file) or nullcontext() as process,
        writing(project, name, _created if is_new else sound) as store,
    ):
        if not is_new:
            back_up_first(project, BackupReason.IMPORT)
        return import_file(store, file, form, process, is_suggesting=is_suggesting)


def _created(project: Path) -> Store:
    store = create(project)
    say(tr(CREATED, file=project))
    return store


def import_file(
    project: Store,
    file: Path,
    form: LabelFormat,
    process: LabelProcess | None = None,
    *,
    is_suggesting: bool = False,
) -> LabelReport:
    """Import the labels of a file, or suggestions of them, as one step to undo.

    The edits are made by a second process, if there is one. An error undoes what was imported.
    """
    by = project.annotator.id
    made: LabelProcess | LabelImport
    request = Request(str(project.path), str(file), form.id, by, is_suggesting=is_suggesting)
    with process or nullcontext():  # while it reads the project, the log cannot go into the file
        if process and process.answers(request):
            made, edits = process, process.edits()
        else:
            reader, source = project.reader, file.name
            made = LabelImport(reader, form, by, source=source, is_suggesting=is_suggesting)
            edits = made.edits(read(file, form))
        Applying(project, is_aside=made is process).apply(edits)
    return made.report


def _print(report: LabelReport, *, is_trial: bool) -> None:
    for line in report.lines():
        say(line)
    if is_trial:
        say(tr("Nothing was written."))
    for line in report.refused:
        say(line, err=True)


COMMAND: Final = import_labels
