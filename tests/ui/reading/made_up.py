"""A made-up article, and what the tests ask about a view that shows it."""

from PySide6.QtCore import QPointF

from annotator.domain.span import Span
from annotator.ui.reading import Mark, MarkKind

TEXT = (
    "The summit closed on Thursday, warmly, with no signature. Premier Lind gave no guarantees.\n"
    "\n"
    "“The Pact — you can forget about it,” he told reporters.\n"
    "Parliament voted by 211 votes to 34 in 2028."
)


def span(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def claim(words, mark_id, tone="refuted", text=TEXT, **more):
    values = {"sign": mark_id.upper(), "tone": tone, "kind": MarkKind.CLAIM} | more
    return Mark(id=mark_id, spans=(span(words, text),), **values)


def sentiment(words, mark_id, tone="negative", sign="−2", text=TEXT):
    return Mark(
        id=mark_id, spans=(span(words, text),), sign=sign, tone=tone, kind=MarkKind.SENTIMENT
    )


def words(view):
    chosen = view.selection()
    return chosen.of(view.reading.text) if chosen else None


def read_aloud(view):
    return view.passage().of(view.reading.text)


def point_of(view, position):
    """Return where the middle of a character stands in the viewport."""
    flow = view.sheet.flow
    rect = flow.rects(Span(position, position + 1), range(len(flow.blocks)))[0]
    centre = QPointF(view.sheet.left + rect.center().x(), view.sheet.on_screen(rect.center().y()))
    return centre.toPoint()
