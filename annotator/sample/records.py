"""Resolving the names in a worked example to records: articles, entities and labels."""

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from msgspec import Struct

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.i18n import N_, tr
from annotator.sample.form import FILE, PassageEntry

T = TypeVar("T")

_NO_ARTICLE: Final = N_("“{name}” in “{file}” is not the name of an article of the example.")
_NO_ENTITY: Final = N_("“{name}” in “{file}” is not the name of an entity of the example.")


class Arrived(Struct, frozen=True, kw_only=True):
    """An article of the example with the edit that imports it."""

    edit: Edit
    article: Article
    text_id: str
    text: str


class ExampleRecords(Struct, frozen=True, kw_only=True):
    """Looks up what entries refer to.

    Raises AnnotatorError, which names it, for whatever is missing.
    """

    arrived: Mapping[str, Arrived]
    entities: Mapping[str, Entity]
    codebook: Codebook
    annotator_id: str

    def article(self, file: str) -> Arrived:
        """Return the article that came from a file."""
        return _known(self.arrived, file, _NO_ARTICLE)

    def entity(self, name: str) -> Entity | None:
        """Return the entity of this name; None for no name."""
        return _known(self.entities, name, _NO_ENTITY) if name else None

    def entity_id(self, name: str) -> str | None:
        """Return the id of the entity of this name; None for no name."""
        entity = self.entity(name)
        return entity.id if entity else None

    def label(self, layer: Layer, code: str) -> LabelKey | None:
        """Return the key of a label of the project's codebook; None for no code."""
        scheme = self.codebook.scheme(layer)
        if not code:
            return None
        if scheme.label(code) is None:
            raise AnnotatorError(
                tr(
                    "“{code}” in “{file}” is not a label of “{title}”.",
                    code=code,
                    file=FILE,
                    title=scheme.title,
                )
            )
        return scheme.key(code)

    def anchor(self, place: PassageEntry) -> Anchor:
        """Return the anchor of an entry with a passage."""
        arrived = self.article(place.article)
        spans = [_span(arrived.text, words, place) for words in place.stretches]
        return anchored(arrived.text_id, arrived.text, spans)


def _known(known: Mapping[str, T], name: str, message: str) -> T:
    found = known.get(name)
    if found is None:
        raise AnnotatorError(tr(message, name=name, file=FILE))
    return found


def _span(text: str, words: str, place: PassageEntry) -> Span:
    found = list(re.finditer(re.escape(words), text))
    if len(found) != place.of:
        raise AnnotatorError(
            tr(
                "“{words}” stands {count}× in “{article}”, but “{file}” says {of}×.",
                words=words,
                count=len(found),
                article=place.article,
                file=FILE,
                of=place.of,
            )
        )
    return Span(*found[place.occurrence - 1].span())
