"""Suggestions of the rules for an article's text: repairs and boilerplate."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotator.domain.article import Article, TextVersion, was_paged
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.reading import ProjectReader
from annotator.domain.zone import Zone, ZoneState
from annotator.i18n import N_
from annotator.language.zones.proposing import proposals as zone_proposals
from annotator.operations.zoning import answered, decided, undecided

if TYPE_CHECKING:
    from annotator.language.repairs.repair import Repair


def repair_search(reader: ProjectReader, article: Article) -> "Callable[[], Sequence[Repair]]":
    """Return a function that searches an article's newest text for repairs, on any thread."""
    from annotator.language.repairs.proposing import proposals  # noqa: PLC0415 - not needed for zones

    text = reader.text(reader.version(article.id).sha256)
    is_paged = was_paged(reader.find(TextVersion, article_id=article.id))
    return partial(proposals, text, article.language, is_paged=is_paged)


def suggested_zones(
    text_id: str, text: str, language: str, headline: str, publisher: str
) -> list[Zone]:
    """Return the zones that the rules suggest for a text, ignoring people's decisions."""
    return [
        Zone(
            text_id=text_id,
            start=each.span.start,
            end=each.span.end,
            kind=each.kind,
            is_excluded=each.is_excluded,
            rule=each.rule,
        )
        for each in zone_proposals(text, language, headline, publisher)
    ]


def open_suggestions(reader: ProjectReader, article: Article) -> list[Zone]:
    """Return the suggested zones of an article's newest text that nobody has decided on."""
    version = reader.version(article.id)
    text = reader.text(version.sha256)
    suggested = suggested_zones(
        version.id, text, article.language, article.headline, article.publisher
    )
    return undecided(text, suggested, reader.find(Zone, text_id=version.id))


def accept_zones(reader: ProjectReader, article: Article) -> Edit | None:
    """Return the edit that accepts every suggested zone; None when there is none."""
    answers = [answered(zone, ZoneState.TAKEN) for zone in open_suggestions(reader, article)]
    if not answers:
        return None
    version = reader.version(article.id)
    decided_zones = reader.find(Zone, text_id=version.id)
    label = EditLabel.of(N_("Exclude boilerplate of {code}"), code=article.code)
    return decided(label, article, reader.text(version.sha256), decided_zones, answers)
