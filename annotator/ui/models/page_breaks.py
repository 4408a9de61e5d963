"""Keeping together on one page what belongs together, such as a title and what follows it."""

from typing import Final

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat

from annotator.operations.printing import Role

APART: Final = frozenset({Role.HEADLINE, Role.HEADING, Role.CLAIM})
"""What begins a part of a document that is set in type by itself."""

_TITLES: Final = frozenset({Role.HEADLINE, Role.HEADING, Role.SUBHEADING})
_FOLLOWING: Final = {
    Role.CLAIM: frozenset({Role.FIELD}),
    Role.EVIDENCE: frozenset({Role.FIELD}),
    Role.PASSAGE: frozenset({Role.WHERE}),
    Role.BAR: frozenset({Role.BAR}),
    Role.DETAILS: frozenset({Role.DETAILS}),
}
"""What stays with a paragraph that begins a group."""

_MOST: Final = 0.6  # of a page; what is higher may be broken


class Together:
    """Begins a new page before a group that would be broken; heights are in dots."""

    def __init__(self, document: QTextDocument, page: float) -> None:
        self._document, self._page = document, page
        self._first = 0
        self._roles: list[Role] = []

    def add(self, role: Role) -> None:
        """Note the role of the next paragraph."""
        self._roles.append(role)

    @property
    def is_done(self) -> bool:
        """Return whether no paragraph waits for what comes next, as a title does."""
        return not self._roles

    def keep(self) -> None:
        """Keep the paragraphs added since the last time together, where they belong together."""
        number = 0
        while number < len(self._roles):
            last = self._last(number)
            if self._roles[last] in _TITLES:
                break  # it belongs to what comes next
            self._keep(self._first + number, self._first + last)
            number = last + 1
        self._first += number
        del self._roles[:number]

    def _last(self, number: int) -> int:
        """Return the last paragraph of the group that begins with one."""
        while self._roles[number] in _TITLES and number + 1 < len(self._roles):
            number += 1
        following = _FOLLOWING.get(self._roles[number], frozenset())
        while number + 1 < len(self._roles) and self._roles[number + 1] in following:
            number += 1
        return number

    def _keep(self, first: int, last: int) -> None:
        blocks = [self._document.findBlockByNumber(number) for number in (first, last)]
        top, bottom = self._top(blocks[0]), self._bottom(blocks[1])
        is_broken = int(top // self._page) != int((bottom - 1) // self._page)
        if first and is_broken and bottom - top < _MOST * self._page:
            form = blocks[0].blockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(blocks[0]).setBlockFormat(form)

    def _top(self, block: QTextBlock) -> float:
        return self._document.documentLayout().blockBoundingRect(block).top()

    def _bottom(self, block: QTextBlock) -> float:
        return self._document.documentLayout().blockBoundingRect(block).bottom()
