"""How the command line answers: output, failures in one sentence, exit codes.

The commands are imported after the language is chosen, so that their help texts are in it.
"""

import errno
import io
import json
import logging
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, TextIO

import click
from typing_extensions import override

from annotator.domain.damage import Damage
from annotator.domain.direction import with_names_isolated
from annotator.domain.errors import AnnotatorError
from annotator.domain.project import SUFFIX
from annotator.domain.text import clean
from annotator.i18n import ngettext, tr
from annotator.storage.clock import interrupt
from annotator.temporary_folders import remove_abandoned

_NAMED: Final = 20
_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system has them all

OPEN: Final = "open"
"""The command that is run when a project is given in place of a command."""


def example(line: str) -> str:
    """Return the example at the end of a help text."""
    return "\n".join(["\b", tr("Example:"), f"  annotator {line}"])


class Refusal(click.ClickException):
    """A failure, shown as one sentence; the exit code is 1."""

    @override
    def show(self, file: IO[Any] | None = None) -> None:
        say(self.message, err=True)


class Commands(click.Group):
    """Commands that never end in a traceback; a project alone is opened."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **more)
        self._later: Mapping[str, str] = {}

    def add_later(self, commands: Mapping[str, str]) -> None:
        """Add commands by name, each with a sentence for the list of all.

        Their modules, such as `commands/copy_command.py`, are loaded on use. This keeps readers and
        writers of file formats out of the start of the window and of other commands.
        """
        self._later = commands

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *self._later})

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._later and cmd_name not in self.commands:
            module = import_module(f"annotator.commands.{cmd_name.replace('-', '_')}_command")
            module.COMMAND.short_help = self._later[cmd_name]
            self.add_command(module.COMMAND)
        return super().get_command(ctx, cmd_name)

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        later = {name: click.Command(name, short_help=text) for name, text in self._later.items()}
        click.Group(commands={**later, **self.commands}).format_commands(ctx, formatter)

    @override
    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        return super().make_context("annotator", args, parent, **extra)

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word not in self.list_commands(ctx) and (
            word.lower().endswith(SUFFIX) or Path(word).is_file()
        ):
            return OPEN, self.commands[OPEN], args
        return super().resolve_command(ctx, args)

    @override
    def invoke(self, ctx: click.Context) -> object:
        sys.stdout, sys.stderr = map(_reliable, (sys.stdout, sys.stderr))
        try:
            with _interruptible():
                deque(remove_abandoned(), maxlen=0)
                return super().invoke(ctx)
        except AnnotatorError as error:
            raise Refusal(str(error)) from error
        except OSError as error:
            if _is_broken_pipe(error):  # the reader of the pipe has closed it: click ends
                raise BrokenPipeError(errno.EPIPE, error.strerror) from error
            discard_output()
            reason = error.strerror or error
            if error.filename:
                file = error.filename
                message = tr(
                    "“{file}” could not be read or written: {reason}.", file=file, reason=reason
                )
            else:
                message = tr("The answer could not be read or written: {reason}.", reason=reason)
            raise Refusal(message) from error


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl+C, or the system, end the block, also in a query; a window has its own handlers.

    Then drafts are removed. What is ignored, as by nohup, stays so.
    """
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    former = {number: signal.getsignal(number) for number in numbers}
    watched = [number for number in numbers if former[number] not in {signal.SIG_IGN, None}]
    for number in watched:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in watched:
            signal.signal(number, former[number])


def _is_broken_pipe(error: OSError) -> bool:
    is_it_on_windows = error.errno == errno.EINVAL and not error.filename
    return error.errno == errno.EPIPE or (sys.platform == "win32" and is_it_on_windows)


def _reliable(stream: TextIO) -> TextIO:
    """Return a stream that writes any character, and all of what it is given.

    One that Python does not buffer (PYTHONUNBUFFERED) loses the rest of a long output when the
    process is stopped for a while.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if isinstance(stream.buffer, io.RawIOBase):
        fd, encoding = stream.fileno(), stream.encoding
        stream = open(fd, "w", encoding=encoding, closefd=False)  # noqa: SIM115 - never closed
    stream.reconfigure(errors="backslashreplace")
    return stream


def say(text: str, *, err: bool = False) -> None:
    """Print a line without characters that a terminal would interpret."""
    click.echo(with_names_isolated(clean(text)), err=err)


def say_damaged(damages: Sequence[Damage]) -> None:
    """List on the error stream what is damaged in a project: the first few, and how many more."""
    for damage in damages[:_NAMED]:
        say(f"▲ {damage.sentence}", err=True)
    if len(damages) > _NAMED:
        message = ngettext(
            "▲ {count} more is damaged. Run “annotator check” to list all.",
            "▲ {count} more are damaged. Run “annotator check” to list all.",
            len(damages) - _NAMED,
        )
        say(message, err=True)


def warn(message: str) -> None:
    """Print a warning on the error stream, unless it is empty."""
    if message:
        say(message, err=True)


def answer(content: object) -> None:
    """Write content as JSON that survives any terminal."""
    click.echo(json.dumps(content, indent=2))


@contextmanager
def logging_to(folder: Path) -> Iterator[None]:
    """Log errors inside the block to the file that the window logs to."""
    with suppress(OSError):  # reported by the handler when there is something to log
        folder.mkdir(parents=True, exist_ok=True)
    log = logging.getLogger("annotator")
    handler = logging.FileHandler(folder / "annotator.log", encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        handler.close()


def discard_output() -> None:
    """Discard output that could not be written, so that Python does not retry at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
