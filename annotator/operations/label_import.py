"""Importing labels that were made elsewhere, as edits that are undone as one step."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.claim import Claim, Mention, MentionOrigin
from annotator.domain.edit import HEAVY, Change, Content, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.label_key import LabelKey
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.stamp import new_id
from annotator.domain.suggestion import Suggestion, SuggestionKind
from annotator.domain.text import clean
from annotator.i18n import N_, tr
from annotator.importers.draft import Refusal
from annotator.importers.fields import line_of
from annotator.importers.labels.formats import LabelFormat
from annotator.importers.labels.found import FoundArticle, FoundLabel, as_sentiment
from annotator.operations.imported_schemes import ImportedScheme
from annotator.operations.label_import_report import LabelReport
from annotator.operations.label_places import PlacedLabel, place
from annotator.operations.label_targets import LabelTargets, Target, letters_of, suggestion_key

FULL: Final = 5_000
"""With how many records an edit is full."""

_SHOWN: Final = 60
_AT_ONCE: Final = 100  # texts that are looked up together
_HEAVY: Final = 1_000_000  # characters


class LabelImport:
    """Turns what a file holds into edits of one group; the caller applies them in turn.

    Articles are recognised by the SHA-256 of their text; unknown articles are imported with theirs.
    With `is_suggesting`, labels become suggestions of `source`, the file; those of a model always
    do.
    """

    def __init__(
        self,
        reader: ProjectReader,
        form: LabelFormat,
        annotator_id: str,
        *,
        source: str = "",
        is_suggesting: bool = False,
    ) -> None:
        self._source = source or tr(form.name)
        self._is_suggesting = is_suggesting
        self.report = LabelReport(is_suggesting=is_suggesting)
        self._reader = reader
        self._annotator_id = annotator_id
        self._label = EditLabel.of(N_("Import labels ({format})"), format=EditLabel(form.name))
        self._scheme = ImportedScheme(reader.codebook(), form.id, tr(form.name))
        self._group = new_id()
        self._targets = LabelTargets(reader, annotator_id)
        self._claims: dict[str, Claim] = {}  # by their own wording

    def edits(self, found: Iterable[FoundArticle | Refusal]) -> Iterator[Edit]:
        """Yield the edits; raises UnreadableFileError when something fails unexpectedly."""
        records: list[Record] = []
        contents: list[Content] = []
        weight = 0
        for each in self._foreseen(found):
            if isinstance(each, Refusal):
                self.report.refused.append(each.reason)
                continue
            added, more = self._article(each)
            records += added
            contents += more
            weight += sum(len(content.body) for content in more)
            if len(records) > FULL or weight > HEAVY:
                yield self._edit(records, contents)
                records, contents, weight = [], [], 0
        if records:
            yield self._edit(records, contents)

    def _foreseen(
        self, found: Iterable[FoundArticle | Refusal]
    ) -> Iterator[FoundArticle | Refusal]:
        """Yield what a file holds, after looking up together which texts are known."""
        batch: list[FoundArticle | Refusal] = []
        weight = 0
        for each in found:
            batch.append(each)
            weight += len(each.text) if isinstance(each, FoundArticle) else 0
            if len(batch) == _AT_ONCE or weight > _HEAVY:
                yield from self._targets.foreseen(batch)
                batch, weight = [], 0
        yield from self._targets.foreseen(batch)

    def _edit(self, records: list[Record], contents: list[Content]) -> Edit:
        added = tuple(Change(None, record) for record in records)
        return Edit(
            label=self._label,
            changes=self._scheme.change() + added,
            contents=tuple(contents),
            group=self._group,
        )

    def _article(self, found: FoundArticle) -> tuple[list[Record], tuple[Content, ...]]:
        self.report.left_out.update({name: n for name, n in found.left_out.items() if n})
        records: list[Record] = []
        contents: tuple[Content, ...] = ()
        target = self._targets.known(found)
        if target is None and not found.has_text:
            self._refuse_unknown(found)
            return [], ()
        if target is None:
            target, records, contents = self._targets.new(found)
            self.report.new_articles += 1
        else:
            self.report.known_articles += 1
        for placed in self._placed(found, target):
            records += self._marked(target, placed)
        return records, contents

    def _refuse_unknown(self, found: FoundArticle) -> None:
        message = tr("No article of this project is “{place}”.", place=found.place)
        self.report.refused.append(message)

    def _placed(self, found: FoundArticle, target: Target) -> Iterator[PlacedLabel]:
        labels = tuple(map(as_sentiment, found.labels))
        raw, old = (found.text, found.clean_text) if found.has_text else (target.text, target.text)
        if found.has_gaps and letters_of(raw) == letters_of(target.text):
            raw = old = target.text
        placed = place(labels, raw, old)
        if old != target.text:  # an earlier version: its words are looked for in the newest
            by_words = [_by_words(each, old) for each in placed.labels]
            placed = place(by_words, target.text)
        self.report.units[placed.unit] += bool(labels)
        for each in placed.labels:
            if each.spans:
                yield each
            else:
                self._refuse(found, each.label)

    def _refuse(self, found: FoundArticle, label: FoundLabel) -> None:
        words = label.words[:_SHOWN] or ", ".join(f"{a}–{b}" for a, b in label.places)
        message = tr(
            "“{place}”: “{words}” is not in the text and was skipped.",
            place=found.place,
            words=words,
        )
        self.report.refused.append(message)

    def _marked(self, target: Target, placed: PlacedLabel) -> list[Record]:
        label = placed.label
        is_claim = label.polarity is None
        keys = self._scheme.keys(label.labels) if is_claim else frozenset[LabelKey]()
        if self._is_known(target, placed, keys):
            self.report.already_here += 1
            return []
        if self._is_suggesting or label.is_suggestion:
            return self._suggested(target, placed, keys)
        self.report.how[placed.how] += 1
        anchor = anchored(target.version.id, target.text, placed.spans)
        anchor = replace(anchor, state=placed.state)
        note = _note(label, anchor)
        if label.polarity is not None:
            return [anchor, self._sentiment(target, anchor, label, note)]
        return [anchor, *self._mention(anchor, label, keys, note)]

    def _is_known(self, target: Target, placed: PlacedLabel, keys: frozenset[LabelKey]) -> bool:
        label, spans = placed.label, tuple(sorted(placed.spans))
        if label.polarity is not None:
            return (spans, label.polarity, line_of(label.target)) in target.known
        if label.wording and (spans, line_of(label.wording)) in target.known:
            return True
        return {(spans, key) for key in keys or {None}} <= target.known

    def _suggested(
        self, target: Target, placed: PlacedLabel, keys: frozenset[LabelKey]
    ) -> list[Record]:
        label = placed.label
        anchor = anchored(target.version.id, target.text, placed.spans)
        is_sentiment = label.polarity is not None
        suggestion = Suggestion(
            article_id=target.article.id,
            anchor_id=anchor.id,
            kind=SuggestionKind.SENTIMENT if is_sentiment else SuggestionKind.CLAIM,
            text=line_of(label.wording),
            labels=keys,
            polarity=label.polarity or 0,
            target_text=line_of(label.target),
            note=_note(label, anchor),
            source=line_of(label.source) or self._source,
            score=label.score,
        )
        if suggestion_key(anchor.spans, suggestion) in target.known:
            self.report.already_here += 1
            return []
        self.report.suggestions += 1
        return [anchor, suggestion]

    def _sentiment(self, target: Target, anchor: Anchor, label: FoundLabel, note: str) -> Sentiment:
        return Sentiment(
            article_id=target.article.id,
            anchor_id=anchor.id,
            polarity=label.polarity or 0,
            target_text=line_of(label.target),
            note=note,
            annotator_id=self._annotator_id,
        )

    def _mention(
        self, anchor: Anchor, label: FoundLabel, keys: frozenset[LabelKey], note: str
    ) -> list[Record]:
        wording = line_of(label.wording)
        claim = self._claims.get(wording) if wording else None
        added: list[Record] = []
        if claim is None:
            text = wording or " ".join(anchor.exact.split())
            claim = Claim(text=text, labels=keys, created_by=self._annotator_id)
            added.append(claim)
        if wording:
            self._claims[wording] = claim
        mention = Mention(
            claim_id=claim.id,
            anchor_id=anchor.id,
            annotator_id=self._annotator_id,
            context_note=note,
            origin=MentionOrigin.IMPORTED,
        )
        return [*added, mention]


def _by_words(placed: PlacedLabel, text: str) -> FoundLabel:
    """Return a label with the words around it in place of its positions."""
    if not placed.spans:
        return replace(placed.label, places=())
    anchor = anchored("", text, placed.spans)
    first, last = anchor.fragments[0], anchor.fragments[-1]
    return replace(
        placed.label, places=(), words=anchor.exact, prefix=first.prefix, suffix=last.suffix
    )


def _note(label: FoundLabel, anchor: Anchor) -> str:
    """Return the note of a label, with the words that the file has for it where they differ."""
    words = "".join(label.words.split())
    if not words or words == "".join(anchor.exact.replace(" … ", "").split()):
        return clean(label.note)
    return "\n".join(filter(None, (clean(label.note), f"“{line_of(label.words)}”")))
