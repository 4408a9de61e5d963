"""Announcements while a caret moves through the text: marks, excluded lines, its position."""

from collections.abc import Iterable
from typing import Final

from annotator.domain.span import Span
from annotator.i18n import N_, format_number, tr
from annotator.ui.reading import speech
from annotator.ui.reading.asides import AsideBlocks
from annotator.ui.reading.cursor import ReadingCursor
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.mark import Mark, MarkKind

_SPOKEN = 2_000  # code points of a sentence
_ENDS: Final = {
    MarkKind.CLAIM: N_("End of claim {sign}"),
    MarkKind.SENTIMENT: N_("End of sentiment {sign}"),
    MarkKind.SUGGESTION: N_("End of suggestion {sign}"),
}
_STANDING: Final = N_("Sentence {sentence} of {sentences}, paragraph {paragraph} of {paragraphs}")


class Narration:
    """Remembers what the caret was in, so that only changes are announced."""

    def __init__(self) -> None:
        self._inside: dict[str, Mark] = {}
        self._aside = ""

    def moved(self, reading: ReadingCursor, marks: MarkIndex, asides: AsideBlocks) -> str:
        """Return the announcement after the cursor moved; empty when it is in the same things."""
        place = reading.ends.moving if reading.ends else reading.place
        here = {mark.id: mark for mark in marks.overlapping(Span(place, place + 1))}
        gone = [mark for mark in self._inside.values() if mark.id not in here]
        came = [mark for mark in here.values() if mark.id not in self._inside]
        aside = asides.telling(reading.blocks.at(place)) if len(reading.blocks) else ""
        changed = [tr(_ENDS[mark.kind], sign=mark.sign) for mark in gone]
        if aside != self._aside:
            changed.append(aside or tr("Article text"))
        self._inside, self._aside = here, aside
        if reading.ends is None and (sentence := reading.sentence):
            there = marks.overlapping(sentence)
            message = speech.wording(sentence.of(reading.text)[:_SPOKEN], ())
            return _as_sentences([*changed, *_described(there), message, standing(reading)])
        return _as_sentences([*changed, *_described(came)])


def standing(reading: ReadingCursor) -> str:
    """Return the position of the cursor in words; empty for an empty text."""
    if not (sentence := reading.sentence):
        return ""
    paragraph = reading.blocks.at(sentence.start)
    around = reading.sentences_beside(sentence.start)
    return tr(
        _STANDING,
        sentence=format_number(around.index(sentence) + 1),
        sentences=format_number(len(around)),
        paragraph=format_number(paragraph + 1),
        paragraphs=format_number(len(reading.blocks)),
    )


def _described(marks: Iterable[Mark]) -> list[str]:
    return [mark.description or mark.sign for mark in marks]


def _as_sentences(parts: Iterable[str]) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part)
