"""A second process, which makes the edits of a large import of labels while this one saves them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, Self

import msgspec

import annotator
from annotator.commands import label_drafting as drafting
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.i18n import tr
from annotator.operations.label_import_report import LabelReport
from annotator.storage.edit_bytes import edit_from_bytes

LARGE: Final = 5_000_000
"""From this size on, in bytes, a file takes longer to read than a process takes to start."""

_REPORT: Final = msgspec.msgpack.Decoder(LabelReport, dec_hook=lambda kind, value: kind(value))
_MODULE: Final = drafting.__name__
_PIPE: Final = 2**20  # bytes; an edit has several million
_FLAGS: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def second_process(file: Path) -> "LabelProcess | None":
    """Start the process for a large file; None where the system does not allow it."""
    return _started() if _is_worth_it(file) else None


class LabelProcess:
    """Asks the second process for edits; `report` is there when all of them were received.

    The process ends with the block of `with`, wherever it is.
    """

    def __init__(
        self, process: "subprocess.Popen[bytes]", asked: IO[bytes], told: IO[bytes]
    ) -> None:
        self.report = LabelReport()
        self._process = process
        self._asked = asked
        self._told = told
        self._next = b"", b""  # the message that was received but not looked at

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        with suppress(OSError):  # what was asked may be on its way
            self._asked.close()
        self._told.close()

    def answers(self, request: drafting.Request) -> bool:
        """Pass the request on, and return whether a first message comes."""
        with suppress(OSError), self._asked as asked:
            asked.write(msgspec.msgpack.encode(request))
        self._receive()
        return bool(self._next[0])

    def edits(self) -> Iterator[Edit]:
        """Yield the edits; raises AnnotatorError as an import does, or when the process is gone."""
        while self._next[0] == drafting.EDIT:
            yield edit_from_bytes(self._next[1])
            self._receive()
        kind, body = self._next
        if kind == drafting.FAILURE:
            raise RuntimeError(body.decode())
        if kind == drafting.REFUSAL:
            raise AnnotatorError(body.decode())
        if kind != drafting.REPORT:
            message = tr("Nothing was imported: the system ended a part of the program. Try again.")
            raise AnnotatorError(message)
        self.report = _REPORT.decode(body)

    def _receive(self) -> None:
        kind = self._told.read(1)
        size = int.from_bytes(self._told.read(drafting.SIZE), "little")
        body = self._told.read(size)
        self._next = (kind, body) if len(body) == size else (b"", b"")


def _is_worth_it(file: Path) -> bool:
    files = (each for each in (file, *file.rglob("*")) if each.is_file())  # no broken link
    return (os.cpu_count() or 1) > 1 and sum(each.stat().st_size for each in files) >= LARGE


def _started() -> LabelProcess | None:
    """Start the process; None where the system does not allow it."""
    paths = [str(Path(annotator.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    try:
        process = subprocess.Popen(  # noqa: S603 - Python itself
            [sys.executable, "-P", "-c", f"import {_MODULE}; {_MODULE}.main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            creationflags=_FLAGS,
            process_group=None if sys.platform == "win32" else 0,  # Ctrl+C is for the command
        )
    except OSError:
        return None
    assert process.stdin and process.stdout  # noqa: S101, PT018 - both were asked for
    return LabelProcess(process, process.stdin, process.stdout)
