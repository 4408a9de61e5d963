"""What was left out of a saved page, and how it is taken into the article's text."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from operator import attrgetter
from pathlib import PurePath
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.revision import TextEdit, applied
from annotator.i18n import ngettext
from annotator.importers import formats, html
from annotator.importers.draft import Draft, Omission
from annotator.importers.import_format import ImportFormat
from annotator.importers.page_gaps import LONG

_HEAD: Final = 4_000
_MARKUP: Final = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|meta)[\s>]", re.IGNORECASE
)


class PageText(Struct, frozen=True):
    """A page as it came, and the wordings that its article has had, the last as it is now."""

    data: bytes
    name: str
    encoding: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the article's text as it is now."""
        return self.texts[-1]

    def omissions(self) -> tuple[Omission, ...]:
        """Return what the text does not have of the page, in the page's order.

        What it had once, and a person has taken out since, does not count. A page of 60 kB takes
        some 10 milliseconds. Raises UnreadableFileError.
        """
        read = (_format_of(self.data, self.name) or html.FORMAT).omissions
        return read(self.data, self.encoding, self.texts) if read else ()


def is_page(data: bytes, name: str) -> bool:
    """Return whether bytes are a page: by the name of their file, or else by their beginning."""
    return bool(_MARKUP.match(data[:_HEAD])) or _format_of(data, name) is not None


def is_page_name(name: str) -> bool:
    """Return whether files of this name are pages."""
    return _named(name) is not None


def insertions(text: str, passages: Iterable[Omission]) -> tuple[TextEdit, ...]:
    """Return the edits that put passages into a text, each on a line of its own at its place."""
    ends = [end - 1 for end in accumulate(len(line) + 1 for line in text.split("\n"))]
    edits = []
    for after, group in groupby(sorted(passages, key=attrgetter("after")), attrgetter("after")):
        inserted = "\n".join(passage.text for passage in group)
        place = ends[after - 1] if after else 0
        edits.append(TextEdit(place, place, f"\n{inserted}" if after else f"{inserted}\n"))
    return tuple(edits)


def with_passages(draft: Draft, passages: Sequence[Omission]) -> Draft:
    """Return a draft with passages of its page taken into its text, which says so."""
    long = sum(len(passage.text) >= LONG for passage in passages)
    return replace(
        draft,
        omitted_count=max(0, draft.omitted_count - long),
        text=applied(draft.text, insertions(draft.text, passages)),
        reason="\n".join(filter(None, (draft.reason, additions_note(passages)))),
    )


def additions_note(passages: Sequence[Omission]) -> str:
    """Return what sets a text apart that such passages were taken into; nothing for none."""
    if not passages:
        return ""
    return ngettext(
        "With {count} passage omitted from the page before",
        "With {count} passages omitted from the page before",
        len(passages),
    )


def omission_note(count: int) -> str:
    """Return that so many long passages of a page are not in the text; nothing for none."""
    if not count:
        return ""
    return ngettext(
        "{count} long passage of the page is not in the article",
        "{count} long passages of the page are not in the article",
        count,
    )


def _format_of(data: bytes, name: str) -> ImportFormat | None:
    """Return the format of a page by the beginning of its bytes, or else by its name."""
    pages = (each for each in formats.FORMATS if each.omissions and each.begins)
    return next((each for each in pages if re.match(each.begins, data[:_HEAD])), _named(name))


def _named(name: str) -> ImportFormat | None:
    found = formats.FORMATS.by_suffix.get(PurePath(name).suffix.lower())
    return found if found and found.omissions else None
