"""What every test of the window shares: the light scheme, the window, somebody who answers."""

import shutil
from collections.abc import Callable

import in_language
import pytest
from heard import missed
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QWidget
from shiboken6 import isValid
from whole_reads import WANTED, WholeReads

import annotator.operations.suggestions  # noqa: F401 - so that the first window need not wait for it
from annotator import i18n
from annotator.pseudo_language import PseudoLanguage
from annotator.sample import project as sample
from annotator.storage.project import open_project
from annotator.ui.application.settings import open_preferences
from annotator.ui.application.shortcuts import KEYS, KeyMap
from annotator.ui.dialogs.on_screen import OnScreen
from annotator.ui.panels.panel import Panel
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.sheet import style_sheet
from annotator.ui.theming.theme import Scheme, Theme, apply, load
from annotator.ui.window.main_window import ProjectWindow


@pytest.fixture(autouse=True)
def light(qapp):
    """Dress the application in the light scheme, if it is not."""
    if qapp.styleSheet() != style_sheet(load("light")):
        apply(qapp, Scheme.LIGHT)


@pytest.fixture(autouse=True)
def side(qapp):
    """Let windows begin on the side where the language of the program begins."""
    if qapp.layoutDirection() is not _side():
        qapp.setLayoutDirection(_side())


def _side():
    leftwards = i18n.is_right_to_left()
    return Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight


@pytest.fixture(autouse=True)
def heard(monkeypatch):
    """Find fault with any dialog that a test shows, when a screen reader would miss something."""
    found, fit = [], OnScreen._fit_to_screen

    def fit_and_listen(on_screen):
        fit(on_screen)
        found.extend(missed(on_screen._dialog))

    monkeypatch.setattr(OnScreen, "_fit_to_screen", fit_and_listen)
    yield
    assert found == []


@pytest.fixture(autouse=True)
def whole_reads(monkeypatch):
    """Find fault with any statement of the window that reads a table that grows end to end."""
    reads = WholeReads(WANTED)
    reads.follow(monkeypatch)
    yield reads
    assert reads.found == {}


@pytest.fixture(autouse=True)
def nothing_held(qapp):
    """Let go of the mouse after a test: mouseDClick leaves the button pressed for the next one."""
    yield
    for button in Qt.MouseButton:
        if QApplication.mouseButtons() & button:
            QTest.mouseRelease(QWidget(), button)
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture
def when_asked(qtbot):
    """Do something with the next dialog that asks; it is closed whatever happens."""
    timer = QTimer(interval=5)

    def then(do: Callable[[QDialog], None]):
        def look():
            if dialog := QApplication.activeModalWidget():
                timer.stop()
                try:
                    do(dialog)
                finally:
                    dialog.close()

        timer.timeout.connect(look)
        timer.start()

    yield then
    was_waiting = timer.isActive()
    timer.stop()
    assert not was_waiting, "nothing was asked"


@pytest.fixture
def nobody_answers(qapp):
    """Dialogs and menus that wait for an answer are left at once."""

    def leave():
        if isinstance(menu := QApplication.activePopupWidget(), QMenu):
            menu.close()
        elif isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.reject()

    timer = QTimer(interval=10)
    timer.timeout.connect(leave)
    timer.start()
    yield
    timer.stop()


@pytest.fixture
def press_when_asked(when_asked):
    """Press the button of this name in the next dialog that asks."""
    return lambda name: when_asked(lambda dialog: dialog.findChild(QPushButton, name).click())


@pytest.fixture
def preferences(tmp_path):
    """Settings in a folder of their own, whose keys are in use."""
    return open_preferences(tmp_path / "settings")


@pytest.fixture(autouse=True)
def usual_keys():
    """Let every action have its usual keys again after a test."""
    yield
    KEYS.use(KeyMap())


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory):
    """The sample project, with labels of every kind."""
    folder = tmp_path_factory.mktemp("sample")
    return sample.ensure(folder, folder / "seen", "Ana")


@pytest.fixture
def sample_window(sample_file, tmp_path, window_of):
    """The window of a copy of the sample project, a file, at an article with marks."""
    path = tmp_path / "Sample.annotator"
    shutil.copyfile(sample_file, path)
    store = open_project(path, tmp_path / "seen")
    store.sign_in("Ana")
    window = window_of(Workspace(store, path))
    window.desk.articles.step(1)
    return window


@pytest.fixture
def theme(qapp):
    """The light scheme."""
    theme = Theme(qapp, Scheme.LIGHT)
    yield theme
    theme.deleteLater()


@pytest.fixture(scope="session")
def collected():
    """Make the texts of a pseudo-language those that translators are given."""
    return in_language.as_collected(PseudoLanguage.gettext)


@pytest.fixture(params=["qps-ploc", "qps-plocm"])
def pseudo(request, qapp, monkeypatch, collected):
    """Let the program speak a pseudo-language, where translators are given a text."""
    monkeypatch.setattr(PseudoLanguage, "gettext", collected)
    former, side = i18n.language(), qapp.layoutDirection()
    i18n.choose_language(request.param)
    qapp.setLayoutDirection(_side())
    yield request.param
    i18n.choose_language(former)
    qapp.setLayoutDirection(side)


@pytest.fixture
def set_type(qapp):
    """Set the interface in type of a size, given in what usual type is."""
    usual = qapp.font()

    def scale(size):
        larger = QFont(usual)
        larger.setPointSizeF(usual.pointSizeF() * size)
        qapp.setFont(larger)

    yield scale
    qapp.setFont(usual)


@pytest.fixture
def window_of(qtbot, theme, preferences):
    """Show the window of a workspace; it is gone after the test."""
    windows = []

    def show(workspace):
        window = ProjectWindow(workspace, theme, preferences)
        windows.append(window)
        window.resize(1366, window.height())  # the screen of the tests is smaller
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.desk.go_to_text()
        return window

    yield show
    for window in windows:
        window.close()
        _take_along_parts(window)
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _take_along_parts(window):
    """Let a window go with the parts that its panels had no time to place.

    They hold themselves by their signals, so that no garbage collector finds them; thousands of
    them made each style sheet slower.
    """
    for panel in window.findChildren(Panel):
        for part in vars(panel).values():
            if isinstance(part, QWidget) and isValid(part) and part.parent() is None:
                part.setParent(panel)


@pytest.fixture
def window(workspace, window_of):  # in this order: the window goes before its project
    """The whole window over a project with one article."""
    return window_of(workspace)


@pytest.fixture
def only(workspace):
    """Return the only record of a kind."""

    def only(kind):
        (record,) = workspace.reader.find(kind)
        return record

    return only


@pytest.fixture
def press(window):
    """Press keys, one after the other, where the keyboard is."""

    def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(window.focusWidget(), getattr(Qt.Key, f"Key_{key}"), modifier)
            QApplication.processEvents()

    return press


@pytest.fixture
def said(window):
    """Return what a part of the status line says."""
    return lambda part="told": window.status.findChild(QWidget, f"status.{part}").text()
