"""The pages of the manual about the parts of the window."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

CONTENTS: Final = "index"
"""The first page of the manual, which lists the others."""

PAGES: Final[Mapping[str, str]] = {
    "article_text": "reading",
    "article_list": "articles",
    "panel.claims": "claims",
    "panel.sentiment": "sentiment",
    "panel.fact_check": "checking",
    "evidence.sheet": "evidence",
    "zone_bar": "boilerplate",
    "find_bar": "finding",
    "command_palette": "finding",
    "claim_picker": "claims",
    "review": "versions",
    "damaged": "safety",
    "import": "importing",
    "columns": "importing",
    "encoding": "importing",
    "from_link": "importing",
    "import_report": "importing",
    "lists": "importing",
    "side_by_side": "importing",
    "watched": "importing",
    "left_out": "boilerplate",
    "repairs": "versions",
    "versions": "versions",
    "offer": "versions",
    "correct": "versions",
    "article": "articles",
    "note_bar": "articles",
    "publisher": "articles",
    "print": "printing",
    "report": "reports",
    "settings.reports": "reports",
    "compare": "claims",
    "export": "exporting",
    "history": "history",
    "numbers": "numbers",
    "codebook": "codebooks",
    "codebook_import": "codebooks",
    "merge_label": "codebooks",
    "new_scheme": "codebooks",
    "keys": "keys",
    "settings.keys": "keys",
    "settings.backups": "safety",
    "who": "settings",
    "restore": "safety",
    "not_saved": "safety",
    "import_labels": "importing",
    "occurrences": "claims",
    "new_project": "first-steps",
    "settings": "settings",
    "welcome": "first-steps",
}
"""Pages of the manual, by the object name of what they are about; see docs/ids.md."""


class ManualRequest(QEvent):
    """Requests the page of the manual about the focused widget of a window."""

    TYPE: Final = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__(self.TYPE)


def page_about(widget: QWidget | None) -> str:
    """Return the page about a widget, or about the nearest part of the window it is in."""
    while widget is not None:
        if found := PAGES.get(widget.objectName()):
            return found
        widget = widget.parentWidget()
    return CONTENTS
