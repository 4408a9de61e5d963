"""Where in the project an edit took place, so that the window can go there."""

from typing import Any, Final

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit, Record
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.domain.unconfirmed import Unconfirmed
from annotator.domain.zone import Zone

_MOST: Final = 200  # changes that are looked at: of thousands, the first are as good as any


class EditLocation(Struct, frozen=True):
    """An article, a position in its text, and the mark there.

    `spans` is empty for a whole article; `mark_id` is the id of a mention or a sentiment.
    """

    article_id: str
    spans: tuple[Span, ...] = ()
    mark_id: str | None = None


def location_of(reader: ProjectReader, edit: Edit, near: str = "") -> EditLocation | None:
    """Return where an edit took place; None when nowhere, or when that is gone.

    Of several mentions of a claim it prefers one with a position in the text, in the article with
    the id `near`.
    """
    found = (_of(reader, change.record, near) for change in edit.changes[:_MOST])
    places = [place for place in found if place]
    return max(places, key=_nearness, default=None)


def record_of(reader: ProjectReader, typed: Unconfirmed) -> Record | None:
    """Return the record that unconfirmed text belongs to; None when it is gone."""
    kinds = _IN_FIELDS.get(typed.field.partition(".")[0], ())
    found = (reader.get(kind, typed.record_id) for kind in kinds)
    return next((record for record in found if record), None)


_IN_FIELDS: Final[dict[str, tuple[type[Any], ...]]] = {
    "article": (Article,),
    "check": (Claim,),
    "claim": (Claim, Mention),
    "correct": (TextVersion,),
    "evidence": (Evidence, Source),
    "sentiment": (Sentiment,),
}


def _nearness(place: EditLocation) -> tuple[bool, bool, int]:
    """Rank marks first, then spans, then whole articles; each by position."""
    start = place.spans[0].start if place.spans else 0
    return place.mark_id is not None, bool(place.spans), -start


def _of(  # noqa: PLR0911 - a table
    reader: ProjectReader, record: Record | None, near: str = ""
) -> EditLocation | None:
    match record:
        case Article():
            return EditLocation(record.id) if reader.get(Article, record.id) else None
        case Anchor():
            return _of_place(reader, record.text_id, record.spans)
        case Zone():
            return _of_place(reader, record.text_id, (record.span,))
        case Mention() | Sentiment():
            return _of_mark(reader, record)
        case Claim():
            return _of_claim(reader, record, near)
        case FactCheck() | Evidence() | Suggestion():
            return _of(reader, _owner(reader, record), near)
        case _:
            return None


def _owner(reader: ProjectReader, record: FactCheck | Evidence | Suggestion) -> Record | None:
    match record:
        case FactCheck():
            return reader.get(Claim, record.claim_id)
        case Evidence():
            return reader.get(FactCheck, record.check_id)
        case _:
            return reader.get(Anchor, record.anchor_id)


def _of_claim(reader: ProjectReader, claim: Claim, near: str) -> EditLocation | None:
    found = (_of_mark(reader, mention) for mention in reader.find(Mention, claim_id=claim.id))
    places = [place for place in found if place]
    return min(places, key=lambda p: (not p.spans, p.article_id != near), default=None)


def _of_place(reader: ProjectReader, text_id: str, spans: tuple[Span, ...]) -> EditLocation | None:
    version = reader.get(TextVersion, text_id)
    if version is None or reader.get(Article, version.article_id) is None:
        return None
    is_newest = reader.version(version.article_id).id == version.id
    return EditLocation(version.article_id, spans if is_newest else ())


def _of_mark(reader: ProjectReader, mark: Mention | Sentiment) -> EditLocation | None:
    if reader.get(type(mark), mark.id) is None:
        return None
    place = _of(reader, reader.get(Anchor, mark.anchor_id)) if mark.anchor_id else None
    if place:
        return EditLocation(place.article_id, place.spans, mark.id)
    return EditLocation(mark.article_id, (), mark.id) if isinstance(mark, Sentiment) else None
