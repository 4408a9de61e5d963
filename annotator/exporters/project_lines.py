"""The whole project as lines of JSON, to be handed over and imported again without loss."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Final

import msgspec

from annotator.domain.article import TextVersion
from annotator.domain.errors import LostTextError
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
from annotator.domain.stamp import utc_now
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.metadata import TOOL
from annotator.exporters.records import Records

_ENOUGH: Final = 1 << 16


def pieces(records: Records, _: OptionValues) -> Iterator[Piece]:
    """Yield the lines, in pieces of some 64 kB; a scope is not asked for: all is exported."""
    digest = sha256()
    counts: Counter[str] = Counter()
    held, rows = bytearray(), 0
    for kind, line in _lines(records):
        counts[kind] += 1
        rows += kind in KINDS
        held += line
        held += b"\n"
        if len(held) > _ENOUGH:
            digest.update(held)
            yield Piece("", bytes(held), rows)
            held, rows = bytearray(), 0
    digest.update(held)
    manifest = msgspec.json.encode(Manifest(counts, digest.hexdigest()), order="deterministic")
    yield Piece("", bytes(held) + manifest + b"\n", rows)


def _lines(records: Records) -> Iterator[tuple[str, bytes]]:
    header = Header(FORMAT_NAME, FORMAT_VERSION, TOOL, utc_now())
    yield "header", msgspec.json.encode(header)
    yield from _contents(records)
    for kind, type_ in KINDS.items():
        for record in records.reader.each(type_):
            line = {"kind": kind, "record": record}
            yield kind, msgspec.json.encode(line, order="deterministic")
    for typed in records.reader.unconfirmed():
        yield "unconfirmed", msgspec.json.encode(UnconfirmedLine(typed))


def _contents(records: Records) -> Iterator[tuple[str, bytes]]:
    """Yield the texts and originals, each once; those that are damaged are skipped."""
    seen: set[tuple[object, str]] = set()  # a text and an original can have the same bytes
    for version in records.reader.each(TextVersion):
        for sha, line_of in ((version.sha256, _text), (version.original_sha256, _original)):
            key = line_of, sha
            if sha and key not in seen:
                seen.add(key)
                with suppress(LostTextError):
                    yield line_of(records, sha)


def _text(records: Records, sha: str) -> tuple[str, bytes]:
    return "text", msgspec.json.encode(TextLine(sha, records.reader.text(sha)))


def _original(records: Records, sha: str) -> tuple[str, bytes]:
    return "original", msgspec.json.encode(OriginalLine(sha, records.reader.original(sha)))
