"""Shows the surroundings of a place that was found."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLabel, QTextEdit, QVBoxLayout
from typing_extensions import override

from annotator.domain.direction import side_by_side
from annotator.language.languages.letter_forms import likely_forms
from annotator.ui.models.search_preview import Preview, RunKind
from annotator.ui.theming import fonts
from annotator.ui.theming.lettering import lettered
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.hit_format import hit_format
from annotator.ui.widgets.rule import rule

_SIDE, _GAP, _LINE = 16, 12, 1.18
_SIZE: Final = 15  # pixels of the text


class SearchPreview(QFrame):
    """A name, paragraphs in the type of the texts, scrolled to the hit, and a remark below them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search.preview")
        self.setProperty("look", "preview")
        self._name, self._remark = _label(), _label()
        self._line, self._here = rule(), 0  # where the hit begins, as Qt counts
        self._text = QTextEdit()
        self._text.setObjectName("search.preview_text")
        self._text.setReadOnly(True)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.document().setDocumentMargin(0)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.document().setDefaultTextOption(option)
        column = QVBoxLayout(self)
        side = fonts.pixels(_SIDE)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(fonts.pixels(_GAP))
        for part, stretch in (self._name, 0), (self._text, 1), (self._line, 0), (self._remark, 0):
            column.addWidget(part, stretch)
        self.show_preview(None)

    def show_preview(self, preview: Preview | None) -> None:
        """Show a preview; None is nothing."""
        shown = preview or Preview("")
        self._name.setText(side_by_side((shown.name, shown.about)))
        self._remark.setText(shown.remark)
        self._remark.setVisible(bool(shown.remark))
        self._line.setVisible(bool(shown.remark))
        self._write(shown)
        self._scroll()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scroll()

    def _write(self, shown: Preview) -> None:
        self._text.clear()
        self._here = 0
        cursor = self._text.textCursor()
        block = QTextBlockFormat()
        block.setLineHeight(_LINE * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        formats = {kind: self._format(kind) for kind in RunKind}
        for number, runs in enumerate(shown.paragraphs):
            block.setTopMargin(fonts.pixels(_GAP) if number else 0)
            if number:
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            for text, kind in runs:
                self._here = cursor.position() if kind is RunKind.HERE else self._here
                cursor.insertText(text, formats[kind])
        self._set_letters("\n".join("".join(run[0] for run in runs) for runs in shown.paragraphs))

    def _set_letters(self, text: str) -> None:
        """Set the letters in the forms that the whole of what is shown seems to be in."""
        cursor = self._text.textCursor()
        last = self._text.document().characterCount() - 1
        for each in lettered(text, fonts.reading(_SIZE), likely_forms(text)):
            cursor.setPosition(min(each.start, last))
            end = min(each.start + each.length, last)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(each.format)

    def _scroll(self) -> None:
        """Show the line of the hit: in the middle, where there is more than fits."""
        cursor = self._text.textCursor()
        cursor.setPosition(self._here)
        self._text.setTextCursor(cursor)
        bar = self._text.verticalScrollBar()
        line = self._text.cursorRect(cursor).center().y()
        bar.setValue(bar.value() + line - self._text.viewport().height() // 2)

    def _format(self, kind: RunKind) -> QTextCharFormat:
        palette = shown_in(self)
        is_hit = kind in {RunKind.HIT, RunKind.HERE}
        shown = hit_format(palette) if is_hit else QTextCharFormat()
        shown.setFont(fonts.reading(_SIZE))
        if kind is RunKind.MARK:
            tone = palette.tone("unchecked")
            shown.setBackground(tone.ground)
            shown.setFontUnderline(True)
            shown.setUnderlineColor(tone.ink)
        if not is_hit:
            shown.setForeground(palette.second if kind is RunKind.BESIDE else palette.ink)
        else:
            shown.setFontUnderline(True)
        return shown


def _label() -> QLabel:
    label = QLabel(wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("ink", "second")
    label.setFont(fonts.button(label.font()))
    return label
