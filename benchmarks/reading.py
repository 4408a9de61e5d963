"""How fast the reading view is, beside Qt's own text widgets showing the same.

Run it with `python -m benchmarks.reading`; every figure is a median in milliseconds, taken until
everything asked for has been painted.
"""

import os
import time
from collections.abc import Callable
from itertools import cycle
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from annotator.domain.span import Span
from annotator.ui.reading import ArticleView, Heading, Mark, MarkKind

Row = tuple[str, str, str, str]
Editor = QTextEdit | QPlainTextEdit
Actions = dict[str, Callable[[], object]]

WIDTH, HEIGHT = 762, 700
SENTENCE = "Premier Lind said his government would give no guarantees beyond the ones you know. "
TONES = ("refuted", "conflicting", "supported", "unchecked")
HEADER: Row = ("what", "ours", "QPlainTextEdit", "QTextEdit")


def rows() -> list[Row]:
    """Return what was timed, our figure, and those of Qt's two widgets."""
    _ = QApplication.instance() or QApplication([])
    found = _compared("300,000 characters, 5,000 marks", article(300_000), 5_000, rounds=15)
    found += _compared("10 MB", article(10_000_000), 0, rounds=3)
    return found + _compared("10 MB without a newline", article(10_000_000, line=""), 0, rounds=3)


def article(characters: int, *, line: str = "\n") -> str:
    """Return a made-up article of a length, in paragraphs of 340 characters or in one line."""
    unit = 4 * SENTENCE + line
    return (unit * (characters // len(unit) + 1))[:characters]


def marks(text: str, count: int) -> list[Mark]:
    """Return claims spread evenly over a text; two of three overlap the next."""
    step = len(text) // max(1, count)
    return [
        Mark(
            id=f"c{number}",
            spans=(Span(number * step, number * step + (step + 9 if number % 3 else step // 2)),),
            sign=f"C{number}",
            tone=TONES[number % len(TONES)],
            kind=MarkKind.CLAIM,
        )
        for number in range(count - 1)
    ]


def _compared(title: str, text: str, count: int, *, rounds: int) -> list[Row]:
    all_marks = marks(text, count)
    ours, plain, rich = (
        _timed(actions, widget, rounds)
        for widget, actions in (
            _ours(text, all_marks),
            _theirs(QPlainTextEdit(), text, all_marks),
            _theirs(QTextEdit(), text, all_marks),
        )
    )
    return [(f"{title}: {what}", ours[what], plain[what], rich[what]) for what in ours]


def _timed(actions: Actions, widget: QWidget, rounds: int) -> dict[str, str]:
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    QApplication.processEvents()
    found = {what: f"{_milliseconds(action, rounds):.1f}" for what, action in actions.items()}
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
    return found


def _milliseconds(action: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        QApplication.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def _ours(text: str, all_marks: list[Mark]) -> tuple[QWidget, Actions]:
    view = ArticleView()
    bar, widths = view.verticalScrollBar(), cycle((WIDTH - 90, WIDTH))
    fewer = cycle((all_marks[1:], all_marks))

    def open_article() -> None:
        view.set_article(Heading("Headline", "details"), text, "en")
        view.set_marks(all_marks)

    def jump() -> None:
        bar.setValue(0)
        bar.setValue(bar.maximum())

    actions: Actions = {"open": open_article}
    if all_marks:
        actions["add or remove a mark"] = lambda: view.set_marks(next(fewer))
    return view, actions | {
        "scroll a page": lambda: bar.setValue(bar.value() + HEIGHT - 50),
        "jump to the end": jump,
        "resize": lambda: view.resize(next(widths), HEIGHT),
    }


def _theirs(edit: Editor, text: str, all_marks: list[Mark]) -> tuple[QWidget, Actions]:
    edit.setReadOnly(True)
    bar, widths = edit.verticalScrollBar(), cycle((WIDTH - 90, WIDTH))
    fewer = cycle((all_marks[1:], all_marks))

    def open_article() -> None:
        edit.setPlainText(text)
        if all_marks:
            edit.setExtraSelections(_selections(edit, all_marks))

    def jump() -> None:
        edit.moveCursor(QTextCursor.MoveOperation.Start)
        edit.moveCursor(QTextCursor.MoveOperation.End)

    actions: Actions = {"open": open_article}
    if all_marks:
        actions["add or remove a mark"] = lambda: edit.setExtraSelections(
            _selections(edit, next(fewer))
        )
    return edit, actions | {
        "scroll a page": lambda: bar.setValue(bar.value() + bar.pageStep()),
        "jump to the end": jump,
        "resize": lambda: edit.resize(next(widths), HEIGHT),
    }


def _selections(edit: Editor, all_marks: list[Mark]) -> list[QTextEdit.ExtraSelection]:
    look = QTextCharFormat()
    look.setBackground(QColor("#fbe6dc"))
    found = []
    for mark in all_marks:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(mark.spans[0].start)
        cursor.setPosition(mark.spans[0].end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, look
        found.append(selection)
    return found


if __name__ == "__main__":
    for what, *figures in [HEADER, *rows()]:
        print(f"{what:<56}", *(f"{figure:>16}" for figure in figures))
