"""The window of one project: places the parts and connects them."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from annotator.domain.direction import isolated, with_names_isolated
from annotator.i18n import N_, tr
from annotator.ui.application.manual import ManualRequest
from annotator.ui.application.settings import Preferences
from annotator.ui.commands.actions import Actions
from annotator.ui.commands.articles import ArticleCommands
from annotator.ui.commands.backups import BackupCommands
from annotator.ui.commands.copying import CopyCommands
from annotator.ui.commands.dialogs import DialogCommands
from annotator.ui.commands.evidence import EvidenceCommands, prepare_sheet
from annotator.ui.commands.finding import FindCommands
from annotator.ui.commands.history import HistoryCommands
from annotator.ui.commands.labelling import LabellingCommands
from annotator.ui.commands.marks import MarkCommands
from annotator.ui.commands.numbers import NumbersCommands
from annotator.ui.commands.refusing import READ_ONLY, refusing
from annotator.ui.commands.safety import SafetyCommands
from annotator.ui.commands.suggestions import SuggestionCommands
from annotator.ui.commands.unconfirmed import UnconfirmedEntries
from annotator.ui.commands.verdict_keys import add_verdict_keys
from annotator.ui.commands.zones import ZoneCommands
from annotator.ui.desk.arrangement import Arrangement
from annotator.ui.desk.desk import Desk
from annotator.ui.desk.idle import Idle
from annotator.ui.panels.panel import Panel
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from annotator.ui.reading.numbering import Numbering
from annotator.ui.theming.theme import Theme
from annotator.ui.views.damaged_list import DamagedList
from annotator.ui.views.status import StatusBar, StatusLine
from annotator.ui.views.text_place import TextPlace
from annotator.ui.widgets.drop_hint import Drop, DropHint, to_import
from annotator.ui.widgets.keys import REDO, UNDO
from annotator.ui.widgets.progress import ProgressStrip
from annotator.ui.widgets.tabbing import follow_on, last_stop
from annotator.ui.window.context_menus import ContextMenus
from annotator.ui.window.leaving import Leaving
from annotator.ui.window.long_saves import LongSaves
from annotator.ui.window.look import Look
from annotator.ui.window.project_commands import ProjectCommands
from annotator.ui.window.refusals import Refusals

_TITLE = N_("{project} – Annotator")
_READ_ONLY_TITLE = N_("{project} (read-only) – Annotator")


class ProjectWindow(QMainWindow):
    """The window of one project; other projects are opened by the program."""

    action_requested = Signal(str)  # project.new, project.open, project.sample, project.home
    kept_alive: object = None  # an object that must live as long as the window

    def __init__(self, workspace: Workspace, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("project_window")
        self._is_open = True
        self.workspace = workspace
        self.desk = Desk(Focus(workspace), theme)
        self.labelling, self.marks = LabellingCommands(self.desk), MarkCommands(self.desk)
        self.articles, self.status = ArticleCommands(self.desk), StatusLine(self.desk.focus)
        self.look = Look(self.desk.text, theme, preferences)
        self.safety = SafetyCommands(self, workspace)
        self.refusals = Refusals(self, workspace, self.safety)
        self.backups = BackupCommands(self, workspace, preferences)
        self.progress, self.numbers = ProgressStrip(), NumbersCommands(self, self.desk)
        self.dialogs = DialogCommands(self, self.desk, self.progress, preferences)
        self._leaving = Leaving(self, workspace, self.safety, self.dialogs)
        self.damaged = DamagedList(self.desk.focus)
        self.unconfirmed = UnconfirmedEntries(self.desk, self.dialogs)
        self.zones, self.finding = ZoneCommands(self.desk), FindCommands(self, self.desk)
        self.copying, self.history = CopyCommands(self.desk), HistoryCommands(self, self.desk)
        self.evidence, self.menus = EvidenceCommands(self, self.desk), ContextMenus(self.desk)
        self.suggestions = SuggestionCommands(self.desk, preferences)
        self.arrangement = Arrangement(self, self.desk, self._text_place())
        self.project = ProjectCommands(self, self.action_requested.emit)
        self.actions_ = self._collect_actions()
        self.finding.offer(self.actions_)
        self._place_parts()
        self._place_menus()
        self._connect()
        preferences.refused.connect(workspace.notices.refuse)
        self._begin(preferences)

    def _begin(self, preferences: Preferences) -> None:
        self.workspace.setParent(self)  # so the desk, its child, is deleted with the window
        self.arrangement.restore()
        self.desk.begin()
        LongSaves(self, self.workspace)
        self.unconfirmed.begin()
        self.status.annotator_requested.connect(self.dialogs.settings.change_annotator)
        self.dialogs.settings.begin()
        self.backups.settings_requested.connect(partial(self.dialogs.settings.show_page, "backups"))
        self.backups.backups.begin()
        Idle(self.desk.text.viewport(), self._prepare(preferences))

    def _prepare(self, preferences: Preferences) -> Iterator[None]:
        from annotator.language.spelling.dictionaries import words_of  # noqa: PLC0415
        from annotator.ui.widgets.spelling import Spelling  # noqa: PLC0415

        Spelling(self, preferences, lambda: words_of(self.desk.focus.text))
        yield from prepare_sheet(self.evidence)

    def _collect_actions(self) -> Actions:
        commands = (
            self.project,
            self.labelling,
            self.articles,
            self.marks,
            self.dialogs,
            *self.dialogs.parts,
            self.safety,
            self.backups,
            self.unconfirmed,
            self.finding,
            self.copying,
            self.history,
            self.numbers,
            self.evidence,
            self.evidence.addresses,
            self.zones,
            self.suggestions,
            self.look,
            self.menus,
            self.arrangement,
        )
        refuses = refusing(self.desk.focus)
        return Actions(self, self.desk.text, commands, refuses=refuses)

    def _text_place(self) -> TextPlace:
        importing = self.dialogs.importing.bar
        bars = self.zones.bar, self.articles.bar, self.finding.bar, importing
        self._place = TextPlace(self.desk.text, bars, (self.dialogs.texts.review, self.damaged))
        self.evidence.sheet_made.connect(self._place.keep_beside)
        return self._place

    def _place_parts(self) -> None:
        numbering = Numbering()
        self.status.follow_reading(lambda: numbering.number(self.desk.text.reading))
        self.status.add(self.refusals.ways_out)
        self.status.add(self.backups.sign.button)
        self.status.add(self.unconfirmed.button)
        self.status.add(self.dialogs.texts.button)
        self.status.add(self.damaged.button)
        self.status.add(self.progress)
        self.status.add(self.dialogs.exporting.strip)
        self.status.add(self.dialogs.exporting.outcome.button)
        self.setStatusBar(StatusBar(self.status))
        describe = _refuse_drop if self.workspace.is_read_only else to_import
        hint = DropHint(self, self._place, describe)
        hint.dropped.connect(self.dialogs.importing.import_files)
        title = _READ_ONLY_TITLE if self.workspace.is_read_only else _TITLE
        self.setWindowTitle(tr(title, project=isolated(self.workspace.name)))

    def _place_menus(self) -> None:
        for commands in (
            self.project,
            self.dialogs.settings,
            self.evidence,
            self.menus,
            self.history,
        ):
            commands.offer(self.actions_)
        self.actions_.add_keyed(self.arrangement.declared())
        menus = self.actions_.fill(self.menuBar())
        self.look.fill(menus["View"])
        self.look.show_switches(self.actions_)
        self.arrangement.fill(menus["View"].addMenu(tr("Panels")))
        menus["Edit"].aboutToShow.connect(self._name_steps)
        self.menuBar().setCornerWidget(self.finding.button, Qt.Corner.TopRightCorner)

    def _connect(self) -> None:
        self.project.keys_requested.connect(self.dialogs.settings.show_keys)
        self.finding.mention_chosen.connect(self.labelling.add_mention)
        self.finding.search_opened.connect(self.numbers.make_room)
        self.evidence.claim_requested.connect(self.finding.ask_claim)
        add_verdict_keys(self, self.workspace, self._judge)
        for name in (UNDO, REDO):  # a held key would answer its own question
            self.actions_[name].setAutoRepeat(False)
        self.damaged.left.connect(self.desk.go_to_text)
        self.workspace.moved.connect(self.workspace.pending.flush)  # what could not be saved before
        self.dialogs.importing.arrived.connect(self.desk.open)
        self.dialogs.texts.review.left.connect(self.desk.go_to_text)
        self._connect_panels()

    def _connect_panels(self) -> None:
        asking = [panel.action_requested for panel in self.desk.panels]
        for asked in (*asking, self.refusals.ways_out.action_requested):
            asked.connect(lambda action_id: self.actions_[action_id].trigger())
        for panel in self.desk.panels:
            panel.filled.connect(partial(self._let_tab_go_on, panel))

    def _let_tab_go_on(self, panel: Panel) -> None:
        """Correct the Tab order of widgets that were created before a panel's contents."""
        panels = self.desk.panels
        later = [part for each in panels[panels.index(panel) + 1 :] for part in (each.header, each)]
        follow_on(last_stop(panel), *later, self.status, self.finding.button)

    def _judge(self, code: str) -> None:
        if self.workspace.is_read_only:
            self.workspace.notices.post(tr(READ_ONLY))
        else:
            self.labelling.judge(code)

    def _name_steps(self) -> None:
        undo = with_names_isolated(self.workspace.undo_label())
        redo = with_names_isolated(self.workspace.redo_label())
        self.actions_["edit.undo"].setText(tr("Undo: {edit}", edit=undo) if undo else tr("Undo"))
        self.actions_["edit.redo"].setText(tr("Redo: {edit}", edit=redo) if redo else tr("Redo"))

    def leaves(self) -> bool:
        """Commit pending text, and return whether the window may close."""
        return self._leaving.is_allowed()

    @override
    def customEvent(self, event: QEvent) -> None:
        if event.type() == ManualRequest.TYPE:
            self.actions_["help.manual"].trigger()

    def save(self) -> None:
        """Save pending text, also of dialogs, without a question."""
        self.workspace.pending.save()
        self.workspace.pending.retry()

    def end(self) -> None:
        """Save and close the project without a question, unless it is closed."""
        if self._is_open:
            self.save()
            self.desk.fact_check.begun.remove_if_empty()
            self._is_open = False
            stopped = self.damaged, self.history, self.numbers, self.backups.backups
            for part in (self.dialogs.settings, *stopped, self.refusals.retrying, self.dialogs):
                part.stop()
            self.arrangement.remember()
            self.desk.keep_place()
            self.arrangement.close()
            self.hide()  # an index that is being made and the disk may take seconds
            self.finding.stop()
            self.workspace.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_open and not self.leaves():
            event.ignore()
            return
        self.end()
        event.accept()


def _refuse_drop(_: Sequence[Path]) -> Drop:
    return Drop(tr(READ_ONLY))
