"""The process that makes the edits of a large import of labels while the command saves them.

It reads a request from its input, and writes messages to its output: one for each edit, and one at
the end. It reads the project as it is when it begins.
"""

import hashlib  # noqa: F401 - each text is hashed, and OpenSSL is five times as fast
import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from traceback import format_exc
from typing import BinaryIO, Final

import msgspec
from msgspec import Struct

from annotator import i18n
from annotator.commands.garbage import collected_rarely
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.importers.labels.formats import FORMATS, read
from annotator.operations.label_import import LabelImport
from annotator.operations.label_import_report import LabelReport
from annotator.storage.edit_bytes import edit_to_bytes
from annotator.storage.reader import reading

EDIT, REPORT, REFUSAL, FAILURE = b"e", b"r", b"x", b"f"
"""The first byte of a message: an edit; at the end the report, a sentence or a traceback."""

SIZE: Final = 8
"""After the first byte, so many bytes say how many follow them, the lowest first."""


class Request(Struct):
    """Which file is to be imported into which project, and how."""

    project: str
    file: str
    form: str
    annotator_id: str
    is_suggesting: bool


def answer(request: Request, told: BinaryIO) -> None:
    """Write the edits of an import and its end; what is unexpected is told, too, and raised.

    It ends without a word when nobody reads it any more.
    """
    with suppress(BrokenPipeError), collected_rarely():
        try:
            report = _drafted(request, told)
        except AnnotatorError as error:
            _tell(told, REFUSAL, error.args[0].encode())
        except Exception:
            _tell(told, FAILURE, format_exc().encode(errors="replace"))
            raise
        else:
            _tell(told, REPORT, msgspec.msgpack.encode(report))


def _drafted(request: Request, told: BinaryIO) -> LabelReport:
    """Write the edits and return the report of them."""

    def tell(edit: Edit) -> None:
        _tell(told, EDIT, edit_to_bytes(edit))

    file = Path(request.file)
    form = next(each for each in FORMATS if each.id == request.form)
    with reading(Path(request.project)) as reader:
        job = LabelImport(
            reader,
            form,
            request.annotator_id,
            source=file.name,
            is_suggesting=request.is_suggesting,
        )
        _tell_each(tell, job.edits(read(file, form)))
    return job.report


def _tell_each(tell: Callable[[Edit], None], edits: Iterable[Edit]) -> None:
    """Tell of edits on a thread, each while the next one is made."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        telling = thread.submit(lambda: None)
        for edit in edits:
            telling.result()
            telling = thread.submit(tell, edit)
        telling.result()


def _tell(told: BinaryIO, kind: bytes, body: bytes) -> None:
    told.write(kind + len(body).to_bytes(SIZE, "little"))
    told.write(body)  # by itself: it has several million bytes, which joining would copy
    told.flush()


def main() -> None:
    """Answer the request on the input.

    Output that Python does not buffer (PYTHONUNBUFFERED) may lose the rest of a message when the
    process is stopped for a while, so it is opened again, with a buffer.
    """
    i18n.choose_language(os.environ.get(i18n.VARIABLE, ""))
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    with open(sys.stdout.fileno(), "wb", closefd=False) as told:
        answer(request, told)
