"""An article's text, its line types, and possible repairs."""

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from annotator.domain.article import Article, TextVersion
from annotator.domain.errors import AnnotatorError
from annotator.domain.reading import ProjectReader
from annotator.domain.revision import TextEdit
from annotator.domain.zone import Zone
from annotator.i18n import N_, tr
from annotator.operations.suggestions import open_suggestions, repair_search

if TYPE_CHECKING:
    from annotator.language.repairs.repair import Repair

_AROUND: Final = 20
"""How many characters are shown on each side of a place."""


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
    """A possible repair of the newest text; code points, half-open."""

    kind: str
    start_char: int
    end_char: int
    exact: str
    replacement: str
    reason: str


def article_with_code(reader: ProjectReader, code: str) -> Article:
    """Return the article with a short code; raises AnnotatorError when there is none."""
    found = reader.find(Article, code=code.upper())
    if not found:
        raise AnnotatorError(tr("There is no article “{code}” in this project.", code=code))
    return found[0]


def text_of(reader: ProjectReader, article: Article, version_no: int | None = None) -> str:
    """Return the exact text of a version, the newest unless a number is given."""
    return shown_text(reader, article, version_no).text


def shown_text(reader: ProjectReader, article: Article, version_no: int | None = None) -> ShownText:
    """Return a version with its text; raises AnnotatorError when there is none of the number."""
    version = _version(reader, article, version_no)
    text = reader.text(version.sha256)
    return ShownText(article.code, version.version_no, version.sha256, text)


def _version(reader: ProjectReader, article: Article, version_no: int | None) -> TextVersion:
    if version_no is None:
        return reader.version(article.id)
    found = reader.find(TextVersion, article_id=article.id, version_no=version_no)
    if not found:
        message = N_("{article} has no version {version} of its text.")
        raise AnnotatorError(tr(message, article=article.code, version=version_no))
    return found[0]


def shown_zones(reader: ProjectReader, article: Article) -> list[ShownZone]:
    """Return the zones that people have set and those that are suggested, in text order."""
    text = text_of(reader, article)
    known = reader.find(Zone, text_id=reader.version(article.id).id)
    every = sorted([*known, *open_suggestions(reader, article)], key=lambda zone: zone.start)
    return [
        ShownZone(z.kind, z.state, z.is_excluded, z.start, z.end, z.span.of(text), z.rule)
        for z in every
    ]


def shown_repairs(reader: ProjectReader, article: Article) -> list[ShownRepair]:
    """Return the suggested repairs, one row an edit."""
    text = text_of(reader, article)
    return [
        _shown(repair, edit, text)
        for repair in repair_search(reader, article)()
        for edit in repair.edits
    ]


def _shown(repair: "Repair", edit: TextEdit, text: str) -> ShownRepair:
    exact = text[edit.start : edit.end]
    return ShownRepair(repair.kind, edit.start, edit.end, exact, edit.replacement, repair.reason)


def repair_line(repair: ShownRepair, text: str) -> str:
    """Return a suggestion as a line: its kind, its place, the words around it, what is wrong."""
    start, end = repair.start_char, repair.end_char
    excerpt = " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
    return f"{repair.kind}  {start}-{end}  …{excerpt}…  {repair.reason}"
