"""The commands of the window as rows of the search."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence

from annotator.domain.text import folded
from annotator.ui.models.search_rows import SearchRow


def matching(actions: Sequence[QAction], query: str) -> list[SearchRow]:
    """Return the enabled actions that have all the words, in any order, ignoring accents.

    Those with the words one after the other come first, then those with words that begin so.
    """
    terms = folded(query).split()
    phrase = f" {' '.join(terms)}"
    named = [(action, folded(action.text())) for action in actions if action.isEnabled()]
    found = [(action, name) for action, name in named if all(term in name for term in terms)]
    found.sort(key=lambda pair: not all(f" {term}" in f" {pair[1]}" for term in terms))
    found.sort(key=lambda pair: phrase not in f" {pair[1]}")
    native = QKeySequence.SequenceFormat.NativeText
    return [
        SearchRow(action.text().rstrip("…"), action.shortcut().toString(native), run=action.trigger)
        for action, _ in found
    ]
