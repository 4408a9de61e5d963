"""Telling what kind of file bytes are when they are no text."""

from typing import Final

CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
"""The bytes that no code page has in texts: NUL and other controls, but not tabs and line ends."""

_STRAY: Final = 16

_STARTS: Final = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\0\0\1\0", "an icon"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (such as .doc or .xls)"),
    (b"PK\x03\x04", "a ZIP archive (as .docx, .xlsx, .odt and .epub are)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"BZh", "a BZIP2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\xfd7zXZ\0", "an XZ archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\0", "a database"),
    (b"!BDN", "a mailbox of Outlook (PST; export its mails as .msg or .eml)"),
    (b"\x78\x9f\x3e\x22", "what Outlook attaches (winmail.dat)"),
    (b"\xffWPC", "a WordPerfect document (save it as .docx)"),
    (b"AT&TFORM", "a DjVu scan"),
    (b"bplist00", "a property list or web archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"wOF", "a font"),
)
_ALL: Final = tuple(start for start, _ in _STARTS)
_INSIDE: Final = (
    (68, b"ANNT", "a project of Annotator"),
    (4, b"ftyp", "a video or picture (MP4, MOV, HEIC)"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a WAV recording"),
    (8, b"AVI ", "an AVI video"),
    (60, b"BOOKMOBI", "a Kindle book"),
    (257, b"ustar", "a TAR archive"),
)


def kind_of(data: bytes) -> str | None:
    """Return what bytes are that are no text, with its article: `a PNG picture`; None for text.

    Letters and digits alone, such as the BM of a bitmap, decide nothing without NULs after them.
    """
    for place, sign, kind in _INSIDE:
        if data.startswith(sign, place) and b"\0" in data[:512]:
            return kind
    starts = _STARTS if data.startswith(_ALL) else ()  # as hardly any text does
    for start, kind in starts:
        if data.startswith(start) and (not start.isalnum() or b"\0" in data[:512]):
            return kind
    return None


def has_controls(data: bytes) -> bool:
    """Return whether there is a NUL or another byte that no code page uses for text."""
    return len(data.translate(None, CONTROLS)) < len(data)


def controls(data: bytes) -> str | None:
    """Return that bytes are full of control characters, as no code page has them; None if not."""
    number = len(data) - len(data.translate(None, CONTROLS))
    if number <= max(_STRAY, len(data) // 20):
        return None
    return f"binary data ({number:,} of {len(data):,} bytes are control characters)"
