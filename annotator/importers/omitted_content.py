"""Omitted passages of a saved page, and adding them to the article's text."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.revision import TextEdit, applied
from annotator.i18n import ngettext
from annotator.importers import html
from annotator.importers.draft import Draft, Omission
from annotator.importers.missing_blocks import LONG
from annotator.importers.page_recognition import format_of


class PageText(Struct, frozen=True):
    """An original page, and all versions of its article's text, the newest last."""

    data: bytes
    name: str
    encoding: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the article's newest text."""
        return self.texts[-1]

    def omissions(self) -> tuple[Omission, ...]:
        """Return the passages of the page that are not in the text, in page order.

        Passages that a person removed since do not count. A page of 60 kB takes some 10
        milliseconds. Raises UnreadableFileError.
        """
        read = (format_of(self.data, self.name) or html.FORMAT).omissions
        return read(self.data, self.encoding, self.texts) if read else ()


def insertions(text: str, passages: Iterable[Omission]) -> tuple[TextEdit, ...]:
    """Return the edits that insert passages into a text, each as a line in its place."""
    ends = [end - 1 for end in accumulate(len(line) + 1 for line in text.split("\n"))]
    edits = []
    for after, group in groupby(sorted(passages, key=attrgetter("after")), attrgetter("after")):
        inserted = "\n".join(passage.text for passage in group)
        place = ends[after - 1] if after else 0
        edits.append(TextEdit(place, place, f"\n{inserted}" if after else f"{inserted}\n"))
    return tuple(edits)


def with_passages(draft: Draft, passages: Sequence[Omission]) -> Draft:
    """Return a draft with omitted passages added to its text, and a note that says so."""
    long = sum(len(passage.text) >= LONG for passage in passages)
    return replace(
        draft,
        omitted_count=max(0, draft.omitted_count - long),
        text=applied(draft.text, insertions(draft.text, passages)),
        reason="\n".join(filter(None, (draft.reason, additions_note(passages)))),
    )


def additions_note(passages: Sequence[Omission]) -> str:
    """Return a note on the passages that were added to a text; '' for none."""
    if not passages:
        return ""
    return ngettext(
        "With {count} passage omitted from the page before",
        "With {count} passages omitted from the page before",
        len(passages),
    )


def omission_note(count: int) -> str:
    """Return a note on the number of omitted long passages; '' for none."""
    if not count:
        return ""
    return ngettext(
        "{count} long passage of the page is not in the article",
        "{count} long passages of the page are not in the article",
        count,
    )
