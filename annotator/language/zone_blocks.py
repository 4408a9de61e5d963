"""Finds furniture of several lines: contents, comment forms, teasers, headline and dates."""

from collections.abc import Iterator, Mapping, Sequence

from annotator.language.zone_lines import Line, key
from annotator.language.zone_rules import Rulebook

_MOST_DATES = 2  # more lines with nothing but a date make a chronicle
_LONGEST_TITLE = 4  # lines over which a headline may run
_LIKE_HEADLINE = 0.7
_TEASER_WORDS = 25
_FIELD = 80  # code points of a line in a form


def contents(lines: Sequence[Line], known: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the entries of a table of contents: lines below its heading that stand elsewhere."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for place, line in enumerate(lines):
        first.setdefault(_entry(line), place)
        last[_entry(line)] = place
    for heading, rule in known.items():
        if _name(rule) != "contents":
            continue
        for place in range(heading + 1, len(lines)):
            entry = _entry(lines[place])
            elsewhere = first[entry] < heading or last[entry] > place
            if place in known or not entry or not elsewhere:
                break
            yield place, rule


def edges(
    lines: Sequence[Line], known: Mapping[int, str], rules: Rulebook
) -> Iterator[tuple[int, str]]:
    """Yield the names and dates above the article's second paragraph and below its last one."""
    prose = _prose(lines, known)
    above = prose[1] if len(prose) > 1 else len(lines)
    below = prose[-1] + 1 if len(prose) > 1 else len(lines)
    places = [*range(above), *range(below, len(lines))]
    found = [(place, rules.at_the_edge(lines[place])) for place in places if place not in known]
    dates = sum(rule == "any.dateline" for _, rule in found)
    for place, rule in found:
        if rule and (rule != "any.dateline" or dates <= _MOST_DATES):
            yield place, rule


def headlines(
    lines: Sequence[Line], known: Mapping[int, str], headline: str, publisher: str
) -> list[int]:
    """Return the lines above the article proper that are its headline.

    Without a headline, or with one that is a line of furniture, the first line is taken if
    it looks like one and a longer text follows.
    """
    prose = _prose(lines, known)
    above = prose[0] if prose else len(lines)
    head = [place for place in range(above) if place not in known]
    given = key(headline)
    if given and not any(lines[place].key == given for place in known):
        titles = {given, key(f"{headline} {publisher}"), key(f"{publisher} {headline}")}
        return [part for place in head for part in _title(lines, place, titles)]
    looks = bool(head) and bool(prose) and _looks_like_headline(lines[head[0]])
    return [place for place in head if lines[place].key == lines[head[0]].key] if looks else []


def foot(lines: Sequence[Line], known: Mapping[int, str]) -> int:
    """Return the first line below the last paragraph; without one there is no foot."""
    prose = _prose(lines, known)
    return prose[-1] + 1 if prose else len(lines)


def form_fields(
    lines: Sequence[Line], known: Mapping[int, str], below: int
) -> Iterator[tuple[int, str]]:
    """Yield the short lines directly below the heading of a comment form.

    `below` is the foot of the page: further up, a heading may be one of the article's own.
    """
    for heading, rule in known.items():
        if _name(rule) != "comments" or heading < below:
            continue
        for place in range(heading + 1, len(lines)):
            line = lines[place]
            if place in known or line.gap or len(line.words) > _FIELD or line.is_sentence:
                break
            yield place, rule


def teasers(
    lines: Sequence[Line], known: Mapping[int, str], below: int
) -> Iterator[tuple[int, str]]:
    """Yield the teasers below a heading such as *Related*.

    At the foot of the page they run to its end; between paragraphs, to the next blank line.
    """
    headings = sorted(place for place, rule in known.items() if _name(rule) == "related")
    for heading in headings:
        stop = len(lines) if heading >= below else _block_end(lines, known, heading)
        places = (place for place in range(heading + 1, stop) if place not in known)
        yield from ((place, known[heading]) for place in places)
        if stop == len(lines):
            return


def _name(rule: str) -> str:
    return rule.partition(".")[2]


def _entry(line: Line) -> str:
    return line.key.removeprefix("# ")


def _prose(lines: Sequence[Line], known: Mapping[int, str]) -> list[int]:
    return [at for at, line in enumerate(lines) if at not in known and line.is_prose]


def _block_end(lines: Sequence[Line], known: Mapping[int, str], heading: int) -> int:
    """Return where a block between paragraphs ends: its teasers go on to a gap, or to furniture."""
    stop = heading + 1
    while stop < len(lines) and stop not in known and _goes_on(lines[stop]):
        stop += 1
    ends = stop < len(lines) and (stop in known or lines[stop].gap)
    return stop if ends else heading + 1


def _goes_on(line: Line) -> bool:
    return not line.gap and _is_teaser(line)


def _is_teaser(line: Line) -> bool:
    return not line.is_sentence and len(line.words.split()) <= _TEASER_WORDS


def _title(lines: Sequence[Line], place: int, titles: set[str]) -> list[int]:
    """Return the lines from a place on that make one of the titles together, if any do."""
    for count in range(1, _LONGEST_TITLE + 1):
        together = " ".join(line.key for line in lines[place : place + count])
        if together in titles or (count == 1 and _alike(lines[place], titles)):
            return list(range(place, min(place + count, len(lines))))
    return []


def _alike(line: Line, titles: set[str]) -> bool:
    words = set(line.key.split())
    if len(words) < 4 or not line.is_short:
        return False
    return any(
        len(words & title) >= _LIKE_HEADLINE * len(words | title)
        for title in (set(title.split()) for title in titles)
    )


def _looks_like_headline(line: Line) -> bool:
    words = len(line.key.split())
    return line.is_short and not line.is_broken_off and (words > 2 or len(line.key) > 12 * words)
