"""What the keys of evidence do: the sheet, quoting from the text, addresses, the next gap."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from annotator.domain.article import Article
from annotator.domain.check import Evidence, Source
from annotator.domain.claim import Claim
from annotator.domain.quotation import without_marks
from annotator.domain.sources import used_as_source
from annotator.ui.actions import Actions
from annotator.ui.desk import Desk

if TYPE_CHECKING:
    from annotator.ui.panels.evidence_sheet import EvidenceSheet

_AIR = 12
_NO_CLAIM = "No claim yet. Select words and press C."
_NO_EVIDENCE = "No evidence is open. Choose a piece in Fact-check, or press E."
ON_SHEET = ("evidence.open_address", "evidence.copy_address", "evidence.archive")
"""The actions whose keys act in the sheet."""


class Origin(Struct, frozen=True):
    """Where a person was when they opened the sheet."""

    article_id: str
    mark_id: str | None
    field: QWidget | None


class EvidenceCommands(QObject):
    """Opens the sheet beside the text, and leads back to where one was when it closes."""

    told = Signal(str)
    claim_asked = Signal(object)  # what to do with the claim that is then chosen

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        super().__init__(desk)
        self._window = window
        self._desk = desk
        self._panel = desk.fact_check
        self._origin: Origin | None = None
        self._last: Claim | None = None  # the claim that was chosen last, wherever it is
        self._actions: Actions | None = None
        self._panel.evidence_asked.connect(self.open)
        self._panel.field_asked.connect(self._go_to_field)
        desk.focus.claim_changed.connect(self._note_claim)

    def runs(self) -> Mapping[str, Callable[[], object]]:
        """Return what its actions do, by id."""
        return {
            "evidence.quote": self.quote,
            "evidence.another": self.add_another,
            "evidence.open_address": self.open_address,
            "evidence.copy_address": self.copy_address,
            "evidence.archive": self.archive,
            "check.next_gap": self.mend_next,
        }

    def offer(self, actions: Actions) -> None:
        """Let the sheet have the keys that act in it."""
        self._actions = actions

    def sheet(self) -> "EvidenceSheet":
        """Return the sheet, made when it is first wanted."""
        from annotator.ui.panels.evidence_sheet import EvidenceSheet  # noqa: PLC0415

        if self._panel.sheet is None:
            sheet = EvidenceSheet(self._desk.focus.workspace, self._window, self._reach)
            sheet.closed.connect(self._return)
            sheet.another.connect(self._add_to)
            actions = {name: self._actions[name] for name in ON_SHEET} if self._actions else {}
            sheet.addActions(list(actions.values()))
            sheet.form.notes.asked.connect(lambda name: actions[name].trigger())
            self._panel.sheet = sheet
        return self._panel.sheet

    def open(self, evidence: Evidence, name: str) -> None:
        """Show a piece of evidence in the sheet, with the keyboard in the field of an id."""
        sheet, focus = self.sheet(), self._desk.focus
        if sheet.isHidden():
            article = focus.article.id if focus.article else ""
            self._origin = Origin(article, focus.mark_id, QApplication.focusWidget())
        sheet.open(evidence, name)

    def add_another(self) -> None:
        """Add evidence to the claim of the sheet, or to the current one."""
        sheet = self._panel.sheet
        if sheet and sheet.isVisible():
            sheet.ask_another()
        elif claim := self._last:
            self._add_to(claim)
        else:
            self.told.emit(_NO_CLAIM)

    def quote(self) -> None:
        """Take the selection, or the sentence that is read, as the words of a source."""
        focus, span = self._desk.focus, self._desk.text.passage()
        if focus.article is None or span is None:
            self.told.emit("Nothing to quote. Select words first.")
            return
        words, article = without_marks(span.of(focus.text)), focus.article
        source = used_as_source(focus.workspace.reader, article, date.today().isoformat())
        sheet = self._panel.sheet
        if sheet and sheet.isVisible():
            sheet.take_quote(words, source)
        elif self._last:
            self._quote_for(self._last, source, words)
        elif focus.workspace.reader.count(Claim):
            self.claim_asked.emit(lambda claim: self._quote_for(claim, source, words))
            self.told.emit("Which claim is this evidence for?")
            return
        else:
            self.told.emit(_NO_CLAIM)
            return
        self.told.emit(f"{len(words):,} characters taken as quote")

    def mend_next(self) -> None:
        """Go to where the first gap of the check is mended, then to the next."""
        self._panel.needed.emit()
        if not self._panel.mend_next():
            self.told.emit("Nothing to do in this check.")

    def open_address(self) -> None:
        """Open the address of the evidence in the browser, after a question."""
        from annotator.ui.dialogs.browser import open_page  # noqa: PLC0415 - the start is measured

        if source := self._source():
            self.told.emit(open_page(self._window, source.url))

    def copy_address(self) -> None:
        """Put the address of the evidence on the clipboard."""
        if (source := self._source()) and source.url:
            QGuiApplication.clipboard().setText(source.url)
            self.told.emit("Address copied.")
        elif source:
            self.told.emit("There is no address to copy.")

    def archive(self) -> None:
        """Ask for an archived copy in the browser, and wait for its address in the field."""
        from annotator.ui.dialogs.browser import archive_page  # noqa: PLC0415 - as above

        if source := self._source():
            self.told.emit(archive_page(self._window, source.url))
            sheet = self._panel.sheet
            if sheet and sheet.isVisible():
                sheet.go_to("evidence.archive_url")

    def _quote_for(self, claim: Claim, source: Source, words: str) -> None:
        self._panel.begin_evidence(claim, source, words)

    def _add_to(self, claim: Claim) -> None:
        self._panel.begin_evidence(claim, Source(accessed_at=date.today().isoformat()))

    def _source(self) -> Source | None:
        """Return the source in the sheet, or of the row that is chosen in the list."""
        sheet = self._panel.sheet
        if sheet and sheet.isVisible():
            sheet.flush()
            source = sheet.shown.source if sheet.shown else None
        else:
            row = self._panel.evidence.list.current()
            source = row.source if row else None
        if source is None:
            self.told.emit(_NO_EVIDENCE)
        return source

    def _note_claim(self, claim: Claim | None) -> None:
        """Remember the claim that was chosen last; opening another article chooses none."""
        if claim is None:
            gone = self._last and self._desk.focus.workspace.reader.get(Claim, self._last.id)
            self._last = gone or None
        elif self._desk.focus.mark_id or self._last is None or self._last.id == claim.id:
            self._last = claim

    def _return(self) -> None:
        """Go back to the article, the mark and the field where the sheet was opened."""
        origin, focus, self._origin = self._origin, self._desk.focus, None
        if origin is None:
            return
        here = focus.article.id if focus.article else ""
        if origin.article_id != here and focus.workspace.reader.get(Article, origin.article_id):
            focus.open(origin.article_id)
            if origin.mark_id:
                focus.pick_mark(origin.mark_id)
        if origin.field and isValid(origin.field) and origin.field.isVisible():
            origin.field.setFocus()
        else:
            self._desk.go_to_text()

    def _go_to_field(self, name: str) -> None:
        for panel in self._desk.panels:
            if field := panel.field(name):
                panel.go_to(field)
                return

    def _reach(self) -> int:
        """Return how far the text reaches, in pixels from the left of the window."""
        text = self._desk.text
        edge = QPoint(text.sheet.left + round(text.sheet.flow.width), 0)
        return text.viewport().mapTo(self._window, edge).x() + _AIR
