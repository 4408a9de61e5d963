"""The options of the export formats on the command line, and the presets of several at once."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import click

from annotator import exporters
from annotator.exporters import ExportFormat, ExportOption, OptionValues
from annotator.exporters.csv_options import PRESETS, preset
from annotator.i18n import tr
from annotator.ui.application.decimal_sign import has_decimal_comma

Value: TypeAlias = bool | str | tuple[str, ...] | None
"""What was given for an option; several values of those that can be repeated."""

_PRESET: Final = "preset"

EVERYTHING: Final = "everything"


def options_of_formats() -> Iterator[click.Option]:
    """Yield the choice of a format, that of a preset, and the options of every format."""
    ids = [each.id for each in exporters.FORMATS]
    yield click.Option(
        ["--format", "format_id"],
        type=click.Choice(ids),
        default=ids[0],
        show_default=True,
        help=tr("Export format."),
    )
    yield click.Option(
        [f"--{_PRESET}"],
        type=click.Choice([*PRESETS, EVERYTHING]),
        help=tr(
            "Options for Excel in your country, for programs such as pandas and R, or for"
            " everything there is; options that you name take precedence."
        ),
    )
    for name, option in {o.name: o for each in exporters.FORMATS for o in each.options}.items():
        formats = ", ".join(each.id for each in exporters.FORMATS if _has(each, name))
        yield _option(option, tr(option.help) + f"  [{formats}]")


def chosen_options(form: ExportFormat, given: Mapping[str, Value]) -> OptionValues:
    """Return the values that were chosen; raises UsageError for options of another format."""
    joined = {option.name: option.joined_by for option in form.options}
    chosen: dict[str, bool | str] = {}
    for name, value in given.items():
        if value is None or value == () or name == _PRESET:
            continue
        if not _has(form, name):
            problem = tr("The format “{format}” has no option “{name}”.", format=form.id, name=name)
            raise click.UsageError(problem)
        chosen[name] = joined[name].join(value) if isinstance(value, tuple) else value
    return {**_preset(form, given.get(_PRESET)), **chosen}


def _preset(form: ExportFormat, code: Value) -> OptionValues:
    if code is None or code == EVERYTHING:
        return {}
    values = preset(str(code), has_decimal_comma=has_decimal_comma())
    if not any(_has(form, name) for name in values):
        problem = tr("The format “{format}” has no preset “{name}”.", format=form.id, name=code)
        raise click.UsageError(problem)
    return values


def _option(option: ExportOption, option_text: str) -> click.Option:
    if option.choices:
        choice = click.Choice([*option.choices])
        return click.Option([f"--{option.name}", option.name], type=choice, help=option_text)
    if not option.is_flag:
        return click.Option(
            [f"--{option.name}", option.name],
            metavar=option.metavar,
            multiple=bool(option.joined_by),
            help=option_text,
        )
    switch = f"--no-{option.name}" if option.default else f"--{option.name}"
    value = not option.default
    return click.Option(
        [switch, option.name], is_flag=True, flag_value=value, default=None, help=option_text
    )


def _has(form: ExportFormat, name: str) -> bool:
    return any(option.name == name for option in form.options)
