"""The kinds and actions of a step of the history as bits of one number, which a query compares."""

from collections.abc import Iterable, Mapping
from typing import Final

from annotator.domain.history import HistoryAction, HistoryKind

_KIND_OF: Final[Mapping[str, HistoryKind]] = {
    "project": HistoryKind.PROJECT,
    "annotator": HistoryKind.PROJECT,
    "scheme": HistoryKind.CODEBOOK,
    "article": HistoryKind.ARTICLES,
    "article_text": HistoryKind.ARTICLES,
    "text_zone": HistoryKind.ARTICLES,
    "entity": HistoryKind.PROJECT,
    "claim": HistoryKind.CLAIMS,
    "claim_mention": HistoryKind.CLAIMS,
    "sentiment": HistoryKind.SENTIMENT,
    "fact_check": HistoryKind.CHECKS,
    "source": HistoryKind.EVIDENCE,
    "evidence": HistoryKind.EVIDENCE,
    "suggestion": HistoryKind.SUGGESTIONS,
}
"""Anchors are missing: they are moved along with a mention or a sentiment."""

_KINDS: Final = tuple(HistoryKind)
_ACTIONS: Final = tuple(HistoryAction)
_ADDED, _CHANGED, _REMOVED = (1 << place for place in range(3))


def mask_of(kinds: Iterable[HistoryKind], actions: Iterable[HistoryAction]) -> int:
    """Return the bits of these kinds and actions; no kinds or no actions mean all of them."""
    chosen = [_ACTIONS.index(action) for action in actions] or range(len(_ACTIONS))
    places = [_KINDS.index(kind) for kind in kinds] or range(len(_KINDS))
    return sum(_bit(place, 1 << action) for place in places for action in chosen)


def inverted(marks: int) -> int:
    """Return the bits of the step that undoes one with these bits."""
    added = sum(_bit(place, _ADDED) for place in range(len(_KINDS)))
    swapped = (marks & added) << 2 | marks >> 2 & added
    return swapped | marks & added << 1


def mark_of(table: str, *, is_added: bool, is_removed: bool) -> int:
    """Return the bit of a change of a record in a table; 0 for a table that has no kind."""
    if table not in _KIND_OF:
        return 0
    action = _ADDED if is_added else _REMOVED if is_removed else _CHANGED
    return _bit(_KINDS.index(_KIND_OF[table]), action)


def _bit(place: int, action: int) -> int:
    return action << len(_ACTIONS) * place
