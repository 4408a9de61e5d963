"""The rows of the search: what was found, by kind, with headings, saved searches and commands."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Final

from msgspec import Struct

from annotator.domain.codebook import Codebook
from annotator.domain.direction import isolated
from annotator.domain.search import Found, Hit, IndexState, SearchKind
from annotator.domain.span import Span
from annotator.i18n import N_, format_number, ngettext, tr
from annotator.operations.mark_words import polarity_sign
from annotator.ui.application.dates import format_date
from annotator.ui.project.bookmarks import Bookmarks

FEW: Final = 4
"""Hits of a kind that are shown beside those of other kinds."""

HEADS: Final[Mapping[SearchKind, str]] = {
    SearchKind.ARTICLE: N_("Articles"),
    SearchKind.TEXT: N_("In the text"),
    SearchKind.CLAIM: N_("Claims"),
    SearchKind.NOTE: N_("Notes"),
    SearchKind.SOURCE: N_("Sources"),
    SearchKind.PERSON: N_("People and targets"),
}


class SearchRow(Struct, frozen=True):
    """One row: a heading, a hit, or what `run` does.

    `kind` is that of a heading, or the one of which a row shows all; `spans` are the words in
    `text` that were looked for. With `stays` the search is not left by `run`. What `remove` is for
    can be removed from the list.
    """

    text: str
    details: str = ""
    code: str = ""
    spans: tuple[Span, ...] = ()
    chip: str = ""
    tone: str = ""
    is_head: bool = False
    hit: Hit | None = None
    kind: SearchKind | None = None
    run: Callable[[], object] | None = None
    stays: bool = False
    remove: Callable[[], object] | None = None

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        return ", ".join(filter(None, (self.code, self.text, self.chip, self.details)))

    def is_like(self, other: "SearchRow") -> bool:
        """Return whether both lead to the same, also where other places were found around it."""
        mine, theirs = (row.hit or row.kind or row.text for row in (self, other))
        return self.is_head == other.is_head and mine == theirs


def rows_of(
    found: Mapping[SearchKind, Found], kind: SearchKind | None, codebook: Codebook
) -> list[SearchRow]:
    """Return the rows of one kind, or without one a few of each."""
    shown = [found[each] for each in HEADS if each in found and kind in {None, each}]
    return [row for each in shown if each.hits for row in _section(each, kind, codebook)]


def listed(head: str, entries: Iterable[SearchRow]) -> list[SearchRow]:
    """Return rows below a heading; nothing without rows."""
    rows = list(entries)
    heading = SearchRow(head, format_number(len(rows)), is_head=True)
    return [heading, *rows] if rows else []


def saved_rows(bookmarks: Bookmarks, show: Callable[[str], object]) -> list[SearchRow]:
    """Return the searches that were saved, below a heading; one that is chosen is shown."""
    rows = [
        SearchRow(
            text,
            tr("Delete: remove"),
            run=partial(show, text),
            stays=True,
            remove=partial(bookmarks.keep_search, text, is_wanted=False),
        )
        for text in bookmarks.searches
    ]
    return listed(tr("Saved searches"), rows)


def total(found: Iterable[Found]) -> int:
    """Return how many records and places were found."""
    return sum(count_of(each) for each in found)


def number_words(found: Collection[Found], *, is_whole: bool) -> str:
    """Return how many were found, with a plus sign where there may be more."""
    more = "+" if not is_whole or any(each.has_more for each in found) else ""
    return f"{format_number(total(found))}{more}"


def found_words(found: Mapping[SearchKind, Found], *, is_over: bool, is_whole: bool) -> str:
    """Return how many were found; nothing while none are, and the search or the index goes on."""
    is_known = bool(total(found.values()) or (found and is_over and is_whole))
    number = number_words(found.values(), is_whole=is_whole)
    return tr("{number} found", number=number) if is_known else ""


def progress_words(state: IndexState) -> str:
    """Return how much can be searched; nothing when that is everything."""
    percent = format_number(100 * state.done // max(1, state.total))
    return "" if state.is_complete else tr("indexing {percent} %", percent=percent)


def count_of(found: Found) -> int:
    """Return how many places, or records, were found of a kind."""
    return max(found.places, found.records)


def _section(found: Found, kind: SearchKind | None, codebook: Codebook) -> Iterator[SearchRow]:
    yield SearchRow(tr(HEADS[found.kind]), _counted(found), is_head=True, kind=found.kind)
    hits = found.hits if kind else _few(found.hits)
    yield from (row_of(hit, codebook) for hit in hits)
    left = count_of(found) - len(hits)
    if left > 0 and kind is None:
        yield SearchRow(_more(found, left), tr("Show all"), kind=found.kind)


def _few(hits: Sequence[Hit]) -> list[Hit]:
    """Return the first places of different records, then others, in their order."""
    first = {hit.id: hit for hit in reversed(hits)}
    others = (hit for hit in hits if first[hit.id] is not hit)
    chosen = [*chain((hit for hit in hits if first[hit.id] is hit), others)][:FEW]
    return [hit for hit in hits if any(hit is each for each in chosen)]


def _counted(found: Found) -> str:
    more = "+" if found.has_more else ""
    if found.kind is not SearchKind.TEXT:
        return f"{format_number(found.records)}{more}"
    articles = ngettext("{count} article", "{count} articles", found.records)
    if not _has_all(found):
        return f"{articles}{more}"
    return ngettext("{count} place in {articles}", "{count} places in {articles}", found.places,
                    articles=articles)  # fmt: skip


def _has_all(found: Found) -> bool:
    """Return whether every place is among the hits, or counted by them."""
    return not found.has_more and found.records <= len({hit.id for hit in found.hits})


def _more(found: Found, left: int) -> str:
    if found.kind is SearchKind.TEXT and not _has_all(found):
        return ngettext("{count} more article", "{count} more articles", left)
    if found.kind is SearchKind.TEXT:
        return ngettext("{count} more place", "{count} more places", left)
    return ngettext("{count} more", "{count} more", left)


def row_of(hit: Hit, codebook: Codebook) -> SearchRow:
    """Return the row of a hit."""
    label = codebook.label(hit.verdict)
    is_claim = hit.kind is SearchKind.CLAIM
    unchecked = tr("unchecked") if is_claim else ""
    return SearchRow(
        text=hit.text,
        details=_details(hit),
        code=hit.code if hit.polarity is None else polarity_sign(hit.polarity),
        spans=hit.spans,
        chip=(label.short or label.name).lower() if label and is_claim else unchecked,
        tone=label.colour if label and is_claim else "unchecked",
        hit=hit,
    )


def _details(hit: Hit) -> str:
    match hit.kind:
        case SearchKind.TEXT:
            return f"{isolated(hit.publisher)} ¶{hit.paragraph}".lstrip()
        case SearchKind.ARTICLE:
            publisher = isolated(hit.publisher) if hit.publisher else ""
            return " · ".join(filter(None, (publisher, format_date(hit.date))))
        case SearchKind.CLAIM:
            return ", ".join(hit.articles)
        case SearchKind.NOTE:
            return ", ".join(filter(None, (isolated(hit.who), format_date(hit.date[:10]))))
        case SearchKind.SOURCE:
            used = tr("used in {claim}", claim=hit.code) if hit.code else ""
            return " · ".join(filter(None, (isolated(hit.publisher), used)))
    return tr("target in {article}", article=hit.code) if hit.code else tr("person or group")
