"""The window of one project: places the parts and connects them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.ui.actions import Actions
from annotator.ui.arrangement import Arrangement
from annotator.ui.deeds import Deeds
from annotator.ui.desk import Desk
from annotator.ui.errands import Errands
from annotator.ui.finding import Finding
from annotator.ui.focus import Focus
from annotator.ui.look import Look
from annotator.ui.progress import ProgressStrip
from annotator.ui.settings import Preferences
from annotator.ui.theme import Theme
from annotator.ui.views.status import StatusLine
from annotator.ui.workspace import Workspace
from annotator.ui.zones import Zoning

_READ_ONLY = "This project is open for reading only: nothing can be changed."
_OTHER_PROJECTS = ("new", "open", "sample", "home")
_STILL_THERE = "What you typed is still in its field."
_STAY, _LOSE = "Stay, to try again", "Close and lose it"


class ProjectWindow(QMainWindow):
    """Shows one project; what concerns other projects is asked of the program."""

    asked = Signal(str)  # an action's id: project.new, project.open, project.sample, project.home

    def __init__(self, workspace: Workspace, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("project_window")
        self.kept: object = None  # what must live as long as the window
        self._refusal = ""
        self.workspace = workspace
        self.desk = Desk(Focus(workspace), theme)
        self.deeds = Deeds(self.desk)
        self.status = StatusLine(self.desk.focus)
        self.look = Look(self.desk.text, theme, preferences)
        self.progress = ProgressStrip()
        self.errands = Errands(self, self.desk.focus, self.progress, preferences)
        self.zoning = Zoning(self.desk)
        self.finding = Finding(self.desk)
        self.finding.claims.chosen.connect(self.deeds.add_mention)
        self.arrangement = Arrangement(self, self.desk, theme)
        refuse = partial(self.status.tell, _READ_ONLY) if workspace.is_read_only else None
        self.actions_ = Actions(self, self.desk.text, self._runs(), refuse=refuse)
        self.palette_ = self.finding.offer(self.actions_)
        self._place_parts()
        self._place_menus()
        self._connect()
        workspace.refused.connect(self._note_refusal)
        preferences.refused.connect(self.status.show_refusal)
        workspace.setParent(self)  # the desk, a child of it, then goes with the window
        self.desk.begin()

    def _runs(self) -> dict[str, Callable[[], object]]:
        others = (f"project.{name}" for name in _OTHER_PROJECTS)
        return {
            **{action_id: partial(self.asked.emit, action_id) for action_id in others},
            **self.deeds.runs(),
            **self.errands.runs(),
            **self.finding.runs(),
            **self.zoning.runs(),
            **self.look.runs(),
            "project.close": self.close,
            "view.arrange": self.arrangement.renew,
        }

    def _place_parts(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.errands.incoming.bar)
        column.addWidget(self.finding.bar)
        column.addWidget(self.zoning.bar)
        column.addWidget(self.desk.text, 1)
        column.addWidget(self.errands.rewriting.review)
        self.setCentralWidget(middle)
        self.status.add(self.errands.rewriting.button)
        self.status.add(self.progress)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.setAcceptDrops(not self.workspace.is_read_only)
        suffix = " (read only)" if self.workspace.is_read_only else ""
        self.setWindowTitle(f"{self.workspace.name}{suffix} – Annotator")

    def _place_menus(self) -> None:
        menus = self.actions_.fill(self.menuBar())
        self.look.fill(menus["View"])
        self.look.show_folding(self.actions_["view.fold"])
        menus["View"].addMenu("Panels").addActions(self.arrangement.show_actions())
        menus["Edit"].aboutToShow.connect(self._name_steps)
        self.menuBar().setCornerWidget(self.finding.button, Qt.Corner.TopRightCorner)

    def _connect(self) -> None:
        self.deeds.told.connect(self.status.tell)
        self.zoning.told.connect(self.status.tell)
        self.errands.told.connect(self.status.tell)
        self.errands.incoming.arrived.connect(self.desk.open)
        self.errands.rewriting.review.left.connect(self.desk.go_to_text)
        for panel in self.desk.panels:
            panel.asked.connect(lambda action_id: self.actions_[action_id].trigger())

    def _name_steps(self) -> None:
        for action_id, verb, label in (
            ("edit.undo", "Undo", self.workspace.undo_label()),
            ("edit.redo", "Redo", self.workspace.redo_label()),
        ):
            self.actions_[action_id].setText(f"{verb}: {label}" if label else verb)

    def _note_refusal(self, error: AnnotatorError) -> None:
        self._refusal = str(error)

    def _leaves(self) -> bool:
        """Commit what is being typed; when that is refused, ask whether to lose it."""
        self._refusal = ""
        self.desk.flush()
        if not self._refusal:
            return True
        from annotator.ui.dialogs.message import ask_choice  # noqa: PLC0415

        return ask_choice(self, f"{self._refusal} {_STILL_THERE}", [_STAY, _LOSE]) == _LOSE

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dragged(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _dragged(event):
            event.acceptProposedAction()
            # the program that they come from waits until this has returned
            QTimer.singleShot(0, self, lambda: self.errands.incoming.import_files(paths))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaves():
            event.ignore()
            return
        self.errands.stop()
        self.arrangement.remember()
        self.workspace.close()
        event.accept()


def _dragged(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
