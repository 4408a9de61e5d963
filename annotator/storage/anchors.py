"""Anchors as they are stored: without their words, which their text has at their places."""

from typing import Any, Final

import msgspec
from typing_extensions import override

from annotator.domain.anchor import Anchor, Fragment
from annotator.storage.changes import NOTHING, Halves
from annotator.storage.damages import Damaged, Damages
from annotator.storage.engine import Connection, ConstraintError
from annotator.storage.journal import UNPACKED
from annotator.storage.repository import Repository
from annotator.storage.rows import StoredAnchor, StoredFragment, Table, from_json
from annotator.storage.texts import StoredTexts, matches
from annotator.storage.words_checksum import words_checksum

_LINES: Final = (
    f"SELECT {UNPACKED} FROM journal WHERE seq IN (SELECT seq FROM history_subject WHERE subject ="
    " (SELECT code FROM article_text JOIN article ON article.id = article_id"
    " WHERE article_text.id = ?)"
    " UNION SELECT seq FROM journal WHERE seq > (SELECT ifnull(max(seq), 0) FROM history_line))"
)
"""The changes about the article of a text version, also those that the index lacks."""

_MOST: Final = 64  # text versions of which the words in the journal are remembered
_APART: Final = "the words of the anchor are not those of the text"


class Anchors(Repository[Anchor]):
    """Reads and writes anchors; their words are read in their text.

    Where that is lost, or the checksum is another, the words are those of the journal, or empty.
    """

    def __init__(
        self, db: Connection, table: Table[Anchor], damages: Damages, texts: StoredTexts
    ) -> None:
        super().__init__(db, table, damages)
        decoded = self.decode
        self.decode = lambda text: self.completed(decoded(text))
        self._texts = texts
        self._recorded: dict[str, dict[str, Anchor]] = {}  # by text version, by id

    @override
    def add(self, *records: Anchor) -> None:
        """Insert anchors; raises an error of the engine where the text has other words."""
        for record in records:
            text = self._texts.of_version(record.text_id)
            if text is None or not matches(record, text):
                raise ConstraintError(_APART)
        super().add(*records)

    @override
    def completed(self, stored: Any) -> Anchor:
        """Return an anchor with its words."""
        text_id = stored.text_id
        text = self._texts.of_version(text_id) or ""
        found = [quoted(place, text) for place in stored.fragments]
        words = tuple([fragment for fragment in found if fragment])
        return Anchor(
            text_id=text_id,
            state=stored.state,
            previous_id=stored.previous_id,
            fragments=words if len(words) == len(found) else self._as_recorded(stored),
            id=stored.id,
        )

    def _as_recorded(self, stored: StoredAnchor) -> tuple[Fragment, ...]:
        recorded = self._recorded.get(stored.text_id, {})
        if stored.id not in recorded:
            if len(self._recorded) >= _MOST:  # many texts of a large project may be lost
                self._recorded.clear()
            recorded = self._recorded[stored.text_id] = self._in_journal(stored.text_id)
        anchor = recorded.get(stored.id)
        known = dict(enumerate(anchor.fragments if anchor else ()))
        words = [known.get(number, _NO_WORDS) for number in range(len(stored.fragments))]
        return tuple(
            Fragment(
                start=place.start,
                end=place.end,
                exact=each.exact,
                prefix=each.prefix,
                suffix=each.suffix,
            )
            for place, each in zip(stored.fragments, words, strict=True)
        )

    def _in_journal(self, text_id: str) -> dict[str, Anchor]:
        """Return the anchors in the article of a text version that the journal tells of, by id."""
        found: dict[str, Anchor] = {}
        try:
            lines = self._db.execute(_LINES, [text_id]).fetchall()
        except Damaged:
            return found
        for (changes,) in lines:
            found.update((anchor.id, anchor) for anchor in self._added(changes))
        return found

    def _added(self, changes: str) -> list[Anchor]:
        try:
            halves = msgspec.json.decode(changes, type=Halves)
            return [
                from_json(self.table, after)
                for name, _, after in halves
                if name == self.table.name and after != NOTHING
            ]
        except (msgspec.MsgspecError, ValueError):
            return []


_NO_WORDS: Final = Fragment(start=0, end=0, exact="", prefix="", suffix="")


def quoted(place: StoredFragment, text: str) -> Fragment | None:
    """Return a fragment with the words of its text; None where they are not those it had."""
    start, end = place.start, place.end
    first, last = max(0, start - place.prefix_length), end + place.suffix_length
    if not 0 <= start < end <= len(text):
        return None
    if words_checksum(start, end, text[first:last]) != place.checksum:
        return None
    exact, prefix, suffix = text[start:end], text[first:start], text[end:last]
    return Fragment(start=start, end=end, exact=exact, prefix=prefix, suffix=suffix)
