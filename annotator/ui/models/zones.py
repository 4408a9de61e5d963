"""The zones of the open article: decided by people, and proposed by the rules."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.span import Span
from annotator.domain.text import first_line
from annotator.domain.zone import ZONE_NAMES, Zone, ZoneKind, ZoneState
from annotator.i18n import N_, tr
from annotator.operations.zoning import excluded_spans, undecided
from annotator.ui.application.task import Task
from annotator.ui.project.focus import Focus
from annotator.ui.reading import Aside, AsideLook

if TYPE_CHECKING:
    pass

_RULES: Final = "annotator.operations.suggestions"  # loaded on a worker thread, not at the start
_PAINTED: Final = 300  # milliseconds: a worker would delay painting the article
_AT_ONCE: Final = 100_000  # code points; longer texts are examined on a worker thread

QUESTIONS = {
    "advertising": N_("advert?"),
    "boilerplate": N_("page?"),
    "body": N_("article?"),
    "breadcrumbs": N_("menu?"),
    "byline": N_("byline?"),
    "caption": N_("caption?"),
    "comments": N_("replies?"),
    "contents": N_("index?"),
    "cookies": N_("cookies?"),
    "copyright": N_("rights?"),
    "dateline": N_("date?"),
    "duplicate": N_("repeat?"),
    "edition": N_("edition?"),
    "headline": N_("title?"),
    "invitation": N_("plea?"),
    "more": N_("more?"),
    "publisher": N_("outlet?"),
    "related": N_("related?"),
    "repeated": N_("repeat?"),
    "scrap": N_("scrap?"),
    "share": N_("share?"),
    "subscribe": N_("sign-up?"),
    "tags": N_("tags?"),
}
"""The question in the margin by rule or kind of zone; there is room for about nine letters."""


class Question(Struct, frozen=True):
    """The input of the rules: a text, with metadata of its article."""

    text_id: str
    text: str
    language: str
    headline: str
    publisher: str

    def answer(self) -> list[Zone]:
        """Return the proposals of the rules, without a headline that is shown above anyway."""
        from annotator.operations.suggestions import suggested_zones  # noqa: PLC0415

        above = said_above(self.headline, self.text)
        found = suggested_zones(
            self.text_id, self.text, self.language, self.headline, self.publisher
        )
        repeats = [
            each
            for each in found
            if above and each.kind == ZoneKind.HEADLINE and each.span.overlaps(above)
        ]
        return [each for each in found if each not in repeats]


Answer = tuple[Question, list[Zone]]


class ZoneBook(QObject):
    """The zones of the open article; proposals are computed, and never stored.

    `pending` are the unanswered proposals, as zones, in text order.
    """

    changed = Signal()

    def __init__(self, focus: Focus) -> None:
        super().__init__(focus)
        self.pending: list[Zone] = []
        self._focus = focus
        self._proposed: list[Zone] = []
        self._asked: Question | None = None
        self._above: Span | None = None  # the headline, where the text repeats it
        self._task: Task[Answer] | None = None
        self._until_painted = QTimer(self, singleShot=True, interval=_PAINTED)
        self._until_painted.timeout.connect(self._ask_aside)
        focus.article_changed.connect(self._ask)
        focus.article_edited.connect(self._ask_again)
        focus.text_changed.connect(self._ask)
        focus.zones_changed.connect(self._weigh)

    def pending_at(self, span: Span) -> Zone | None:
        """Return the first proposal that a passage touches."""
        return next((zone for zone in self.pending if zone.span.overlaps(span)), None)

    def excluded_at(self, span: Span) -> Zone | None:
        """Return the first excluded zone that a passage touches."""
        found = (zone for zone in self._focus.zones if _is_excluded(zone))
        return next((zone for zone in found if zone.span.overlaps(span)), None)

    def excluded(self, kind: str = "") -> list[Zone]:
        """Return the excluded zones, of one kind if given, in text order."""
        found = [zone for zone in self._focus.zones if _is_excluded(zone)]
        found.sort(key=lambda zone: zone.start)
        return [zone for zone in found if kind in ("", zone.kind)]

    def asides(self) -> list[Aside]:
        """Return the lines that the reading view shows as not part of the article."""
        found = [Aside(span, AsideLook.EXCLUDED) for span in excluded_spans(self._focus.zones)]
        found += [Aside(z.span, AsideLook.PROPOSED, question(z)) for z in self.pending]
        said = [zone.span for zone in self._focus.zones if self._is_said_above(zone)]
        above = said or ([self._above] if self._above else [])
        apart = (s for s in above if not any(aside.span.overlaps(s) for aside in found))
        found += [Aside(span, AsideLook.QUIET) for span in apart]
        return found

    def _is_said_above(self, zone: Zone) -> bool:
        article = self._focus.article
        text = zone.span.of(self._focus.text).strip()
        is_taken = zone.kind == ZoneKind.HEADLINE and zone.state == ZoneState.TAKEN
        return is_taken and article is not None and text == article.headline.strip()

    def _ask_again(self) -> None:
        if self._question() != self._asked:
            self._ask()

    def _ask(self) -> None:
        asked = self._question()
        if asked != self._asked:
            self._proposed, self._asked = [], asked
            self._above = said_above(asked.headline, asked.text) if asked else None
            self._until_painted.stop()
            if asked and len(asked.text) <= _AT_ONCE and _RULES in sys.modules:
                self._proposed = asked.answer()
            elif asked:
                self._until_painted.start()
        self._weigh()

    def _question(self) -> Question | None:
        article, focus = self._focus.article, self._focus
        if article is None:
            return None
        about = article.language, article.headline, article.publisher
        return Question(focus.labels.text_id, focus.text, *about)

    def _ask_aside(self) -> None:
        asked = self._asked
        assert asked is not None  # noqa: S101 - nothing else is waited for

        def steps() -> Iterator[Answer]:
            yield asked, asked.answer()

        self._task = Task(steps)  # an earlier one ends by itself and is ignored
        self._task.yielded.connect(self._hear)
        self._task.start()

    def _hear(self, answer: Answer) -> None:
        asked, proposed = answer
        if asked == self._asked and proposed:
            self._proposed = proposed
            self._weigh()

    def _weigh(self) -> None:
        self.pending = undecided(self._focus.text, self._proposed, self._focus.zones)
        self.changed.emit()


def question(zone: Zone) -> str:
    """Return the question in the margin about a proposal."""
    rule = zone.rule.partition(".")[2]
    return tr(QUESTIONS.get(rule) or QUESTIONS[zone.kind])


def name_of(kind: str) -> str:
    """Return the display name of a kind of zone."""
    return tr(ZONE_NAMES[ZoneKind(kind)])


def said_above(headline: str, text: str) -> Span | None:
    """Return the span of the first line if it repeats the headline; None otherwise."""
    line = first_line(text)
    # Markdown sets number signs before a headline
    if not headline.strip() or line.lstrip("# ") != headline.strip():
        return None
    start = text.index(line)
    return Span(start, start + len(line))


def _is_excluded(zone: Zone) -> bool:
    return zone.is_excluded and zone.state == ZoneState.TAKEN
