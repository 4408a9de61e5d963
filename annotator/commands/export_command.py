"""The command that hands the labels over."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import click
from typing_extensions import override

from annotator import exporters
from annotator.commands.arguments import PATH, looking, project_argument
from annotator.commands.shell import example, say, say_damaged
from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Annotator, same_name
from annotator.domain.reading import ProjectReader
from annotator.exporters import ExportFormat, ExportOption, OptionValues
from annotator.exporters.features import counted, sentences
from annotator.exporters.records import Records
from annotator.exporters.scope import EVERYTHING, Scope
from annotator.exporters.write import write
from annotator.i18n import ngettext, tr


class _Export(click.Command):
    """Has the options of every format beside its own."""

    @override
    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), *_options()]


@click.command(
    cls=_Export,
    help=tr(
        "Export the labels of PROJECT to a folder or a file, completely or not at all.\n\n"
        "An earlier export in the folder is replaced. A folder with anything else in it is"
        " refused, and so is a file that exists, unless you say --replace."
    ),
    short_help=tr("Export labels to a folder or file."),
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
@click.option("--by", default="", metavar="NAME", help=tr("Only the marks of this annotator."))
@click.option("--pseudonyms", is_flag=True, help=tr("Call annotators by numbers, not by names."))
@click.option("--replace", "replaces", is_flag=True, help=tr("Replace the file if it exists."))
@click.option("--out", type=PATH, required=True, metavar="PATH", help=tr("A new folder or file."))
def export(
    project: Path,
    out: Path,
    *,
    format_id: str,
    codes: tuple[str, ...],
    by: str,
    pseudonyms: bool,
    **given_options: bool | str | None,
) -> None:
    """Export the labels of a project."""
    chosen = exporters.format_named(format_id)
    replaces = bool(given_options.pop("replaces"))
    options = _fitting(chosen, given_options)
    rows = 0
    with looking(project) as reader:
        scope = _scope(reader, codes, by, pseudonyms=pseudonyms)
        _require_whole(chosen, scope)
        writing = write(chosen, reader, out, options, scope, replaces=replaces)
        with closing(writing) as progress:
            for rows in progress:  # noqa: B007 - the last one counts
                pass
        damages = reader.noticed()
        remarks = _remarks(chosen, reader, options, scope)
    say_damaged(damages)
    say(_written(chosen, out, rows))
    for remark in remarks:
        say(remark)


def _remarks(
    chosen: ExportFormat, reader: ProjectReader, options: OptionValues, scope: Scope
) -> list[str]:
    """Return what is not exported, in sentences."""
    omitted = sentences(counted(Records(reader, scope), chosen.lacks))
    found = [tr(chosen.leaves_out)]
    if omitted:
        found.append(tr("This format has no place for: {features}.", features=", ".join(omitted)))
    return found + chosen.warnings(Records(reader, scope), {**chosen.defaults, **options})


def _require_whole(chosen: ExportFormat, scope: Scope) -> None:
    """Raise UsageError for a part of the project in a format that cannot be of a part."""
    if chosen.is_whole and scope != EVERYTHING:
        raise click.UsageError(
            tr("The format “{format}” always has the whole project.", format=chosen.id)
        )


def _scope(reader: ProjectReader, codes: tuple[str, ...], by: str, *, pseudonyms: bool) -> Scope:
    articles: set[str] = set()
    claims: set[str] = set()
    for code in codes:
        found = {each.id for each in reader.find(Article, code=code.upper())}
        named = {each.id for each in reader.find(Claim, code=code.upper())}
        if not found and not named:
            raise AnnotatorError(tr("There is no article or claim “{code}”.", code=code))
        articles |= found
        claims |= named
    return Scope(
        article_ids=frozenset(articles) if articles else None,
        claim_ids=frozenset(claims) if claims else None,
        annotator_id=_annotator(reader, by) if by else "",
        has_pseudonyms=pseudonyms,
    )


def _annotator(reader: ProjectReader, name: str) -> str:
    for each in reader.each(Annotator):
        if same_name(each.name, name):
            return each.id
    raise AnnotatorError(tr("Nobody called “{name}” works in this project.", name=name))


def _options() -> Iterator[click.Option]:
    ids = [each.id for each in exporters.FORMATS]
    yield click.Option(
        ["--format", "format_id"],
        type=click.Choice(ids),
        default=ids[0],
        show_default=True,
        help=tr("Export format."),
    )
    for name, option in {o.name: o for each in exporters.FORMATS for o in each.options}.items():
        formats = ", ".join(each.id for each in exporters.FORMATS if _has(each, name))
        yield _option(option, tr(option.help) + f"  [{formats}]")


def _option(option: ExportOption, option_text: str) -> click.Option:
    if option.choices:
        choice = click.Choice([*option.choices])
        return click.Option([f"--{option.name}", option.name], type=choice, help=option_text)
    if not option.is_flag:
        return click.Option([f"--{option.name}", option.name], metavar="TEXT", help=option_text)
    switch = f"--no-{option.name}" if option.default else f"--{option.name}"
    value = not option.default
    return click.Option(
        [switch, option.name], is_flag=True, flag_value=value, default=None, help=option_text
    )


def _fitting(chosen: ExportFormat, given_options: dict[str, bool | str | None]) -> OptionValues:
    """Return the options that were given; raises UsageError for those of another format."""
    given = {name: value for name, value in given_options.items() if value is not None}
    for name in given:
        if not _has(chosen, name):
            problem = tr(
                "The format “{format}” has no option “{name}”.", format=chosen.id, name=name
            )
            raise click.UsageError(problem)
    return given


def _has(form: ExportFormat, name: str) -> bool:
    return any(option.name == name for option in form.options)


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
