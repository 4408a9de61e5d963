"""A piece of evidence as a card: a few lines, which unfold into its form."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.check import Evidence, Source
from annotator.domain.codebook import Codebook, Layer
from annotator.ui.dates import shown_date
from annotator.ui.panels.evidence_form import EvidenceForm
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.tabbing import follow_on
from annotator.ui.workspace import Workspace

_BAR, _GAP, _ABOVE, _QUOTE_LINES, _QUOTE_SIZE = 3, 5, 3, 2, 13
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardWords(Struct, frozen=True, kw_only=True):
    """What a card says: the quote, where it is from, what is missing; `tone` is its stance."""

    quote: str
    details: str
    missing: str
    tone: str

    @classmethod
    def of(
        cls, evidence: Evidence, source: Source | None, missing: Sequence[str], codebook: Codebook
    ) -> "CardWords":
        """Put into words what is known of a piece of evidence."""
        quote = " ".join(evidence.quote.split())
        stance = codebook.scheme(Layer.EVIDENCE_STANCE).label(evidence.stance)
        parts = [
            stance.name.lower() if stance else evidence.stance,
            ", ".join(filter(None, [_named(source), evidence.locator])),
            "primary" if source and source.is_primary else "",
            f"accessed {shown_date(source.accessed_at)}" if source and source.accessed_at else "",
        ]
        return cls(
            quote=f"“{quote}”" if quote else "",
            details=" · ".join(filter(None, parts)),
            missing=" · ".join(missing),
            tone=stance.colour if stance else "",
        )

    @property
    def spoken(self) -> str:
        """Return the card as it is read aloud."""
        missing = f"missing: {self.missing}" if self.missing else ""
        return ", ".join(filter(None, [self.quote, self.details, missing]))


def _named(source: Source | None) -> str:
    return (source.title or source.publisher or source.url) if source else ""


class EvidenceCard(QWidget):
    """Shows one piece of evidence; the coloured bar beside it tells its stance."""

    kept = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._form: EvidenceForm | None = None
        self._shown: tuple[Evidence, Source | None] | None = None
        self._bar = _Bar()
        self.head = _CardHead()
        self.head.setObjectName("evidence.card")
        self.head.clicked.connect(lambda: self.set_open(open_=not self.is_open()))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(self._bar)
        self._column = QVBoxLayout()
        self._column.addWidget(self.head)
        line.addLayout(self._column, 1)

    def show_evidence(
        self, evidence: Evidence, source: Source | None, missing: Sequence[str]
    ) -> None:
        """Show a piece of evidence and what it lacks."""
        self._shown = evidence, source
        words = CardWords.of(evidence, source, missing, self._workspace.codebook)
        self._bar.set_tone(words.tone)
        self.head.set_words(words)
        if self._form:
            self._form.show_evidence(evidence, source)

    def is_open(self) -> bool:
        """Return whether the form is unfolded."""
        return self._form is not None and not self._form.isHidden()

    def set_open(self, *, open_: bool) -> None:
        """Unfold the form or fold it; it is built when it is first wanted."""
        if open_:
            self.form().show()
        elif self._form:
            self._form.flush()
            self._form.hide()
        self.head.setAccessibleDescription("open" if open_ else "folded")

    def form(self) -> EvidenceForm:
        """Return the form, whether it is shown or not."""
        if self._form is None:
            self._form = EvidenceForm(self._workspace)
            self._form.kept.connect(self.kept)
            self._form.setEnabled(not self._workspace.is_read_only)
            self._form.hide()
            self._column.addWidget(self._form)
            follow_on(self.head, self._form)
            if self._shown:
                self._form.show_evidence(*self._shown)
        return self._form

    def flush(self) -> None:
        """Commit what is being typed."""
        if self._form:
            self._form.flush()


class _Bar(QWidget):
    """A bar in the colour of a tone."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = ""
        self.setFixedWidth(_BAR)

    def set_tone(self, tone: str) -> None:
        """Take the colour of another tone."""
        self._tone = tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), shown_in(self).tone(self._tone).ink)


class _CardHead(QPushButton):
    """The lines of a card: the quote in italics, where it is from, and what is missing."""

    def __init__(self) -> None:
        super().__init__()
        self._words = CardWords(quote="", details="", missing="", tone="")
        self._heights: dict[int, int] = {}  # by width, which layouts ask for again and again
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: CardWords) -> None:
        """Say something else."""
        self._words = words
        self._heights.clear()
        self.setAccessibleName(words.spoken)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            quote = len(self._quote_lines(width)) * self._quote_metrics().lineSpacing()
            details = round(self._details(width).boundingRect().height())
            self._heights[width] = quote + details + 2 * _ABOVE
        return self._heights[width]

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._heights.clear()
        super().changeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = shown_in(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(palette.accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.setFont(_quote_font())
        painter.setPen(palette.ink)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        top, line = _ABOVE, self._quote_metrics().lineSpacing()
        for words in self._quote_lines(self.width()):
            box = QRect(4, top, self.width() - 8, line)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeading), words)
            top += line
        self._details(self.width()).draw(painter, QPointF(4, top))

    def _quote_metrics(self) -> QFontMetrics:
        return QFontMetrics(_quote_font())

    def _quote_lines(self, width: int) -> list[str]:
        """Return the lines of the quote, the last one cut when there is more."""
        words, lines = self._words.quote, list[str]()
        if not words:
            return lines
        layout = _laid_out(words, _quote_font(), width - 8)
        for number in range(min(layout.lineCount(), _QUOTE_LINES)):
            start = layout.lineAt(number).textStart()
            end = start + layout.lineAt(number).textLength()
            lines.append(words[start:end].strip())
        if layout.lineCount() > _QUOTE_LINES:
            rest = words[layout.lineAt(_QUOTE_LINES - 1).textStart() :]
            mode = Qt.TextElideMode.ElideRight
            lines[-1] = self._quote_metrics().elidedText(rest, mode, width - 8)
        return lines

    def _details(self, width: int) -> QTextLayout:
        words, palette = self._words, shown_in(self)
        font = fonts.small(self.font())
        parts = [(words.details, palette.second, font)]
        if words.missing:
            warning = palette.tone("warning").ink
            parts += [(" · ", palette.second, font), (words.missing, warning, fonts.strong(font))]
        text = "".join(part for part, _, _ in parts)
        return _laid_out(text, font, width - 8, _formats(parts))


def _quote_font() -> QFont:
    font = fonts.reading(_QUOTE_SIZE)
    font.setItalic(True)
    return font


def _formats(parts: Sequence[tuple[str, QColor, QFont]]) -> list[QTextLayout.FormatRange]:
    formats, start = [], 0
    for words, ink, font in parts:
        each = QTextLayout.FormatRange()
        each.start, each.length = start, len(words)
        each.format = QTextCharFormat()
        each.format.setForeground(ink)
        each.format.setFont(font)
        formats.append(each)
        start += len(words)
    return formats


def _laid_out(
    text: str, font: QFont, width: int, formats: Sequence[QTextLayout.FormatRange] = ()
) -> QTextLayout:
    """Return the text broken into lines of a width in pixels."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)
    top = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout
