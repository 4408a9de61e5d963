"""Long texts compressed: those of articles, and the changes of a line of the journal."""

import zlib
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from annotator.domain.checksum import sha256

# what writes the format of zlib (RFC 1950): ISA-L takes a quarter of the time of zlib itself
if TYPE_CHECKING:
    deflate = zlib
else:
    deflate = import_module("isal.isal_zlib" if find_spec("isal") else "zlib")

MOST: Final = 256_000_000
"""The largest text, in bytes, that is unpacked."""

LEAST: Final = 512
"""Bytes from which packing is worth it."""
_LEVEL: Final = 2  # of 0 to 3 in ISA-L; for a line, 3 takes 1.7 times as long, a text hardly
_TEXT_LEVEL: Final = 3
_HALF_PAGE: Final = range(5_400, 100_000)
"""Bytes of a line, as of an article with its labels, of which a sixth counts: two fit a page."""
_USUAL: Final = (
    b'["source",null,{"title":"","publisher":"","url":"https://","archive_url":"","published_at":"",'
    b'"accessed_at":"","medium":"web_text","is_primary":false,"reliability":"unknown",'
    b'"reliability_note":"","id":"01a2"}],["evidence",null,{"check_id":"01a2","source_id":"01a2",'
    b'"stance":"supports","quote":"","locator":"","note":"","added_by":"01a2","added_at":"2026-",'
    b'"id":"01a2"}],["text_zone",null,{"text_id":"01a2","start":0,"end":1,"kind":"boilerplate",'
    b'"is_excluded":true,"rule":"","state":"proposed","id":"01a2"}],["article",null,{"code":"A1",'
    b'"headline":"","byline":"","publisher":"","source_url":"https://","archive_url":"",'
    b'"published_at":"","retrieved_at":"","imported_at":"2026-","language":"en","word_count":0,'
    b'"status":"todo","notes":"","id":"01a2"}],["article_text",null,{"article_id":"01a2","sha256":"",'
    b'"length":0,"version_no":1,"kind":"normalised","original_sha256":"","encoding":"utf-8",'
    b'"file_name":".txt","parent_id":null,"edits":"","reason":"","created_by":"01a2",'
    b'"created_at":"2026-","id":"01a2"}],["entity",null,{"name":"","kind":"person","aliases":[],'
    b'"same_as":"","notes":"","id":"01a2"}],["fact_check",null,{"claim_id":"01a2","round_no":1,'
    b'"status":"in_progress","verdict":{"scheme_id":"","code":"refuted"},"conclusion":"",'
    b'"justification":"","as_of":"","confidence":"","notes":"","checked_by":"01a2","completed_at":"",'
    b'"created_at":"2026-","updated_at":"2026-","id":"01a2"}],["sentiment",null,{"article_id":"01a2",'
    b'"scope":"span","anchor_id":"01a2","target_id":null,"target_text":"","holder":"author",'
    b'"holder_id":null,"polarity":-1,"is_mixed":false,"is_implicit":false,"certainty":"sure",'
    b'"note":"","annotator_id":"01a2","created_at":"2026-","updated_at":"2026-","id":"01a2"}],'
    b'["claim",null,{"code":"C1","text":"","assertion_kind":"fact","claimant_id":null,"date":"",'
    b'"date_basis":"","venue":"","labels":[{"scheme_id":"","code":""}],"created_by":"01a2",'
    b'"created_at":"2026-","updated_at":"2026-","id":"01a2"}],["anchor",null,{"text_id":"01a2",'
    b'"state":"exact","previous_id":null,"fragments":[{"start":1,"end":2,"exact":"","prefix":"",'
    b'"suffix":""}],"id":"01a2"}],["claim_mention",null,{"claim_id":"01a2","anchor_id":"01a2",'
    b'"annotator_id":"01a2","round_no":1,"needs_context":false,"context_note":"","origin":"manual",'
    b'"attributions":[{"level":1,"quote_type":"none","source_id":null,"source_text":"","cue_text":"",'
    b'"is_anonymous":false,"said_on":""}],"created_at":"2026-","updated_at":"2026-","id":"01a2"}]'
)
"""What most lines hold. It never changes: what was packed with it is unpacked with it."""


Packed = tuple[str, bytes | None]
"""A text as it is stored: itself, or '' and its compressed bytes if it is long."""


def packed(text: str) -> Packed:
    """Return a text as it is stored."""
    body = text.encode()
    if len(body) < LEAST:
        return text, None
    packer = _tight() if len(body) in _HALF_PAGE else deflate.compressobj(_LEVEL, zdict=_USUAL)
    return "", packer.compress(body) + packer.flush()


def _tight() -> "zlib._Compress":
    return zlib.compressobj(5, wbits=14, memLevel=6, zdict=_USUAL)  # 6, 15 and 8 save nothing more


def unpacked(text: str, body: bytes | None) -> str:
    """Return a stored text; when the compressed bytes are damaged, what is before them, or ''."""
    if body is None:
        return text
    unpacker = zlib.decompressobj(zdict=_USUAL)
    try:
        whole = unpacker.decompress(body, MOST).decode()
    except (zlib.error, UnicodeDecodeError, TypeError):
        return text
    return text + whole if unpacker.eof else text


_PIECE: Final = 16  # bytes
_MENDED: Final = 4096  # bytes at most, of which each bit is tried: a second


def packed_text(body: bytes | None) -> bytes | None:
    """Return the text of an article compressed (RFC 1950); None for a short one."""
    if body is None or len(body) < LEAST:
        return None
    # in one call: each leaves the interpreter to another thread, which is slow to give it back
    return deflate.compress(body, _TEXT_LEVEL)


TEXT_COLUMNS: Final = ("sha256", "content", "packed", "size")
"""The columns of what `text_row` returns."""


def text_row(digest: str, body: bytes) -> tuple[str, str, bytes | None, int]:
    """Return the row of a text in UTF-8, given its hash: packed, or as it is if it is short."""
    packed = packed_text(body)
    return digest, "" if packed else body.decode(), packed, len(body)


def text_of(content: bytes | None, body: bytes | None) -> bytes:
    """Return a stored text in UTF-8; where its compressed bytes are damaged, what is before."""
    if body is None:
        return content or b""
    try:
        return (content or b"") + zlib.decompressobj().decompress(body, MOST)
    except (zlib.error, TypeError):
        return _beginning(body)


def _beginning(body: bytes) -> bytes:
    unpacker, found = zlib.decompressobj(), bytearray()
    with suppress(zlib.error, TypeError):
        for place in range(0, len(body), _PIECE):
            found += unpacker.decompress(body[place : place + _PIECE], MOST)
    return bytes(found)


def mended(body: bytes | None, digest: str) -> bytes | None:
    """Return the text with a hash of which one compressed bit is another; None where none is."""
    if body is None or len(body) > _MENDED:
        return None
    for bit in range(len(body) * 8):
        tried = bytearray(body)
        tried[bit // 8] ^= 1 << bit % 8
        with suppress(zlib.error):
            text = zlib.decompressobj().decompress(tried, MOST)
            if sha256(text) == digest:
                return text
    return None
