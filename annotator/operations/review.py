"""Review of marks that a new text version has changed or lost."""

from collections.abc import Iterable
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, AnchorState, Passage
from annotator.domain.article import TextVersion
from annotator.domain.carrying import UNSETTLED, Mark, placed_marks
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Change, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.reading import ProjectReader
from annotator.domain.revision import OffsetMap, edits_from_json
from annotator.domain.same_words import same_words
from annotator.domain.sentiment import Sentiment
from annotator.domain.stamp import new_id
from annotator.i18n import N_
from annotator.operations.labelling import move_mark


class UnsettledMark(Struct, frozen=True, kw_only=True):
    """A mark whose position a person has to review.

    `former` is the last certain anchor, `anchor` the current one. `near` is the former position,
    mapped to a code point of the newest text.
    """

    mark: Mark
    anchor: Anchor
    former: Anchor
    near: int

    @property
    def is_orphan(self) -> bool:
        """Return whether its text is gone from the newest version."""
        return self.anchor.state == AnchorState.ORPHAN

    @property
    def was(self) -> str:
        """Return the text that was marked."""
        return self.former.exact

    @property
    def now(self) -> str:
        """Return the text that is marked now; empty when it is gone."""
        return "" if self.is_orphan else self.anchor.exact


def concerns_review(edit: Edit) -> bool:
    """Return whether an edit may change which marks need review; a large one always may."""
    if edit.is_large:
        return True
    anchors = [each.record for each in edit.of(Anchor)]
    if any(isinstance(each, Anchor) and each.state in UNSETTLED for each in anchors):
        return True
    moved = {"", *(anchor.id for anchor in anchors)}
    # a mark that is removed with its own exact anchor, as by undo, did not need review
    changed = (change for change in edit.of(Mention, Sentiment) if change.before)
    stood = ((_anchor_id(each.before), _anchor_id(each.after)) for each in changed)
    return any(was != now and not {was, now} <= moved for was, now in stood)


def _anchor_id(record: Record | None) -> str:
    """Return the anchor id of a record that is a mark; empty without one."""
    return (record.anchor_id or "") if isinstance(record, Mention | Sentiment) else ""


def on_same_words(marks: Iterable[UnsettledMark]) -> list[UnsettledMark]:
    """Return the marks that still have the same text; only their position is uncertain."""
    return [each for each in marks if not each.is_orphan and same_words(each.was, each.now)]


def to_review(reader: ProjectReader, article_id: str) -> list[UnsettledMark]:
    """Return the marks of an article that need review, in the order of the newest text."""
    waiting = [
        (mark, anchor)
        for mark, anchor in placed_marks(reader, article_id)
        if anchor.state in UNSETTLED
    ]
    if not waiting:
        return []
    moves = _moves(reader, article_id)
    found = [
        UnsettledMark(
            mark=mark,
            anchor=anchor,
            former=_last_sure(reader, anchor),
            near=reduce(_position, moves[anchor.text_id], anchor.start),
        )
        for mark, anchor in waiting
    ]
    return sorted(found, key=lambda unsettled: unsettled.near)


def accept(reader: ProjectReader, *marks: UnsettledMark) -> Edit:
    """Return the edit that accepts the current positions of one or several marks.

    Raises ValueError for an orphan, which has none.
    """
    if any(unsettled.is_orphan for unsettled in marks):
        raise ValueError("an orphan can be set on a passage or removed, not accepted")
    label = EditLabel.counted(
        "Accept {mark} as it is",
        "Accept {count} marks",
        len(marks),
        mark=_name(reader, marks[0].mark) if marks else "",
    )
    new_anchors = {
        unsettled.anchor.id: replace(
            unsettled.anchor, state=AnchorState.EXACT, previous_id=unsettled.anchor.id, id=new_id()
        )
        for unsettled in marks
    }
    changes = [Change(None, anchor) for anchor in new_anchors.values()]
    changes += [
        Change(each.mark, replace(each.mark, anchor_id=new_anchors[each.anchor.id].id))
        for each in marks
    ]
    return Edit(label=label, changes=tuple(changes))


def set_on(reader: ProjectReader, unsettled: UnsettledMark, passage: Passage) -> Edit:
    """Return the edit that moves the mark to a passage of the newest text."""
    label = EditLabel.of(N_("Set {mark} to new text"), mark=_name(reader, unsettled.mark))
    return move_mark(label, unsettled.mark, passage)


def _moves(reader: ProjectReader, article_id: str) -> dict[str, list[OffsetMap]]:
    """Return, for each text version, the offset maps that lead from it to the newest."""
    found = reader.find(TextVersion, article_id=article_id)
    moves: dict[str, list[OffsetMap]] = {}
    way: list[OffsetMap] = []
    for version in sorted(found, key=lambda version: -version.version_no):
        moves[version.id] = way
        way = [_map_to(version), *way]
    return moves


def _map_to(version: TextVersion) -> OffsetMap:
    try:
        return OffsetMap(edits_from_json(version.edits))
    except ValueError:  # damaged: positions are used unchanged
        return OffsetMap(())


def _position(place: int, moves: OffsetMap) -> int:
    return moves.position(place)


def _last_sure(reader: ProjectReader, anchor: Anchor) -> Anchor:
    found: Anchor | None = anchor
    while found and found.state in UNSETTLED:
        anchor = found
        found = reader.get(Anchor, found.previous_id) if found.previous_id else None
    return found or anchor


def _name(reader: ProjectReader, mark: Mark) -> str | EditLabel:
    claim = reader.get(Claim, mark.claim_id) if isinstance(mark, Mention) else None
    return claim.code if claim else EditLabel(N_("the sentiment"))


def next_to_review(reader: ProjectReader, waiting: Iterable[str], article_id: str) -> str:
    """Return the article with marks to review that follows another; the first one after the last.

    Empty when no other has any.
    """
    others = [each for each in waiting if each != article_id]
    here = reader.listing.position(article_id) or 0
    later = (each for each in others if (reader.listing.position(each) or 0) > here)
    return next(later, next(iter(others), ""))
