"""The panel of the fact-check of the current claim."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.completeness import Gap, SourcedEvidence, gaps, in_mentions, quoting
from annotator.domain.direction import side_by_side
from annotator.domain.edit import Edit
from annotator.domain.unconfirmed import CODE, as_gaps
from annotator.i18n import N_, ngettext
from annotator.operations.checking import check_of, sourced_evidence
from annotator.operations.evidence import begin_evidence
from annotator.operations.sources import article_code
from annotator.ui.application.keyboard import presses
from annotator.ui.application.shortcuts import key_sign
from annotator.ui.models.claims import articles_with, verdict_chip, with_places
from annotator.ui.models.evidence import EvidenceRow
from annotator.ui.models.wording import short_names
from annotator.ui.panels.begun_evidence import BegunEvidence
from annotator.ui.panels.claim_line import ClaimLine
from annotator.ui.panels.gap_fields import STANCE, field_of, first_lacking, missing, to_do
from annotator.ui.panels.hint import Hint, choose_claim
from annotator.ui.panels.panel import Panel, inset
from annotator.ui.panels.to_do import ToDo, ToDoList
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.theme import Theme
from annotator.ui.widgets.read_only import set_read_only

if TYPE_CHECKING:
    from annotator.ui.panels.evidence_section import EvidenceSection
    from annotator.ui.panels.evidence_sheet import EvidenceSheet


class FactCheckPanel(Panel):
    """Shows status, verdict, gaps and evidence of the current claim's check."""

    name = "fact_check"
    title = N_("Fact-check")

    evidence_requested = Signal(object, str)  # Evidence, and the id of a field in the sheet
    field_requested = Signal(str)  # the id of a field of another panel

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__(focus, theme)
        self._claim: Claim | None = None
        self._check: FactCheck | None = None
        self._blank: FactCheck | None = None
        self._held: list[SourcedEvidence] = []
        self._in_mentions: tuple[Gap, ...] = ()
        self._is_asked = False
        self.sheet: EvidenceSheet | None = None  # None until evidence is opened
        self.begun = BegunEvidence(self.workspace)
        self.header.warning_pressed.connect(lambda: self.action_requested.emit("check.next_gap"))
        self.focus.claim_changed.connect(self._show)
        self.focus.here_changed.connect(self._show_here)
        self.workspace.edited.connect(self._follow)
        self.workspace.signing.changed.connect(self._sign)
        self.workspace.pending.changed.connect(self._show_lacking)
        self.filled.connect(self._show_parts)
        self.overtaken.connect(self._show_parts)
        self._show()
        QTimer.singleShot(0, self, self.begun.remove_left_over)

    @override
    def fill(self) -> Iterator[None]:
        from annotator.ui.panels.check_form import CheckForm  # noqa: PLC0415 - the start has none
        from annotator.ui.panels.evidence_section import EvidenceSection  # noqa: PLC0415

        yield
        self._empty = inset(Hint(lambda: choose_claim(self.focus)))
        self._line = inset(ClaimLine())
        self._to_do = inset(ToDoList())
        self._form = inset(CheckForm(self.workspace))
        yield
        self._evidence = inset(EvidenceSection())
        self.add_contents(self._empty, self._line, self._to_do, self._form, self._evidence)
        self._connect()

    @property
    def evidence(self) -> "EvidenceSection":
        """Return the list of the evidence, with its buttons."""
        self.fill_once()
        return self._evidence

    @override
    def show_keys(self) -> None:
        super().show_keys()
        self.header.set_warning_keys(key_sign("check.next_gap"))

    def begin_verdict(self) -> None:
        """Focus the verdict; choosing one returns to the text."""
        self.fill_once()
        self._is_asked = True
        self.look_at(0)  # the claim is to be read before it is judged
        self.go_to(self._form.verdict)

    def judge(self, code: str) -> bool:
        """Set the verdict with this code, and return whether it was set."""
        self.fill_once()
        return self._form.judge(code)

    def begin_note(self) -> None:
        """Focus the notes."""
        self.fill_once()
        self.go_to(self._form.notes)

    def add_evidence(self) -> None:
        """Add a piece of evidence, accessed today, to the shown claim, and open it."""
        if self._claim:
            self.begin_evidence(self._claim, Source(accessed_at=date.today().isoformat()))

    def begin_evidence(self, claim: Claim, source: Source, quote: str = "") -> None:
        """Add a piece of evidence to a claim, and open it."""
        self.workspace.pending.flush()
        by = self.workspace.annotator.id
        edit, evidence = begin_evidence(self.workspace.reader, claim, source, by, quote)
        if self.workspace.do(edit):
            self.evidence.list.choose(evidence.id)
            self.evidence_requested.emit(evidence, STANCE)
            self.begun.follow(None if quote else edit)

    def go_to_next_gap(self) -> bool:
        """Go to the field of the next gap, from the first one on; return whether there is one."""
        self.fill_once()
        return self._to_do.next()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event, "check.evidence") and not self.workspace.is_read_only:
            self.add_evidence()  # to the claim that the panel shows, wherever its mark is
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self._form.finished.connect(self.finished)
        self._form.verdict.picked.connect(self._return)
        self._to_do.picked.connect(self._mend)
        self._evidence.action_requested.connect(self.action_requested)
        self._evidence.add.clicked.connect(self.add_evidence)
        self._evidence.list.opened.connect(lambda each: self.evidence_requested.emit(each, STANCE))

    def _follow(self, edit: Edit) -> None:
        if edit.of(Evidence, Source):
            self._show()

    def _show(self) -> None:
        claim = self.focus.claim
        if self.is_filled and self._claim and (claim is None or claim.id != self._claim.id):
            self.workspace.pending.flush()
            self._is_asked = False
            self._to_do.forget()
            if self.isHidden():
                self._form.show_check(None)
                self.is_behind = True
        self._claim = claim
        self._read(claim)
        self._summarise()
        (self._show_lacking if self.is_behind else self._show_parts)()

    def _show_here(self) -> None:
        if not self.is_behind:
            self._line.set_here(is_here=not self.focus.is_let_go)

    def _show_parts(self) -> None:
        claim, self.is_behind = self._claim, False
        self._show_here()
        self._form.show_check(self._check)
        set_read_only(self._form, is_read_only=self.workspace.is_read_only)
        self._show_lacking()
        self._empty.show_when(is_empty=claim is None)
        for part in (self._line, self._form, self._evidence):
            part.setHidden(claim is None)
        self._evidence.set_changeable(changeable=not self.workspace.is_read_only)

    def _summarise(self) -> None:
        claim, check = self._claim, self._check
        self.summarise(*_summary(self.focus, claim, check, is_made=check != self._blank))

    def _show_lacking(self) -> None:
        claim = self._claim
        found: tuple[Gap, ...] = ()
        if claim:
            lacking = gaps(claim, self._check, self._held)
            found = (*_not_understood(self.focus, claim, self._held), *lacking, *self._in_mentions)
        items = [to_do(gap, claim, self._held) for gap in found] if claim else []
        message = "\n".join(item.text for item in items)
        count = ngettext("{count} to do", "{count} to do", len(found)) if found else ""
        self.header.set_warning(count, message)
        if not self.is_behind:
            self._to_do.show_items(items)
            self._line.show_claim(claim)
            rows = [_row(self.workspace, claim, each) for each in self._held] if claim else []
            self._evidence.show_rows(rows)

    def _read(self, claim: Claim | None) -> None:
        reader = self.workspace.reader
        self._check = check_of(reader, claim.id) or self._unmade(claim) if claim else None
        mentions = reader.find(Mention, claim_id=claim.id) if claim else []
        self._in_mentions = in_mentions(claim, set(map(quoting, mentions))) if claim else ()
        self._held = sourced_evidence(reader, self._check)

    def _sign(self) -> None:
        """Let the check that the first entry will add be that of the person who works now."""
        if self._claim and self._check is self._blank:
            self._check = self._unmade(self._claim)
            if not self.is_behind:
                self._form.show_check(self._check)

    def _unmade(self, claim: Claim) -> FactCheck:
        """Return the check that the first entry will add."""
        self._blank = _begun(claim, self.workspace.annotator.id, self._blank)
        return self._blank

    def _return(self) -> None:
        if self._is_asked:
            self._is_asked = False
            self.finished.emit()

    def _mend(self, item: ToDo) -> None:
        name = field_of(item.code)
        if name == "claim.quote":
            self.action_requested.emit(name)
        elif item.code == CODE:
            self.action_requested.emit("edit.unfinished")
        elif name.startswith("check.") and (field := self._form.field(name)):
            self.go_to(field)
        elif name.startswith("evidence.") and self._claim:
            evidence = first_lacking(item.code, self._claim, self._held)
            self.evidence_requested.emit(evidence, name)
        elif name:
            self.field_requested.emit(name)
        else:
            self.go_to(self.evidence.add)


def _begun(claim: Claim, by: str, former: FactCheck | None) -> FactCheck:
    """Return a check of a claim by a person: the former one, unless it is of another claim."""
    if former is None or former.claim_id != claim.id:
        return FactCheck(claim_id=claim.id, checked_by=by)
    return replace(former, checked_by=by)


def _found(
    claim: Claim, check: FactCheck | None, made: FactCheck | None, codebook: Codebook
) -> str:
    """Return code, verdict and status of a claim, to announce; `made` is its check if it exists."""
    states = short_names(codebook.scheme(Layer.CHECK_STATUS).labels)
    state = states.get(made.status, "").lower() if made else ""
    return side_by_side(dict.fromkeys((claim.code, verdict_chip(check, codebook), state)))


def _summary(
    focus: Focus, claim: Claim | None, check: FactCheck | None, *, is_made: bool
) -> tuple[str, str]:
    """Return the summaries in the header: while the panel is open, and while it is closed."""
    if claim is None:
        return "", ""
    reader, codebook = focus.workspace.reader, focus.workspace.codebook
    states = short_names(codebook.scheme(Layer.CHECK_STATUS).labels)
    state = states.get(check.status, "").lower() if check and is_made else ""
    found = dict.fromkeys((claim.code, verdict_chip(check, codebook), state))
    here = {mention.id for mention in focus.labels.mentions_of(claim.id)}
    elsewhere = articles_with(reader, claim, without=here)
    codes = [focus.article.code, *elsewhere] if here and focus.article else elsewhere
    places = with_places(claim, codes, focus.article)
    return places, side_by_side(found)


def _not_understood(focus: Focus, claim: Claim, held: list[SourcedEvidence]) -> tuple[Gap, ...]:
    mentions = [mention.id for mention in focus.labels.mentions_of(claim.id)]
    evidence = [record.id for each in held for record in each if record]
    return as_gaps(focus.workspace.pending.to_do(claim.id, *mentions, *evidence))


def _row(workspace: Workspace, claim: Claim, held: SourcedEvidence) -> EvidenceRow:
    evidence, source = held
    typed = workspace.pending.to_do(*(record.id for record in held if record))
    lacks = [*(each.to_do for each in typed), *missing(claim, held)]
    code = article_code(workspace.reader, source) if source else ""
    return EvidenceRow.of(evidence, source, lacks, workspace.codebook, code)
