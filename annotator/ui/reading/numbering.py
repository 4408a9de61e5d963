"""The number of the current sentence, and of all sentences."""

from itertools import accumulate

from annotator.ui.reading.cursor import ReadingCursor


class Numbering:
    """Counts the sentences of a text once, without those that are skipped while reading."""

    def __init__(self) -> None:
        self._known: tuple[object, ...] = ()
        self._before = [0]  # sentences before each block, and in all

    def number(self, cursor: ReadingCursor) -> tuple[int, int]:
        """Return the number of the current sentence, from 1 (0 for none), and of all sentences."""
        blocks, passed = cursor.blocks, cursor.passed
        known = (cursor.text, cursor.language, passed)
        if known != self._known:
            counts = (
                0 if index in passed else len(cursor.sentences_beside(blocks.starts[index]))
                for index in range(len(blocks))
            )
            self._known, self._before = known, [0, *accumulate(counts)]
        total, sentence = self._before[-1], cursor.sentence
        here = blocks.at(cursor.place) if sentence else 0
        if sentence is None or here in passed:
            return 0, total
        return self._before[here] + cursor.sentences_beside(cursor.place).index(sentence) + 1, total
