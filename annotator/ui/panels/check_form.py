"""The form of the fact-check of the current claim."""

from operator import attrgetter

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_, tr
from annotator.operations.checking import started, with_status, with_verdict
from annotator.ui.panels.entries import Entries, FieldBinding, FieldSlot
from annotator.ui.panels.label_row import LabelRow, choices
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.field_order import FieldOrder
from annotator.ui.widgets.form import Form


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
        codebook = self._workspace.codebook
        self.verdict = LabelRow(choices(codebook.scheme(Layer.VERDICT)), clearable=True)
        self._entries.choice(
            FieldSlot(self._form, "check.verdict", tr("Verdict")),
            self.verdict,
            FieldBinding(lambda check: check.verdict.code if check.verdict else None, self._judge),
        )
        self._entries.choice(
            FieldSlot(self._form, "check.status", tr("Status")),
            LabelRow(choices(codebook.scheme(Layer.CHECK_STATUS))),
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
        self.notes = AutoText(tr("For yourself and the second reader"))
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

    def _judge(self, check: FactCheck, code: str | None) -> Edit:
        scheme = self._workspace.codebook.scheme(Layer.VERDICT)
        verdict = scheme.key(code) if code else None
        return self._entries.put(N_("verdict"), with_verdict(check, verdict))


def _confidences() -> tuple[Choice, ...]:
    may_change = tr("The next piece of evidence may well change the verdict.")
    stands = tr("Likely to stand, though something is open.")
    is_sure = tr("It is hard to think of evidence that would change it.")
    return (
        Choice("low", tr("Low"), "1", may_change),
        Choice("medium", tr("Mid"), "2", stands, full=tr("Medium")),
        Choice("high", tr("High"), "3", is_sure),
    )
