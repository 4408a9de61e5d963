"""Which sentence of how many is read."""

from itertools import accumulate

from annotator.ui.reading.cursor import ReadingCursor


class Numbering:
    """Counts the sentences of a text once; those that are passed by while reading do not count."""

    def __init__(self) -> None:
        self._known: tuple[object, ...] = ()
        self._before = [0]  # sentences before each block, and in all

    def number(self, cursor: ReadingCursor) -> tuple[int, int]:
        """Return which sentence the cursor reads, from 1, of how many; 0 for none."""
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
