"""E-mails saved as files (EML): the subject is the headline, the sender the byline."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.i18n import N_, format_number, tr
from annotator.importers import html, mime
from annotator.importers.draft import Draft, Enclosed
from annotator.importers.encodings import Guess, guesses
from annotator.importers.faults import FAULTS, parsing
from annotator.importers.fields import date_of, headline_of, line_of
from annotator.importers.html_walk import text_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name

ReadPage = Callable[[bytes, str], Iterator[Draft]]
"""Reads HTML, in UTF-8 with a byte order mark, under a name; raises UnreadableFileError."""

ATTACHED: Final = 200
"""How many attachments a mail may have."""

PARTS: Final = 1_000
"""How many MIME parts a mail may have."""

_PART: Final = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_DAMAGED: Final = N_("“{file}” is damaged, or not a mail: {reason}.")
_HEADER = re.compile(rb"(?:From |[!-9;-~]+:)")  # RFC 5322, 2.2, and the first line of an mbox
_QUOTED = re.compile(r"^(?P<depth>>*) ?(?P<words>.*)$", re.MULTILINE)
_TOGETHER: Final = ("multipart/alternative", "multipart/related")
_NO_TEXT: Final = re.compile(
    r"(?:image|audio|video|font)/.*|text/(?:calendar|x-vcard|vcard)"
    r"|application/(?:pgp-.*|(?:x-)?pkcs7-.*|(?:vnd\.)?ms-tnef|ics)"
)


def read(path: Path, read_page: ReadPage = html.drafts) -> Iterator[Draft | Enclosed]:
    """Return the article in a mail, then the files attached to it; raises UnreadableFileError.

    Its plain text is taken, or its HTML when it has none: the article that `read_page` finds, or
    all of it. Nothing that it refers to is loaded; what is attached is named in its notes.
    """
    yield from letter(contents(path), path, display_name(path), read_page)


def letter(
    data: bytes, path: Path, name: str, read_page: ReadPage = html.drafts
) -> Iterator[Draft | Enclosed]:
    """Yield the contents of a mail as `read` does; `name` is the file name of its draft."""
    if not _HEADER.match(data.lstrip()):
        raise UnreadableFileError(
            tr("“{file}” is not a mail: it does not begin with a header.", file=name)
        )
    if problem := mime.excess(data, name) or mime.long_field(data, name) or _crowd(data, name):
        raise UnreadableFileError(problem)
    with parsing(path, _DAMAGED):
        mail = BytesParser(EmailMessage, policy=default).parsebytes(data.lstrip())
    yield from opened(mail, data, path, name, read_page)


def _crowd(data: bytes, file: str) -> str:
    """Return why a mail has too many parts, which take a millisecond each; otherwise ''."""
    count = len(_PART.findall(data))
    if count <= PARTS:
        return ""
    return tr(
        "“{file}” has {count} parts, and {limit} is the limit for a mail.",
        file=file,
        count=format_number(count),
        limit=format_number(PARTS),
    )


def opened(
    mail: EmailMessage, data: bytes, path: Path, name: str, read_page: ReadPage = html.drafts
) -> Iterator[Draft | Enclosed]:
    """Yield the contents of a mail parsed from `data`; raises UnreadableFileError."""
    with parsing(path, _DAMAGED):
        guess = _text(mail, name, read_page)
        parts = list(islice(_attached(mail), ATTACHED + 1))
        if len(parts) > ATTACHED:
            raise ValueError(tr("it has more than {count} attachments", count=ATTACHED))
        names = [_file_name(part, number) for number, part in enumerate(parts, start=1)]
        enclosed = list(_enclosed(parts, names))
    attached = tr("Attached: {files}.", files=", ".join(names)) if names else ""
    if not guess.text.strip() and not enclosed:
        more = f" {attached}" if attached else ""
        message = tr("“{file}” is a mail without text.", file=name)
        raise UnreadableFileError(message + more)
    if guess.text.strip():
        yield Draft(
            headline=headline_of(_header(mail, "subject"), guess.text),
            text=guess.text,
            original=data,
            encoding=guess.encoding,
            is_guessed=not guess.is_sure,
            file_name=name,
            byline=_sender(mail),
            published_at=date_of(_header(mail, "date")),
            notes=attached,
        )
    yield from enclosed


def _header(mail: EmailMessage, name: str) -> str:
    with suppress(*FAULTS):  # the header parser fails on some
        return line_of(str(mail[name] or ""))
    return ""


def _sender(mail: EmailMessage) -> str:
    senders = getaddresses([_header(mail, "from")])
    return ", ".join(filter(None, (line_of(name) or address for name, address in senders)))


def _text(mail: EmailMessage, name: str, read_page: ReadPage) -> Guess:
    """Return the text of a mail: that of all parts that are not attachments."""
    found = [_words(body, name, read_page) for body in _bodies(mail)]
    found = [each for each in found if each.text.strip()]
    if len(found) == 1:
        return found[0]
    text = "\n\n".join(each.text.strip("\n") for each in found)
    sure = all(each.is_sure for each in found)
    return Guess(found[0].encoding if found else "utf-8", text, sure)


def _bodies(part: MIMEPart) -> Iterator[MIMEPart]:
    """Yield the parts of a mail whose texts follow each other."""
    if part.is_attachment() or _is_mail(part):
        return
    if part.is_multipart() and part.get_content_type() not in _TOGETHER:
        for each in part.iter_parts():
            yield from _bodies(each)
    elif part.is_multipart() or part.get_content_maintype() == "text":
        yield part


def _words(body: MIMEPart, name: str, read_page: ReadPage) -> Guess:
    plain = body.get_body(("plain",))
    found = _plain(plain) if plain else Guess("utf-8", "", is_sure=True)
    marked_up = None if found.text.strip() else body.get_body(("html",))
    if not marked_up:
        return found
    page = _decoded(marked_up)
    return replace(page, text=_article(name, page.text, read_page))


def _article(name: str, page: str, read_page: ReadPage) -> str:
    with suppress(UnreadableFileError):
        return next(read_page(page.encode("utf-8-sig", "replace"), name)).text
    return text_of(page)


def _attached(mail: EmailMessage) -> Iterator[MIMEPart]:
    """Yield the attachments of a mail, including forwarded mails, but not inline images."""
    bodies = [part for body in _bodies(mail) for part in _leaves(body)]
    for part in _leaves(mail):
        is_shown = part["Content-ID"] and part.get_content_maintype() == "image"
        is_file = part.is_attachment() or (part.get_filename() and not is_shown) or _is_mail(part)
        if is_file and not any(part is each for each in bodies):
            yield part


def _leaves(part: MIMEPart) -> Iterator[MIMEPart]:
    if part.is_multipart() and not _is_mail(part):
        for each in part.iter_parts():
            yield from _leaves(each)
    else:
        yield part


def _enclosed(parts: list[MIMEPart], names: list[str]) -> Iterator[Enclosed]:
    for part, name in zip(parts, names, strict=True):
        if not _NO_TEXT.fullmatch(part.get_content_type()) and (data := _bytes(part)):
            yield Enclosed(name, data)


def _bytes(part: MIMEPart) -> bytes:
    if _is_mail(part):
        return part.get_payload(0).as_bytes()  # type: ignore[union-attr] # a list of one
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_mail(part: MIMEPart) -> bool:
    return part.get_content_type() == "message/rfc822" and part.is_multipart()


def _file_name(part: MIMEPart, number: int) -> str:
    if name := line_of(part.get_filename() or ""):
        return name
    return f"attachment {number}" + (".eml" if _is_mail(part) else "")


def _plain(part: MIMEPart) -> Guess:
    found = _decoded(part)
    text = clean(found.text)
    if str(part.get_param("format")).lower() != "flowed":
        return replace(found, text=text)
    space = "" if str(part.get_param("delsp")).lower() == "yes" else " "
    return replace(found, text=_unflowed(text, space))


def _unflowed(text: str, space: str) -> str:
    """Return format=flowed text with its soft line breaks removed (RFC 3676)."""
    paragraphs: list[str] = []
    open_depth: str | None = None
    for match in _QUOTED.finditer(text):
        depth, content = match["depth"], match["words"]
        if depth == open_depth:
            paragraphs[-1] += content
        else:
            paragraphs.append(f"{depth} {content}" if depth else content)
        is_soft = content.endswith(" ") and content != "-- "
        open_depth = depth if is_soft else None
        if is_soft:
            paragraphs[-1] = paragraphs[-1][:-1] + space
    return "\n".join(paragraphs)


def _decoded(part: MIMEPart) -> Guess:
    """Return the text of a part in its stated encoding, otherwise in one that fits."""
    content = _bytes(part)
    for encoding in (part.get_content_charset() or "utf-8", "utf-8"):
        with suppress(LookupError, ValueError):
            return Guess(encoding, content.decode(encoding), is_sure=True)
    return guesses(content)[0]


FORMAT: Final = ImportFormat(
    name=N_("Mail"),
    suffixes=(".eml",),
    read=read,
    media_types=("message/rfc822",),
    begins=mime.headed(
        b"received:|message-id:|mime-version:|delivered-to:|return-path:|x-mozilla-status:"
    ),
)
