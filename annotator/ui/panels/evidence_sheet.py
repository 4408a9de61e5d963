"""The evidence sheet: one piece of evidence, which stays while other articles are read."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from annotator.domain.check import Evidence, Source
from annotator.domain.claim import Claim
from annotator.domain.completeness import SourcedEvidence
from annotator.domain.direction import without_bidi_controls
from annotator.domain.edit import Edit
from annotator.i18n import N_, format_number, tr
from annotator.operations.checking import check_of, claim_of, sourced_evidence
from annotator.operations.evidence import quoted
from annotator.operations.sources import KnownSource, source_name, take_source
from annotator.ui.application.shortcuts import key_sign, show_with_keys
from annotator.ui.panels.evidence_form import EvidenceForm
from annotator.ui.panels.gap_fields import STANCE
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.widgets.code_chip import CodeChip
from annotator.ui.widgets.enter_button import EnterButton, flush_button
from annotator.ui.widgets.one_line import OneLine
from annotator.ui.widgets.read_only import set_read_only
from annotator.ui.widgets.side_sheet import SideSheet, bar

ALL_OPEN = 696
"""How high the sheet must be, in pixels, so that the rare fields are open, too."""


class Shown(Struct, frozen=True):
    """A piece of evidence with its source and its claim."""

    evidence: Evidence
    source: Source | None
    claim: Claim


class EvidenceSheet(SideSheet):
    """Edits a piece of evidence over the panels; it does not follow the current claim."""

    action_requested = Signal(str)  # an action's id
    another = Signal(object)  # Claim: another piece of evidence on it is requested
    turned = Signal()  # the shown evidence changed, or another is shown

    def __init__(self, workspace: Workspace, window: QWidget, limit: Callable[[], int]) -> None:
        super().__init__(window, limit)
        self.setObjectName("evidence.sheet")
        self.setAccessibleName(tr("Evidence"))
        self.shown: Shown | None = None
        self._workspace = workspace
        self._count, self._wording, self._chip = QLabel(), OneLine(), CodeChip()
        self.form = EvidenceForm(workspace)
        self.fill(self._head(), self.form, self._foot())
        self.form.finished.connect(self.go_on)
        self.form.action_requested.connect(self.action_requested)
        self.form.source_taken.connect(self._take_source)
        workspace.edited.connect(self._follow)

    def open(self, evidence: Evidence, name: str = STANCE) -> None:
        """Show a piece of evidence, and focus the field with an id."""
        if self._read(evidence):
            self.show_sheet()
            self.go_to(name)

    def go_to(self, name: str) -> None:
        """Focus the field with an id."""
        if field := self.form.field(name):
            self.enter(field)

    def take_quote(self, words: str, source: Source) -> None:
        """Fill in the quote, and its source if none is named; focus the next empty field."""
        self._workspace.pending.flush()
        shown, reader = self.shown, self._workspace.reader
        if shown is None:
            return
        if self._workspace.do(quoted(reader, shown.evidence, words, source)):
            self.go_to(self.form.first_empty())

    @override
    def close_sheet(self) -> None:
        self._workspace.pending.flush()
        super().close_sheet()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().height() >= ALL_OPEN) != (event.oldSize().height() >= ALL_OPEN):
            self._unfold()

    def _head(self) -> QWidget:
        back = flush_button(tr("‹ Esc"))
        back.setObjectName("evidence.close")
        back.setAccessibleName(tr("Close the evidence sheet"))
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self.close_sheet)
        title = QLabel(tr("Evidence"))
        title.setFont(fonts.heading(self.font()))
        self._count.setObjectName("evidence.count")
        for label in (self._count, self._wording):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("ink", "second")
        head, line = bar()
        for part in (back, title, self._count, self._chip):
            line.addWidget(part)
        line.addWidget(self._wording, 1)
        return head

    def _foot(self) -> QWidget:
        again = EnterButton()
        may_add = not self._workspace.is_read_only
        show_with_keys(again, lambda: again.setText(_another(names_key=may_add)))
        again.setObjectName("evidence.another")
        again.setAccessibleName(tr("Another piece of evidence"))
        again.clicked.connect(self.ask_another)
        saved = OneLine()
        saved.set_words(tr("Saved automatically"), tr("Saved"))
        saved.setProperty("ink", "second")
        remove = flush_button(tr("Remove"))
        remove.setObjectName("evidence.remove")
        remove.setAccessibleName(tr("Remove this evidence"))
        remove.clicked.connect(lambda: self.action_requested.emit("evidence.remove"))
        for part in (again, saved):
            part.setFont(fonts.small(self.font()))
        for button in (again, remove):
            button.setEnabled(not self._workspace.is_read_only)
        foot, line = bar()
        line.addWidget(again)
        line.addWidget(saved, 1)
        line.addWidget(remove)
        return foot

    def ask_another(self) -> None:
        """Request another piece of evidence on the same claim."""
        self._workspace.pending.flush()
        if self.shown:
            self.another.emit(self.shown.claim)

    def _read(self, evidence: Evidence) -> bool:
        """Show the current state of a piece of evidence, and return whether it exists."""
        reader, before = self._workspace.reader, self.shown
        is_other = before is None or before.evidence.id != evidence.id
        if is_other:
            self._workspace.pending.flush()
        now = reader.get(Evidence, evidence.id)
        claim = claim_of(reader, now) if now else None
        self.shown = None
        if now and claim:
            held = sourced_evidence(reader, check_of(reader, claim.id))
            source = next((source for each, source in held if each.id == now.id), None)
            self.shown = Shown(now, source, claim)
            self._show(self.shown, held)
            if is_other:
                self._unfold()
        self.turned.emit()
        return self.shown is not None

    def _show(self, shown: Shown, held: Sequence[SourcedEvidence]) -> None:
        ids = [evidence.id for evidence, _ in held]
        is_new = not (shown.evidence.quote or source_name(shown.source))
        number = ids.index(shown.evidence.id) + 1 if shown.evidence.id in ids else 1
        message = N_("{number} of {count}, new, for") if is_new else N_("{number} of {count} for")
        self._count.setText(
            tr(message, number=format_number(number), count=format_number(len(held)))
        )
        self._chip.setText(shown.claim.code)
        self._wording.setText(without_bidi_controls(" ".join(shown.claim.text.split())))
        self.form.show_evidence(shown.evidence, shown.source)
        set_read_only(self.form, is_read_only=self._workspace.is_read_only)

    def _take_source(self, known: KnownSource) -> None:
        """Use a known source, and focus the next empty field."""
        shown = self.shown
        if shown:
            edit = take_source(self._workspace.reader, shown.evidence, known.source)
            if not edit.changes or self._workspace.do(edit):
                self.go_to(self.form.first_empty())

    def _unfold(self) -> None:
        """Show the rare fields if there is room, or if one has a value."""
        is_needed = self.shown is not None and has_rare(self.shown.evidence, self.shown.source)
        self.form.more.set_open(open_=self.height() >= ALL_OPEN or is_needed)

    def _follow(self, edit: Edit) -> None:
        if edit.of(Evidence, Source, Claim) and self.shown and not self._read(self.shown.evidence):
            self.close_sheet()


def _another(*, names_key: bool) -> str:
    key = key_sign("evidence.another") if names_key else ""
    return tr("Another   {key}", key=key).rstrip()


def has_rare(evidence: Evidence, source: Source | None) -> bool:
    """Return whether one of the rare fields has a value."""
    blank = Source()
    judged = source and (source.medium, source.reliability) != (blank.medium, blank.reliability)
    return bool(evidence.note or judged or (source and source.reliability_note))
