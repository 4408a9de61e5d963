"""Which records of another project are those of this one: by their ids, then by what they are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.edit import Record
from annotator.domain.people import Annotator, Entity, same_name
from annotator.domain.project_lines import KINDS
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.giving_way import give_way

R = TypeVar("R", bound=Record)
_Find = Callable[[Any], Iterable[Record]]

_BY: Final = ("created_by", "checked_by", "added_by")
_OWN: Final = frozenset({"id", "code", "scheme_id"})


class Matching:
    """Gives the records of another project the ids that they have here.

    `pairs` are those that are here, as they are here and as they are there; `new` are the others.
    Both are in an order in which what is referred to comes first. A record has one partner only.
    """

    def __init__(self, reader: ProjectReader, theirs: Iterable[Record]) -> None:
        self.pairs: list[tuple[Record, Record]] = []
        self.new: list[Record] = []
        self.same_id: set[str] = set()
        self._reader = reader
        self._ids: dict[str, str] = {}
        self._taken: set[str] = set()
        self._texts: defaultdict[str, list[str]] = defaultdict(list)
        self._anchors: dict[str, Anchor] = {}
        by_kind: defaultdict[type[Record], list[Record]] = defaultdict(list)
        for record in theirs:
            by_kind[type(record)].append(record)
            if isinstance(record, TextVersion):
                self._texts[record.article_id].append(record.sha256)
        for kind in KINDS.values():
            self._match(by_kind[kind], self._finders().get(kind))

    def _finders(self) -> Mapping[type[Record], _Find]:
        """Return what finds records that may be the same thing.

        They are not kept: they hold this object, which would live until garbage is looked for.
        """
        return {
            Annotator: self._annotator,
            Entity: self._entity,
            Source: self._source,
            TextVersion: self._version,
            Zone: self._zone,
            Claim: self._claim,
            Mention: self._mention,
            Sentiment: self._sentiment,
            Suggestion: self._suggestion,
            FactCheck: self._check,
            Evidence: self._evidence,
        }

    def _match(self, theirs: list[Record], find: _Find | None) -> None:
        """Match the records of one kind, those with known ids first."""
        known: dict[str, Record] = {}
        for each in theirs:
            give_way()
            if (here := self._reader.get(type(each), each.id)) is not None:
                known[each.id] = here
        self.same_id |= known.keys()
        self._taken |= known.keys()
        for record in theirs:
            give_way()
            given = self._given(record)
            mine = known.get(record.id) or self._alike(record, given, find)
            if isinstance(given, Anchor):
                self._anchors[record.id] = given
            if mine is None:
                self.new.append(given)
            else:
                self._ids[record.id] = mine.id
                self._taken.add(mine.id)
                placed = self._placed(mine, given)
                is_same = placed.id == mine.id
                self.pairs.append((mine, placed if is_same else replace(placed, id=mine.id)))

    def _placed(self, mine: Record, given: R) -> R:
        """Return a mark with the anchor that it has here, if that is at the same place."""
        here = self._reader.get(Anchor, getattr(mine, "anchor_id", None) or "")
        there = self._anchors.get(getattr(given, "anchor_id", None) or "")
        if here and there and self._is_there(here.id, there.id) and here.state == there.state:
            return replace(given, anchor_id=here.id)
        return given

    def _given(self, record: R) -> R:
        """Return a record that refers to records by the ids that they have here."""
        changes: dict[str, Any] = {
            name: self._ids[value]
            for name in record.__struct_fields__
            if (name.endswith("_id") and name not in _OWN) or name in _BY
            if (value := getattr(record, name)) in self._ids
        }
        if isinstance(record, Mention) and record.attributions:
            changes["attributions"] = tuple(map(self._said, record.attributions))
        return replace(record, **changes) if changes else record

    def _said(self, said: Attribution) -> Attribution:
        return replace(said, source_id=self._ids.get(said.source_id or "", said.source_id))

    def _alike(self, record: Record, given: Record, find: _Find | None) -> Record | None:
        """Return a record of this project that nobody has yet and that is the same thing."""
        candidates: Iterable[Record] = find(given) if find else ()
        if isinstance(record, Article):
            candidates = self._same_text(record.id)
        return next((each for each in candidates if each.id not in self._taken), None)

    def _same_text(self, article_id: str) -> Iterator[Record]:
        for sha256 in self._texts[article_id]:
            for version in self._reader.find(TextVersion, sha256=sha256):
                article = self._reader.get(Article, version.article_id)
                yield from [article] if article else []

    def _annotator(self, given: Annotator) -> Iterator[Record]:
        return (a for a in self._reader.each(Annotator) if same_name(a.name, given.name))

    def _entity(self, given: Entity) -> Iterator[Record]:
        return (e for e in self._reader.find(Entity, name=given.name) if e.kind == given.kind)

    def _source(self, given: Source) -> Iterable[Record]:
        if given.url:
            return self._reader.find(Source, url=given.url)
        return self._reader.find(Source, url="", title=given.title, publisher=given.publisher)

    def _version(self, given: TextVersion) -> Iterable[Record]:
        return self._reader.find(TextVersion, article_id=given.article_id, sha256=given.sha256)

    def _zone(self, given: Zone) -> Iterator[Record]:
        known = self._reader.find(Zone, text_id=given.text_id)
        return (
            each
            for each in known
            if replace(each, id="", rule="") == replace(given, id="", rule="")
        )

    def _claim(self, given: Claim) -> Iterable[Record]:
        return self._reader.find(Claim, text=given.text)

    def _mention(self, given: Mention) -> Iterator[Record]:
        known = self._reader.find(Mention, claim_id=given.claim_id)
        return (each for each in known if self._is_there(each.anchor_id, given.anchor_id))

    def _sentiment(self, given: Sentiment) -> Iterator[Record]:
        known = self._reader.find(Sentiment, article_id=given.article_id)
        same = (
            e for e in known if (e.polarity, e.target_text) == (given.polarity, given.target_text)
        )
        return (each for each in same if self._is_there(each.anchor_id, given.anchor_id))

    def _suggestion(self, given: Suggestion) -> Iterator[Record]:
        known = self._reader.find(Suggestion, article_id=given.article_id)
        same = (
            e for e in known if (e.kind, e.text, e.labels) == (given.kind, given.text, given.labels)
        )
        return (each for each in same if self._is_there(each.anchor_id, given.anchor_id))

    def _check(self, given: FactCheck) -> Iterable[Record]:
        return self._reader.find(FactCheck, claim_id=given.claim_id, round_no=given.round_no)

    def _evidence(self, given: Evidence) -> Iterator[Record]:
        known = self._reader.find(Evidence, check_id=given.check_id)
        return (e for e in known if (e.source_id, e.quote) == (given.source_id, given.quote))

    def _is_there(self, mine: str | None, theirs: str | None) -> bool:
        """Return whether two marks are at the same place of the same text."""
        here = self._reader.get(Anchor, mine) if mine else None
        there = self._anchors.get(theirs) if theirs else None
        if here is None or there is None:
            return mine == theirs
        return (here.text_id, here.spans) == (there.text_id, there.spans)
