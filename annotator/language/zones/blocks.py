"""Finds boilerplate of several lines: contents, comment forms, teasers, headline and dates."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice, pairwise

from annotator.language.zones.lines import Line, key
from annotator.language.zones.rules import BULLETS, Rulebook

_FEWEST_ITEMS = 2  # of a list that are boilerplate
_MOST_DATES = 2  # more lines with only a date are a chronology
_LONGEST_TITLE = 4  # lines that a headline may have
_LIKE_HEADLINE = 0.7
_FIRST_BELOW = 2  # lines below a heading that show what it belongs to
_FEWEST_STEPS = 3
_BUTTONS = frozenset({"share", "subscribe", "more", "comments"})
_TEASER_WORDS = 25
_FIELD = 80  # code points of a line in a form


def contents(lines: Sequence[Line], known: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the entries of a table of contents: lines below its heading that recur elsewhere."""
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


def menus(
    lines: Sequence[Line], known: Mapping[int, str], rules: Rulebook
) -> Iterator[tuple[int, str]]:
    """Yield the items that the rules recognise in lists above and below the article proper.

    A list with fewer than two recognised items, or less than half, is part of the article.
    """
    prose = _prose(lines, known) or [len(lines), -1]
    outside = (*range(prose[0]), *range(prose[-1] + 1, len(lines)))
    is_item = {place: lines[place].text[0] in BULLETS for place in outside}
    for _, run in groupby(enumerate(p for p in outside if is_item[p]), lambda at: at[1] - at[0]):
        items = {place: rules.behind_bullet(lines[place]) for _, place in run}
        found = [(place, rule) for place, rule in items.items() if rule]
        if len(found) >= max(_FEWEST_ITEMS, len(items) / 2):
            yield from found


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
        is_date = rule == "any.dateline"
        if rule and not (is_date and (dates > _MOST_DATES or _is_of_event(lines, place, below))):
            yield place, rule


def _is_of_event(lines: Sequence[Line], place: int, below: int) -> bool:
    """Return whether a date below the text belongs to the article, not to the page.

    Such a date is below a heading, or has a place or more dates below it.
    """
    if place < below:
        return False
    after = lines[place + 1] if place + 1 < len(lines) else None
    has_heading = place > below and not lines[place].gap
    return has_heading or (after is not None and not after.gap)


def headlines(
    lines: Sequence[Line], known: Mapping[int, str], headline: str, publisher: str
) -> list[int]:
    """Return the lines above the article that are its headline.

    Without a headline, or with one that is boilerplate, the first line is used if it looks like
    one and a longer text follows.
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
    """Return the first line below the last paragraph; the end of the text without a paragraph."""
    prose = _prose(lines, known)
    return prose[-1] + 1 if prose else len(lines)


def of_the_article(lines: Sequence[Line], known: Mapping[int, str], below: int) -> Iterator[int]:
    """Yield lines that a rule matches although they are part of the article: headings, steps.

    Sentences follow the heading of a part, but not that of links. Steps are short lines between
    paragraphs, one below the other, not all of which are recognised.
    """
    for heading, rule in known.items():
        if _name(rule) == "related" and heading >= below and _is_prose(lines, known, heading):
            yield heading
    for block in _short_blocks(lines, _prose(lines, known)):
        steps = [place for place in block if _name(known.get(place, "")) in _BUTTONS]
        if len(block) >= _FEWEST_STEPS and any(place not in known for place in block):
            yield from steps


def _is_prose(lines: Sequence[Line], known: Mapping[int, str], heading: int) -> bool:
    rest = (lines[place] for place in range(heading + 1, len(lines)) if place not in known)
    first = list(islice(rest, _FIRST_BELOW))
    return bool(first) and all(line.is_sentence for line in first)


def _short_blocks(lines: Sequence[Line], prose: Sequence[int]) -> Iterator[list[int]]:
    """Yield the runs of lines without a gap between two paragraphs."""
    for above, below in pairwise(prose):
        block: list[int] = []
        for place in range(above + 1, below):
            if block and lines[place].gap:
                yield block
                block = []
            block.append(place)
        if block:
            yield block


def form_fields(
    lines: Sequence[Line], known: Mapping[int, str], below: int
) -> Iterator[tuple[int, str]]:
    """Yield the short lines directly below the heading of a comment form.

    `below` is the foot of the page: above it, a heading may be part of the article.
    """
    for heading, rule in known.items():
        if _name(rule) != "comments" or heading < below:
            continue
        for place in range(heading + 1, len(lines)):
            line = lines[place]
            if place in known or line.gap or len(line.text) > _FIELD or line.is_sentence:
                break
            yield place, rule


def teasers(
    lines: Sequence[Line], known: Mapping[int, str], below: int
) -> Iterator[tuple[int, str]]:
    """Yield the teasers below a heading such as *Related*.

    At the foot of the page they go on to its end; between paragraphs, to the next blank line.
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
    """Return where a block between paragraphs ends: at a gap, or at boilerplate."""
    stop = heading + 1
    while stop < len(lines) and stop not in known and _goes_on(lines[stop]):
        stop += 1
    ends = stop < len(lines) and (stop in known or lines[stop].gap)
    return stop if ends else heading + 1


def _goes_on(line: Line) -> bool:
    return not line.gap and _is_teaser(line)


def _is_teaser(line: Line) -> bool:
    return not line.is_sentence and len(line.text.split()) <= _TEASER_WORDS


def _title(lines: Sequence[Line], place: int, titles: set[str]) -> list[int]:
    """Return the lines from a position on that together are one of the titles, if any."""
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
