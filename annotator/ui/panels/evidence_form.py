"""The form of one piece of evidence and of its source."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.labelling import remove_evidence
from annotator.ui.panels.boxes import TickBox
from annotator.ui.panels.entries import Entries, Place
from annotator.ui.panels.label_row import LabelRow, choices
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.section import flush_button
from annotator.ui.workspace import Workspace


class EvidenceForm(QWidget):
    """Shows what a source says, and what the source is; addresses are text, never opened."""

    kept = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._evidence = Entries[Evidence](workspace, self._named)
        self._sources = Entries[Source](workspace, lambda _: self._name)
        self._name = "evidence"
        self._form, self._of_source, self._end = Form(), Form(), Form()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(6)
        for part in (self._form, self._of_source, self._end):
            self._column.addWidget(part)
        self._add_words()
        self._add_source()
        self._add_dates()
        self._add_judgement()
        self._add_end()
        for entries in (self._evidence, self._sources):
            entries.kept.connect(self.kept)

    def show_evidence(self, evidence: Evidence, source: Source | None) -> None:
        """Show a piece of evidence, or the same one as it is now."""
        self._name = self._named(evidence)
        self._evidence.show(evidence)
        self._sources.show(source)
        self._of_source.setEnabled(source is not None)

    def flush(self) -> None:
        """Commit what is being typed."""
        self._evidence.flush()
        self._sources.flush()

    def _add_words(self) -> None:
        stances = self._workspace.codebook.scheme(Layer.EVIDENCE_STANCE)
        self._evidence.choice(
            Place(self._form, "evidence.stance", "Stance"),
            LabelRow(choices(stances)),
            self._evidence.attribute("stance", "stance"),
        )
        self.quote = AutoText("The very words of the source", lines=(2, 8))
        self._evidence.text(
            Place(self._form, "evidence.quote", "Quote"),
            self.quote,
            self._evidence.attribute("quote", "quote"),
        )
        self._evidence.text(
            Place(self._form, "evidence.locator", "Found at"),
            AutoLine("Page, minute, table, article"),
            self._evidence.attribute("locator", "locator"),
        )

    def _add_source(self) -> None:
        for name, label, attribute, placeholder in (
            ("evidence.title", "Source", "title", "Title of the page, document, call"),
            ("evidence.publisher", "Publisher", "publisher", "Who answers for it"),
            ("evidence.url", "Address", "url", "https://"),
            ("evidence.archive_url", "Archived at", "archive_url", "A saved copy"),
        ):
            self._sources.text(
                Place(self._of_source, name, label),
                AutoLine(placeholder),
                self._sources.attribute(attribute, label.lower()),
            )

    def _add_dates(self) -> None:
        for name, label, attribute in (
            ("evidence.published", "Published", "published_at"),
            ("evidence.accessed", "Accessed", "accessed_at"),
        ):
            self._sources.text(
                Place(self._of_source, name, label),
                DateField("2025, 2025-02 or 2025-02-27"),
                self._sources.attribute(attribute, f"date {label.lower()}"),
            )

    def _add_judgement(self) -> None:
        codebook = self._workspace.codebook
        self._sources.choice(
            Place(self._of_source, "evidence.medium", "Medium"),
            LabelRow(choices(codebook.scheme(Layer.SOURCE_MEDIUM))),
            self._sources.attribute("medium", "medium"),
        )
        self._sources.choice(
            Place(self._of_source, "evidence.primary", "Primary"),
            TickBox("Part of the matter itself"),
            self._sources.attribute("is_primary", "primary mark"),
        )
        self._sources.choice(
            Place(self._of_source, "evidence.reliability", "Reliability"),
            LabelRow(choices(codebook.scheme(Layer.SOURCE_RELIABILITY))),
            self._sources.attribute("reliability", "reliability"),
        )
        self._sources.text(
            Place(self._of_source, "evidence.reliability_note", "Because"),
            AutoText("Why it can be relied on so far", lines=(1, 5)),
            self._sources.attribute("reliability_note", "reason for reliability"),
        )

    def _add_end(self) -> None:
        self._evidence.text(
            Place(self._end, "evidence.note", "Note"),
            AutoText("", lines=(1, 6)),
            self._evidence.attribute("note", "note"),
        )
        remove = flush_button("Remove this evidence")
        remove.setObjectName("evidence.remove")
        remove.clicked.connect(self._remove)
        self._column.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeading)

    def _named(self, evidence: Evidence) -> str:
        reader = self._workspace.reader
        check = reader.get(FactCheck, evidence.check_id)
        claim = reader.get(Claim, check.claim_id) if check else None
        return f"evidence for {claim.code}" if claim else "evidence"

    def _remove(self) -> None:
        self.flush()
        if evidence := self._evidence.current():
            self._workspace.do(remove_evidence(self._workspace.reader, evidence))
