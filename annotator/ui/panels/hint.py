"""Hints of panels that have nothing to show: what to do first."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from annotator.i18n import N_, tr
from annotator.ui.application.shortcuts import shortcut, show_with_keys
from annotator.ui.project.focus import Focus
from annotator.ui.widgets.plain_label import plain

NO_CLAIMS = N_("No claims yet. Select words and press {key}.")
NOTHING_HERE = N_("Nothing here yet.")


class Hint(QLabel):
    """A wrapped line in a quiet colour, which follows changes of the keys that it names."""

    def __init__(self, text: Callable[[], str]) -> None:
        super().__init__()
        self._text = text
        plain(self, "second")
        self.setWordWrap(True)
        show_with_keys(self, self.renew)

    def renew(self) -> None:
        """Show what the hint is now."""
        self.setText(self._text())

    def show_when(self, *, is_empty: bool) -> None:
        """Show what the hint is now, or nothing where the panel has something to show."""
        self.renew()
        self.setHidden(not is_empty)


def none_yet(focus: Focus, text: str, action_id: str) -> str:
    """Return a text that names a key for the words of an article, or what comes before.

    No key is named in a read-only project, where it does nothing.
    """
    if focus.article is None:
        return tr("Open an article first.")
    if focus.workspace.is_read_only:
        return tr(NOTHING_HERE)
    return tr(text, key=shortcut(action_id))


def choose_claim(focus: Focus) -> str:
    """Return how to choose a claim, or what comes before."""
    if not focus.claims:
        return none_yet(focus, NO_CLAIMS, "claim.add")
    keys = {"next": shortcut("read.next_mark"), "panel": shortcut("view.panel.claims")}
    return tr("Choose a claim: {next} in the text, or {panel}.", **keys)
