"""The window program, built from its parts.

What the first window does not show is imported when first needed: the program starts faster.
"""

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator import open_errors, places
from annotator.domain.errors import AnnotatorError, StorageError
from annotator.domain.giving_up import GivenUp
from annotator.domain.project import SUFFIX
from annotator.i18n import N_, tr
from annotator.restoring import restore
from annotator.storage.project import advice, create_project, problems_of
from annotator.storage.store import Store
from annotator.temporary_folders import remove_abandoned
from annotator.ui.application.answering import Answering
from annotator.ui.application.ending import Ending
from annotator.ui.application.garbage import collected_between_events, take_as_lasting
from annotator.ui.application.keyboard import Keyboard
from annotator.ui.application.settings import open_preferences
from annotator.ui.application.spoken_language import speak
from annotator.ui.application.task import Task, cancel_all, end_all
from annotator.ui.project.verifying import Verification
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import icons
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.window.loading_ahead import LoadingAhead
from annotator.ui.window.main_window import ProjectWindow
from annotator.ui.window.text_scale import TextScale, text_scale

if TYPE_CHECKING:
    from annotator.ui.dialogs.new_project import NewProject
    from annotator.ui.dialogs.settings import SettingsPlace

_KEEP_HERE: Final = N_("Keep it here")
_NO_SCREEN: Final = N_(
    "No screen was found. Start Annotator on a desktop, or run “annotator tour”, which needs none."
)


class Program(QObject):
    """Shows one window at a time: the welcome page, or a project."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.preferences = open_preferences(places.settings_folder(), self)
        settings = self.preferences.settings
        self.theme = Theme(app, Scheme(settings.scheme), text_scale(settings))
        app.setWindowIcon(icons.icon("annotator", self.theme.palette.accent))
        TextScale(self.theme, self.preferences, self._renew, self.show_settings)
        Keyboard(self).follow(app)
        Answering(self).follow(app)
        speak(app)
        self.window: QMainWindow | None = None

    def start(self, path: Path | None) -> None:
        """Open a project, or the last one; without either, show the welcome page."""
        if path is None:
            self._go_on()
        elif not self.open(path):
            self.welcome()

    def save(self) -> None:
        """Save what is being typed."""
        if isinstance(self.window, ProjectWindow):
            self.window.save()

    def end(self) -> None:
        """Save what is being typed, and leave every task and event loop, also those of dialogs."""
        if isinstance(self.window, ProjectWindow):
            self.window.workspace.saves.give_up()  # thousands of records: who logs out cannot wait
        self.save()
        cancel_all()
        QApplication.exit(0)  # the project is closed later: what waits for a dialog may read it

    def welcome(self, note: str = "") -> None:
        """Show the welcome page with the recent projects, and a sentence about what happened."""
        from annotator.ui.views.welcome import WelcomePage  # noqa: PLC0415

        page = WelcomePage(self.preferences, self.theme, note)
        page.new_requested.connect(self.new)
        page.open_requested.connect(self.choose)
        page.sample_requested.connect(self.open_sample)
        page.settings_requested.connect(self.show_settings)
        page.recent_requested.connect(lambda name: self.open(Path(name)))
        window = QMainWindow()
        window.setObjectName("welcome_window")
        window.setWindowTitle("Annotator")
        window.setCentralWidget(page)
        window.resize(980, 640)
        self._show(window)

    def new(self) -> None:
        """Ask for a new project and open it."""
        from annotator.ui.dialogs.new_project import NewProjectDialog  # noqa: PLC0415

        name = self.preferences.settings.annotator_name
        if wanted := NewProjectDialog.ask(parent=self.window, annotator_name=name):
            self._attempt(lambda: self._make(wanted))

    def choose(self) -> None:
        """Ask for a project file and open it."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        kinds = tr("Annotator projects ({pattern})", pattern=f"*{SUFFIX}")
        folder = self.preferences.settings.folder_of_projects()
        name, _ = QFileDialog.getOpenFileName(self.window, tr("Open project"), folder, kinds)
        if name:
            self.open(Path(name))

    def open_sample(self) -> None:
        """Open the sample project; build it the first time."""
        self._attempt(self._open_sample)

    def open(self, path: Path) -> bool:
        """Open a project and return whether it is shown; a failure is shown in a message."""
        if self._shows(path):
            return True
        store = open_errors.opened(self.window, path)
        return store is not None and self._takes(store, path)

    def _go_on(self) -> None:
        """Open the last project where it was left; if that needs a choice, say so first."""
        recent = self.preferences.settings.recent
        if not recent:
            self.welcome()
            return
        path = Path(recent[0])
        try:
            store = open_errors.open_apart(None, path)
        except StorageError as error:
            self.welcome(tr("{project} was not opened. {reason}", project=path.stem, reason=error))
        else:
            if not self._takes(store, path):
                self.welcome()

    def _takes(self, store: Store, path: Path) -> bool:
        """Show an opened project, unless the user declines it."""
        with ExitStack() as failed:
            failed.callback(store.close)
            wanted = open_errors.accepted(self.window, store, path)
            if not wanted or not self._attempt(lambda: self._show_project(wanted, path)):
                return False
            failed.pop_all()
        return True

    def _shows(self, path: Path) -> bool:
        """Return whether the project is already open for editing in the window."""
        if not isinstance(self.window, ProjectWindow):
            return False
        shown = self.window.workspace
        with suppress(OSError):  # the file may be missing
            return bool(shown.path and shown.path.samefile(path)) and not shown.is_read_only
        return False

    def show_settings(self, place: "SettingsPlace | None" = None) -> None:
        """Show the settings, and in them one place."""
        from annotator.ui.window.welcome_settings import show_settings  # noqa: PLC0415

        if isinstance(self.window, ProjectWindow):
            self.window.dialogs.settings.show_at(place)
        else:
            show_settings(self.preferences, self.window, place)

    def _renew(self) -> None:
        """Create the window again, with the same project."""
        window = self.window
        if not isinstance(window, ProjectWindow):
            self.welcome()
        elif (path := window.workspace.path) and window.leaves():
            window.end()
            self._reopen(path, is_read_only=window.workspace.is_read_only)

    def _reopen(self, path: Path, *, is_read_only: bool = False, news: str = "") -> None:
        try:
            store = open_errors.open_apart(self.window, path, read_only=is_read_only)
        except StorageError as error:
            self.welcome(f"{error}")
        else:
            self._show_project(store, path, news)

    def _show_project(self, store: Store, path: Path, news: str = "") -> None:
        if isinstance(self.window, ProjectWindow):
            self.window.arrangement.remember()
        window = ProjectWindow(Workspace(store, path), self.theme, self.preferences)
        window.action_requested.connect(self._answer)
        window.backups.restore_requested.connect(partial(restore, window, self._reopen))
        if news := news or store.news:
            window.status.tell(news)
        if not store.is_read_only:  # else it cannot be changed, and the warning was shown
            check = Verification(window, partial(problems_of, path))
            check.found.connect(window.safety.tell_found)
        window.workspace.moved.connect(lambda: self._remember(window.workspace.path or path))
        self._remember(path)
        self._show(window)
        if words := advice(store):
            window.safety.advise(words, _KEEP_HERE)

    def _remember(self, path: Path) -> None:
        self.preferences.put(self.preferences.settings.with_recent(str(path.resolve())))

    def _show(self, window: QMainWindow) -> None:
        former, self.window = self.window, window
        self.theme.dress()
        window.show()
        if former and not former.close():  # it stays open: its unsaved text cannot be saved
            former, self.window = window, former
            former.close()
        if former:
            former.deleteLater()

    def _answer(self, action: str) -> None:
        {
            "project.new": self.new,
            "project.open": self.choose,
            "project.sample": self.open_sample,
            "project.home": self.welcome,
        }[action]()

    def _make(self, wanted: "NewProject") -> None:
        from annotator.importers import codebook  # noqa: PLC0415

        if wanted.annotator_name:
            self.preferences.change(annotator_name=wanted.annotator_name)
        schemes = codebook.load(wanted.codebook.path)
        create_project(wanted.path, wanted.name, schemes, places.state_folder()).close()
        self.open(wanted.path)

    def _open_sample(self) -> None:
        from annotator.sample import project as sample  # noqa: PLC0415

        self.open(sample.ensure(places.projects_folder(), places.state_folder()))

    def _attempt(self, deed: Callable[[], None]) -> bool:
        try:
            deed()
        except AnnotatorError as error:
            open_errors.tell(self.window, error)
            return False
        return True


def open_window(path: Path) -> QMainWindow:
    """Show the whole program on a project, without its event loop, or raise StorageError."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - a console application has no windows
    program = Program(app)
    if not program.open(path) or not isinstance(program.window, ProjectWindow):
        raise StorageError(tr("“{file}” could not be opened.", file=path.name))
    program.window.kept_alive = program
    return program.window


def run(path: Path | None = None) -> int:
    """Show the program until its last window is closed, and return the exit code.

    Raises AnnotatorError when there is no screen.
    """
    if not has_screen():
        raise AnnotatorError(tr(_NO_SCREEN))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Annotator")
    app.setOrganizationName("Annotator")
    app.setDesktopFileName("annotator")  # so that a desktop shows the icon of its entry
    from annotator.ui.window.crash import CrashReporter  # noqa: PLC0415

    CrashReporter(places.log_folder()).watch()
    program = Program(app)
    ending = Ending(app)
    ending.end_requested.connect(program.end)
    ending.save_requested.connect(program.save)
    ending.watch()
    with suppress(GivenUp):  # the program was asked to end while it opened a project
        program.start(path)
    LoadingAhead(app).start(take_as_lasting, lambda: Task(remove_abandoned, app).start())
    with collected_between_events():
        code = 0 if ending.is_asked else app.exec()  # it may have been ended in a dialog
    if isinstance(program.window, ProjectWindow):
        program.window.end()  # a signal leaves it open
    end_all()  # what they tell, and who hears it, goes with the application
    ending.unwatch()
    return code


def has_screen() -> bool:
    """Return whether a window can be shown here."""
    chosen = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform != "linux" or any(map(os.environ.get, chosen))
