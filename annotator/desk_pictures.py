"""Pictures of the desk in each of its states, in both schemes and in usual and in double type."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from annotator.ui.settings import Preferences
from annotator.ui.window import ProjectWindow

SIZES: Final = (QSize(1100, 720), QSize(1366, 768), QSize(1920, 1080))
"""A half of a screen, the laptop and the large monitor."""

_Key = Qt.Key
_KEYS: Final = {
    "claims": (),
    "sentiment": ("view.panel.sentiment", _Key.Key_Down, _Key.Key_Down),
    "check": ("view.panel.fact_check",),
    "evidence": ("view.panel.fact_check", "evidence.list", _Key.Key_Return),
    "let-go": ("view.text", *(_Key.Key_J,) * 7),
}
"""What leads to each screen: actions, keys, and lists that get the keyboard."""
SCALES: Final = (1.0, 2.0)
_SCHEMES: Final = ("dark", "light")


def pictures(
    window_in: Callable[[float], ProjectWindow], preferences: Preferences, out: Path
) -> Iterator[str]:
    """Take every picture and yield a sentence for each scale of type.

    `window_in` opens a project in type of a scale, its second article with claims and sentiments.
    """
    for scale in SCALES:
        window = window_in(scale)
        window.show()
        window.activateWindow()
        for size in SIZES:
            window.resize(size)
            for screen in _KEYS:
                _show(window, screen)
                for scheme in _SCHEMES:
                    preferences.change(scheme=scheme)
                    _settle()
                    path = out / f"{name(screen, size, scale)}-{scheme}.png"
                    window.grab().save(str(path))
        window.close()
        yield f"Looked at {len(_KEYS)} screens in {len(SIZES)} sizes, in type of {scale:.0%}"


def name(screen: str, size: QSize, scale: float) -> str:
    """Return what a picture is called: desk-claims-1366, or desk-claims-200-1366 in double type."""
    enlarged = "" if scale == 1 else f"{scale * 100:.0f}-"
    return f"desk-{screen}-{enlarged}{size.width()}"


def _show(window: ProjectWindow, screen: str) -> None:
    desk = window.desk
    if close := window.findChild(QPushButton, "evidence.close"):
        close.click()
    desk.open(window.workspace.reader.listed()[1].id)
    desk.focus.pick_claim(next(iter(desk.focus.claims.values())))
    window.arrangement.renew()
    for step in ("view.panel.claims", *_KEYS[screen]):
        _take(window, step)


def _take(window: ProjectWindow, step: str | Qt.Key) -> None:
    if not isinstance(step, str):
        _press(window, step)
    elif action := window.findChild(QAction, step):
        action.trigger()
    elif part := window.findChild(QWidget, step):
        part.setFocus()
    _settle()


def _press(window: ProjectWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget(), key)
    _settle()


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()
