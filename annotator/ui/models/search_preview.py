"""The surroundings of a place that was found: its paragraph with its marks, and those beside it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Claim, Mention
from annotator.domain.direction import side_by_side
from annotator.domain.errors import LostTextError
from annotator.domain.reading import PlacedMention, ProjectReader
from annotator.domain.search import Hit, SearchKind, Term
from annotator.domain.search_words import places
from annotator.domain.span import Span
from annotator.domain.text import cut_off, from_first_word, one_line, up_to_last_word
from annotator.i18n import N_, ngettext, tr
from annotator.ui.application.dates import format_date

_PASSAGES = 3  # of a claim
_LONG, _BESIDE = 700, 240  # characters that are shown of the paragraph, and of one beside it
_KINDS = {
    "fact_check": N_("Note of the check"),
    "claim_mention": N_("Note on the context"),
    "evidence": N_("Evidence"),
    "source": N_("Source"),
    "sentiment": N_("Sentiment"),
    "entity": N_("Person or group"),
}


class RunKind(StrEnum):
    """How a part of a preview is shown."""

    BESIDE = "beside"
    PLAIN = "plain"
    HIT = "hit"
    HERE = "here"  # the hit that the preview is of
    MARK = "mark"


class Preview(Struct, frozen=True):
    """What is shown of a hit: the name of its place, its paragraphs, and a remark below them."""

    name: str
    about: str = ""
    paragraphs: tuple[tuple[tuple[str, RunKind], ...], ...] = ()
    remark: str = ""


def preview_of(reader: ProjectReader, hit: Hit, terms: tuple[Term, ...]) -> Preview:
    """Return the surroundings of a hit."""
    place = Span(0, 1) if hit.kind is SearchKind.ARTICLE else hit.place
    article = reader.get(Article, hit.article_id) if place else None
    if article and place:
        try:
            text = reader.text(reader.version(article.id).sha256)
        except LostTextError as error:
            return Preview(article.code, str(error))
        return _in_text(reader, article, text, place, terms)
    name = side_by_side((hit.code, hit.publisher))
    kind = tr(_KINDS[hit.table]) if hit.table in _KINDS else ""
    about = side_by_side((kind, hit.who, format_date(hit.date[:10])))
    claim = reader.get(Claim, hit.claim_id) if hit.claim_id else None
    is_claim = claim is not None and hit.table == "claim"
    text, found = (claim.text, places(claim.text, terms)) if claim and is_claim else (
        hit.text, list(hit.spans)
    )  # fmt: skip
    paragraphs = [tuple(_runs(text, Span(0, len(text)), found, (), *found[:1]))] if text else []
    if claim and not is_claim:
        paragraphs.append(((claim.text, RunKind.BESIDE),))
    paragraphs += _mentioned(reader, claim) if claim else ()
    return Preview(name or kind, about if name else "", tuple(paragraphs))


def _in_text(
    reader: ProjectReader, article: Article, text: str, place: Span, terms: tuple[Term, ...]
) -> Preview:
    lines = [span for span in _lines(text) if span.of(text).strip()]
    number = max((n for n, line in enumerate(lines) if line.start <= place.start), default=0)
    here = _around(lines[number], place)
    marked = [each for each in reader.mentions_in(article.id) if _spans(each, here)]
    marks = [span for each in marked for span in _spans(each, here)]
    found, start = places(here.of(text), terms), here.start
    hits = [Span(start + each.start, start + each.end) for each in found]
    paragraphs = [tuple(_runs(text, here, hits, marks, place))]
    if number:
        paragraphs.insert(0, ((_end_of(lines[number - 1].of(text)), RunKind.BESIDE),))
    if number + 1 < len(lines):
        paragraphs.append(((_start_of(lines[number + 1].of(text)), RunKind.BESIDE),))
    total = tr("paragraph {number} of {total}", number=number + 1, total=len(lines))
    date = format_date(article.published_at)
    name = side_by_side((article.code, article.publisher))
    return Preview(name, side_by_side((date, total)), tuple(paragraphs), _marked(reader, marked))


def _mentioned(reader: ProjectReader, claim: Claim) -> Iterator[tuple[tuple[str, RunKind], ...]]:
    """Yield the first passages in which articles mention a claim."""
    for mention in reader.find(Mention, claim_id=claim.id)[:_PASSAGES]:
        if anchor := reader.get(Anchor, mention.anchor_id):
            first, last = anchor.fragments[0], anchor.fragments[-1]
            before, after = one_line(first.prefix), one_line(last.suffix)
            version = reader.get(TextVersion, anchor.text_id)
            goes_on = version is not None and last.end + len(last.suffix) < version.length
            yield (
                (f"…{before}" if first.start > len(first.prefix) else before, RunKind.BESIDE),
                (one_line(anchor.exact), RunKind.MARK),
                (cut_off(after) if goes_on else after, RunKind.BESIDE),
            )


def _marked(reader: ProjectReader, mentions: Sequence[PlacedMention]) -> str:
    ids = dict.fromkeys(each.mention.claim_id for each in mentions)
    claims = [claim for id_ in ids if (claim := reader.get(Claim, id_))]
    codes = ", ".join(claim.code for claim in claims)
    if not claims:
        return ""
    return ngettext("{codes} is marked here", "{codes} are marked here", len(claims), codes=codes)


def _spans(placed: PlacedMention, within: Span) -> list[Span]:
    return [span for span in placed.anchor.spans if span.overlaps(within)]


def _runs(
    text: str,
    within: Span,
    hits: Sequence[Span],
    marks: Sequence[Span],
    here: Span | None = None,
) -> Iterator[tuple[str, RunKind]]:
    """Yield the parts of a passage, each of one kind."""
    of_letters = dict.fromkeys(range(within.start, within.end), RunKind.PLAIN)
    at_place = [hit for hit in hits if here and hit.start == here.start]
    for kind, spans in (RunKind.MARK, marks), (RunKind.HIT, hits), (RunKind.HERE, at_place):
        for span in spans:
            first, end = max(span.start, within.start), min(span.end, within.end)
            of_letters.update(dict.fromkeys(range(first, end), kind))
    for kind, letters in groupby(of_letters, of_letters.__getitem__):
        yield "".join(text[letter] for letter in letters), kind


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _around(line: Span, place: Span) -> Span:
    """Return the part of a long paragraph around a place."""
    if len(line) <= _LONG:
        return line
    start = max(line.start, min(place.start - _LONG // 2, line.end - _LONG))
    return Span(start, min(start + _LONG, line.end))


def _end_of(line: str) -> str:
    return line if len(line) <= _BESIDE else f"…{from_first_word(line[-_BESIDE:])}"


def _start_of(line: str) -> str:
    return line if len(line) <= _BESIDE else cut_off(up_to_last_word(line[:_BESIDE]))
