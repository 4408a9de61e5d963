"""The window of one project: places the parts and connects them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.edit import Edit
from annotator.domain.whereabouts import whereabouts
from annotator.ui import arrangement
from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.errands import Errands
from annotator.ui.focus import Focus
from annotator.ui.look import Look
from annotator.ui.progress import ProgressStrip
from annotator.ui.settings import Preferences
from annotator.ui.theme import Theme
from annotator.ui.views.claim_picker import ClaimPicker
from annotator.ui.views.dock import Dock
from annotator.ui.views.find_bar import FindBar
from annotator.ui.views.palette import CommandPalette, Entry
from annotator.ui.views.status import StatusLine
from annotator.ui.workspace import Workspace

_LIST_WIDTH, _PANEL_WIDTH = 232, 372
_PANEL_HEIGHTS = (330, 120, 264)
_FIRST_SIZE = QSize(1366, 768)
_FOUND = 20


class ProjectWindow(QMainWindow):
    """Shows one project; what concerns other projects is asked of the program."""

    asked = Signal(str)  # an action's id: project.new, project.open, project.sample, project.home

    def __init__(self, workspace: Workspace, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("project_window")
        self.kept: object = None  # what must live as long as the window
        self.workspace = workspace
        self.desk = Desk(Focus(workspace), theme)
        self.status = StatusLine(self.desk.focus)
        self.look = Look(self.desk.text, theme, preferences)
        self.progress = ProgressStrip()
        self.errands = Errands(self, self.desk.focus, self.progress)
        self.find_bar = FindBar()
        self.claim_picker = ClaimPicker(self.desk.focus)
        self.actions_ = Actions(
            self, self.desk.text, self._runs(), is_read_only=workspace.is_read_only
        )
        self.palette_ = CommandPalette(self.actions_.all(), self._entries)
        self.docks = self._docks(theme)
        self._place_parts()
        self._place_menus()
        self._connect()
        self._arrange()
        self._begin()

    def _runs(self) -> dict[str, Callable[[], object]]:
        desk, errands, look = self.desk, self.errands, self.look
        return {
            **{f"project.{name}": partial(self.asked.emit, f"project.{name}") for name in _OTHERS},
            "project.import": errands.import_articles,
            "project.export": errands.export_labels,
            "project.close": self.close,
            "edit.undo": self._undo,
            "edit.redo": self._redo,
            "edit.find": self._find,
            "edit.find_next": partial(self.find_bar.step, backwards=False),
            "edit.find_previous": partial(self.find_bar.step, backwards=True),
            "edit.filter": desk.articles.begin_filter,
            "edit.palette": self._show_palette,
            "article.next": partial(desk.step_article, 1),
            "article.previous": partial(desk.step_article, -1),
            "article.done": desk.finish_article,
            "article.undone": desk.reopen_article,
            "article.exclude": desk.exclude_article,
            "article.details": errands.show_details,
            "claim.add": desk.add_claim,
            "claim.mention": self._choose_claim,
            "claim.remove": desk.marking.remove_claim,
            "mark.extend": desk.extend_mark,
            "mark.move": desk.move_mark,
            "mark.remove": desk.marking.remove,
            "sentiment.add": desk.add_sentiment,
            "check.verdict": desk.give_verdict,
            "check.evidence": desk.add_evidence,
            "check.note": desk.add_note,
            "view.zoom_in": partial(look.zoom, 1),
            "view.zoom_out": partial(look.zoom, -1),
            "view.zoom_reset": look.reset,
            "view.text": desk.go_to_text,
            "view.arrange": self.arrange_anew,
            "help.keys": errands.show_keys,
            "help.about": errands.show_about,
        }

    def _docks(self, theme: Theme) -> dict[str, Dock]:
        articles = self.desk.articles
        docks = {"dock.articles": Dock("dock.articles", articles, articles.header, theme)}
        for panel in self.desk.panels:
            name = f"dock.{panel.name}"
            docks[name] = Dock(name, panel, panel.header, theme)
        return docks

    def _place_parts(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.desk.text, 1)
        self.find_bar.hide()
        self.setCentralWidget(middle)
        self.status.add(self.progress)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.setAcceptDrops(True)
        suffix = " (read only)" if self.workspace.is_read_only else ""
        self.setWindowTitle(f"{self.workspace.name}{suffix} – Annotator")

    def _place_menus(self) -> None:
        menus = self.actions_.fill(self.menuBar())
        self.look.fill(menus["View"])
        panels = menus["View"].addMenu("Panels")
        for dock in self.docks.values():
            panels.addAction(dock.toggleViewAction())
        menus["Edit"].aboutToShow.connect(self._name_steps)
        search = QPushButton("Find a command, an article, a claim …     Ctrl+K")
        search.setObjectName("search")
        search.setProperty("look", "search")
        search.clicked.connect(self._show_palette)
        self.menuBar().setCornerWidget(search, Qt.Corner.TopRightCorner)
        self._search = search

    def _connect(self) -> None:
        desk = self.desk
        desk.told.connect(self.status.tell)
        self.errands.told.connect(self.status.tell)
        self.errands.arrived.connect(desk.open)
        self.claim_picker.chosen.connect(desk.add_mention)
        for panel in desk.panels:
            panel.asked.connect(lambda action_id: self.actions_[action_id].trigger())
        self.workspace.turned.connect(self._go_where)
        self.find_bar.asked.connect(self._find_words)
        self.find_bar.closed.connect(self._close_find)

    def _arrange(self) -> None:
        self.resize(_FIRST_SIZE)
        self._dock()
        self._is_arranged = arrangement.restore(self, self.docks)

    def _dock(self) -> None:
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        for name, dock in self.docks.items():
            self.addDockWidget(left if name == "dock.articles" else right, dock)

    def _share_room(self) -> None:
        articles, *panels = self.docks.values()
        widths = [_LIST_WIDTH, _PANEL_WIDTH]
        self.resizeDocks([articles, panels[0]], widths, Qt.Orientation.Horizontal)
        self.resizeDocks(panels, list(_PANEL_HEIGHTS), Qt.Orientation.Vertical)

    def arrange_anew(self) -> None:
        """Put the panels back in place, unfolded, with the room they had at first."""
        for dock in self.docks.values():
            dock.setFloating(False)
            dock.set_folded(False)
            dock.show()
        self._dock()
        self._share_room()

    def _begin(self) -> None:
        first = self.desk.first_article()
        self.desk.open(first.id if first else None)

    def _undo(self) -> None:
        self.desk.flush()
        self.workspace.undo()

    def _redo(self) -> None:
        self.desk.flush()
        self.workspace.redo()

    def _go_where(self, edit: Edit, _: str) -> None:
        place = whereabouts(self.workspace.reader, edit)
        if place:
            self.desk.go_to(place)

    def _name_steps(self) -> None:
        for action_id, verb, label in (
            ("edit.undo", "Undo", self.workspace.undo_label()),
            ("edit.redo", "Redo", self.workspace.redo_label()),
        ):
            self.actions_[action_id].setText(f"{verb}: {label}" if label else verb)

    def _show_palette(self) -> None:
        corner = self._search.rect().bottomRight()
        self.palette_.open_at(self._search.mapToGlobal(corner))

    def _entries(self, words: str) -> list[Entry]:
        reader, desk = self.workspace.reader, self.desk
        articles = [
            Entry(f"{each.code}  {each.headline}", "article", partial(desk.open, each.id))
            for each in reader.listed(words)[:_FOUND]
        ]
        claims = [
            Entry(f"{claim.code}  {claim.text}", "claim", partial(desk.go_to_claim, claim))
            for claim in reader.claims_with(words, _FOUND)
        ]
        return [*articles, *claims]

    def _find(self) -> None:
        span = self.desk.text.selection()
        self.find_bar.begin(span.of(self.desk.focus.text) if span else "")

    def _find_words(self, words: str, backwards: bool) -> None:  # noqa: FBT001 - a signal's value
        self.desk.text.find(words, backwards=backwards)

    def _close_find(self) -> None:
        self.find_bar.hide()
        self.desk.text.set_found(())
        self.desk.go_to_text()

    def _choose_claim(self) -> None:
        self.claim_picker.open_at(self.desk.text.mapToGlobal(self.desk.text.rect().center()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_arranged:
            self._is_arranged = True
            # before it is shown, the docks have no room to share
            QTimer.singleShot(0, self, self._share_room)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.errands.import_files(paths)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.flush()
        self.errands.stop()
        arrangement.remember(self, self.docks)
        self.workspace.close()
        event.accept()


_OTHERS = ("new", "open", "sample", "home")
