"""The names of records by codes and ids, also of removed ones."""

from collections.abc import Callable, Iterable
from typing import Any

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook
from annotator.domain.edit import Change, Record
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Annotator, Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.operations.sources import source_name


class Names:
    """Gives the names behind codes and ids, also of what is not in the project any more.

    `date` puts a date into the form of the window.
    """

    def __init__(self, reader: ProjectReader, date: Callable[[str], str] = str) -> None:
        self.reader = reader
        self.codebook: Codebook = reader.codebook()
        self.date = date
        self._met: dict[str, Record] = {}

    def meet(self, changes: Iterable[Change]) -> None:
        """Note the records of a step, which may be removed now."""
        self._met = {change.record.id: change.record for change in changes}

    def record(self, kind: type[Any], id_: str | None) -> Any:  # noqa: ANN401 - a record
        """Return the current state of a record, or that in this step; None when it is unknown."""
        if not id_:
            return None
        return self.reader.get(kind, id_) or self._met.get(id_)

    def entity(self, id_: str | None) -> str:
        """Return the name of an entity."""
        found = self.record(Entity, id_) or (self.reader.history.former(id_) if id_ else None)
        return found.name if isinstance(found, Entity) else ""

    def source(self, id_: str | None) -> str:
        """Return the title of a source, or what is used in its place."""
        found = self.record(Source, id_) or (self.reader.history.former(id_) if id_ else None)
        return source_name(found) if isinstance(found, Source) else ""

    def annotator(self, id_: str | None) -> str:
        """Return the name of an annotator."""
        found = self.record(Annotator, id_)
        return found.name if found else ""

    def label(self, key: LabelKey | None) -> str:
        """Return the name of a label; its code when the codebook does not have it."""
        found = self.codebook.label(key)
        return found.name if found else key.code if key else ""

    def words(self, anchor_id: str | None) -> str:
        """Return the words of a mark."""
        found = self.record(Anchor, anchor_id)
        return found.exact if found else ""

    def claim(self, record: Record) -> str:
        """Return the code of the claim to which a record belongs; empty for none."""
        match record:
            case Claim():
                return record.code
            case Mention() | FactCheck():
                found = self.record(Claim, record.claim_id)
            case Evidence():
                found = self.record(FactCheck, record.check_id)
            case _:
                return ""
        return self.claim(found) if found else ""

    def article(self, record: Record) -> str:
        """Return the code of the article in which a record is; empty for none."""
        match record:
            case Article():
                return record.code
            case Mention():
                found = self.record(Anchor, record.anchor_id)
            case Anchor() | Zone():
                found = self.record(TextVersion, record.text_id)
            case TextVersion() | Sentiment() | Suggestion():
                found = self.record(Article, record.article_id)
            case _:
                return ""
        return self.article(found) if found else ""
