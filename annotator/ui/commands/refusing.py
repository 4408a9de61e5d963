"""Which actions cannot be done now, and what is said instead."""

from collections.abc import Callable
from typing import Final

from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action
from annotator.ui.project.focus import Focus

READ_ONLY: Final = N_("This project is open as read-only. Nothing can be changed.")

_ON_ARTICLE: Final = """
    article.details article.correct article.repair article.reread article.versions article.left_out
    article.open_address article.copy_address edit.find edit.find_next edit.find_previous
    edit.copy_cited claim.add claim.mention mark.extend mark.occurrences mark.move mark.remove
    sentiment.add sentiment.whole evidence.quote check.next_gap zone.take zone.take_all zone.refuse
    zone.refuse_kind zone.take_kind zone.next zone.next_excluded zone.set
"""
NEED_ARTICLE: Final = frozenset(_ON_ARTICLE.split())
"""The actions on the open article, by their ids; those that say more without one are not named."""


def can_be_refused(asked: Action) -> bool:
    """Return whether there are projects in which an action cannot be done."""
    return asked.is_change or asked.id in NEED_ARTICLE


def refusing(focus: Focus) -> Callable[[Action], bool]:
    """Return what tells whether an action cannot be done now, and says why.

    A key that does nothing without a message would confuse.
    """

    def refuses(asked: Action) -> bool:
        why = _hindrance(asked, focus)
        if why:
            focus.workspace.notices.post(why)
        return bool(why)

    return refuses


def _hindrance(asked: Action, focus: Focus) -> str:
    if asked.is_change and focus.workspace.is_read_only:
        return tr(READ_ONLY)
    if asked.id in NEED_ARTICLE and focus.article is None:
        return tr("Open an article first.")
    return ""
