"""The command that lists the export formats, with what each can hold."""

from collections.abc import Iterable
from typing import Final

import click

from annotator import exporters
from annotator.commands.arguments import json_option
from annotator.commands.shell import answer, example, say
from annotator.exporters import ExportFormat, ExportOption, FormatGroup
from annotator.exporters.features import Feature, feature_name
from annotator.i18n import tr


@click.command(
    help=tr("List the export formats, what each is good for, and what it can and cannot hold."),
    epilog=example("formats --json"),
)
@json_option
def formats(*, is_json: bool) -> None:
    """List the export formats."""
    if is_json:
        answer([_described(each) for each in exporters.FORMATS])
        return
    width = max(len(each.id) for each in exporters.FORMATS) + 4
    for group in FormatGroup:
        say(tr(group))
        for each in exporters.FORMATS:
            if each.group == group:
                _list(each, width)


def _list(form: ExportFormat, width: int) -> None:
    say(f"  {form.id}".ljust(width) + f"{tr(form.name)}: {tr(form.description)}")
    lines = [tr(form.leaves_out)]
    if form.lacks:
        lines.append(tr("No place for: {features}.", features=_named(form.lacks)))
    for line in lines:
        say(" " * width + line)


def _named(features: Iterable[Feature]) -> str:
    return ", ".join(feature_name(each) for each in Feature if each in {*features})


def _described(form: ExportFormat) -> dict[str, object]:
    return {
        "id": form.id,
        "name": tr(form.name),
        "group": form.group.name.lower(),
        "description": tr(form.description),
        "writes": "file" if form.suffix else "folder",
        "suffix": form.suffix,
        "leaves_out": tr(form.leaves_out),
        "holds": [str(each) for each in Feature if each not in form.lacks],
        "lacks": [str(each) for each in Feature if each in form.lacks],
        "options": [_option(each) for each in form.options],
    }


def _option(option: ExportOption) -> dict[str, object]:
    return {
        "name": option.name,
        "title": tr(option.title),
        "default": option.default,
        "choices": [*option.choices],
    }


COMMAND: Final = formats
