"""Reading a whole project from lines of JSON, after proving that all of it is there."""

from collections import Counter
from collections.abc import Callable, Container, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from annotator.domain.edit import Content, Record
from annotator.domain.errors import AnnotatorError
from annotator.domain.giving_up import require_wanted
from annotator.domain.project_lines import (
    FORMAT_NAME,
    FORMAT_VERSION,
    KINDS,
    Header,
    Manifest,
    OriginalLine,
    TextLine,
    UnconfirmedLine,
)
from annotator.domain.unconfirmed import Unconfirmed
from annotator.giving_way import give_way
from annotator.i18n import tr

_MOST: Final = 1 << 28  # bytes of one line
_AT_ONCE: Final = 1 << 20
"""The bytes that are read and hashed at once.

Each time, the interpreter is left to other threads; with 8 kB, thousands of times a second, for
which the window would have to ask for it back.
"""


class ProjectLinesError(AnnotatorError):
    """A file is not a whole project as lines of JSON."""


class _Line(Struct, frozen=True):
    kind: str
    record: msgspec.Raw = msgspec.Raw(b"null")
    sha256: str = ""  # of a content


def is_project_lines(path: Path) -> bool:
    """Return whether a file begins as a project as lines of JSON."""
    with path.open("rb") as file:
        return FORMAT_NAME.encode() in file.readline(200)


def read(path: Path) -> Iterator[Record | Content | Unconfirmed]:
    """Yield the contents and records of a file that `require_whole` has proved.

    Raises ProjectLinesError for a line that is not as described.
    """
    return _read(path, lambda _: True)


def read_records(path: Path) -> Iterator[Record | Content | Unconfirmed]:
    """Yield the same without the contents."""
    return _read(path, lambda line: not line.sha256)


def read_contents(path: Path, hashes: Container[str]) -> Iterator[Record | Content | Unconfirmed]:
    """Yield the contents that have these hashes."""
    return _read(path, lambda line: line.sha256 in hashes)


def require_whole(path: Path) -> Manifest:
    """Return the manifest of a file; raises ProjectLinesError when a line is missing or changed."""
    digest, held = sha256(), bytearray()
    counts: Counter[str] = Counter()
    last = b""
    with path.open("rb", _AT_ONCE) as file:
        while line := file.readline(_MOST):
            give_way()
            require_wanted()
            if last:
                held += last
                counts[_kind(path, last)] += 1
            else:
                _require_known(path, line)
            if len(held) > _AT_ONCE:
                digest.update(held)
                held.clear()
            last = line
    digest.update(held)
    manifest = _manifest(last)
    if manifest is None:
        raise ProjectLinesError(
            tr("“{file}” ends too early. Ask for it to be sent again.", file=path.name)
        )
    if manifest.sha256 != digest.hexdigest() or dict(manifest.counts) != counts:
        raise _changed(path)
    return manifest


def _require_known(path: Path, line: bytes) -> None:
    try:
        header = msgspec.json.decode(line, type=Header)
    except msgspec.DecodeError as error:
        raise ProjectLinesError(
            tr("“{file}” is not a project as lines of JSON.", file=path.name)
        ) from error
    if header.format != FORMAT_NAME or header.version > FORMAT_VERSION:
        raise ProjectLinesError(
            tr(
                "“{file}” was written by a newer version of Annotator. Update Annotator.",
                file=path.name,
            )
        )


def _kind(path: Path, line: bytes) -> str:
    try:
        return msgspec.json.decode(line, type=_Line).kind
    except msgspec.DecodeError as error:
        raise _changed(path) from error


def _changed(path: Path) -> ProjectLinesError:
    return ProjectLinesError(
        tr(
            "“{file}” is not as it was written: something was changed or lost. Ask for it to be"
            " sent again.",
            file=path.name,
        )
    )


def _manifest(line: bytes) -> Manifest | None:
    try:
        return msgspec.json.decode(line, type=Manifest)
    except msgspec.DecodeError:
        return None


def _read(
    path: Path, is_wanted: Callable[[_Line], bool]
) -> Iterator[Record | Content | Unconfirmed]:
    with path.open("rb", _AT_ONCE) as file:
        for number, line in enumerate(file, 1):
            give_way()
            require_wanted()
            try:
                found = msgspec.json.decode(line, type=_Line)
                if is_wanted(found):
                    yield from _content_of(found, line)
            except (msgspec.DecodeError, ValueError) as error:
                message = tr(
                    "“{file}” was not imported: line {number} is not as this program writes it"
                    " ({reason}).",
                    file=path.name,
                    number=number,
                    reason=error,
                )
                raise ProjectLinesError(message) from error


def _content_of(found: _Line, line: bytes) -> Iterator[Record | Content | Unconfirmed]:
    if type_ := KINDS.get(found.kind):
        yield msgspec.json.decode(found.record, type=type_)
    elif found.kind == "text":
        yield _proved(msgspec.json.decode(line, type=TextLine))
    elif found.kind == "original":
        yield _proved(msgspec.json.decode(line, type=OriginalLine))
    elif found.kind == "unconfirmed":
        yield msgspec.json.decode(line, type=UnconfirmedLine).record


def _proved(line: TextLine | OriginalLine) -> Content:
    content = Content(line.content)
    if content.sha256 != line.sha256:
        raise ValueError(tr("the content does not match its hash"))
    return content
