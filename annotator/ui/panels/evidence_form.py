"""The form of one piece of evidence and of its source."""

from collections.abc import Iterator

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.check import Evidence, Source
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_, tr
from annotator.operations.checking import claim_of
from annotator.ui.application.shortcuts import shortcut, show_with_keys
from annotator.ui.models.evidence import SIGNS
from annotator.ui.models.source_search import SourceSearch
from annotator.ui.panels.entries import Entries, FieldSlot
from annotator.ui.panels.filled_late import FilledLate
from annotator.ui.panels.label_row import SchemeRow, of_layer
from annotator.ui.panels.publisher_field import PublisherField
from annotator.ui.panels.source_field import SourceField
from annotator.ui.panels.source_notes import SourceNotes
from annotator.ui.panels.tick_box import TickBox
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.address_field import AddressField
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.label_above import LabelAbove
from annotator.ui.widgets.pair_grid import PairGrid
from annotator.ui.widgets.rule import rule

_DATE = N_("2025, 2025-02 or 2025-02-27")


class EvidenceForm(FilledLate):
    """The fields of evidence and source: labels above them, two fields in a row.

    `cells` has the container of each field by its name.
    """

    action_requested = Signal(str)  # an action's id
    finished = Signal()  # go to the next field: Enter, or the key of a choice
    source_taken = Signal(object)  # KnownSource

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._evidence = Entries[Evidence](workspace, self._named)
        self._sources = Entries[Source](workspace, lambda _: self._name)
        self._name = EditLabel(N_("evidence"))
        self.cells: dict[str, LabelAbove] = {}
        self._rare = PairGrid()
        self._pairs = PairGrid()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pairs)
        for entries in (self._evidence, self._sources):
            entries.finished.connect(self.finished)

    @override
    def fill(self) -> Iterator[None]:
        self._add_words()
        yield
        self._add_source()
        self._add_addresses()
        yield
        self._add_dates()
        self._add_place()
        yield
        self.more = Fold(tr("More"), self._rare)
        self._pairs.add(rule(), is_whole=True)
        self._pairs.add(self.more, is_whole=True)
        self._add_kind()
        yield
        self._add_judgement()
        self._notes = SourceNotes(self._workspace, self.cells)
        self._notes.action_requested.connect(self.action_requested)
        self._notes.copy_requested.connect(self._make_copy)

    def show_evidence(self, evidence: Evidence, source: Source | None) -> None:
        """Show a piece of evidence, or refresh the same one."""
        self.is_behind = False
        self.fill_once()
        self._name = self._named(evidence)
        self._evidence.show(evidence)
        self._sources.show(source)
        self._notes.show_notes(evidence, source)

    def field(self, name: str) -> QWidget | None:
        """Return the field with an id such as `evidence.quote`, and make it visible."""
        field = self.findChild(QWidget, name)
        if field and self._rare.isAncestorOf(field):
            self.more.set_open(open_=True)
        return field

    def first_empty(self) -> str:
        """Return the id of the first empty text field after the quote; by default the locator's."""
        texts = [name for name in self.cells if name not in {"evidence.stance", "evidence.quote"}]
        fields = [(name, self.findChild(QWidget, name)) for name in texts]
        empty = (
            name
            for name, field in fields
            if isinstance(field, AutoLine | AutoText | DateField) and not field.value()
        )
        return next(empty, "evidence.locator")

    def _add_words(self) -> None:
        stance = SchemeRow(self._workspace, of_layer(Layer.EVIDENCE_STANCE), dress=_signed)
        place = self._whole("evidence.stance", tr("Stance"))
        self._evidence.choice(place, stance, self._evidence.attribute("stance", N_("stance")))
        quote = AutoText(
            tr("The exact words of the source"), lines=(2, None), checks_spelling=False
        )
        place = self._whole("evidence.quote", tr("Quote"))
        self._evidence.text(place, quote, self._evidence.attribute("quote", N_("quote")))
        show_with_keys(self, self._show_keys)

    def _show_keys(self) -> None:
        hint = tr("select words in any article, press {key}", key=shortcut("evidence.quote"))
        self.cells["evidence.quote"].set_hint("" if self._workspace.is_read_only else hint)

    def _add_source(self) -> None:
        search = SourceSearch(self._workspace, self)
        title = SourceField(tr("Title of the page, document, call"), search, self._source_id, self)
        title.taken.connect(self.source_taken)
        self._add_text("title", tr("Source"), "title", N_("source"), title)
        publisher = PublisherField(tr("Who published it, or said it"), self._workspace.reader)
        self._add_text("publisher", tr("Publisher"), "publisher", N_("publisher"), publisher)

    def _add_addresses(self) -> None:
        for name, label, what, field in (
            ("url", tr("Address"), N_("address"), AddressField("https://")),
            ("archive_url", tr("Archived copy"), N_("archived copy"), AddressField(tr("none yet"))),
        ):
            self._add_text(name, label, name, what, field)

    def _add_dates(self) -> None:
        for name, label, what in (
            ("published", tr("Published"), N_("date published")),
            ("accessed", tr("Accessed"), N_("date accessed")),
        ):
            self._add_text(name, label, f"{name}_at", what, DateField(tr(_DATE)))

    def _add_place(self) -> None:
        self._evidence.text(
            self._half("evidence.locator", tr("Found at")),
            AutoLine(tr("Page, minute, table, article")),
            self._evidence.attribute("locator", N_("locator")),
        )
        self._sources.choice(
            self._half("evidence.primary", tr("Primary")),
            TickBox(tr("First-hand, not a report")),
            self._sources.attribute("is_primary", N_("primary mark")),
        )

    def _add_kind(self) -> None:
        rare = self._rare
        rare.favour_second()  # reliability takes what it needs
        media = SchemeRow(self._workspace, of_layer(Layer.SOURCE_MEDIUM))
        place = self._whole("evidence.medium", tr("Medium"), rare)
        self._sources.choice(place, media, self._sources.attribute("medium", N_("medium")))

    def _add_judgement(self) -> None:
        rare = self._rare
        marks = SchemeRow(self._workspace, of_layer(Layer.SOURCE_RELIABILITY))
        place = self._half("evidence.reliability", tr("Reliability"), rare)
        self._sources.choice(
            place, marks, self._sources.attribute("reliability", N_("reliability"))
        )
        self._sources.text(
            self._half("evidence.reliability_note", tr("Because"), rare),
            AutoLine(tr("Why it can be relied on")),
            self._sources.attribute("reliability_note", N_("reason for reliability")),
        )
        self._evidence.text(
            self._whole("evidence.note", tr("Note"), rare),
            AutoText(tr("How it was found, what to ask"), lines=(1, None)),
            self._evidence.attribute("note", N_("note")),
        )

    def _add_text(
        self, name: str, label: str, attribute: str, what: str, field: AutoLine | DateField
    ) -> None:
        place = self._half(f"evidence.{name}", label)
        self._sources.text(place, field, self._sources.attribute(attribute, what))

    def _whole(self, name: str, label: str, pairs: PairGrid | None = None) -> FieldSlot:
        """Return a container that takes a row."""
        cell = self.cells[name] = LabelAbove()
        (pairs or self._pairs).add(cell, is_whole=True)
        return FieldSlot(cell, name, label)

    def _half(self, name: str, label: str, pairs: PairGrid | None = None) -> FieldSlot:
        """Return a container that shares a row with another."""
        cell = self.cells[name] = LabelAbove()
        (pairs or self._pairs).add(cell)
        return FieldSlot(cell, name, label)

    def _make_copy(self, edit: Edit) -> None:
        """Give the evidence its own copy of the source, keeping pending text."""
        self._sources.carry(lambda: self._workspace.do(edit))

    def _source_id(self) -> str:
        source = self._sources.current()
        return source.id if source else ""

    def _named(self, evidence: Evidence) -> EditLabel:
        claim = claim_of(self._workspace.reader, evidence)
        if claim is None:
            return EditLabel(N_("evidence"))
        return EditLabel.of(N_("evidence for {claim}"), claim=claim.code)


def _signed(choice: Choice) -> Choice:
    """Return a stance with a sign before its name; screen readers read it without."""
    sign = SIGNS.get(choice.code, "")
    return replace(choice, name=f"{sign} {choice.name}".strip(), full=choice.whole)
