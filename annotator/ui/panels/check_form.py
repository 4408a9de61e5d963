"""The form of the fact-check of the current claim."""

from operator import attrgetter

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.ui.panels.boxes import OptionBox
from annotator.ui.panels.checking import started, with_status, with_verdict
from annotator.ui.panels.entries import Entries, Place, Trait
from annotator.ui.panels.label_row import LabelRow, choices
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.form import Form
from annotator.ui.workspace import Workspace

_CONFIDENCES = (
    Choice("low", "Low", "1"),
    Choice("medium", "Medium", "2"),
    Choice("high", "High", "3"),
)


class CheckForm(QWidget):
    """Shows status and finding; `rare` holds what is placed below the evidence."""

    kept = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._entries = Entries[FactCheck](
            workspace, self._named, made=started, owner=attrgetter("claim_id")
        )
        self._form, self._rare = Form(), Form()
        self.rare = Fold("More", self._rare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        self._add_finding()
        self._add_reasons()
        self._add_rare()
        self._entries.kept.connect(self.kept)

    def show_check(self, check: FactCheck | None) -> None:
        """Show a check, or the same one as it is now; one not yet made is made by an entry."""
        before = self._entries.current()
        self._entries.show(check)
        if check is None:
            return
        needed = bool(check.confidence or check.notes)
        if needed or before is None or before.id != check.id:
            self.rare.set_needed(needed)

    def field(self, name: str) -> QWidget | None:
        """Return the field of an id such as `check.as_of`."""
        return self.findChild(QWidget, name) or self._rare.findChild(QWidget, name)

    def flush(self) -> None:
        """Commit what is being typed."""
        self._entries.flush()

    def _add_finding(self) -> None:
        codebook = self._workspace.codebook
        self._entries.choice(
            Place(self._form, "check.status", "Status"),
            OptionBox(choices(codebook.scheme(Layer.CHECK_STATUS))),
            Trait(lambda check: check.status, self._set_status),
        )
        self.verdict = LabelRow(choices(codebook.scheme(Layer.VERDICT)), clearable=True)
        self._entries.choice(
            Place(self._form, "check.verdict", "Verdict"),
            self.verdict,
            Trait(lambda check: check.verdict.code if check.verdict else None, self._judge),
        )

    def _add_reasons(self) -> None:
        attribute = self._entries.attribute
        self._entries.text(
            Place(self._form, "check.conclusion", "Conclusion"),
            AutoText("The finding in one sentence", lines=(1, 4)),
            attribute("conclusion", "conclusion"),
        )
        self._entries.text(
            Place(self._form, "check.justification", "Reasons"),
            AutoText("How the evidence leads there", lines=(1, 6)),
            attribute("justification", "reasons"),
        )
        self._entries.text(
            Place(self._form, "check.as_of", "As of"),
            DateField("The day up to which evidence counts"),
            attribute("as_of", "“as of” date"),
        )

    def _add_rare(self) -> None:
        self._entries.choice(
            Place(self._rare, "check.confidence", "Confidence"),
            LabelRow(_CONFIDENCES, clearable=True),
            Trait(
                lambda check: check.confidence or None,
                lambda check, chosen: self._entries.put(
                    "confidence", replace(check, confidence=chosen or "")
                ),
            ),
        )
        self.notes = AutoText("For yourself and the second reader", lines=(2, 10))
        self._entries.text(
            Place(self._rare, "check.notes", "Notes"),
            self.notes,
            self._entries.attribute("notes", "notes"),
        )

    def _named(self, check: FactCheck) -> str:
        claim = self._workspace.reader.get(Claim, check.claim_id)
        return f"check of {claim.code}" if claim else "check"

    def _set_status(self, check: FactCheck, status: str) -> Edit:
        return self._entries.put("status", with_status(check, status))

    def _judge(self, check: FactCheck, code: str | None) -> Edit:
        scheme = self._workspace.codebook.scheme(Layer.VERDICT)
        verdict = scheme.key(code) if code else None
        return self._entries.put("verdict", with_verdict(check, verdict))
