"""The drafts in the response of a server."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.importers import Draft, Refusal, formats, plain_text
from annotator.importers.fields import link_of
from annotator.importers.folders import read_files
from annotator.importers.formats import read_or_refuse
from annotator.importers.import_format import ImportFormat
from annotator.temporary_folders import TemporaryFolder
from annotator.ui.importing.fetching import Answer

_DAY: Final = len("2025-02-27")
_REASON: Final = 8_000


def drafts_of(answer: Answer) -> Iterator[Draft | Refusal]:
    """Return the drafts of an answer, each with the time, address and headers."""
    kind, _, rest = answer.header("content-type").partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'")
    known = formats.FORMATS.by_media_type.get(kind.strip().lower()) or _told_otherwise(answer)
    name = urlsplit(answer.url).hostname or "link"
    if read := known.read_bytes:
        found = read_or_refuse(Path(name), lambda _: read(answer.body, name, charset))
    else:
        found = _file(answer, known, charset)
    for item in found:
        yield _with_address(answer, name, item) if isinstance(item, Draft) else item


def reason_of(answer: Answer) -> str:
    """Return the time, address and headers of an answer, a line each."""
    return "\n".join(
        [
            f"Fetched {answer.fetched_at} from {answer.url}",
            *(f"Redirected from {address}" for address in answer.redirects),
            f"HTTP status {answer.status}",
            *(f"{name}: {value}" for name, value in answer.headers),
        ]
    )[:_REASON]


def _with_address(answer: Answer, name: str, draft: Draft) -> Draft:
    return replace(
        draft,
        file_name=name,
        source_url=draft.source_url or link_of(answer.url),
        retrieved_at=answer.fetched_at[:_DAY],
        reason=reason_of(answer),
    )


def _told_otherwise(answer: Answer) -> ImportFormat:
    """Return the format by the end of the address, otherwise by the first character."""
    known = formats.FORMATS.by_suffix.get(_suffix(answer))
    is_page = answer.body.lstrip()[:1] == b"<"
    return known or formats.FORMATS.by_media_type["text/html" if is_page else "text/plain"]


def _suffix(answer: Answer) -> str:
    return PurePosixPath(urlsplit(answer.url).path).suffix.lower()


def _file(answer: Answer, known: ImportFormat, charset: str) -> Iterator[Draft | Refusal]:
    suffix = _suffix(answer)
    if suffix not in known.suffixes:
        suffix = known.suffixes[0]
    with TemporaryFolder() as folder:
        path = folder / f"answer{suffix}"
        path.write_bytes(answer.body)
        for item in read_files([path]):
            yield _in_charset(item, charset) if isinstance(item, Draft) else item


def _in_charset(draft: Draft, charset: str) -> Draft:
    try:
        is_open = charset and draft.is_guessed and draft.is_plain
        return plain_text.reread(draft, charset) if is_open else draft
    except UnreadableFileError:
        return draft
