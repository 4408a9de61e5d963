"""Export formats: their options, their target, and the pieces they yield."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from typing import Any, TypeAlias

from msgspec import Struct

from annotator.exporters.features import Feature
from annotator.exporters.records import Records
from annotator.i18n import N_

OptionValues: TypeAlias = Mapping[str, bool | str]
"""The chosen values of an export's options, by their names."""


class Piece(Struct, frozen=True):
    """The next bytes of one file of an export, named relative to its folder with `/`.

    `rows` is the number of rows of labels in it, for the progress. `is_whole_file` says that the
    file has no other piece.
    """

    file: str
    content: bytes
    rows: int = 0
    is_whole_file: bool = False


class ExportOption(Struct, frozen=True, kw_only=True):
    """An option of an export format.

    With a text as `default` it is a text, with `choices` (the values and their names) one of these,
    otherwise a flag. Title and names are shown in the dialog. On the command line it is `--NAME`,
    or `--no-NAME` where it is on by default, and `help` is its help text; one that is `joined_by`
    a sign can be given several times there, and the dialog has a field of its own for it.
    """

    name: str
    title: str
    help: str
    default: bool | str
    choices: Mapping[str, str] = {}
    joined_by: str = ""
    metavar: str = "TEXT"

    @property
    def is_flag(self) -> bool:
        """Return whether it is on or off."""
        return isinstance(self.default, bool)


def later(name: str) -> Callable[..., Any]:
    """Return a function by the names of its module, of this package, and its own.

    The module is loaded when the function is called.
    """
    module, _, function = name.rpartition(".")

    def call(*given: object) -> Any:  # noqa: ANN401 - what the function returns
        return getattr(import_module(f"annotator.exporters.{module}"), function)(*given)

    return call


class FormatGroup(StrEnum):
    """What a format is for, in the words that head its group."""

    TABLES = N_("Tables")
    PUBLISHING = N_("Publishing")
    TOOLS = N_("Other annotation tools")
    HAND_OVER = N_("Hand over")


class ExportFormat(Struct, frozen=True, kw_only=True):
    """An export format: all that the dialog and the command line need to know about it.

    `description` says in one line what it is good for. With a `suffix` it writes one file; without
    one it writes a folder, in which the file `guide` explains the others. `columns` returns those
    of the CSV package that it has, by the names of their tables. `leaves_out` is a sentence on what
    it never contains, and `lacks` says what else of a project it cannot hold. `warnings` returns
    sentences on what cannot be exported of this project with these options, to be read before. If
    it `is_whole`, it exports the whole project with the names of its annotators in any case.
    """

    id: str
    name: str
    group: FormatGroup
    description: str
    pieces: Callable[[Records, OptionValues], Iterator[Piece]]
    leaves_out: str
    is_whole: bool = False
    lacks: frozenset[Feature] = frozenset()
    warnings: Callable[[Records, OptionValues], list[str]] = lambda _records, _chosen: []
    options: tuple[ExportOption, ...] = ()
    suffix: str = ""
    guide: str = ""
    columns: Callable[[], Mapping[str, tuple[str, ...]]] = dict

    @property
    def defaults(self) -> OptionValues:
        """Return the default values of the options."""
        return {option.name: option.default for option in self.options}
