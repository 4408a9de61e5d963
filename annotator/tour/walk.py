"""The tour: driving the real window through the main tasks without a screen, with pictures."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from annotator.exporters import FORMATS
from annotator.exporters.write import write
from annotator.sample import project as sample
from annotator.storage.project import open_project
from annotator.tour import pictures as desk_pictures
from annotator.ui.application.settings import Preferences
from annotator.ui.application.spoken_language import speak
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.views.welcome import WelcomePage
from annotator.ui.window.main_window import ProjectWindow

SIZES: Final = (QSize(1366, 768), QSize(1920, 1080))
"""The laptop and the large monitor that pictures are taken for."""

_ANNOTATOR: Final = "Ana"
_FIRST_READ: Final = 2  # sentences from the headline of the late edition to what is denied


def tour(out: Path, *, sees_all: bool = True) -> Iterator[str]:
    """Do the main tasks on a new sample project in `out`; yield a sentence for each step.

    Before that, a picture of every screen is taken in every size, unless `sees_all` is false.
    Leaves the project, the pictures and the exported folder in `out`. Raises AnnotatorError when
    the folder cannot be written.
    """
    _clear(out)
    path = sample.ensure(out, out / "seen", _ANNOTATOR)
    yield f"Made the sample project: {path}"
    for fmt in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(fmt, QSettings.Scope.UserScope, str(out / "settings"))
    app = QApplication.instance() or QApplication(["annotator"])
    assert isinstance(app, QApplication)  # noqa: S101 - a console application has no windows
    speak(app)
    theme, preferences = Theme(app, Scheme.LIGHT), Preferences(out / "settings")
    theme.dress()
    preferences.change(scheme="light", annotator_name=_ANNOTATOR)
    if sees_all:
        yield from _pictures(theme, preferences, out)
    walk = _Walk(_opened(path, theme, preferences, out), preferences, out)
    yield from walk.steps()
    yield from _welcome(preferences, theme, walk)


def _opened(path: Path, theme: Theme, preferences: Preferences, out: Path) -> ProjectWindow:
    store = open_project(path, out / "seen")
    store.sign_in(_ANNOTATOR)
    return ProjectWindow(Workspace(store, path), theme, preferences)


def _pictures(theme: Theme, preferences: Preferences, out: Path) -> Iterator[str]:
    """Take the pictures of the desk, in a separate project."""
    path = sample.ensure(out / "pictured", out / "seen", _ANNOTATOR)

    def at_scale(scale: float) -> ProjectWindow:
        theme.set_text_scale(scale)
        return _opened(path, theme, preferences, out)

    yield from desk_pictures.pictures(at_scale, preferences, out)
    theme.set_text_scale(1)


class _Walk:
    """One walk through the window, by key presses alone."""

    def __init__(self, window: ProjectWindow, preferences: Preferences, out: Path) -> None:
        self._window = window
        self._desk = window.desk
        self._preferences = preferences
        self._out = out
        window.show()
        window.activateWindow()
        self._show_at(SIZES[0])

    def steps(self) -> Iterator[str]:
        """Do the main tasks and yield what was done."""
        for deed in (
            self._look,
            self._import,
            self._mark,
            self._tag,
            self._check,
            self._undo,
            self._export,
        ):
            yield deed()
        self._window.close()

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture of the window, or of another widget, in both schemes."""
        for scheme in ("dark", "light"):
            self._preferences.change(scheme=scheme)
            _process_events()
            shown = (widget or self._window).grab()
            shown.save(str(self._out / f"{name}-{scheme}.png"))

    def _look(self) -> str:
        self._desk.articles.step(1)
        self._desk.articles.step(-1)
        self._window.desk.open(self._window.workspace.reader.article_summaries()[1].id)
        self._desk.focus.pick_claim(next(iter(self._desk.focus.claims.values())))
        for size in SIZES:
            self._show_at(size)
            self.picture(f"window-{size.width()}")
        self._show_at(SIZES[0])
        return "Looked at the second article, in light and dark, on a laptop and on a large screen"

    def _import(self) -> str:
        file = sample.source().parent / "tour" / "late-edition.txt"
        self._window.dialogs.importing.import_without_asking([file])
        _wait(lambda: self._window.workspace.reader.counts().articles == 5)
        listed = self._window.workspace.reader.article_summaries()[-1]
        self._window.activateWindow()
        self._desk.open(listed.id)
        return f"Imported {file.name} as {listed.code}"

    def _mark(self) -> str:
        for _ in range(_FIRST_READ):
            self._press("J")
        self._press("C")
        self._type("Oskar Lind’s government sent Kaldria no letter before the summit in Varen.")
        self.picture("claim")
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
            self._press(key)
        claim = self._desk.focus.claim
        return f"Marked a claim: {claim.code if claim else 'none'}"

    def _tag(self) -> str:
        for key in ("J", "S", "2"):
            self._press(key)
        self._type("Oskar Lind")
        self._press(Qt.Key.Key_Return)
        return "Gave a passage its sentiment, with S and 2"

    def _check(self) -> str:
        claim = next(iter(self._desk.focus.claims.values()))
        self._desk.focus.pick_claim(claim)
        for key in ("V", "2", "E"):
            self._press(key)
        self._type("There is a letter, and it has his name under it.")
        self.picture("check")
        self._desk.go_to_text()
        return f"Gave {claim.code} a verdict and its evidence, with V, 2 and E"

    def _undo(self) -> str:
        undone = self._window.workspace.undo_label()
        self._window.actions_["edit.undo"].trigger()
        self._window.actions_["edit.redo"].trigger()
        self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return f"Took back “{undone}”, did it again, and marked the article done"

    def _export(self) -> str:
        target = self._out / "export"
        with self._window.workspace.reading() as reader:
            rows = [*write(FORMATS[0], reader, target)]
        return f"Exported {rows[-1] if rows else 0} rows to {target}"

    def _show_at(self, size: QSize) -> None:
        self._window.resize(size)
        self._window.arrangement.renew()
        _process_events()

    def _press(
        self,
        key: str | Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        code = key if isinstance(key, Qt.Key) else Qt.Key(ord(key))
        QTest.keyClick(self._keyboard(), code, modifier)
        _process_events()

    def _type(self, words: str) -> None:
        # the field's own insert(), since key events know no curly quotes
        match self._keyboard():
            case QPlainTextEdit() as field:
                field.insertPlainText(words)
            case QLineEdit() as field:
                field.insert(words)
        _process_events()

    def _keyboard(self) -> QWidget:
        return self._window.focusWidget()


def _welcome(preferences: Preferences, theme: Theme, walk: _Walk) -> Iterator[str]:
    page = WelcomePage(preferences, theme)
    page.resize(980, 640)
    page.show()
    walk.picture("welcome", page)
    page.close()
    yield "Looked at the welcome page"


def _clear(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / sample.NAME).unlink(missing_ok=True)
    for made in ("seen", "settings", "export", "pictured"):
        shutil.rmtree(out / made, ignore_errors=True)


def _process_events() -> None:
    for _ in range(3):
        QApplication.processEvents()


def _wait(is_so: Callable[[], bool]) -> None:
    for _ in range(500):
        if is_so():
            return
        QTest.qWait(10)
