"""What an article's text is, what of it is not the article, and what could be put right."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from annotator.domain.article import Article, TextVersion, came_in_pages
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.reading import ProjectReader
from annotator.domain.zone import Zone, ZoneState
from annotator.domain.zoning import answered, decided, undecided
from annotator.language.repairs import proposing as repairs
from annotator.language.repairs.repair import Repair
from annotator.language.zones import proposing as zones

_AROUND: Final = 20
"""How many characters are told on each side of a place."""


class ShownText(Struct, frozen=True):
    """The exact text of a version, and which one it is."""

    code: str
    version: int
    sha256: str
    text: str


class ShownZone(Struct, frozen=True):
    """Whole lines of the newest text and what they are; code points, half-open."""

    kind: str
    state: str
    is_excluded: bool
    start_char: int
    end_char: int
    exact: str
    rule: str


class ShownRepair(Struct, frozen=True):
    """A place of the newest text that could be put right; code points, half-open."""

    kind: str
    start_char: int
    end_char: int
    exact: str
    replacement: str
    reason: str


def article_called(reader: ProjectReader, code: str) -> Article:
    """Return the article with a short code; raises AnnotatorError when there is none."""
    found = reader.find(Article, code=code.upper())
    if not found:
        raise AnnotatorError(f"There is no article “{code}” in this project.")
    return found[0]


def text_of(reader: ProjectReader, article: Article, version_no: int | None = None) -> str:
    """Return the exact text of a version, the newest unless a number is given."""
    return shown_text(reader, article, version_no).text


def shown_text(reader: ProjectReader, article: Article, version_no: int | None = None) -> ShownText:
    """Return a version with its text; raises AnnotatorError when there is none of the number."""
    version = reader.version(article.id)
    if version_no is not None:
        found = reader.find(TextVersion, article_id=article.id, version_no=version_no)
        if not found:
            raise AnnotatorError(f"{article.code} has no version {version_no} of its text.")
        version = found[0]
    text = reader.text(version.sha256)
    return ShownText(article.code, version.version_no, version.sha256, text)


def proposed_zones(reader: ProjectReader, article: Article) -> list[Zone]:
    """Return what the rules propose where nobody has said anything yet."""
    version = reader.version(article.id)
    text = reader.text(version.sha256)
    found = zones.proposals(text, article.language, article.headline, article.publisher)
    proposed = [
        Zone(
            text_id=version.id,
            start=each.span.start,
            end=each.span.end,
            kind=each.kind,
            is_excluded=each.is_excluded,
            rule=each.rule,
        )
        for each in found
    ]
    return undecided(text, proposed, reader.find(Zone, text_id=version.id))


def shown_zones(reader: ProjectReader, article: Article) -> list[ShownZone]:
    """Return the zones that people have told and those that are proposed, in text order."""
    text = text_of(reader, article)
    told = reader.find(Zone, text_id=reader.version(article.id).id)
    every = sorted([*told, *proposed_zones(reader, article)], key=lambda zone: zone.start)
    return [
        ShownZone(z.kind, z.state, z.is_excluded, z.start, z.end, z.span.of(text), z.rule)
        for z in every
    ]


def taking_zones(reader: ProjectReader, article: Article) -> Edit | None:
    """Return the edit that takes every proposal; None when there is none."""
    proposed = proposed_zones(reader, article)
    answers = [answered(zone, ZoneState.TAKEN) for zone in proposed]
    told = reader.find(Zone, text_id=reader.version(article.id).id)
    label = f"Exclude boilerplate of {article.code}"
    return decided(label, article, text_of(reader, article), told, answers) if answers else None


def proposed_repairs(reader: ProjectReader, article: Article) -> Sequence[Repair]:
    """Return what could be put right in the newest text."""
    is_paged = came_in_pages(reader.find(TextVersion, article_id=article.id))
    return repairs.proposals(text_of(reader, article), article.language, is_paged=is_paged)


def shown_repairs(reader: ProjectReader, article: Article) -> list[ShownRepair]:
    """Return the proposals as they are told, one row an edit."""
    text = text_of(reader, article)
    return [
        ShownRepair(
            repair.kind,
            edit.start,
            edit.end,
            text[edit.start : edit.end],
            edit.replacement,
            repair.reason,
        )
        for repair in proposed_repairs(reader, article)
        for edit in repair.edits
    ]


def told_repair(repair: ShownRepair, text: str) -> str:
    """Return a proposal as a line: its kind, its place, the words around it, what is wrong."""
    start, end = repair.start_char, repair.end_char
    words = " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
    return f"{repair.kind}  {start}-{end}  …{words}…  {repair.reason}"
