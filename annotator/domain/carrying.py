"""Carrying marks and zones over to a new text version."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, AnchorState, Fragment, anchored
from annotator.domain.article import TextVersion
from annotator.domain.claim import Mention
from annotator.domain.edit import Change, Edit
from annotator.domain.reading import ProjectReader
from annotator.domain.revision import (
    OffsetMap,
    TextEdit,
    edits_from_json,
    inverse,
)
from annotator.domain.same_words import same_words
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.stamp import new_id
from annotator.domain.zone import Zone

Mark = Mention | Sentiment


UNSETTLED = frozenset({AnchorState.FUZZY, AnchorState.ORPHAN})
"""The states that need review by a person."""


class FragmentPlace(Struct, frozen=True):
    """Where a fragment lies in a new text, and how certain that is; None when nowhere."""

    span: Span | None
    state: AnchorState


NOWHERE = FragmentPlace(None, AnchorState.ORPHAN)

Locate = Callable[[Fragment], FragmentPlace]
"""Locates a fragment of the old text in the new one."""


def by_edits(edits: Sequence[TextEdit], text: str) -> Locate:
    """Return a function that locates fragments by the edits that led to the new text.

    Reliable for edits made by a person. For a text from another source use
    `annotator.language.differences.reanchoring`.
    """
    moves = OffsetMap(edits)

    def locate(fragment: Fragment) -> FragmentPlace:
        moved = moves.moved(fragment.span)
        if moved.span is None:
            return NOWHERE
        if not moved.is_cut:
            return FragmentPlace(moved.span, AnchorState.EXACT)
        if same_words(fragment.exact, moved.span.of(text)) or all(
            _keeps_words(fragment, edit) for edit in moves.touching(fragment.span)
        ):
            return FragmentPlace(moved.span, AnchorState.EXACT)
        left = moved.span.trimmed(text)
        return FragmentPlace(left, AnchorState.FUZZY) if left else NOWHERE

    return locate


def carry(anchor: Anchor, text_id: str, text: str, locate: Locate) -> Anchor:
    """Return the successor of an anchor on a new text version.

    An orphan is a new anchor, too, but on the old version: only there can its text be verified.
    What a person has not reviewed yet stays fuzzy.
    """
    places = [locate(fragment) for fragment in anchor.fragments]
    spans = [place.span for place in places if place.span]
    if not spans:
        return replace(anchor, state=AnchorState.ORPHAN, previous_id=anchor.id, id=new_id())
    carried = anchored(text_id, text, spans, anchor.id)
    state = _joint({place.state for place in places} | (UNSETTLED & {anchor.state}))
    return carried if carried.state == state else replace(carried, state=state)


def map_between(edit: Edit, article_id: str, text: str) -> OffsetMap:
    """Return the offset map from an article's text before an edit to its current text.

    The edit adds or removes a version; `text` is the text after it.
    """
    for change in edit.changes:
        match change.record:
            case TextVersion() as version if version.article_id == article_id:
                edits = edits_from_json(version.edits)
                return OffsetMap(edits if change.after else inverse(text, edits))
            case _:
                pass
    return OffsetMap(())


def position_now(reader: ProjectReader, article_id: str, text_id: str, place: int) -> int:
    """Return where a position of an earlier text version lies in an article's newest text.

    It is returned unchanged where no edits lead from that version, because it was undone or
    because they are damaged.
    """
    try:
        maps = [
            OffsetMap(edits_from_json(each.edits))
            for each in reversed(_versions_since(reader, article_id, text_id))
        ]
    except ValueError:
        return place
    return reduce(lambda there, each: each.position(there), maps, place)


def _versions_since(reader: ProjectReader, article_id: str, text_id: str) -> list[TextVersion]:
    """Return the versions after the one with an id, the newest first; none if none lead there."""
    versions = {each.id: each for each in reader.find(TextVersion, article_id=article_id)}
    version, since = reader.version(article_id), list[TextVersion]()
    while version.id != text_id:
        parent = versions.pop(version.parent_id or "", None)
        if parent is None:
            return []
        since.append(version)
        version = parent
    return since


def carried_zones(
    zones: Iterable[Zone], edits: Sequence[TextEdit], new_text_id: str
) -> list[Change]:
    """Return the changes that add the zones of a text to its edited version.

    People's decisions are kept; a zone of which nothing is left is not carried over.
    """
    moves = OffsetMap(edits)
    moved = [(zone, moves.moved(zone.span).span) for zone in zones]
    return [
        Change(
            None,
            replace(zone, text_id=new_text_id, start=span.start, end=span.end, id=new_id()),
        )
        for zone, span in moved
        if span
    ]


def placed_marks(reader: ProjectReader, article_id: str) -> Iterator[tuple[Mark, Anchor]]:
    """Return every mark of an article that has a position, with its anchor."""
    for mention in reader.mentions_in(article_id):
        yield mention.mention, mention.anchor
    for sentiment in reader.sentiments_in(article_id):
        if sentiment.anchor:
            yield sentiment.sentiment, sentiment.anchor


def _joint(states: Iterable[str]) -> AnchorState:
    """Return the state of an anchor from those of its fragments, some of which are left."""
    if not UNSETTLED.isdisjoint(states):
        return AnchorState.FUZZY
    return AnchorState.MOVED if AnchorState.MOVED in states else AnchorState.EXACT


def _keeps_words(fragment: Fragment, edit: TextEdit) -> bool:
    lost = fragment.exact[max(0, edit.start - fragment.start) : edit.end - fragment.start]
    is_inside = fragment.start <= edit.start and edit.end <= fragment.end
    return same_words(lost, edit.replacement if is_inside else "")
