"""The count of fields with unconfirmed text, and the command that goes to them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, Source
from annotator.domain.edit import Edit, Record
from annotator.domain.edit_location import location_of, record_of
from annotator.domain.unconfirmed import Unconfirmed
from annotator.i18n import N_, capitalised, ngettext, tr
from annotator.ui.application.actions import action
from annotator.ui.commands.dialogs import DialogCommands
from annotator.ui.desk.desk import Desk
from annotator.ui.widgets.enter_button import flush_button

_NOTHING = N_("There are no unconfirmed entries.")


class UnconfirmedEntries(QObject):
    """Counts the fields with unconfirmed text, and goes from one to the next."""

    def __init__(self, desk: Desk, dialogs: DialogCommands) -> None:
        super().__init__(desk)
        self._desk = desk
        self._dialogs = dialogs
        self._workspace = desk.focus.workspace
        self._notices = self._workspace.notices
        self._last: tuple[str, str] | None = None
        self.button = _count_button()
        self.button.clicked.connect(self.go_on)
        self._workspace.pending.changed.connect(self._show_count)
        self._workspace.edited.connect(self._show_count)
        self._show_count()

    @action("edit.unfinished", N_("Go to next unconfirmed entry"))
    def go_on(self) -> None:
        """Go to the next field with unconfirmed text; those of the current claim come first."""
        waiting = sorted(self._waiting(), key=lambda pair: not self._is_here(pair[0]))
        keys = [typed.key for typed, _ in waiting]
        if not waiting:
            self._notices.post(tr(_NOTHING))
            return
        number = (keys.index(self._last) + 1) % len(keys) if self._last in keys else 0
        typed, record = waiting[number]
        self._last = typed.key
        self._notices.post(capitalised(typed.to_do))
        self._go_to(typed, record)

    def begin(self) -> None:
        """Show text that was being typed when the program ended, and keep it as unconfirmed."""
        unfinished = self._workspace.pending.unfinished()
        found = [record_of(self._workspace.reader, typed) for typed in unfinished]
        for record in [record for record in found if record][:1]:
            self._show_place(record)
        if not self._workspace.is_read_only:
            self._workspace.pending.keep_unfinished()

    def _waiting(self) -> list[tuple[Unconfirmed, Record]]:
        reader = self._workspace.reader
        pairs = ((typed, record_of(reader, typed)) for typed in self._workspace.pending.to_do())
        return [(typed, record) for typed, record in pairs if record]

    def _is_here(self, typed: Unconfirmed) -> bool:
        claim = self._desk.focus.claim
        return claim is not None and typed.record_id == claim.id

    def _go_to(self, typed: Unconfirmed, record: Record) -> None:
        self._show_place(record)
        if isinstance(record, Article):
            self._dialogs.show_details()
        elif isinstance(record, TextVersion):
            self._dialogs.texts.correct_text()
        else:
            self._type_in(typed, record)

    def _show_place(self, record: Record) -> None:
        reader = self._workspace.reader
        owner: Record = record
        if isinstance(record, TextVersion):
            owner = reader.get(Article, record.article_id) or record
        if isinstance(record, Source):
            owner = next(iter(reader.find(Evidence, source_id=record.id)), record)
        here = self._desk.focus.article
        if place := location_of(reader, Edit.add("", owner), here.id if here else ""):
            self._desk.go_to(place)

    def _type_in(self, typed: Unconfirmed, record: Record) -> None:
        if isinstance(record, Evidence | Source):
            self._open_evidence(typed, record)
            return
        for panel in self._desk.panels:
            if field := panel.field(typed.field):
                panel.go_to(field)

    def _open_evidence(self, typed: Unconfirmed, record: Evidence | Source) -> None:
        is_source = isinstance(record, Source)
        found = (
            self._workspace.reader.find(Evidence, source_id=record.id) if is_source else [record]
        )
        for evidence in found[:1]:
            self._desk.fact_check.evidence_requested.emit(evidence, typed.field)

    def _show_count(self) -> None:
        count = len(self._waiting())
        self.button.setText(ngettext("▲ {count} unconfirmed", "▲ {count} unconfirmed", count))
        self.button.setVisible(bool(count))


def _count_button() -> QPushButton:
    button = flush_button("")
    button.setObjectName("status.unfinished")
    button.setAccessibleName(tr("Unconfirmed entries"))
    button.setToolTip(tr("Go to the next one"))
    button.setProperty("ink", "warning")
    button.hide()
    return button
