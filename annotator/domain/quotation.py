"""Which words of a text stand in quotation marks, and a quote without those around it."""

import re
from collections.abc import Iterable, Iterator

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
_ENDS_WITH = {**_CLOSED_BY, "‘": "’"}
_CLOSING = set("".join(_CLOSED_BY.values()))
_MARKS = _CLOSING | set(_ENDS_WITH)
_GOES_ON = set("“„«「『")  # a quotation of several paragraphs is opened again and not closed
_SINGLE = re.compile(r"(?<!\w)‘[^‘\n]*?[\w.,!?…]’(?!\w)")
_WORD = re.compile(r"\w")


def is_quoted(text: str, spans: Iterable[Span]) -> bool:
    """Return whether words of a passage stand in quotation marks, wherever these are.

    Marks are paired line by line; `'` is taken for an apostrophe.
    """
    return any(_has_quoted_words(text, span) for span in spans)


def without_marks(text: str) -> str:
    """Return a text without white space and quotation marks at its ends; no word is changed.

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


def _has_quoted_words(text: str, span: Span) -> bool:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    for line in re.finditer(r".+", text[start : end if end >= 0 else len(text)]):
        for quoted in _quotations(line[0]):
            shift = start + line.start()
            first = max(span.start, quoted.start + shift)
            last = min(span.end, quoted.end + shift)
            if first < last and _WORD.search(text, first, last):
                return True
    return False


def _quotations(line: str) -> Iterator[Span]:
    place = 0
    while place < len(line):
        closing = _CLOSED_BY.get(line[place], "")
        found = re.compile(f"[{closing}]").search(line, place + 1) if closing else None
        if found:
            yield Span(place, found.end())
            place = found.end()
            continue
        if line[place] in _GOES_ON:
            yield Span(place, len(line))
            return
        place += 1
    yield from (Span(*found.span()) for found in _SINGLE.finditer(line))
