"""The panel of the fact-check of the current claim."""

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.completeness import (
    NO_QUOTE_TYPE,
    OWN_VOICE,
    Gap,
    Held,
    gaps,
    in_mentions,
    quoting,
)
from annotator.domain.edit import Edit
from annotator.domain.labelling import add_evidence
from annotator.domain.unconfirmed import CODE, as_gaps
from annotator.ui.focus import Focus
from annotator.ui.models.marks import verdict_word
from annotator.ui.panels.check_form import CheckForm
from annotator.ui.panels.checking import check_of, started
from annotator.ui.panels.evidence_form import EvidenceForm
from annotator.ui.panels.evidence_list import IN_EVIDENCE, EvidenceList
from annotator.ui.panels.gap_row import GapRow
from annotator.ui.panels.panel import Panel, hint, inset
from annotator.ui.theme import Theme

_IN_CHECK = {
    "no_verdict": "check.verdict",
    "no_justification": "check.justification",
    "no_as_of": "check.as_of",
    "not_a_fact": "check.verdict",
}
_IN_MENTIONS = {NO_QUOTE_TYPE.code, OWN_VOICE.code}


class FactCheckPanel(Panel):
    """Shows how far the check of the current claim is, what it found, and on what evidence."""

    name = "fact_check"
    title = "Fact-check"
    keys = "F9"

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__(focus, theme)
        self._claim: Claim | None = None
        self._check: FactCheck | None = None
        self._blank: FactCheck | None = None
        self._held: list[Held] = []
        self._in_mentions: tuple[Gap, ...] = ()
        self._is_asked = False
        self._empty = inset(hint("Choose a claim in the list or in the text to check it."))
        self._gaps = inset(GapRow())
        self._form = inset(CheckForm(self.workspace))
        self._evidence = inset(EvidenceList(self.workspace))
        self.add_contents(self._empty, self._gaps, self._form, self._evidence)
        self._add = self.header.add_button("Evidence", "Add evidence", "E")
        self._connect()
        self._show()

    def begin_verdict(self) -> None:
        """Ask for the verdict; once it is given, the person is done here."""
        self._is_asked = True
        self.go_to(self._form.verdict)

    def begin_note(self) -> None:
        """Let a note be typed."""
        self.go_to(self._form.notes)

    def add_evidence(self) -> None:
        """Add a piece of evidence seen today, and let its words be typed."""
        self.flush()
        if self._check is None:
            return
        by, today = self.workspace.annotator.id, date.today().isoformat()
        edit, evidence, _ = add_evidence(self._check, today, by)
        if self.workspace.reader.get(FactCheck, self._check.id) is None:
            begun = Edit.add(edit.label, started(self._check))
            edit = Edit.joined(edit.label, [begun, edit])
        if self.workspace.do(edit) and (card := self._evidence.card(evidence.id)):
            card.set_open(open_=True)
            self.go_to(card.form().quote)

    def open_card(self, evidence_id: str) -> EvidenceForm | None:
        """Return the form of a piece of evidence, unfolded; None when it is not shown."""
        card = self._evidence.card(evidence_id)
        if card is None:
            return None
        card.set_open(open_=True)
        return card.form()

    @override
    def flush(self) -> None:
        self._form.flush()
        self._evidence.flush()

    def _connect(self) -> None:
        # for the claim that the panel shows, wherever its mark is
        self._add.clicked.connect(self.add_evidence)
        self._form.kept.connect(self.finished)
        self._form.verdict.picked.connect(self._return)
        self._evidence.kept.connect(self.finished)
        self._gaps.picked.connect(self._mend)
        self.header.warning_pressed.connect(self._gaps.turn)
        self.focus.claim_changed.connect(self._show)
        self.workspace.edited.connect(self._follow)
        self.workspace.pending.changed.connect(self._show_lacking)

    def _follow(self, edit: Edit) -> None:
        if any(isinstance(change.record, Evidence | Source) for change in edit.changes):
            self._show()

    def _show(self) -> None:
        claim = self.focus.claim
        if self._claim and (claim is None or claim.id != self._claim.id):
            self.flush()
            self._is_asked = False
        self._claim = claim
        self._read(claim)
        self._form.show_check(self._check)
        self._form.setEnabled(not self.workspace.is_read_only)
        self._show_parts(claim)

    def _show_parts(self, claim: Claim | None) -> None:
        self._show_lacking()
        self._empty.setHidden(claim is not None)
        self._form.setHidden(claim is None)
        if claim is None:
            self._evidence.hide()
        self._summarise(claim)
        self._add.setEnabled(claim is not None and not self.workspace.is_read_only)

    def _summarise(self, claim: Claim | None) -> None:
        if claim is None:
            self.summarise("")
            return
        codebook, check = self.workspace.codebook, self._check
        state = codebook.name(Layer.CHECK_STATUS, check.status).lower() if check else ""
        found = [claim.code, verdict_word(check, codebook), state if check != self._blank else ""]
        self.summarise(claim.code, " · ".join(dict.fromkeys(filter(None, found))))

    def _show_lacking(self) -> None:
        claim = self._claim
        found: tuple[Gap, ...] = ()
        if claim:
            lacking = gaps(claim, self._check, self._held)
            found = (*self._not_understood(claim), *lacking, *self._in_mentions)
        self._gaps.show_gaps(found)
        words = "\n".join(gap.words for gap in found)
        self.header.set_warning(f"{len(found)} to do" if found else "", words)
        if claim:
            self._evidence.show_evidence(claim, self._held)

    def _not_understood(self, claim: Claim) -> tuple[Gap, ...]:
        mentions = [mention.id for mention in self.focus.labels.mentions_of(claim.id)]
        evidence = [record.id for held in self._held for record in held if record]
        return as_gaps(self.workspace.pending.to_do(claim.id, *mentions, *evidence))

    def _read(self, claim: Claim | None) -> None:
        reader = self.workspace.reader
        self._check = check_of(reader, claim.id) or self._unmade(claim) if claim else None
        mentions = reader.find(Mention, claim_id=claim.id) if claim else []
        self._in_mentions = in_mentions(claim, set(map(quoting, mentions))) if claim else ()
        check_id = self._check.id if self._check else ""
        self._held = [
            (each, reader.get(Source, each.source_id) if each.source_id else None)
            for each in reader.find(Evidence, check_id=check_id)
        ]

    def _unmade(self, claim: Claim) -> FactCheck:
        """Return the check that the first entry makes."""
        if self._blank is None or self._blank.claim_id != claim.id:
            by = self.workspace.annotator.id
            self._blank = FactCheck(claim_id=claim.id, checked_by=by)
        return self._blank

    def _return(self) -> None:
        if self._is_asked:
            self._is_asked = False
            self.finished.emit()

    def _mend(self, code: str) -> None:
        if code in _IN_MENTIONS:
            self.asked.emit("claim.quote")
        elif code == CODE:
            self.asked.emit("edit.unfinished")
        elif field := self._field(code):
            self.go_to(field)
        else:
            self.add_evidence()

    def _field(self, code: str) -> QWidget | None:
        if code in _IN_CHECK:
            return self._form.field(_IN_CHECK[code])
        card = self._evidence.lacking(code, self._claim, self._held) if self._claim else None
        if code not in IN_EVIDENCE or card is None:
            return None
        card.set_open(open_=True)
        return card.form().findChild(QWidget, IN_EVIDENCE[code])
