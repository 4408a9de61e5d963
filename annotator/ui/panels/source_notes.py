"""Notes beside the fields of a source: where it is used, what it is, how to open it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.check import Evidence, Source
from annotator.i18n import N_, pgettext, tr
from annotator.operations.sources import (
    article_code,
    claims_using,
    copy_source,
    is_shared,
    source_name,
)
from annotator.ui.application.shortcuts import shortcut, show_with_keys
from annotator.ui.models.source_offers import where_used
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.label_above import LabelAbove

_BUTTONS = (
    ("evidence.url", N_("Open"), "open_address", N_("Open in the browser ({key})"), "external"),
    ("evidence.url", N_("Copy"), "copy_address", N_("Copy the address ({key})"), "copy"),
    (
        "evidence.archive_url",
        N_("Archive it"),
        "archive",
        N_("Save a copy ({key})"),
        "archive",
    ),
)


class SourceNotes(QObject):
    """Shows notes on a source, with buttons for what can be done."""

    action_requested = Signal(str)  # an action's id
    copy_requested = Signal(object)  # Edit that gives the evidence a source of its own

    def __init__(self, workspace: Workspace, cells: Mapping[str, LabelAbove]) -> None:
        super().__init__()
        self._workspace = workspace
        self._cells = cells
        self._shown: tuple[Evidence, Source] | None = None
        for cell, text, name, details, picture in _BUTTONS:
            action = f"evidence.{name}"
            button = cells[cell].add_button(tr(text), action, "", picture)
            show_with_keys(button, partial(_explain, button, details, action))
            button.clicked.connect(
                lambda _=False, action=action: self.action_requested.emit(action)
            )
        self._copy = cells["evidence.title"].add_button(
            tr("Make a copy"),
            "evidence.copy_source",
            tr("Change it here only: the others keep theirs"),
        )
        self._copy.clicked.connect(self._make_copy)

    def show_notes(self, evidence: Evidence, source: Source | None) -> None:
        """Show the notes on a source."""
        self._shown = (evidence, source) if source else None
        reader = self._workspace.reader
        shared = source is not None and is_shared(reader, source.id)
        code = article_code(reader, source) if source and source_name(source) else ""
        codes = claims_using(reader, source.id) if source and shared else ()
        # there is no room for both beside the button to make a copy
        hint = where_used("" if codes else code, codes)
        self._cells["evidence.title"].set_hint(hint)
        self._copy.setVisible(shared and not self._workspace.is_read_only)
        lacks = bool(source and source.url and not source.archive_url)
        self._cells["evidence.archive_url"].set_warning(
            pgettext("archived copy", "none") if lacks else ""
        )

    def _make_copy(self) -> None:
        if self._shown:
            self.copy_requested.emit(copy_source(*self._shown))


def _explain(button: QWidget, details: str, action: str) -> None:
    button.setToolTip(tr(details, key=shortcut(action)))
