"""The form of the fact-check of the current claim."""

from operator import attrgetter
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, Layer, Scheme
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.label_key import LabelKey
from annotator.i18n import N_, tr
from annotator.operations.checking import started, with_status, with_verdict
from annotator.ui.panels.entries import Entries, FieldBinding, FieldSlot
from annotator.ui.panels.label_row import LabelRow, SchemeRow, of_layer
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.field_order import FieldOrder
from annotator.ui.widgets.form import Form

_OF: Final = "\n"  # between the id of a scheme that is not the first one and a code of it


class CheckForm(QWidget):
    """The fields of a fact-check: status, verdict and reasons."""

    finished = Signal()  # the person is done with the form

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._entries = Entries[FactCheck](
            workspace, self._named, made=started, owner=attrgetter("claim_id")
        )
        self._form = Form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        self._add_finding()
        self._add_reasons()
        self._add_certainty()
        self._order = FieldOrder(self, self._form.fields)
        self._order.ended.connect(self.finished)
        self._entries.finished.connect(self._order.go_on)

    def show_check(self, check: FactCheck | None) -> None:
        """Show a check, or refresh the same one; one that does not exist is created by an entry."""
        self._entries.show(check)

    def field(self, name: str) -> QWidget | None:
        """Return the field of an id such as `check.as_of`."""
        return self.findChild(QWidget, name)

    def judge(self, code: str) -> bool:
        """Set the verdict with this code, and return whether it was set."""
        check = self._entries.current()
        return check is not None and self._entries.do(self._judge(check, code)) is not False

    def _add_finding(self) -> None:
        self.verdict = SchemeRow(self._workspace, _verdicts, clearable=True)
        self._entries.choice(
            FieldSlot(self._form, "check.verdict", tr("Verdict")),
            self.verdict,
            FieldBinding(self._verdict, self._judge),
        )
        self._entries.choice(
            FieldSlot(self._form, "check.status", tr("Status")),
            SchemeRow(self._workspace, of_layer(Layer.CHECK_STATUS)),
            FieldBinding(lambda check: check.status, self._set_status),
        )

    def _add_reasons(self) -> None:
        attribute = self._entries.attribute
        self._entries.text(
            FieldSlot(self._form, "check.conclusion", tr("Conclusion")),
            AutoText(tr("The finding in one sentence"), single_paragraph=True),
            attribute("conclusion", N_("conclusion")),
        )
        self._entries.text(
            FieldSlot(self._form, "check.justification", tr("Reasons")),
            AutoText(tr("How the evidence leads there")),
            attribute("justification", N_("reasons")),
        )

    def _add_certainty(self) -> None:
        date = DateField(tr("Date"), is_narrow=True)
        date.line.setToolTip(tr("The day up to which evidence counts"))
        self._entries.text(
            FieldSlot(self._form, "check.as_of", tr("As of")),
            date,
            self._entries.attribute("as_of", N_("“as of” date")),
        )
        self._entries.choice(
            FieldSlot(self._form.beside(), "check.confidence", tr("Confidence")),
            LabelRow(_confidences(), clearable=True),
            FieldBinding(
                lambda check: check.confidence or None,
                lambda check, chosen: self._entries.put(
                    N_("confidence"), replace(check, confidence=chosen or "")
                ),
            ),
        )
        self.notes = AutoText(tr("For you and the second reader"))
        self._entries.text(
            FieldSlot(self._form, "check.notes", tr("Note")),
            self.notes,
            self._entries.attribute("notes", N_("notes")),
        )

    def _named(self, check: FactCheck) -> EditLabel:
        claim = self._workspace.reader.get(Claim, check.claim_id)
        if claim is None:
            return EditLabel(N_("check"))
        return EditLabel.of(N_("check of {claim}"), claim=claim.code)

    def _set_status(self, check: FactCheck, status: str) -> Edit:
        return self._entries.put(N_("status"), with_status(check, status))

    def _verdict(self, check: FactCheck) -> str | None:
        if check.verdict is None:
            return None
        scheme_id, code = check.verdict.scheme_id, check.verdict.code
        is_first = self._workspace.codebook.scheme(Layer.VERDICT).id == scheme_id
        return code if is_first else f"{scheme_id}{_OF}{code}"

    def _judge(self, check: FactCheck, code: str | None) -> Edit:
        scheme_id, _, other = (code or "").rpartition(_OF)
        scheme = self._workspace.codebook.scheme(Layer.VERDICT)
        verdict = LabelKey(scheme_id or scheme.id, other) if code else None
        return self._entries.put(N_("verdict"), with_verdict(check, verdict))


def _verdicts(codebook: Codebook) -> Scheme:
    """Return the first scale of verdicts, with the labels of the others as retired ones."""
    first, *others = codebook.layer(Layer.VERDICT) or [codebook.scheme(Layer.VERDICT)]
    labels = [
        replace(
            label,
            code=f"{scheme.id}{_OF}{label.code}",
            name=f"{label.name} ({scheme.title})",
            short=label.short or label.name,
            is_retired=True,
        )
        for scheme in others
        for label in scheme.labels
    ]
    return replace(first, labels=(*first.labels, *labels))


def _confidences() -> tuple[Choice, ...]:
    may_change = tr("The next piece of evidence may well change the verdict.")
    stands = tr("Likely to stand, though something is open.")
    is_sure = tr("It is hard to think of evidence that would change it.")
    return (
        Choice("low", tr("Low"), "1", may_change),
        Choice("medium", tr("Mid"), "2", stands, full=tr("Medium")),
        Choice("high", tr("High"), "3", is_sure),
    )
