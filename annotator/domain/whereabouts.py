"""Where in the project an edit took place, so that it can be gone to."""

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit, Record
from annotator.domain.reading import Reader
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import Zone


class Whereabouts(Struct, frozen=True):
    """An article, a place in its text, and the record that is labelled there.

    `spans` is empty when it is not about a place; `mark_id` names a mention or a sentiment.
    """

    article_id: str
    spans: tuple[Span, ...] = ()
    mark_id: str | None = None


def whereabouts(reader: Reader, edit: Edit) -> Whereabouts | None:
    """Return where an edit took place; None when nowhere, or where nothing is left."""
    found = (_of(reader, change.record) for change in edit.changes)
    places = [place for place in found if place]
    return max(places, key=_nearness, default=None)


def _nearness(place: Whereabouts) -> tuple[bool, bool, int]:
    """Rank a mark before a stretch of text, that before the article, and the first one first."""
    start = place.spans[0].start if place.spans else 0
    return place.mark_id is not None, bool(place.spans), -start


def _of(reader: Reader, record: Record | None) -> Whereabouts | None:  # noqa: PLR0911 - a table
    match record:
        case Article():
            return Whereabouts(record.id) if reader.get(Article, record.id) else None
        case Anchor():
            return _of_place(reader, record.text_id, record.spans)
        case Zone():
            return _of_place(reader, record.text_id, (record.span,))
        case Mention() | Sentiment():
            return _of_mark(reader, record)
        case Claim():
            return _of(reader, next(iter(reader.find(Mention, claim_id=record.id)), None))
        case FactCheck():
            return _of(reader, reader.get(Claim, record.claim_id))
        case Evidence():
            return _of(reader, reader.get(FactCheck, record.check_id))
        case _:
            return None


def _of_place(reader: Reader, text_id: str, spans: tuple[Span, ...]) -> Whereabouts | None:
    version = reader.get(TextVersion, text_id)
    if version is None or reader.get(Article, version.article_id) is None:
        return None
    is_newest = reader.version(version.article_id).id == version.id
    return Whereabouts(version.article_id, spans if is_newest else ())


def _of_mark(reader: Reader, mark: Mention | Sentiment) -> Whereabouts | None:
    if reader.get(type(mark), mark.id) is None:
        return None
    place = _of(reader, reader.get(Anchor, mark.anchor_id)) if mark.anchor_id else None
    if place:
        return Whereabouts(place.article_id, place.spans, mark.id)
    return Whereabouts(mark.article_id, (), mark.id) if isinstance(mark, Sentiment) else None
