"""Pictures of the desk in each of its states, in both schemes and in usual and in double type."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from annotator.sample import project as sample
from annotator.ui.application.settings import Preferences
from annotator.ui.dialogs.compare_wordings import CompareWordings
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.models.wordings import wordings
from annotator.ui.window.main_window import ProjectWindow

SIZES: Final = (QSize(1100, 720), QSize(1366, 768), QSize(1920, 1080))
"""A half of a screen, the laptop and the large monitor."""

_LAPTOP: Final = 1366
_READING: Final = 400  # milliseconds in which a small file is read

_Key = Qt.Key
_ON = _Key.Key_J
_KEYS: Final = {
    "claims": (),
    "sentiment": ("view.panel.sentiment", _Key.Key_Down, _Key.Key_Down),
    "check": ("view.panel.fact_check",),
    "evidence": ("view.panel.fact_check", "evidence.list", _Key.Key_Return),
    "evidence-list": ("view.panel.fact_check", "check.evidence", "evidence.title", _Key.Key_Down),
    "evidence-filled": (
        "view.panel.fact_check",
        "evidence.list",
        *(_Key.Key_Down, _Key.Key_Down, _Key.Key_Return),
    ),
    "let-go": ("view.text", *(_ON,) * 7),
}
"""What leads to each screen: actions, keys, and widgets that get the keyboard."""
_ONCE: Final = {
    "here": ("view.text",),
    "here-side-by-side": ("view.text", _ON),
    "here-overlapping": ("view.text", *(_ON,) * 3, _Key.Key_Tab),
    "here-went-back": ("view.text", *(_ON,) * 7, "check.verdict"),
    "compare": ("compare",),
    "picker": ("view.text", "claim.mention"),
    "menu": ("view.text", "view.menu"),
    "drop": ("drop",),
    "import": ("import",),
    "native": ("view.native",),
}
"""What is pictured on a laptop only, also by the names of `_OPENED`."""
SCALES: Final = (1.0, 2.0)
_SCHEMES: Final = ("dark", "light")


def pictures(
    window_in: Callable[[float], ProjectWindow], preferences: Preferences, out: Path
) -> Iterator[str]:
    """Take every picture and yield a sentence for each scale of type.

    `window_in` opens a project in type of a scale, its second article with claims and sentiments.
    """
    for scale in SCALES:
        window, taken = window_in(scale), 0
        window.show()
        window.activateWindow()
        for size in SIZES:
            window.resize(size)
            screens = _KEYS | _ONCE if size.width() == _LAPTOP else _KEYS
            for screen, steps in screens.items():
                preferences.change(native_text=False)
                _show(window, steps)
                _save(window, preferences, out / name(screen, size, scale))
                _close(window)
                taken += 1
        window.close()
        yield f"Looked at {taken} screens in {len(SIZES)} sizes, in type of {scale:.0%}"


def name(screen: str, size: QSize, scale: float) -> str:
    """Return what a picture is called: desk-claims-1366, or desk-claims-200-1366 in double type."""
    enlarged = "" if scale == 1 else f"{scale * 100:.0f}-"
    return f"desk-{screen}-{enlarged}{size.width()}"


def _save(window: ProjectWindow, preferences: Preferences, path: Path) -> None:
    for scheme in _SCHEMES:
        preferences.change(scheme=scheme)
        _process_events()
        _whole(window).save(f"{path}-{scheme}.png")


def _whole(window: ProjectWindow) -> QPixmap:
    """Return the window as it is seen, with the windows that lie over it."""
    seen = window.grab()
    with QPainter(seen) as painter:
        for other in _others(window):
            painter.drawPixmap(window.mapFromGlobal(other.pos()), other.grab())
    return seen


def _others(window: ProjectWindow) -> list[QWidget]:
    tops = QApplication.topLevelWidgets()
    return [each for each in tops if each is not window and each.isVisible()]


def _close(window: ProjectWindow) -> None:
    for other in _others(window):
        other.close()
    QApplication.sendEvent(window, QDragLeaveEvent())
    if close := window.findChild(QPushButton, "evidence.close"):
        close.click()
    if window.finding.claims.isVisible():
        _press(window, _Key.Key_Escape)


def _show(window: ProjectWindow, steps: Sequence[str | Qt.Key]) -> None:
    desk = window.desk
    window.activateWindow()
    desk.open(window.workspace.reader.article_summaries()[1].id)
    desk.focus.pick_claim(next(iter(desk.focus.claims.values())))
    desk.text.verticalScrollBar().setValue(0)
    window.arrangement.renew()
    for step in ("view.panel.claims", *steps):
        _take(window, step)


def _take(window: ProjectWindow, step: str | Qt.Key) -> None:
    if not isinstance(step, str):
        _press(window, step)
    elif step in _OPENED:
        _OPENED[step](window)
    elif action := window.findChild(QAction, step):
        action.trigger()
    elif part := window.findChild(QWidget, step):
        part.setFocus()
    _process_events()


def _compare(window: ProjectWindow) -> None:
    focus = window.desk.focus
    assert focus.claim is not None  # noqa: S101 - one was picked
    shown = wordings(window.workspace.reader, window.workspace.codebook, focus.claim)
    _place(window, CompareWordings(focus.claim, shown, 0, window))


def _import(window: ProjectWindow) -> None:
    tables = sample.source().parent / "tour" / "late-edition.txt"
    dialog = ImportArticles(window.workspace.reader, [tables], window)
    dialog.finished.connect(dialog.deleteLater)
    _place(window, dialog)
    QTest.qWait(_READING)


def _place(window: ProjectWindow, dialog: QDialog) -> None:
    dialog.show()
    dialog.move(window.geometry().center() - dialog.rect().center())


def _drag(window: ProjectWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample.source().parent / "tour" / "late-edition.txt"))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    modifier = Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(400, 300), actions, data, buttons, modifier)
    QApplication.sendEvent(window, event)


_OPENED: Final = {"compare": _compare, "import": _import, "drop": _drag}
"""What a person opens by the mouse, or what would keep the tour until it is closed."""


def _press(window: ProjectWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget(), key)
    _process_events()


def _process_events() -> None:
    for _ in range(4):
        QApplication.processEvents()
