"""The rows of the list of marks to review."""

from collections.abc import Sequence

from annotator.domain.anchor import AnchorState
from annotator.domain.revision import DiffKind, DiffRun
from annotator.i18n import pgettext, tr
from annotator.operations.review import UnsettledMark, on_same_words
from annotator.ui.models.excerpts import gap_excerpt, mark_excerpt
from annotator.ui.models.rows import Row


class UnsettledRow(Row, frozen=True, kw_only=True):
    """A code and a state, with the former text and the present one."""

    was: tuple[DiffRun, ...]
    now: tuple[DiffRun, ...]


def unsettled_row(unsettled: UnsettledMark, code: str, text: str) -> UnsettledRow:
    """Return the row of a mark to review, with its code; `text` is the newest text."""
    was = mark_excerpt(unsettled.former, DiffKind.REMOVED)
    now = (
        gap_excerpt(text, unsettled.near)
        if unsettled.is_orphan
        else mark_excerpt(unsettled.anchor, DiffKind.ADDED)
    )
    return UnsettledRow(
        code=code,
        text=tr("was: {was}; now: {now}", was=_line(was), now=_line(now)),
        chip=_chip(unsettled),
        tone="refuted" if unsettled.is_orphan else "warning",
        was=tuple(was),
        now=tuple(now),
    )


def state_chip(state: str) -> tuple[str, str]:
    """Return chip and tone of a mark that is to be reviewed; '' for others."""
    match state:
        case AnchorState.ORPHAN:
            return pgettext("mark", "gone"), "refuted"
        case AnchorState.FUZZY:
            return pgettext("mark", "to review"), "warning"
        case _:
            return "", ""


def states() -> tuple[str, str, str]:
    """Return the names of the states of a mark's text: gone, same, changed."""
    return (
        pgettext("mark", "gone"),
        pgettext("text of a mark", "same"),
        pgettext("text of a mark", "changed"),
    )


def _chip(unsettled: UnsettledMark) -> str:
    gone, same, changed = states()
    if unsettled.is_orphan:
        return gone
    return same if on_same_words([unsettled]) else changed


def _line(words: Sequence[DiffRun]) -> str:
    return "".join(each.text for each in words)
