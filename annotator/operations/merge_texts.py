"""Marks of another project on the texts of this one."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from msgspec.structs import replace

from annotator.domain.anchor import Anchor, AnchorState, anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Mention
from annotator.domain.edit import Record
from annotator.domain.errors import LostTextError
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.importers.labels.found import FoundLabel
from annotator.operations.label_places import place

Mark = Mention | Sentiment | Suggestion
"""What has an anchor."""


class MergedTexts:
    """Decides which new texts are taken, and where marks made on another text belong."""

    def __init__(
        self, reader: ProjectReader, theirs: Mapping[str, Record], new: Iterable[Record]
    ) -> None:
        self._reader = reader
        self._theirs = theirs  # by the id that they have here
        self._newest: dict[str, str] = {}  # the id of the newest text, by article
        self._articles: dict[str, str] = {}  # the id of the article, by text
        self.refused: list[str] = []  # the ids of articles whose corrected text was not taken
        self.taken: dict[str, TextVersion] = {}
        last: dict[str, TextVersion] = {}
        for version in (each for each in theirs.values() if isinstance(each, TextVersion)):
            former = last.setdefault(version.article_id, version)
            if version.version_no > former.version_no:
                last[version.article_id] = version
        for version in (each for each in new if isinstance(each, TextVersion)):
            if not self._is_taken(version) and last[version.article_id] is version:
                self.refused.append(version.article_id)

    def _is_taken(self, version: TextVersion) -> bool:
        """Take a text, unless this project has another one after the same text."""
        if self._reader.get(Article, version.article_id) is not None:
            follows = version.parent_id == self._newest_of(version.article_id)
            if not follows or self._has_own_marks(version.article_id):
                return False
        self._newest[version.article_id] = version.id
        self._articles[version.id] = version.article_id
        self.taken[version.id] = version
        return True

    def _newest_of(self, article_id: str) -> str:
        if article_id not in self._newest:
            self._newest[article_id] = self._reader.version(article_id).id
        return self._newest[article_id]

    def _has_own_marks(self, article_id: str) -> bool:
        """Return whether an article has marks that the other project has not carried along."""
        version = self._reader.version(article_id)
        marks: list[Record] = [each.mention for each in self._reader.mentions_in(article_id)]
        marks += [each.sentiment for each in self._reader.sentiments_in(article_id) if each.anchor]
        marks += self._reader.find(Zone, text_id=version.id)
        return any(each.id not in self._theirs for each in marks)

    def _article_of(self, text_id: str) -> str:
        if text_id not in self._articles:
            version = self._reader.get(TextVersion, text_id)
            self._articles[text_id] = version.article_id if version else ""
        return self._articles[text_id]

    def is_newest(self, text_id: str) -> bool:
        """Return whether a text will be the newest of its article."""
        article_id = self._article_of(text_id)
        return bool(article_id) and self._newest_of(article_id) == text_id

    def has(self, text_id: str) -> bool:
        """Return whether a text is here, or will be."""
        return text_id in self.taken or bool(self._article_of(text_id))

    def placed(self, anchor: Anchor, article_id: str) -> Anchor | None:
        """Return an anchor on the newest text of an article; None when its words are not there."""
        if self.is_newest(anchor.text_id) or anchor.text_id in self.taken:
            return anchor
        if anchor.state == AnchorState.ORPHAN and self.has(anchor.text_id):
            return anchor
        version = self._reader.get(TextVersion, self._newest_of(article_id))
        text = ""
        with suppress(LostTextError):  # a text that is new has the marks that were carried along
            text = self._reader.text(version.sha256) if version else ""
        first, last = anchor.fragments[0], anchor.fragments[-1]
        label = FoundLabel(words=anchor.exact, prefix=first.prefix, suffix=last.suffix)
        [found] = place([label], text).labels
        if version is None or not found.spans:
            return None
        moved = anchored(version.id, text, found.spans)
        return replace(moved, id=anchor.id, state=AnchorState.FUZZY)


def chain_of(
    anchor: Anchor, theirs: Mapping[str, Record], reader: ProjectReader, texts: MergedTexts
) -> Sequence[Anchor]:
    """Return an anchor with those before it that are to be added with it, the oldest first."""
    chain = [anchor]
    while isinstance(former := theirs.get(chain[-1].previous_id or ""), Anchor):
        if reader.get(Anchor, former.id) is not None or not texts.has(former.text_id):
            break
        chain.append(former)
    last = chain[-1]
    if last.previous_id and reader.get(Anchor, last.previous_id) is None:
        chain[-1] = replace(last, previous_id=None)
    return chain[::-1]
