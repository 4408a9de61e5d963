"""The page of settings for reading: the type of articles, selection, screen readers."""

from typing import ClassVar, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.application.settings import LINE_HEIGHTS, TEXT_SIZES, Settings
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.reading.face import Face
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.choice_row import Choice

_SAMPLE: Final = N_(
    "The two-day summit cost 3,000 crowns. “You can forget about the pact,” he said."
)
_LINES: Final = 2
_SHOWN: Final = 112  # pixels, for lines of any size
_MARGIN: Final = 12


class ReadingPage(SettingsPage):
    """The type of articles with a sample, and settings for mouse and screen reader."""

    code: ClassVar = "reading"
    title: ClassVar = N_("Reading")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__(scope)
        self._family = self.box("text_family", tr("Typeface"))
        for name, family in families().items():
            self._family.addItem(name, family)
        self._size = self.box("text_size_px", tr("Text size"))
        for size in TEXT_SIZES:
            self._size.addItem(tr("{size} px", size=size), size)
        heights = [Choice(f"{each:g}", f"{each:g}") for each in LINE_HEIGHTS]
        self._height = self.choice_row("line_height", tr("Line spacing"), heights)
        self._sample = TypeSample()
        self.column.addWidget(self._sample)
        self._folds = self.tick("folds_furniture", tr("Hide excluded lines"))
        self._suggestions = self.tick("shows_suggestions", tr("Show suggestions"))
        self._words = self.tick("whole_words", tr("Select whole words"))
        self._native = self.tick("native_text", tr("Text for screen readers"))
        self._connect()

    def _connect(self) -> None:
        change = self.preferences.change
        for field, box in (("text_family", self._family), ("text_size_px", self._size)):
            box.currentIndexChanged.connect(
                lambda _, field=field, box=box: change(**{field: box.currentData()})
            )
        self._height.chosen.connect(lambda code: change(line_height=float(code)))

    @override
    def follow(self, settings: Settings) -> None:
        self.show_value(self._family, settings.text_family)
        self.show_value(self._size, settings.text_size_px)
        self._height.set_chosen(f"{settings.line_height:g}")
        self._folds.setChecked(settings.folds_furniture)
        self._suggestions.setChecked(settings.shows_suggestions)
        self._words.setChecked(settings.whole_words)
        self._native.setChecked(settings.native_text)
        self._sample.show_type(settings)


class TypeSample(QWidget):
    """Two lines of prose in the type of the articles."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("settings.sample")
        self.setAccessibleName(tr("Sample of the text"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.face = Face.of(None, 16, 1.75)

    def show_type(self, settings: Settings) -> None:
        """Show the sample in the type of these settings."""
        size = fonts.pixels(settings.text_size_px)
        self.face = Face.of(settings.text_family or None, size, settings.line_height)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(240), fonts.pixels(_SHOWN))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette, face = QPainter(self), shown_in(self), self.face
        painter.fillRect(self.rect(), palette.paper)
        painter.setPen(palette.ink)
        painter.setFont(face.font)
        top = max(0, self.height() - _LINES * face.line) // 2
        lines = _broken(tr(_SAMPLE), QFontMetrics(face.font), self.width() - 2 * _MARGIN)
        for number, line in enumerate(lines[:_LINES]):
            painter.drawText(_MARGIN, top + number * face.line + face.baseline, line)


def families() -> dict[str, str]:
    """Return the typefaces to choose from by their names, suitable serifs first."""
    serifs = [each for each in fonts.READING if QFontDatabase.hasFamily(each)]
    others = [each for each in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(each)]
    return {tr("Default serif"): ""} | {each: each for each in [*serifs, *others]}


def _broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return a text broken into lines of at most a width, if words allow it."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
