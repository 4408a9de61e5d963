"""Telling what kind of file bytes are when they are no text."""

from typing import Final

from annotator.i18n import N_, format_number, tr

CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
"""The bytes that no code page has in texts: NUL and other controls, but not tabs and line ends."""

_STRAY: Final = 16

_STARTS: Final = (
    (b"\x89PNG\r\n", N_("a PNG picture")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"GIF8", N_("a GIF picture")),
    (b"BM", N_("a BMP picture")),
    (b"II*\0", N_("a TIFF picture")),
    (b"MM\0*", N_("a TIFF picture")),
    (b"\0\0\1\0", N_("an icon")),
    (b"%PDF-", N_("a PDF document")),
    (b"{\\rtf", N_("an RTF document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("an old Office document (such as .doc or .xls)")),
    (b"PK\x03\x04", N_("a ZIP archive (as .docx, .xlsx, .odt and .epub are)")),
    (b"PK\x05\x06", N_("an empty ZIP archive")),
    (b"\x1f\x8b", N_("a GZIP archive")),
    (b"BZh", N_("a BZIP2 archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7-Zip archive")),
    (b"Rar!\x1a", N_("a RAR archive")),
    (b"\xfd7zXZ\0", N_("an XZ archive")),
    (b"\x28\xb5\x2f\xfd", N_("a Zstandard archive")),
    (b"SQLite format 3\0", N_("a database")),
    (b"!BDN", N_("a mailbox of Outlook (PST; export its mails as .msg or .eml)")),
    (b"\x78\x9f\x3e\x22", N_("an attachment of Outlook (winmail.dat)")),
    (b"\xffWPC", N_("a WordPerfect document (save it as .docx)")),
    (b"AT&TFORM", N_("a DjVu scan")),
    (b"bplist00", N_("a property list or web archive")),
    (b"\x7fELF", N_("a program")),
    (b"MZ", N_("a program")),
    (b"ID3", N_("an MP3 recording")),
    (b"OggS", N_("an Ogg recording")),
    (b"fLaC", N_("a FLAC recording")),
    (b"\x1aE\xdf\xa3", N_("a video")),
    (b"wOF", N_("a font")),
)
_ALL: Final = tuple(start for start, _ in _STARTS)
_INSIDE: Final = (
    (68, b"ANNT", N_("a project of Annotator")),
    (4, b"ftyp", N_("a video or picture (MP4, MOV, HEIC)")),
    (8, b"WEBP", N_("a WebP picture")),
    (8, b"WAVE", N_("a WAV recording")),
    (8, b"AVI ", N_("an AVI video")),
    (60, b"BOOKMOBI", N_("a Kindle book")),
    (257, b"ustar", N_("a TAR archive")),
)


def kind_of(data: bytes) -> str | None:
    """Return what bytes are that are no text, with its article: `a PNG picture`; None for text.

    Letters and digits alone, such as the BM of a bitmap, decide nothing without NULs after them.
    """
    has_nul = b"\0" in data[:512]
    for place, sign, kind in _INSIDE if has_nul else ():
        if data.startswith(sign, place):
            return tr(kind)
    starts = _STARTS if data.startswith(_ALL) else ()  # as hardly any text does
    for start, kind in starts:
        if data.startswith(start) and (has_nul or not start.isalnum()):
            return tr(kind)
    return None


def has_controls(data: bytes) -> bool:
    """Return whether there is a NUL or another byte that no code page uses for text."""
    return len(data.translate(None, CONTROLS)) < len(data)


def controls(data: bytes) -> str | None:
    """Return that bytes are full of control characters, as no code page has them; None if not."""
    found = len(data) - len(data.translate(None, CONTROLS))
    if found <= max(_STRAY, len(data) // 20):
        return None
    return tr(
        "binary data ({count} of {total} bytes are control characters)",
        count=format_number(found),
        total=format_number(len(data)),
    )
