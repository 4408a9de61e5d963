"""The command that hands the labels over."""

from contextlib import closing
from pathlib import Path
from typing import Final

import click
from msgspec.structs import replace
from typing_extensions import override

from annotator import exporters
from annotator.commands.arguments import PATH, looking, project_argument
from annotator.commands.export_options import Value, chosen_options, options_of_formats
from annotator.commands.export_scope import scope_named
from annotator.commands.shell import example, say, say_damaged
from annotator.exporters import ExportFormat, OptionValues
from annotator.exporters.features import CountedRecords, counted, sentences, surveyed
from annotator.exporters.scope import EVERYTHING, Scope
from annotator.exporters.write import write_records
from annotator.i18n import ngettext, tr


class _Export(click.Command):
    """Has the options of every format beside its own."""

    @override
    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), *options_of_formats()]


@click.command(
    cls=_Export,
    help=tr(
        "Export the labels of PROJECT to a folder or a file, completely or not at all.\n\n"
        "An earlier export in the folder is replaced. A folder with anything else in it is"
        " refused, and so is a file that exists, unless you say --replace."
    ),
    epilog=example("export news.annotator --format csv --out labels"),
)
@project_argument
@click.option(
    "--only",
    "codes",
    multiple=True,
    metavar="A1|C1",
    help=tr("Only this article or claim, and what belongs to it; can be given several times."),
)
@click.option(
    "--filter",
    "sought",
    default="",
    metavar="WORDS",
    help=tr(
        "Only the articles that this search finds; with verdict: or claimant:, only the claims"
        " that it finds. As in “verdict:refuted in:A3”."
    ),
)
@click.option("--by", default="", metavar="NAME", help=tr("Only the marks of this annotator."))
@click.option(
    "--pseudonyms",
    "has_pseudonyms",
    is_flag=True,
    help=tr("Replace annotator names with numbers."),
)
@click.option(
    "--no-boilerplate",
    "omits_excluded",
    is_flag=True,
    help=tr("Omit the marks and sentences in excluded lines."),
)
@click.option("--replace", "replaces", is_flag=True, help=tr("Replace the file if it exists."))
@click.option("--out", type=PATH, required=True, metavar="PATH", help=tr("A new folder or file."))
def export(
    project: Path,
    out: Path,
    *,
    format_id: str,
    codes: tuple[str, ...],
    by: str,
    replaces: bool,
    **given: Value,
) -> None:
    """Export the labels of a project."""
    chosen = exporters.format_named(format_id)
    sought = str(given.pop("sought"))
    flags = {name: bool(given.pop(name)) for name in ("has_pseudonyms", "omits_excluded")}
    options = chosen_options(chosen, given)
    rows = 0
    with looking(project) as reader:
        scope = _filtered(replace(scope_named(reader, codes, by), **flags), project, sought)
        _require_whole(chosen, scope)
        records = CountedRecords(reader, scope)
        writing = write_records(chosen, records, out, options, replaces=replaces)
        with closing(writing) as progress:
            for rows in progress:  # noqa: B007 - the last one counts
                pass
        damages = reader.noticed()
        remarks = _remarks(chosen, records, options)
    say_damaged(damages)
    say(_written(chosen, out, rows))
    for remark in remarks:
        say(remark)


def _filtered(scope: Scope, project: Path, words: str) -> Scope:
    if not words:
        return scope
    from annotator.commands.export_filter import within  # noqa: PLC0415 - it loads the search

    return within(scope, project, words)


def _remarks(chosen: ExportFormat, records: CountedRecords, options: OptionValues) -> list[str]:
    """Return what is not exported, in sentences."""
    found = [tr(chosen.leaves_out)]
    if records.part.scope.omits_excluded:
        found.append(_omitted(records))
    omitted = sentences(counted(records, chosen.lacks))
    if omitted:
        found.append(tr("This format has no place for: {features}.", features=", ".join(omitted)))
    return found + chosen.warnings(records, {**chosen.defaults, **options})


def _omitted(records: CountedRecords) -> str:
    """Return how many marks in excluded lines are omitted, in a sentence."""
    *_, last = surveyed(records)
    return ngettext(
        "{count} mark in excluded lines is omitted.",
        "{count} marks in excluded lines are omitted.",
        last.in_excluded,
    )


def _require_whole(chosen: ExportFormat, scope: Scope) -> None:
    """Raise UsageError for a part of the project in a format that cannot be of a part."""
    if chosen.is_whole and scope != EVERYTHING:
        raise click.UsageError(
            tr("The format “{format}” always has the whole project.", format=chosen.id)
        )


def _written(form: ExportFormat, out: Path, rows: int) -> str:
    if not form.guide:
        return ngettext(
            "Wrote {count} row into “{path}”.", "Wrote {count} rows into “{path}”.", rows, path=out
        )
    return ngettext(
        "Wrote {count} row into “{path}”; see {file} there.",
        "Wrote {count} rows into “{path}”; see {file} there.",
        rows,
        path=out,
        file=form.guide,
    )


COMMAND: Final = export
