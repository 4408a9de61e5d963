"""Long texts compressed: those of articles, and the changes of a line of the journal."""

import zlib
from contextlib import suppress
from typing import Final

from msgspec.structs import replace

from annotator.domain.checksum import sha256
from annotator.domain.edit import Content, Edit

MOST: Final = 256_000_000
"""The largest text, in bytes, that is unpacked."""

LEAST: Final = 512
"""Bytes from which packing is worth it."""
_SOON: Final = 4096  # letters of a line, from which packing takes less than writing them twice
_LEVEL: Final = 3  # half the time of 6, for a tenth more bytes
_LEVEL_IF_LONG: Final = 5  # as of an import, where that tenth counts; 6 saves nothing more
_WINDOW_IF_LONG: Final = 14  # 15, the usual one, takes a third longer for many marks, for 2 %
_HUGE: Final = 100_000  # bytes, for which more memory makes it a quarter faster
_MEMORY: Final = 6  # 8, the usual one, clears 256 kB for each line: five times as long, for a byte
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


# with the dictionary they fit a window of 4 or 8 kB, of 32 kB usually: clearing less is faster
_PREPARED: Final = tuple(
    (most, zlib.compressobj(_LEVEL, wbits=bits, memLevel=5, zdict=_USUAL))
    for most, bits in ((1400, 12), (5400, 13))
)
"""Copied for texts of so many bytes, for which reading the dictionary would take long."""


def packed(text: str) -> tuple[str, bytes | None]:
    """Return a text as it is stored: itself, or '' and its compressed bytes if it is long."""
    body = packed_line(text.encode())
    return (text, None) if body is None else ("", body)


def packed_soon(text: str) -> tuple[str, bytes | None]:
    """Return what `packed` does for a very long text; another is to be packed later.

    One by one, packing takes a fifth of the time of a save; many after another, a third of that.
    """
    return packed(text) if len(text) > _SOON else (text, None)


def packed_line(body: bytes | None) -> bytes | None:
    """Return the changes of a line of the journal compressed; None for short ones."""
    if body is None or len(body) < LEAST:
        return None
    packer = _packer(len(body))
    return packer.compress(body) + packer.flush()


def _packer(size: int) -> "zlib._Compress":
    for most, prepared in _PREPARED:
        if size <= most:
            return prepared.copy()
    memory = _MEMORY if size < _HUGE else zlib.DEF_MEM_LEVEL
    return zlib.compressobj(_LEVEL_IF_LONG, wbits=_WINDOW_IF_LONG, memLevel=memory, zdict=_USUAL)


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


_WORDS_LEVEL: Final = 2  # 5 % larger than by 4, in three quarters of the time
_SMALL: Final = 8192  # bytes: a window of this size takes half the time to prepare
_PIECE: Final = 16  # bytes
_MENDED: Final = 4096  # bytes at most, of which each bit is tried: a second


def packed_text(body: bytes | None) -> bytes | None:
    """Return the text of an article compressed (RFC 1950); None for a short one."""
    if body is None or len(body) < LEAST:
        return None
    window = 13 if len(body) <= _SMALL else zlib.MAX_WBITS
    # in one call: each leaves the interpreter to another thread, which is slow to give it back
    return zlib.compress(body, _WORDS_LEVEL, window)


TEXT_COLUMNS: Final = ("sha256", "content", "packed", "size")
"""The columns of what `text_row` returns."""


def with_texts_packed(edit: Edit) -> Edit:
    """Return an edit with what is stored of its texts, which needs no connection."""
    return replace(edit, contents=tuple(map(with_packed, edit.contents)))


def with_packed(content: Content) -> Content:
    """Return the text of an article together with what is stored of it."""
    if not isinstance(content.body, str):
        return content
    return replace(content, packed=packed_text(content.body.encode()))


def text_row(
    digest: str, body: bytes, packed: bytes | None = None
) -> tuple[str, str, bytes | None, int]:
    """Return the row of a text in UTF-8, given its hash, and packed if it is; short as it is."""
    packed = packed or packed_text(body)
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
