"""The ways in: what kind a file is, by its content before its name, and how it is read."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias, TypeVar

from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.domain.file_names import without_device_name
from annotator.i18n import N_, tr
from annotator.importers import (
    archive,
    databases,
    docx,
    epub,
    feeds,
    html,
    jsonl,
    mail,
    markdown,
    mbox,
    mhtml,
    odt,
    outlook,
    pdf,
    plain_text,
    rtf,
    spreadsheets,
    tables,
    transcripts,
    webarchive,
)
from annotator.importers.draft import Draft, Enclosed, Refusal
from annotator.importers.faults import unforeseen, unreadable
from annotator.importers.import_format import NONE, Choices, ImportFormat
from annotator.importers.original import beginning, contents, display_name, name_of_folder
from annotator.importers.zip_guard import ZIP, names_in
from annotator.temporary_folders import TemporaryFolder

T = TypeVar("T")
Opened: TypeAlias = tuple[ImportFormat, bytes | None]


class Formats(tuple[ImportFormat, ...]):
    """Ways in, and what follows from all of them together."""

    @cached_property
    def suffixes(self) -> tuple[str, ...]:
        """Return how the names of all files end that are known by their names, in lower case."""
        return tuple(suffix for each in self for suffix in each.suffixes)

    @cached_property
    def by_suffix(self) -> dict[str, ImportFormat]:
        """Return the format that a name promises by how it ends."""
        return {suffix: each for each in reversed(self) for suffix in each.suffixes}

    @cached_property
    def by_media_type(self) -> dict[str, ImportFormat]:
        """Return the format of what is sent or copied as of a type, such as `text/html`."""
        return {media_type: each for each in reversed(self) for media_type in each.media_types}

    @cached_property
    def telling(self) -> re.Pattern[bytes]:
        """Return the pattern of the first bytes of files that are recognised by content."""
        return re.compile(b"|".join(b"(?:%b)" % each.begins for each in self if each.begins))


FORMATS: Final = Formats(
    (
        plain_text.FORMAT,
        markdown.FORMAT,
        html.FORMAT,
        mhtml.FORMAT,
        webarchive.FORMAT,
        docx.FORMAT,
        odt.FORMAT,
        rtf.FORMAT,
        epub.FORMAT,
        pdf.FORMAT,
        mbox.FORMAT,
        mail.FORMAT,
        outlook.FORMAT,
        transcripts.FORMAT,
        tables.FORMAT,
        spreadsheets.FORMAT,
        jsonl.FORMAT,
        feeds.FORMAT,
        archive.FORMAT,
    )
)
"""All of them; of two that a file's content fits, the first is taken."""

DEPTH: Final = 3
"""How deep files may lie in other files: a document attached to a mail in an archive is two."""

_HEAD: Final = 4_096
_WIDE: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_MARK: Final = b"\xef\xbb\xbf"
_UNSAFE: Final = re.compile(r"[^\w. ()+-]")
_NAME: Final = 80


def format_of(path: Path) -> ImportFormat:
    """Return the format by a file's content, otherwise by its name.

    By default it is plain text. It reads at most the first few thousand bytes, and the table of
    contents of a ZIP package.
    """
    return _format_of(path, beginning(path, _HEAD), _named_format(path))


def _named_format(path: Path) -> ImportFormat:
    return FORMATS.by_suffix.get(path.suffix.lower(), plain_text.FORMAT)


def _format_of(path: Path, head: bytes, named: ImportFormat) -> ImportFormat:
    if encoding := _WIDE.get(head[:2]):
        head = head[2:].decode(encoding, "ignore").encode()
    head = head.removeprefix(_MARK)
    if not FORMATS.telling.match(head):
        return named
    names = _names(path) if head.startswith(ZIP) else ()
    if head.startswith(ZIP) and not names:  # it is cut off, or too large to look into
        return named
    fitting = [each for each in FORMATS if _holds(each, names)]
    fitting = fitting or [each for each in FORMATS if each.begins and re.match(each.begins, head)]
    return named if named in fitting else next(iter(fitting), named)


def read_with_choices(
    path: Path, choices: Choices, known: Opened | None = None
) -> Iterator[Draft | Refusal]:
    """Return the articles in one file, or why there are none; nothing is raised.

    `known` is what `opened` returned for the file, if it was asked.
    """
    read = _with_folder if choices.folder_as else read_file
    return read_or_refuse(path, partial(read, choices=choices, known=known))


def read_or_refuse(
    path: Path, read: Callable[[Path], Iterable[T | Refusal]]
) -> Iterator[T | Refusal]:
    """Return what a reader finds in a file; what it raises refuses this file, and no other."""
    try:
        with unforeseen(path):
            yield from read(path)
    except UnreadableFileError as error:
        yield Refusal(path, str(error))


def read_file(
    path: Path, choices: Choices = NONE, known: Opened | None = None
) -> Iterator[Draft | Refusal]:
    """Return the articles in a file and in the files it encloses; raises UnreadableFileError."""
    own, original = known or opened(path)
    drafts: Iterable[Draft | Refusal]
    if original is not None:
        drafts = [plain_text.draft_of(original, path, choices.encoding)]
    elif own.read_with_choices:
        drafts = own.read_with_choices(path, choices)
    else:
        drafts = _read(path, own, ())
    for found in drafts:
        if isinstance(found, Refusal) or own.sheets:
            yield found
        elif databases.may_be_one(found.text):
            yield from databases.articles(_in_encoding(found, path, choices.encoding))
        else:
            yield _in_encoding(found, path, choices.encoding)


def _with_folder(
    path: Path, choices: Choices = NONE, known: Opened | None = None
) -> Iterator[Draft | Refusal]:
    """Return what is in a file, with the name of its folder."""
    name = name_of_folder(path)
    for found in read_file(path, choices, known):
        if choices.folder_as and isinstance(found, Draft):
            yield found.with_folder(name, choices.folder_as)
        else:
            yield found


def opened(path: Path) -> Opened:
    """Return the format of a file, and the bytes of one that is plain text by name and content.

    Of thousands of texts, each is opened once. Raises UnreadableFileError.
    """
    suffix = path.suffix.lower()
    if suffix not in plain_text.FORMAT.suffixes:
        return format_of(path), None
    original = contents(path)
    own = _format_of(path, original[:_HEAD], FORMATS.by_suffix[suffix])
    return own, original if own is plain_text.FORMAT else None


def _names(path: Path) -> tuple[str, ...]:
    try:
        return names_in(contents(path))
    except UnreadableFileError:
        return ()


def _holds(each: ImportFormat, names: tuple[str, ...]) -> bool:
    return any(name.startswith(each.holds) for name in names if each.holds)


def _in_encoding(draft: Draft, path: Path, encoding: str) -> Draft:
    """Return a draft in the encoding that a person chose, where its own was a guess."""
    if not encoding or not (draft.is_guessed and draft.is_plain):
        return draft
    try:
        return plain_text.reread(draft, encoding)
    except UnreadableFileError as error:
        raise UnreadableFileError(
            tr("“{file}”: {reason}", file=display_name(path), reason=error)
        ) from error


def _read(
    path: Path, own: ImportFormat, around: tuple[ImportFormat, ...]
) -> Iterator[Draft | Refusal]:
    """Yield the contents of a file of a format, enclosed in files of these formats."""
    if own is archive.FORMAT and own in around:
        raise unreadable(
            path, N_("“{file}” is an archive inside an archive. Unpack it and import its files.")
        )
    if len(around) > DEPTH:
        raise unreadable(
            path,
            N_("“{file}” is nested too deeply in other files. Save it separately and import that."),
        )
    for item in own.read(path):
        if isinstance(item, Enclosed):
            yield from _enclosed(path, item, (*around, own))
        else:
            yield item


def _enclosed(
    path: Path, item: Enclosed, around: tuple[ImportFormat, ...]
) -> Iterator[Draft | Refusal]:
    """Yield the contents of an enclosed file; its name combines both, without its path."""
    try:
        found = list(_unpacked(item, around))
    except UnreadableFileError as error:
        found = [Refusal(path, str(error))]
    except OSError as error:
        reason = error.strerror or error
        message = tr("“{file}” cannot be unpacked: {reason}.", file=_safe(item.name), reason=reason)
        found = [Refusal(path, message)]
    for each in found:
        if isinstance(each, Draft):
            yield replace(each, file_name=f"{display_name(path)}, {each.file_name}")
        else:
            yield Refusal(
                path / _safe(item.name),
                tr("In “{file}”: {reason}", file=display_name(path), reason=each.reason),
            )


def _unpacked(item: Enclosed, around: tuple[ImportFormat, ...]) -> Iterator[Draft | Refusal]:
    name = Path(_safe(item.name))
    if _format_of(name, item.data[:_HEAD], _named_format(name)) is plain_text.FORMAT:
        yield plain_text.draft_of(item.data, name)
        return
    with TemporaryFolder() as folder:
        inner = folder / name
        inner.write_bytes(item.data)
        yield from _read(inner, format_of(inner), around)


def _safe(name: str) -> str:
    """Return a name for a file on its own, without folders; how it ends stays."""
    last = PurePosixPath(name.replace("\\", "/")).name.strip(" .") or "file"
    plain = _UNSAFE.sub("_", last)
    stem, dot, suffix = plain.rpartition(".")
    return without_device_name(f"{stem[:_NAME]}{dot}{suffix[:_NAME]}")
