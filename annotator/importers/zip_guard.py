"""A look at a ZIP package, such as DOCX or XLSX, before any library opens it."""

import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.i18n import N_, format_number, tr
from annotator.importers.faults import FAULTS, parsing
from annotator.importers.original import display_name

MEMBERS: Final = 5_000
"""How many parts a package may have."""

UNPACKED: Final = 200_000_000
"""How many bytes its parts may have together: 200 MB."""

PART: Final = 50_000_000
"""How many bytes one part that is read may have: 50 MB."""

RATIO: Final = 200
"""How many times larger than packed a part of more than 1 MB may be."""

ZIP: Final = b"PK\x03\x04"
"""How a package begins that is not empty (APPNOTE.TXT 4.3.7)."""

OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How old binary documents and encrypted packages begin ([MS-CFB] 2.2)."""

LOCKED: Final = N_(
    "“{file}” is password-protected. Save a copy without a password and import that."
)
"""Why a file that asks for a password is not read."""

_TOO_LARGE: Final = N_(
    "“{file}” would unpack to {found} MB, and {limit} MB is the limit. It may be a ZIP bomb."
)
_TOO_DENSE: Final = N_("“{file}” is packed more than {times} times: it may be a ZIP bomb.")
_TWICE: Final = N_("“{file}” has two parts with the name “{part}”.")
_OUTSIDE: Final = N_("“{file}” has a part with a path outside it, “{part}”.")
_LINK: Final = N_("“{file}” has a part that is a link to a file, “{part}”.")
_TYPE: Final = 100
_ENTRY: Final = b"PK\x01\x02"
_XML: Final = (".xml", ".rels")
_SMALL: Final = 1_000_000
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_KINDS: Final = {
    b"{\\rtf": N_("an RTF document"),
    b"%PDF": N_("a PDF"),
    b"<": N_("HTML or XML"),
}


def names_in(original: bytes) -> tuple[str, ...]:
    """Return the names of a package's parts, and `mimetype TYPE` for the type that it declares.

    OpenDocument and EPUB files have one (OpenDocument 1.3 part 2, 3.3). There are none when they
    cannot be told, or are too many.
    """
    if original.count(_ENTRY) > MEMBERS:
        return ()
    with suppress(*FAULTS), ZipFile(BytesIO(original)) as opened:
        declared = "mimetype" in opened.namelist() and opened.open("mimetype").read(_TYPE).decode()
        return (*opened.namelist(), f"mimetype {declared or ''}".strip())
    return ()


@contextmanager
def package(original: bytes, path: Path, damaged: str) -> Iterator[ZipFile]:
    """Open a package whose table of contents is harmless; raises UnreadableFileError.

    `damaged` is the sentence about one that cannot be read, as for `parsing`.
    """
    name = display_name(path)
    if problem := _other_kind(original, name) or _crowd(original, name):
        raise UnreadableFileError(problem)
    with parsing(path, damaged), ZipFile(BytesIO(original)) as opened:
        if problem := _excess(opened.infolist(), name) or _trick(opened.infolist(), name):
            raise UnreadableFileError(problem)
        yield opened


def part(opened: ZipFile, name: str) -> bytes:
    """Return the bytes of a part, empty when there is none; its checksum is verified.

    Raises BadZipFile, zlib.error, ValueError or EOFError: use it inside `package`.
    """
    if name not in opened.namelist():
        return b""
    if opened.getinfo(name).file_size > PART:
        limit = PART // 1_000_000
        raise ValueError(tr("its part {name} has more than {limit} MB", name=name, limit=limit))
    return opened.read(name)


def copied(opened: ZipFile, examine: Callable[[bytes], None], *more: str) -> BytesIO:
    """Return a package of the XML parts, each examined before, and of the parts named in `more`.

    A library that reads the copy sees no XML that was not examined, and no size that lies.
    """
    copy = BytesIO()
    with ZipFile(copy, "w", ZIP_STORED) as target:
        for name in opened.namelist():
            if not name.endswith(_XML) and name not in more:
                continue
            content = part(opened, name)
            if name not in more:
                examine(content)
            target.writestr(name, content)
    copy.seek(0)
    return copy


def _other_kind(original: bytes, file: str) -> str:
    if not original:
        return tr("“{file}” is an empty file.", file=file)
    if original.startswith(OLE):
        if _ENCRYPTED in original:
            return tr(LOCKED, file=file)
        return tr(
            "“{file}” is in an old binary format. Open it in its program and save it in the current"
            " format.",
            file=file,
        )
    kinds = (kind for mark, kind in _KINDS.items() if original.lstrip()[:9].startswith(mark))
    kind = next(kinds, "")
    if not kind:
        return ""
    return tr(
        "“{file}” is {kind} with the wrong file extension. Rename it.", file=file, kind=tr(kind)
    )


def _crowd(original: bytes, file: str) -> str:
    """Return that there are too many parts, before an object is made for each of them."""
    count = original.count(_ENTRY)
    if count <= MEMBERS:
        return ""
    return tr(
        "“{file}” has {count} parts, and {limit} is the limit.",
        file=file,
        count=format_number(count),
        limit=format_number(MEMBERS),
    )


def _excess(members: list[ZipInfo], file: str) -> str:
    total = sum(member.file_size for member in members)
    if total > UNPACKED:
        found, limit = format_number(round(total / 1_000_000)), UNPACKED // 1_000_000
        return tr(_TOO_LARGE, file=file, found=found, limit=limit)
    for member in members:
        if member.file_size > max(_SMALL, RATIO * member.compress_size):
            return tr(_TOO_DENSE, file=file, times=RATIO)
    return ""


def _trick(members: list[ZipInfo], file: str) -> str:
    names = Counter(member.filename for member in members)
    for member in members:
        if names[member.filename] > 1:
            return tr(_TWICE, file=file, part=_shown(member))
        if _is_outside(member.filename):
            return tr(_OUTSIDE, file=file, part=_shown(member))
        if stat.S_ISLNK(member.external_attr >> 16):
            return tr(_LINK, file=file, part=_shown(member))
        if member.flag_bits & 1:
            return tr(LOCKED, file=file)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            return tr("“{file}” is compressed in an unsupported way.", file=file)
    return ""


def _shown(member: ZipInfo) -> str:
    return " ".join(clean(member.filename).split())


def _is_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
