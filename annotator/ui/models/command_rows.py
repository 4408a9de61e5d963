"""The commands of the window as rows of the search."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence

from annotator.domain.text import folded
from annotator.ui.models.search_rows import SearchRow


def matching(actions: Sequence[QAction], query: str) -> list[SearchRow]:
    """Return the enabled actions that have all the words, in any order, ignoring accents.

    Those with words that begin so come first.
    """
    terms = folded(query).split()
    named = [(action, folded(action.text())) for action in actions if action.isEnabled()]
    found = [(action, name) for action, name in named if all(term in name for term in terms)]
    found.sort(key=lambda pair: not all(f" {term}" in f" {pair[1]}" for term in terms))
    native = QKeySequence.SequenceFormat.NativeText
    return [
        SearchRow(action.text().rstrip("…"), action.shortcut().toString(native), run=action.trigger)
        for action, _ in found
    ]
