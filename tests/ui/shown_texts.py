"""Every text that a window shows: which is not translated, and which is cut."""

import re
from contextlib import contextmanager

from cut_texts import cut, is_program_cut
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from annotator.domain.backup import FOLDER, SUFFIX
from annotator.importers.encodings import encodings, short_name

OF_QT = ("qt_", "QTableCornerButton")
ROLES = {
    "row": Qt.ItemDataRole.DisplayRole,
    "tooltip of a row": Qt.ItemDataRole.ToolTipRole,
    "spoken row": Qt.ItemDataRole.AccessibleTextRole,
    "spoken description": Qt.ItemDataRole.AccessibleDescriptionRole,
}
KEYS = (
    r"(?:(?:Ctrl|Shift|Alt|Meta|⇧|⌘)\+?)*"
    r"(?:Ctrl|Shift|Alt|Return|Enter|Tab|Esc|Del|Space|Up|Down|PgUp|PgDown|Home|End|F\d+|[A-Z])"
)
"""Names of keys, which Qt translates itself."""
NAMES = (
    r"https?://\S*|Annotator|\w+\.annotator|PySide6|Qt|SQLite|Python|MIT|UTF-8|CSV|PDF|UTC|Trial|Ana"
    r"|(?:(?:DejaVu|Noto|Liberation|Sans) )?Serif|(?:DejaVu |Noto )?Sans"
)
FILES = r"[\w.-]+\.(?:annotator|csv|docx|html|json|txt)"
PAGES = "|".join(re.escape(short_name(each.name)) for each in encodings())
"""Names of code pages."""
LIBRARIES = r"PySide6-Essentials|sqlite-utils|msgspec|sentencex|click|platformdirs|Linux|x86_64"
CODES = r"[ACSE]\d+"  # of articles, claims, sentiments and evidence
BACKUP = rf"{FOLDER}[/\\][^/\\]*{re.escape(SUFFIX)}"
PATHS = rf"(?:~|\b[A-Z]:)?[/\\](?:\S*{BACKUP}|\S*)"
TYPED = r"\{code\}"  # stands for the code of a claim in an address
_NO_WORDS = re.compile(
    rf"{TYPED}|<[^<>]*>|&\w+;|{PATHS}|\b(?:{LIBRARIES}|{FILES}|{PAGES}|{NAMES}|{CODES}|{KEYS})(?!\w)"
)
_WORD = re.compile(r"[A-Za-z]{2,}")


def texts_of(root):
    """Yield (where, text) for all that can be read in a window, shown or hidden."""
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.objectName().startswith(OF_QT):
            name = f"{type(widget).__name__} {widget.objectName()}"
            yield from ((f"{name}: {kind}", text) for kind, text in _of_widget(widget) if text)
    for action in root.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()
        yield f"tooltip of action {action.objectName()}", action.toolTip()


def _of_widget(widget):
    yield "title", widget.windowTitle() if widget.isWindow() else ""
    yield "tooltip", widget.toolTip()
    yield "spoken name", widget.accessibleName()
    yield "spoken description", widget.accessibleDescription()
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QGroupBox() | QMenu():
            yield "title", widget.title()
        case QLineEdit() | QPlainTextEdit() | QTextEdit():
            yield "placeholder", widget.placeholderText()
        case QComboBox():
            yield from (("item", widget.itemText(row)) for row in range(widget.count()))
        case QTabBar():
            yield from (("tab", widget.tabText(tab)) for tab in range(widget.count()))
        case QHeaderView() if widget.model():
            direction = widget.orientation()
            yield from (
                ("head", str(widget.model().headerData(at, direction) or ""))
                for at in range(widget.count())
            )
        case QAbstractItemView() if widget.model():
            yield from _rows(widget.model())


def _rows(model):
    for row in range(min(model.rowCount(), 20)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for column in range(columns):
            index = model.index(row, column)
            yield from ((kind, str(index.data(role) or "")) for kind, role in ROLES.items())


def untranslated(root):
    """Return what of a window still has English words; data of the tests has none of these."""
    return sorted({(where, text) for where, text in texts_of(root) if has_english(text)})


def has_english(text):
    """Return whether a text has words of English, names of keys and products apart."""
    return bool(_WORD.search(_NO_WORDS.sub(" ", text)))


@contextmanager
def painted(*, cut_only=False):
    """Collect the texts that delegates and widgets of Python paint in the block.

    With `cut_only`, those of the program that were painted with an ellipsis.
    """
    found = []
    draw, elide, layout = QPainter.drawText, QFontMetrics.elidedText, QTextLayout.setText

    def drawn(painter, *args):
        found.extend(arg for arg in args if isinstance(arg, str) and not cut_only)
        return draw(painter, *args)

    def elided(metrics, text, *args):
        shown = elide(metrics, text, *args)
        if cut_only and shown != text and is_program_cut(text, shown):
            found.append(text)
        return shown

    def laid_out(self, text):
        if not cut_only:
            found.append(text)
        return layout(self, text)

    QPainter.drawText, QFontMetrics.elidedText, QTextLayout.setText = drawn, elided, laid_out
    try:
        yield found
    finally:
        QPainter.drawText, QFontMetrics.elidedText, QTextLayout.setText = draw, elide, layout


def faults(part):
    """Return what of a part is left in English, and what is cut."""
    QApplication.processEvents()
    with painted() as drawn:
        part.grab()
    with painted(cut_only=True) as elided:
        part.grab()
    english = [text for text in drawn if has_english(text)]
    return untranslated(part), english, cut(part), elided
