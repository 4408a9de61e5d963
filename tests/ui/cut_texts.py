"""Every text that a window shows, measured against the room it has."""

import html
import re

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTextEdit,
    QTreeView,
    QWidget,
)

from annotator.ui.dialogs.card import Card
from annotator.ui.views.recent import RecentButton
from annotator.ui.widgets.one_line import OneLine

LAPTOP = QSize(1366, 768)
_SLACK = 1  # a pixel, which rounding takes
_IN_A_COMBO = 4  # pixels that Qt does not use beside the text
_IN_A_LINE = 2  # pixels on each side of the text
_ROWS = 40
_PAINT_THEMSELVES = (Card, RecentButton)  # what they shorten is collected as they paint it
_MESSAGE = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]")


def cut(root):
    """Return what of a window is shown with too little room, as (where, text).

    A text of a person may be shortened where a tooltip has it whole, one of the program may not.
    """
    shown = [each for each in [root, *root.findChildren(QWidget)] if each.isVisible()]
    return [
        (f"{type(each).__name__} {each.objectName()}: {fault}", text)
        for each in shown
        for measure in (_text_in, _outside)
        for fault, text in measure(each)
    ]


def high_menus(root):
    """Return the titles of menus that are larger than a laptop's screen."""
    menus = root.findChildren(QMenu)
    return [menu.title() for menu in menus if menu.sizeHint() != menu.sizeHint().boundedTo(LAPTOP)]


def is_program_cut(text, shown):
    """Return whether a text in a pseudo-language loses words of its first message.

    A name in such a message, between isolates, may be shortened.
    """
    message = _MESSAGE.match(text)
    kept = shown.rstrip("…")
    return bool(message) and message[0] not in text[: len(kept)] and "\u2068" not in text


def _text_in(widget):
    for kind, measure in _MEASURES:
        if isinstance(widget, kind):
            return measure(widget)
    return ()


def _of_label(label):
    if not label.text():
        return
    if label.fontMetrics().height() > label.height() + _SLACK:
        yield "lower than its type", label.text()
    if isinstance(label, OneLine):
        yield from _of_one_line(label)
    elif label.wordWrap():
        yield from _of_wrapped(label)
    elif label.minimumSizeHint().width() > label.width() + _SLACK:
        yield f"{label.minimumSizeHint().width()} in {label.width()}", label.text()


def _of_one_line(label):
    text, shown = label.text(), label.visible_text()
    is_own = not is_program_cut(text, shown) and text in html.unescape(label.toolTip())
    if shown not in (text, label._short) and not is_own:
        yield "shortened", text
    elif label.fontMetrics().horizontalAdvance(shown) > label.contentsRect().width() + _SLACK:
        yield "cut", text


def _of_wrapped(label):
    longest = max(map(label.fontMetrics().horizontalAdvance, label.text().split()), default=0)
    if label.heightForWidth(label.width()) > label.height() + _SLACK:
        yield "lower than its lines", label.text()
    elif "<" not in label.text() and longest > label.contentsRect().width():
        yield "narrower than a word", label.text()


def _of_button(button):
    hint = button.sizeHint()
    if not button.text() or isinstance(button, _PAINT_THEMSELVES):
        return
    if hint.width() > button.width() + _SLACK:
        yield f"{hint.width()} in {button.width()}", button.text()
    if button.fontMetrics().height() > button.height() + _SLACK:
        yield "lower than its type", button.text()


def _of_line(field):
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    width = room.marginsRemoved(field.textMargins()).width() - 2 * _IN_A_LINE
    needed = field.fontMetrics().horizontalAdvance(field.placeholderText())
    if not field.text() and needed > width + _SLACK:
        yield f"placeholder {needed} in {width}", field.placeholderText()


def _of_editor(editor):
    hint, room = editor.placeholderText(), editor.viewport().size()
    if not hint or not editor.document().isEmpty():
        return
    margin = round(editor.document().documentMargin())
    lines = QRect(margin, margin, room.width() - 2 * margin, LAPTOP.height())
    needed = editor.fontMetrics().boundingRect(lines, int(Qt.TextFlag.TextWordWrap), hint)
    if needed.bottom() > room.height() or needed.width() > lines.width() + _SLACK:
        yield f"placeholder {needed.size().toTuple()} in {room.toTuple()}", hint


def _of_combo(combo):
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part, control = QStyle.SubControl.SC_ComboBoxEditField, QStyle.ComplexControl.CC_ComboBox
    room = combo.style().subControlRect(control, option, part, combo).width()
    for text in map(combo.itemText, range(combo.count())):
        needed = combo.fontMetrics().horizontalAdvance(text)
        if needed > room + _IN_A_COMBO:
            yield f"item {needed} in {room}", text


def _of_tabs(tabs):
    for tab in range(tabs.count()):
        rect = tabs.tabRect(tab)
        if not tabs.rect().contains(rect) or tabs.tabSizeHint(tab).width() > rect.width():
            yield "tab", tabs.tabText(tab)


def _of_head(head):
    if head.orientation() is not Qt.Orientation.Horizontal or not head.model():
        return
    for section in range(head.count()):
        text = str(head.model().headerData(section, head.orientation()) or "")
        needed, room = head.sectionSizeHint(section), head.sectionSize(section)
        if text and not head.isSectionHidden(section) and needed > room + _SLACK:
            yield f"head {needed} in {room}", text


def _of_box(box):
    if box.title() and box.minimumSizeHint().width() > box.width():
        yield "title", box.title()


def _of_rows(view):
    if view.horizontalScrollBar().maximum() > 0:
        yield "scrolls sideways", "a row"
    if not isinstance(view, QListView | QTreeView) or view.model() is None or view.wordWrap():
        return
    for index in _indexes(view, view.rootIndex()):
        room, needed = view.visualRect(index).width(), view.sizeHintForIndex(index).width()
        text, tip = str(index.data() or ""), str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if 0 < room < needed - _SLACK and ("[" in text or text not in html.unescape(tip)):
            yield f"row {needed} in {room}", text


def _indexes(view, root):
    model = view.model()
    is_list = isinstance(view, QListView) or isinstance(model, QAbstractListModel)
    columns = 1 if is_list else model.columnCount(root)
    for row in range(min(model.rowCount(root), _ROWS)):
        for column in range(columns):
            yield model.index(row, column, root)
        if not is_list:
            yield from _indexes(view, model.index(row, 0, root))


_MEASURES = (
    (QLabel, _of_label),
    (QAbstractButton, _of_button),
    (QLineEdit, _of_line),
    (QPlainTextEdit | QTextEdit, _of_editor),
    (QComboBox, _of_combo),
    (QTabBar, _of_tabs),
    (QHeaderView, _of_head),
    (QGroupBox, _of_box),
    (QAbstractItemView, _of_rows),
)


def _outside(widget):
    """Yield a part with text that lies outside of what it is in, where nothing scrolls to it."""
    is_text = isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit)
    if not is_text or isinstance(widget.parentWidget(), QAbstractItemView | QComboBox):
        return
    rect, inside = widget.rect(), widget
    while (parent := inside.parentWidget()) and not inside.isWindow():
        rect = QRect(inside.mapTo(parent, rect.topLeft()), rect.size())
        if isinstance(parent, QAbstractScrollArea):
            return
        scrolls = _scroller(parent)
        if not _spans(parent.rect(), rect, is_high=scrolls is None):
            yield f"outside of {type(parent).__name__} {parent.objectName()}", _words(widget)
            return
        inside = parent


def _words(widget):
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.objectName()


def _spans(outer, inner, *, is_high):
    wide = outer.left() - _SLACK <= inner.left() and inner.right() <= outer.right() + _SLACK
    high = outer.top() - _SLACK <= inner.top() and inner.bottom() <= outer.bottom() + _SLACK
    return wide and (high or not is_high)


def _scroller(viewport):
    area = viewport.parentWidget()
    return area if isinstance(area, QScrollArea) and area.viewport() is viewport else None
