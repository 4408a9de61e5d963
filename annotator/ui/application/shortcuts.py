"""The keys of every action: what acts on them and what speaks of them read the same table."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QKeySequence

SHORTCUTS: Final[Mapping[str, tuple[str, ...]]] = {
    "project.new": ("Ctrl+N",),
    "project.open": ("Ctrl+O",),
    "project.import": ("Ctrl+I",),
    "project.paste": ("Ctrl+Shift+V",),
    "project.export": ("Ctrl+E",),
    "project.close": (
        "Ctrl+Q",
        "Ctrl+W",
    ),
    "edit.undo": ("Ctrl+Z",),
    "edit.redo": (
        "Ctrl+Shift+Z",
        "Ctrl+Y",
    ),
    "edit.copy": ("Ctrl+C",),
    "edit.copy_cited": ("Ctrl+Shift+C",),
    "edit.find": ("Ctrl+F",),
    "edit.find_next": ("F3",),
    "edit.find_previous": ("Shift+F3",),
    "edit.filter": ("Ctrl+L",),
    "edit.palette": ("Ctrl+K",),
    "app.settings": ("Ctrl+,",),
    "article.next": ("Ctrl+Down",),
    "article.previous": ("Ctrl+Up",),
    "article.done": ("Ctrl+Return",),
    "article.repair": ("R",),
    "article.review": ("Shift+R",),
    "article.open_address": ("O",),
    "article.details": ("Ctrl+D",),
    "zone.take": ("Z",),
    "zone.refuse": ("X",),
    "zone.take_kind": ("Shift+Z",),
    "zone.refuse_kind": ("Shift+X",),
    "zone.next": ("L",),
    "zone.next_excluded": ("Shift+L",),
    "claim.add": ("C",),
    "claim.mention": ("Shift+C",),
    "mark.extend": ("A",),
    "mark.move": ("M",),
    "mark.remove": ("Del",),
    "claim.back": ("B",),
    "claim.compare": ("W",),
    "sentiment.add": ("S",),
    "sentiment.whole": ("Shift+S",),
    "check.verdict": ("V",),
    "check.evidence": ("E",),
    "evidence.quote": ("Q",),
    "evidence.another": ("Ctrl+Shift+E",),
    "evidence.open_address": ("Ctrl+Shift+O",),
    "evidence.copy_address": ("Ctrl+Shift+C",),
    "evidence.archive": ("Ctrl+Shift+A",),
    "check.next_gap": ("T",),
    "check.note": ("N",),
    "view.zoom_in": (
        "Ctrl++",
        "Ctrl+=",
    ),
    "view.zoom_out": ("Ctrl+-",),
    "view.zoom_reset": ("Ctrl+0",),
    "view.menu": ("Shift+F10",),
    "view.text": ("F6",),
    "help.manual": ("F1",),
    "help.keys": ("?",),
}
"""Keys by the id of their action, in Qt's portable names; a sentence names the first."""


def shortcut(action_id: str) -> str:
    """Return the first key of an action as the platform writes it, such as “Ctrl+F” or “⌘F”."""
    keys = QKeySequence(SHORTCUTS[action_id][0])
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
