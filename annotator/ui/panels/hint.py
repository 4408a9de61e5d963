"""Hints of panels that have nothing to show: what to do first."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from annotator.i18n import tr
from annotator.ui.application.shortcuts import shortcut, show_with_keys
from annotator.ui.project.focus import Focus
from annotator.ui.widgets.plain_label import plain


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


def none_yet(focus: Focus, text: str, action_id: str) -> str:
    """Return a text that names a key for the words of an article, or what comes before."""
    if focus.article is None:
        return tr("Open an article first.")
    return tr(text, key=shortcut(action_id))
