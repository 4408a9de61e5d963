"""Commands on evidence: the sheet, quoting from the text, addresses, the next gap."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStyle, QWidget

from annotator.domain.check import Evidence, Source
from annotator.domain.claim import Claim
from annotator.i18n import N_, ngettext, tr
from annotator.operations.checking import check_of
from annotator.operations.evidence import quotation, remove_evidence
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.commands.actions import Actions
from annotator.ui.commands.addresses import ON_SHEET, AddressCommands
from annotator.ui.desk.desk import Desk, no_claim_yet
from annotator.ui.desk.way_back import WayBack
from annotator.ui.panels.gap_fields import STANCE
from annotator.ui.project.focus import Focus

if TYPE_CHECKING:
    from annotator.ui.panels.evidence_sheet import EvidenceSheet

_AIR = 12
_NO_EVIDENCE = N_("No evidence is open. Choose a piece in Fact-check, or press {key}.")


class EvidenceCommands(QObject):
    """Opens the evidence sheet, and returns to the former place when it closes."""

    claim_requested = Signal(object)  # callable with the claim that is then chosen
    sheet_made = Signal(object)  # EvidenceSheet

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        super().__init__(desk)
        self._window = window
        self._desk = desk
        self._notices = desk.focus.workspace.notices
        self._panel = desk.fact_check
        self._way_back = WayBack(desk)
        self._actions: Actions | None = None
        self.addresses = AddressCommands(window, self._panel, self._source)
        self._panel.evidence_requested.connect(self.open)
        self._panel.field_requested.connect(self._go_to_field)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._uncover)

    def offer(self, actions: Actions) -> None:
        """Add the actions to the sheet that apply in it."""
        self._actions = actions

    def sheet(self) -> "EvidenceSheet":
        """Return the sheet, which is created when it is first needed."""
        from annotator.ui.panels.evidence_sheet import EvidenceSheet  # noqa: PLC0415

        if self._panel.sheet is None:
            sheet = EvidenceSheet(self._desk.focus.workspace, self._window, self._reach)
            sheet.closed.connect(self._panel.begun.remove_if_empty)
            sheet.closed.connect(self._way_back.go)
            sheet.another.connect(self._add_to)
            if self._actions:
                sheet.addActions([self._actions[name] for name in ON_SHEET])
            sheet.action_requested.connect(self._run)
            self._panel.sheet = sheet
            self.sheet_made.emit(sheet)
        return self._panel.sheet

    def open(self, evidence: Evidence, name: str) -> None:
        """Show a piece of evidence in the sheet, and focus the field with an id."""
        sheet = self.sheet()
        self._panel.reveal_requested.emit()
        if sheet.isHidden():
            self._way_back.note()
        sheet.open(evidence, name)

    @action("evidence.open", N_("Edit evidence"))
    def open_current(self) -> None:
        """Open the piece of evidence selected in the list."""
        if row := self._panel.evidence.list.current():
            self.open(row.evidence, STANCE)
        else:
            self._notices.post(_nothing_open(self._desk.focus))

    @action("evidence.remove", N_("Remove evidence"), is_change=True)
    def remove(self) -> None:
        """Remove the piece of evidence in the sheet, or the one selected in the list."""
        workspace = self._desk.focus.workspace
        evidence = self._evidence()
        if evidence and workspace.do(remove_evidence(workspace.reader, evidence)):
            self._notices.post(
                tr("Evidence removed. Press {key} to undo.", key=shortcut("edit.undo"))
            )

    @action("view.text", N_("Go to text"))
    def go_to_text(self) -> None:
        """Focus the text; if it has the focus, the open sheet."""
        sheet, text = self._panel.sheet, self._desk.text
        field = sheet.focusWidget() if sheet and sheet.isVisible() else None
        if field and text.hasFocus():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._desk.go_to_text()

    @action("evidence.another", N_("Add more evidence"), is_change=True)
    def add_another(self) -> None:
        """Add evidence to the claim of the sheet, or to the current one."""
        sheet = self._panel.sheet
        if sheet and sheet.isVisible():
            sheet.ask_another()
        elif claim := self._desk.last_claim.now():
            self._add_to(claim)
        else:
            self._notices.post(no_claim_yet(self._desk.focus))

    @action("evidence.quote", N_("Quote as evidence"), Scope.TEXT, is_change=True)
    def quote(self) -> None:
        """Use the selection, or the current sentence, as a quote of a source."""
        focus, span = self._desk.focus, self._desk.text.passage()
        if focus.article is None or span is None:
            self._notices.post(tr("Nothing to quote. Select words first."))
            return
        reader, today = focus.workspace.reader, date.today().isoformat()
        quoted, source = quotation(reader, focus.article, span.of(focus.text), today)
        sheet = self._panel.sheet
        if sheet and sheet.isVisible():
            sheet.take_quote(quoted, source)
        elif claim := self._desk.last_claim.now():
            self._quote_for(claim, source, quoted)
        elif focus.workspace.reader.counts().claims:
            self.claim_requested.emit(lambda claim: self._quote_for(claim, source, quoted))
            self._notices.post(tr("Which claim is this evidence for?"))
            return
        else:
            self._notices.post(no_claim_yet(focus))
            return
        self._notices.post(
            ngettext(
                "{count} character taken as quote", "{count} characters taken as quote", len(quoted)
            )
        )

    @action("check.next_gap", N_("Go to next to-do"), Scope.TEXT)
    def go_to_next_gap(self) -> None:
        """Go to the field that resolves the first gap of the check, then to the next."""
        if self._desk.text.hasFocus() and not self._desk.bring_claim():
            self._notices.post(self._desk.no_claim())
            return
        self._panel.reveal_requested.emit()
        if not self._panel.go_to_next_gap():
            self._notices.post(_nothing_to_do(self._desk.focus))

    def _quote_for(self, claim: Claim, source: Source, quoted: str) -> None:
        self._panel.begin_evidence(claim, source, quoted)

    def _add_to(self, claim: Claim) -> None:
        self._panel.begin_evidence(claim, Source(accessed_at=date.today().isoformat()))

    def _source(self) -> Source | None:
        """Return the source of the current piece of evidence."""
        evidence = self._evidence()
        reader = self._desk.focus.workspace.reader
        return reader.get(Source, evidence.source_id or "") if evidence else None

    def _evidence(self) -> Evidence | None:
        """Return the piece in the sheet, or the one selected in the list; report if there is none.

        A list in a floating panel may have the focus while the sheet is open.
        """
        sheet, rows = self._panel.sheet, self._panel.evidence.list
        row = rows.current()
        evidence = row.evidence if row else None
        if sheet and sheet.isVisible() and not rows.hasFocus():
            self._desk.focus.workspace.pending.flush()
            evidence = sheet.shown.evidence if sheet.shown else None
        if evidence is None:
            self._notices.post(_nothing_open(self._desk.focus))
        return evidence

    def _run(self, action_id: str) -> None:
        if self._actions:
            self._actions[action_id].trigger()

    def _uncover(self, _: QWidget | None, now: QWidget | None) -> None:
        """Close the sheet when a field that it covers gets the focus."""
        sheet = self._panel.sheet
        if now is None or sheet is None or sheet.isHidden():
            return
        if not any(panel.isAncestorOf(now) for panel in self._desk.panels):
            return
        if now.window() is not self._window:  # a floating panel is not covered
            return
        place = QRect(now.mapTo(self._window, QPoint()), now.size())
        if sheet.geometry().intersects(place):
            self._way_back.forget()
            sheet.close_sheet()

    def _go_to_field(self, name: str) -> None:
        for panel in self._desk.panels:
            if field := panel.field(name):
                panel.go_to(field)
                return

    def _reach(self) -> int:
        """Return the end of the area not to be covered, in pixels from the side where lines begin.

        It is the text with the signs before it, or its visible part where panels are over it; and
        with two columns of panels, the first of them.
        """
        text, panel = self._desk.text, self._panel
        has_signs = text.sheet.flow.leftwards is not self._window.isRightToLeft()
        air = 0 if has_signs else _AIR
        reach = self._rect_in_window(text.viewport(), text.sheet.column()).right() + 1 + air
        if panel.window() is not self._window:
            return reach
        heads = [each.header for each in self._desk.panels if each.window() is self._window]
        first = min(self._rect_in_window(head, head.rect()).x() for head in heads)
        start = self._rect_in_window(panel, panel.rect()).x()
        return start if start > first else min(reach, start)

    def _rect_in_window(self, part: QWidget, rect: QRect) -> QRect:
        """Return a rectangle of a part in the coordinates of a left-to-right window."""
        place = QRect(part.mapTo(self._window, rect.topLeft()), rect.size())
        return QStyle.visualRect(self._window.layoutDirection(), self._window.rect(), place)


def prepare_sheet(commands: EvidenceCommands) -> Iterator[None]:
    """Create the evidence sheet in steps of less than 30 ms, before it is needed."""
    yield
    from annotator.ui.panels import evidence_sheet  # noqa: F401, PLC0415 - a step of its own

    yield
    form = commands.sheet().form
    yield
    while form.fill_on():
        yield


def _nothing_open(focus: Focus) -> str:
    if focus.workspace.is_read_only:
        return tr("No evidence is open. Choose a piece in Fact-check.")
    return tr(_NO_EVIDENCE, key=shortcut("check.evidence"))


def _nothing_to_do(focus: Focus) -> str:
    """Return the message for a check without gaps, which may not have been begun."""
    reader, claim = focus.workspace.reader, focus.claim
    check = check_of(reader, claim.id) if claim else None
    is_open = check is None or check.verdict is None
    if is_open and not focus.workspace.is_read_only:
        return tr("No verdict yet. Press {key} to give one.", key=shortcut("check.verdict"))
    return tr("Nothing to do in this check.")
