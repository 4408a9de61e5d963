"""Suggests which lines of a text are boilerplate of its page (docs/zones.md)."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from annotator.domain.span import Span
from annotator.domain.zone import ZoneKind
from annotator.i18n import tr
from annotator.language.zones import blocks as zone_blocks
from annotator.language.zones import pages as zone_pages
from annotator.language.zones.lines import Line, key, lines
from annotator.language.zones.repeated import copies
from annotator.language.zones.rules import KINDS, TITLES, rulebook


class ZoneProposal(Struct, frozen=True):
    """Whole lines that are probably not part of the article proper.

    `rule` names the file and table of the rule, as in `en.share`, or `any.repeated`.
    """

    span: Span
    kind: ZoneKind
    is_excluded: bool
    rule: str


def proposals(
    text: str, language: str, headline: str = "", publisher: str = ""
) -> tuple[ZoneProposal, ...]:
    """Return the zones that the rules find in a text: sorted, without overlaps, whole lines.

    `language` is a BCP 47 tag. Only the first 50,000 lines are read, and passages are compared only
    in the first 500,000 code points: a longer text is not an article.
    """
    page = lines(text)
    known = _known(page, language, headline, publisher)
    rest = [place for place in range(len(page)) if place not in known]
    for copy in copies([page[place] for place in rest]):
        known |= dict.fromkeys(rest[copy.first : copy.last + 1], "any.repeated")
    return tuple(_zones(page, known))


def title(rule: str) -> str:
    """Return the name of a rule for people, such as *comment form* for `en.comments`."""
    return tr(TITLES[rule.partition(".")[2]])


def _known(page: Sequence[Line], language: str, headline: str, publisher: str) -> dict[int, str]:
    """Return the rule for every line recognised by itself or by its neighbours."""
    rules = rulebook(language)
    known = {place: rule for place, line in enumerate(page) if (rule := rules.of(line))}
    known |= dict(zone_blocks.menus(page, known, rules))
    known |= dict(zone_blocks.contents(page, known))
    known |= dict(zone_blocks.edges(page, known, rules))
    titles = zone_blocks.headlines(page, known, headline, publisher)
    known |= dict.fromkeys(titles, "any.headline")
    foot = zone_blocks.foot(page, known)
    own = set(zone_blocks.of_the_article(page, known, foot))
    known = {place: rule for place, rule in known.items() if place not in own}
    known |= dict(zone_blocks.form_fields(page, known, foot))
    known |= dict(zone_blocks.teasers(page, known, foot))
    outlet = key(publisher)
    known |= {
        place: "any.publisher"
        for place, line in enumerate(page)
        if outlet and line.key == outlet and place not in known
    }
    around = zone_pages.surroundings(page, known, titles)
    return dict.fromkeys((place for place in around if place not in titles), "any.page") | known


def _zones(page: Sequence[Line], known: Mapping[int, str]) -> Iterator[ZoneProposal]:
    """Yield one zone for each run of lines with the same rule."""
    places = sorted(known)
    for at, place in enumerate(places):
        if at and places[at - 1] == place - 1 and known[place - 1] == known[place]:
            continue
        last = place
        while known.get(last + 1) == known[place]:
            last += 1
        kind = KINDS.get(known[place].partition(".")[2], ZoneKind.BOILERPLATE)
        span = Span(page[place].start, page[last].end)
        yield ZoneProposal(span, kind, kind.is_boilerplate, known[place])
