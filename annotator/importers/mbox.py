"""Mailboxes (MBOX), as mail programs and mail archives export them: each mail is an article."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, format_number
from annotator.importers import mail
from annotator.importers.draft import Draft, Enclosed, Refusal
from annotator.importers.faults import unreadable
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name

MAILS: Final = 10_000
"""How many mails a mailbox may have."""

_FROM: Final = rb"From [^\r\n]*\d\d:\d\d[^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]+:)"
_BEGINS: Final = re.compile(rb"(?:\A|(?<=\n))" + _FROM)
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(path: Path) -> Iterator[Draft | Refusal | Enclosed]:
    """Return the article in each mail and what is attached to it; raises UnreadableFileError.

    A mail begins with a line such as `From ann@post.example Mon Mar  2 08:00:00 2026`, before its
    headers (RFC 4155). A mail that cannot be read is a Refusal.
    """
    original = contents(path)
    if (count := original.count(b"\nFrom ")) >= MAILS:
        raise unreadable(
            path,
            N_("“{file}” has {count} mails, and {mails} is the limit. Split it."),
            count=format_number(count + 1),
            mails=format_number(MAILS),
        )
    places = [found.start() for found in _BEGINS.finditer(original)]
    if not places:
        raise unreadable(path, N_("“{file}” is not a mailbox: no mail begins in it."))
    for number, (start, end) in enumerate(pairwise([*places, len(original)]), start=1):
        name = f"{display_name(path)}, mail {number:,}"
        try:
            yield from mail.letter(_QUOTED.sub(rb"\1", original[start:end]), path, name)
        except UnreadableFileError as error:
            yield Refusal(path, str(error))


FORMAT: Final = ImportFormat(
    name=N_("Mailbox"),
    suffixes=(".mbox", ".mbx"),
    read=read,
    media_types=("application/mbox",),
    begins=rb"\s*" + _FROM,
)
