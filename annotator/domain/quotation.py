"""Quotation marks: the quote type they suggest, and removing those around a quote."""

import re
from collections.abc import Iterable, Iterator

from annotator.domain.claim import QuoteType
from annotator.domain.span import Span

_CLOSED_BY = {
    "“": "”",
    "”": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
}
_OPENING = re.compile(f"[{''.join(_CLOSED_BY)}]")
_ENDS_WITH = {**_CLOSED_BY, "‘": "’"}
_CLOSING = set("".join(_CLOSED_BY.values()))
_MARKS = _CLOSING | set(_ENDS_WITH)
_GOES_ON = set("“„«「『")  # a quotation of several paragraphs is opened again and not closed
_SINGLE = re.compile(r"(?<!\w)‘[^‘\n]*?[\w.,!?…]’(?!\w)")
_WORD = re.compile(r"\w+")
_ENDS = ".,:;!?…—–-。，、！？،؟"
_TELLING = 40  # letters that "the minister told reporters on Tuesday" may have at least


def likely_quote_type(text: str, spans: Iterable[Span]) -> str:
    """Return the quote type that quotation marks suggest: direct, mixed or indirect.

    It is direct when the whole passage is in quotation marks, except for a clause that names the
    speaker, as in “It is over,” she said. Marks are paired line by line; `'` is an apostrophe.
    """
    counts = [0, 0]  # letters in and outside of quotation marks
    first = ""
    for span in spans:
        for quoted, outside in _in_lines(text, span):
            counts[0] += sum(_letters(text, each) for each in quoted)
            counts[1] += outside
            first = first or next((_with_end(text, each) for each in quoted), "")
    inside, outside = counts
    if not inside:
        return QuoteType.INDIRECT
    is_clause = outside <= max(_TELLING, inside) and _is_sentence(first)
    return QuoteType.DIRECT if not outside or is_clause else QuoteType.MIXED


def without_marks(text: str) -> str:
    """Return a text without white space and quotation marks at its ends.

    Marks that belong to a quotation inside the text stay.
    """
    text = text.strip()
    ends = _ENDS_WITH.get(text[:1], "")
    if len(text) > 1 and text[-1] in ends and not set(text[1:-1]) & {text[0], *ends} - {"’"}:
        return text[1:-1].strip()
    if ends and not set(text[1:]) & _MARKS:  # its end was not selected
        return text[1:].strip()
    if text[-1:] in _CLOSING and not set(text[:-1]) & _MARKS:  # nor its beginning
        return text[:-1].strip()
    return text


def _in_lines(text: str, span: Span) -> Iterator[tuple[list[Span], int]]:
    """Yield, for each line of a passage, its quoted spans and the number of other letters."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    for line in re.finditer(r".+", text[start : end if end >= 0 else len(text)]):
        shift = start + line.start()
        within = _shared(span, Span(shift, shift + len(line[0])))
        found = (Span(q.start + shift, q.end + shift) for q in _quotations(line[0]))
        shared = [both for quoted in found if (both := _shared(span, quoted))]
        quoted = [each for each in shared if _letters(text, each)]
        if within:
            yield quoted, _letters(text, within) - sum(_letters(text, each) for each in quoted)


def _shared(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None


def _letters(text: str, span: Span) -> int:
    return sum(len(word[0]) for word in _WORD.finditer(text, span.start, span.end))


def _with_end(text: str, quoted: Span) -> str:
    """Return the quoted text, with a comma or full stop that follows the closing mark."""
    behind = text[quoted.end : quoted.end + 1]
    return quoted.of(text) + (behind if behind and behind in _ENDS else "")


def _is_sentence(quoted: str) -> bool:
    """Return whether quoted text begins and ends like a sentence."""
    word = _WORD.search(quoted)
    end = re.sub(r"[\s“”„«»‹›「」『』\"＂‘’]+$", "", quoted)[-1:]
    return bool(word and end in _ENDS and not word[0][0].islower())


def _quotations(line: str) -> Iterator[Span]:
    place = 0
    while opening := _OPENING.search(line, place):
        start = opening.start()
        closing = re.compile(f"[{_CLOSED_BY[opening[0]]}]").search(line, start + 1)
        if closing is None and opening[0] in _GOES_ON:
            yield Span(start, len(line))
            return
        if closing:
            yield Span(start, closing.end())
        place = closing.end() if closing else start + 1
    yield from (Span(*found.span()) for found in _SINGLE.finditer(line))
