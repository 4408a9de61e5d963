"""The input of the reading view: a heading, marks and their colours."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Self

from msgspec import Struct
from PySide6.QtGui import QColor

from annotator.domain.span import Span
from annotator.ui.theming.palette import Palette, Tone

_SAME_AS = {"negative": "refuted", "neutral": "unchecked", "positive": "supported"}


class MarkKind(Enum):
    """The kind of a mark, which decides how it is drawn."""

    CLAIM = auto()
    SENTIMENT = auto()
    SUGGESTION = auto()  # of either, which nobody has accepted


class Mark(Struct, frozen=True, kw_only=True):
    """The passages of one record, and how they are shown.

    `spans` are sorted and do not overlap each other. `tone` is a verdict (refuted, conflicting,
    supported, unchecked) for a claim; negative, neutral or positive for sentiment. `description`
    is what a screen reader says. A mark that is not sure has to be reviewed.
    """

    id: str
    spans: tuple[Span, ...]
    sign: str
    tone: str
    kind: MarkKind
    description: str = ""
    is_sure: bool = True


class Heading(Struct, frozen=True):
    """The heading above the text: the headline, the details and notes below it in small type.

    `link` is the part of the details that opens the article's web page; empty for none.
    """

    headline: str = ""
    details: str = ""
    link: str = ""
    notes: str = ""

    @property
    def link_span(self) -> Span | None:
        """Return the position of the link in the details; None without a link."""
        start = self.details.rfind(self.link) if self.link else -1
        return Span(start, start + len(self.link)) if start >= 0 else None


class ReadingColours(Struct, frozen=True, kw_only=True):
    """The colours of the reading view; `tones` knows at least the four verdicts."""

    paper: QColor
    window: QColor
    ink: QColor
    second: QColor
    third: QColor
    line: QColor
    accent: QColor
    accent_ground: QColor
    quiet_ground: QColor
    selected: QColor
    tones: Mapping[str, Tone]

    @classmethod
    def of(cls, palette: Palette) -> Self:
        """Return the colours of the reading view from a palette."""
        return cls(
            paper=palette.paper,
            window=palette.window,
            ink=palette.ink,
            second=palette.second,
            third=palette.third,
            line=palette.line,
            accent=palette.accent,
            accent_ground=palette.accent_ground,
            quiet_ground=palette.quiet_ground,
            selected=palette.selected,
            tones=palette.tones,
        )

    def tone(self, name: str) -> Tone:
        """Return the colours of a tone; those of `unchecked` for an unknown one."""
        return self.tones.get(_SAME_AS.get(name, name), self.tones["unchecked"])

    def band(self, *, has_keyboard: bool) -> QColor:
        """Return the background of the current sentence."""
        return self.accent_ground if has_keyboard else self.quiet_ground

    def bar(self, *, has_keyboard: bool) -> QColor:
        """Return the colour of the bar beside the current sentence."""
        return self.accent if has_keyboard else self.third


def tinted(colour: QColor, strength: float) -> QColor:
    """Return a colour with an opacity, from 0 to 1."""
    shade = QColor(colour)
    shade.setAlphaF(strength)
    return shade
