"""Decisions about zones, as edits that also update the word count of the article."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.span import Span
from annotator.domain.stamp import new_id
from annotator.domain.text import first_line, headline_in, word_count
from annotator.domain.zone import Zone, ZoneKind, ZoneState


def excluded_spans(zones: Iterable[Zone]) -> list[Span]:
    """Return the spans that people have excluded, in order, with adjacent ones merged."""
    taken = sorted(z.span for z in zones if z.is_excluded and z.state == ZoneState.TAKEN)
    joined: list[Span] = []
    for span in taken:
        if joined and span.start <= joined[-1].end:
            before = joined.pop()
            span = Span(before.start, max(before.end, span.end))  # noqa: PLW2901 - grown
        joined.append(span)
    return joined


def article_words(text: str, zones: Iterable[Zone]) -> int:
    """Return the word count of a text without excluded lines."""
    place, count = 0, 0
    for span in excluded_spans(zones):
        count += word_count(text[place : span.start])
        place = span.end
    return count + word_count(text[place:])


def line_count(text: str, zones: Iterable[Zone]) -> int:
    """Return the number of non-blank lines in zones that do not overlap."""
    return sum(bool(line.strip()) for zone in zones for line in zone.span.of(text).split("\n"))


def whole_lines(text: str, span: Span) -> Span | None:
    """Return the whole lines that a span touches, without blank ends; None if all are blank."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end - 1)
    end = end if end >= 0 else len(text)
    return Span(start, end).trimmed(text) if start < end else None


def undecided(text: str, proposed: Iterable[Zone], decided_zones: Sequence[Zone]) -> list[Zone]:
    """Return the parts of the proposals on which nobody has decided yet."""
    return [part for zone in proposed for part in _without(text, zone, decided_zones)]


def decided(
    label: EditLabel, article: Article, text: str, zones: Sequence[Zone], answers: Sequence[Zone]
) -> Edit:
    """Return the edit that adds decisions, which do not overlap, to the zones of the newest text.

    They replace earlier decisions on the same lines. An article that is named after its first line
    is renamed to the line that a person marks as the headline.
    """
    changes: list[Change] = []
    kept: list[Zone] = []
    for zone in zones:
        if any(zone.span.overlaps(answer.span) for answer in answers):
            rests = list(_without(text, zone, answers))
            changes += [Change(zone, None), *(Change(None, rest) for rest in rests)]
            kept += rests
        else:
            kept.append(zone)
    changes += [Change(None, answer) for answer in answers]
    words, headline = article_words(text, [*kept, *answers]), _headline(article, text, answers)
    changed = replace(article, word_count=words, headline=headline)
    if changed != article:
        changes.append(Change(article, changed))
    return Edit(label=label, changes=tuple(changes))


def answered(zone: Zone, state: ZoneState) -> Zone:
    """Return a person's decision about a zone, as a new record."""
    return replace(zone, state=state, id=new_id())


def by_hand(text_id: str, span: Span, kind: ZoneKind) -> Zone:
    """Return a zone that a person creates from whole lines."""
    return Zone(
        text_id=text_id,
        start=span.start,
        end=span.end,
        kind=kind,
        is_excluded=kind.is_boilerplate,
        state=ZoneState.TAKEN,
    )


def _headline(article: Article, text: str, answers: Iterable[Zone]) -> str:
    # articles of older versions may be named after a line of hashtags
    if article.headline.strip() not in {first_line(text), headline_in(text)}:
        return article.headline
    taken = (z for z in answers if z.state == ZoneState.TAKEN and z.kind == ZoneKind.HEADLINE)
    lines = (zone.span.of(text).strip() for zone in taken)
    return next((line for line in lines if "\n" not in line), article.headline)


def _without(text: str, zone: Zone, others: Iterable[Zone]) -> Iterator[Zone]:
    """Yield the parts of a zone that no other zone covers, each as a new zone."""
    place = zone.start
    ends = sorted(other.span for other in others if other.span.overlaps(zone.span))
    for start, end in [*((span.start, span.end) for span in ends), (zone.end, zone.end)]:
        rest = Span(place, start).trimmed(text) if place < start else None
        if rest == zone.span:
            yield zone
        elif rest:
            yield replace(zone, start=rest.start, end=rest.end, id=new_id())
        place = max(place, end)
