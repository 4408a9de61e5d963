"""Mails saved as files (EML): the subject is the headline, the sender the byline."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses
from pathlib import Path
from typing import Final

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.importers import html
from annotator.importers.draft import Draft, ImportFormat, Refusal
from annotator.importers.faults import FAULTS, parsing, unreadable
from annotator.importers.fields import date_of, headline_of, line_of
from annotator.importers.html_walk import text_of
from annotator.importers.original import contents, shown

ReadPage = Callable[[bytes, str], Iterator[Draft]]
"""Reads HTML, in UTF-8 with its mark, under a name; raises UnreadableFileError."""

_WHAT: Final = "a mail"
_HEADER = re.compile(rb"(?:From |[!-9;-~]+:)")  # RFC 5322, 2.2, and the first line of an mbox
_QUOTED = re.compile(r"^(?P<depth>>*) ?(?P<words>.*)$", re.MULTILINE)


def read(path: Path, read_page: ReadPage = html.drafts) -> Iterator[Draft | Refusal]:
    """Return the one article in a mail; raises UnreadableFileError.

    Its plain text is taken, or its HTML when it has none: the article that `read_page` finds, or
    all of it. Nothing that it refers to is loaded, what is attached is left out.
    """
    original = contents(path)
    if not _HEADER.match(original.lstrip()):
        raise unreadable(path, "is not a mail: it does not begin with a header.")
    with parsing(path, _WHAT):
        mail = BytesParser(EmailMessage, policy=default).parsebytes(original.lstrip())
        text, encoding = _body(path, mail, read_page)
    if not text.strip():
        raise unreadable(path, "is a mail without text.")
    yield Draft(
        headline=headline_of(_header(mail, "subject"), text),
        text=text,
        original=original,
        encoding=encoding,
        file_name=shown(path),
        byline=_sender(mail),
        published_at=date_of(_header(mail, "date")),
    )


def _header(mail: EmailMessage, name: str) -> str:
    with suppress(*FAULTS):  # the parser of headers breaks on some, at any place
        return line_of(str(mail[name] or ""))
    return ""


def _sender(mail: EmailMessage) -> str:
    senders = getaddresses([_header(mail, "from")])
    return ", ".join(filter(None, (line_of(name) or address for name, address in senders)))


def _body(path: Path, mail: EmailMessage, read_page: ReadPage) -> tuple[str, str]:
    plain = mail.get_body(("plain",))
    text, encoding = _words(plain) if plain else ("", "")
    marked_up = None if text.strip() else mail.get_body(("html",))
    if marked_up:
        page, encoding = _decoded(marked_up)
        text = _article(path, page, read_page)
    return text, encoding


def _article(path: Path, page: str, read_page: ReadPage) -> str:
    with suppress(UnreadableFileError):
        return next(read_page(page.encode("utf-8-sig", "replace"), shown(path))).text
    return text_of(page)


def _words(part: MIMEPart) -> tuple[str, str]:
    text, encoding = _decoded(part)
    if str(part.get_param("format")).lower() != "flowed":
        return clean(text), encoding
    space = "" if str(part.get_param("delsp")).lower() == "yes" else " "
    return _unflowed(clean(text), space), encoding


def _unflowed(text: str, space: str) -> str:
    """Return the paragraphs of flowed text, whose soft line ends have a space before (RFC 3676)."""
    paragraphs: list[str] = []
    open_depth: str | None = None
    for match in _QUOTED.finditer(text):
        depth, words = match["depth"], match["words"]
        if depth == open_depth:
            paragraphs[-1] += words
        else:
            paragraphs.append(f"{depth} {words}" if depth else words)
        is_soft = words.endswith(" ") and words != "-- "
        open_depth = depth if is_soft else None
        if is_soft:
            paragraphs[-1] = paragraphs[-1][:-1] + space
    return "\n".join(paragraphs)


def _decoded(part: MIMEPart) -> tuple[str, str]:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8"):
        with suppress(LookupError, ValueError):
            return content.decode(encoding), encoding
    return content.decode("cp1252", errors="replace"), "cp1252"


FORMAT: Final = ImportFormat("Mail", (".eml",), read)
