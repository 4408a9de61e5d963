"""The articles that labels made elsewhere belong to: known by their text, or new."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final
from uuid import UUID

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Claim
from annotator.domain.edit import Content, Record
from annotator.domain.errors import LostTextError
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.span import Span
from annotator.domain.stamp import ids_of
from annotator.domain.suggestion import Suggestion
from annotator.importers.draft import Draft, Refusal
from annotator.importers.fields import date_of, headline_of, line_of, link_of
from annotator.importers.labels.found import POLARITIES, FoundArticle
from annotator.operations.new_article import new_article

_TEXT_FILE: Final = re.compile(r"(\w+)(?:\.v\d+)?\.txt")
_ENDS: Final = 4  # by so many blanks a text may be longer at its end


class Target(Struct, frozen=True):
    """An article of the project, its newest text, and what is marked in it already.

    `known` are passages with what is said of them: a label, the wording of a claim or None for any
    claim; polarity and target of a sentiment, or no target for any. A part of a passage with gaps
    counts as well, since several formats have no place for gaps.
    """

    article: Article
    version: TextVersion
    text: str
    known: frozenset[object] = frozenset()


def suggestion_key(spans: tuple[Span, ...], suggestion: Suggestion) -> object:
    """Return what makes a suggestion the same as another one, whatever became of that."""
    said = (suggestion.text, suggestion.labels, suggestion.polarity, suggestion.target_text)
    return spans, suggestion.kind, *said


def letters_of(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


class LabelTargets:
    """Finds the articles of a project that are meant; each is read once."""

    def __init__(self, reader: ProjectReader, annotator_id: str) -> None:
        self._reader = reader
        self._annotator_id = annotator_id
        self._by_key: dict[str, Target] = {}  # by the hash of their text, or their id
        self._new: defaultdict[tuple[str, str], list[Article]] = defaultdict(list)  # by a field
        self._missing: set[str] = set()  # hashes of texts that are not in the project

    def foreseen(self, found: Sequence[FoundArticle | Refusal]) -> Iterator[FoundArticle | Refusal]:
        """Yield what a file holds, once it is known which of its texts the project has."""
        texts = [each for each in found if isinstance(each, FoundArticle) and each.has_text]
        hashes = [each.sha256 for each in texts]
        self._missing = {*hashes} - self._reader.codes_with_texts(hashes).keys()
        yield from found

    def known(self, found: FoundArticle) -> Target | None:
        """Return the article of the project that is meant; by its text before all else."""
        if found.has_text:
            if found.sha256 not in self._by_key:
                versions = self._versions(found)
                article = self._reader.get(Article, versions[0].article_id) if versions else None
                self._remember(found.sha256, article)
            return self._by_key.get(found.sha256)
        article = self._named(found)
        return self._remember(article.id, article) if article else None

    def _versions(self, found: FoundArticle) -> list[TextVersion]:
        is_missing = found.sha256 in self._missing
        versions = [] if is_missing else self._reader.find(TextVersion, sha256=found.sha256)
        if found.has_gaps and not versions:
            versions = self._with_letters(found.clean_text)
        return versions

    def _with_letters(self, text: str) -> list[TextVersion]:
        """Return the texts that differ in their white space only, but for some at the end."""
        lengths = range(len(text), len(text) + _ENDS)
        versions = (e for n in lengths for e in self._reader.find(TextVersion, length=n))
        letters = letters_of(text)
        return [e for e in versions if letters_of(self._text_of(e)) == letters]

    def _text_of(self, version: TextVersion) -> str:
        with suppress(LostTextError):
            return self._reader.text(version.sha256)
        return ""

    def _named(self, found: FoundArticle) -> Article | None:
        by_code = self._reader.find(Article, code=found.code) if found.code else []
        # in exported tables a letter is before it, and a URN has it as a UUID
        keys = [found.id, found.id.removeprefix("a")]
        with suppress(ValueError):
            keys += ids_of(UUID(found.id))
        by_id = [self._reader.get(Article, key) for key in keys if key]
        by_url = self._with("source_url", found.url)
        return next(filter(None, [*by_id, *by_code, *by_url, self._titled(found.headline)]), None)

    def _titled(self, name: str) -> Article | None:
        """Return the one article with a headline, or that an exported text is called after."""
        titled = self._with("headline", name)
        code = _TEXT_FILE.fullmatch(name)
        found = titled or (self._reader.find(Article, code=code[1]) if code else [])
        return found[0] if len(found) == 1 else None

    def _with(self, field: str, value: str) -> list[Article]:
        """Return the articles with a value that is not empty, also those that are not saved yet."""
        if not value:
            return []
        saved = self._reader.find(Article, **{field: value})
        return [*{each.id: each for each in (*saved, *self._new[field, value])}.values()]

    def _remember(self, key: str, article: Article | None) -> Target | None:
        if article is not None and key not in self._by_key:
            version = self._reader.version(article.id)
            try:
                text = self._reader.text(version.sha256)
            except LostTextError:
                return None
            self._by_key[key] = Target(article, version, text, self._marks_of(article))
        return self._by_key.get(key)

    def _marks_of(self, article: Article) -> frozenset[object]:
        found: set[object] = set()
        for placed in self._reader.mentions_in(article.id):
            claim = self._reader.get(Claim, placed.mention.claim_id)
            said = {None, line_of(claim.text), *claim.labels} if claim else {None}
            found |= {(spans, each) for spans in _with_parts(placed.anchor) for each in said}
        for each in self._reader.sentiments_in(article.id):
            sentiment, anchors = each.sentiment, _with_parts(each.anchor) if each.anchor else [()]
            target = self._reader.get(Entity, sentiment.target_id or "")
            names = {"", line_of(sentiment.target_text), target.name if target else ""}
            tones = {sentiment.polarity, _coarse(sentiment.polarity)}
            found |= {(spans, tone, name) for spans in anchors for tone in tones for name in names}
        suggestions = self._reader.find(Suggestion, article_id=article.id)
        anchor_ids = {each.anchor_id for each in suggestions}
        at = {a.id: a.spans for a in self._reader.find_among(Anchor, "id", anchor_ids)}
        found |= {suggestion_key(at.get(each.anchor_id, ()), each) for each in suggestions}
        return frozenset(found)

    def new(self, found: FoundArticle) -> tuple[Target, list[Record], tuple[Content, ...]]:
        """Return an article that the project does not have yet, with its records and contents."""
        text = found.clean_text
        draft = Draft(
            headline=headline_of(found.headline, text),
            text=text,
            original=found.text.encode("utf-8", "replace"),
            encoding="utf-8",
            file_name=line_of(found.place),
            publisher=line_of(found.publisher),
            source_url=link_of(found.url),
            published_at=date_of(found.published_at),
        )
        draft = draft.verbatim(found.sha256) if text == found.text else draft
        new = new_article(draft, "", self._annotator_id)
        target = Target(new.article, new.version, text)
        self._by_key[draft.sha256] = self._by_key[new.article.id] = target
        self._new["source_url", draft.source_url].append(new.article)
        self._new["headline", draft.headline].append(new.article)
        return target, [*new.records], new.contents


def _coarse(polarity: int) -> int:
    """Return the polarity that a file has which knows positive, neutral and negative only."""
    return POLARITIES["positive"] * ((polarity > 0) - (polarity < 0))


def _with_parts(anchor: Anchor) -> list[tuple[Span, ...]]:
    """Return the spans of a mark together, and each of them alone."""
    return [anchor.spans, *((span,) for span in anchor.spans)]
