"""Files of newspaper databases (Nexis, Factiva): many articles in one file."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from annotator.importers.draft import Draft
from annotator.importers.fields import date_of, headline_of, line_of

_NEXIS: Final = "End of Document"
_ENDING: Final = re.compile("Document")  # found in half the time of the word by itself
_FACTIVA: Final = re.compile(r"^Document [A-Z]{2,}[A-Z0-9]*\d{8}[a-z0-9]{4,}$", re.MULTILINE)
_BODY: Final = re.compile(r"^Body:?$", re.MULTILINE)
_AFTER: Final = re.compile(
    r"^(?:Load-Date:|Graphic:?$|Classification:?$|Notes:?$|Language:)", re.MULTILINE
)
_FIELD: Final = re.compile(r"(?P<name>[A-Z][A-Za-z-]+): *(?P<words>.*)")
_COPYRIGHT: Final = re.compile(r"(?:Copyright\b|©|\(c\) )", re.IGNORECASE)
_LENGTH: Final = re.compile(r"[\d,. ]+ words", re.IGNORECASE)
_TIME: Final = re.compile(r"\d{1,2}[:.]\d\d.*")
_BY: Final = "By "
_PAGES: Final = re.compile(r"Page \d+ of \d+.*")


def may_be_one(text: str) -> bool:
    """Return whether a text looks like such a file."""
    return _ENDING.search(text) is not None


def articles(draft: Draft) -> Iterator[Draft]:
    """Yield each article of a newspaper database's file; any other draft unchanged.

    Nexis ends each article with a line “End of Document”, Factiva with one such as “Document
    VAREN00020260302em3200001”. The lines above and below the text fill in its fields.
    """
    pieces = _nexis(draft.text) or _factiva(draft.text)
    if not pieces:
        yield draft
        return
    for number, (lines, text) in enumerate(pieces, start=1):
        several = f"{draft.file_name}, article {number:,}" if len(pieces) > 1 else draft.file_name
        yield _article(replace(draft, file_name=several), lines, text)


def _nexis(text: str) -> list[tuple[list[str], str]]:
    """Return the lines above each text, and the text."""
    if _NEXIS not in text:
        return []
    pieces = []
    for piece in re.split(rf"^{_NEXIS}$", text, flags=re.MULTILINE):
        body = _BODY.search(piece)
        if body:
            end = _AFTER.search(piece, body.end())
            below = piece[end.start() :] if end else ""
            lines = _lines(f"{piece[: body.start()]}\n{below}")
            pieces.append((lines, piece[body.end() : end.start() if end else None].strip("\n")))
        elif piece.strip():
            return []  # text that belongs to no article must not be lost
    return pieces if all(content.strip() for _, content in pieces) else []


def _factiva(text: str) -> list[tuple[list[str], str]]:
    if not _FACTIVA.search(text):
        return []
    pieces = []
    for piece in _FACTIVA.split(text):
        lines = _lines(piece)
        if not lines:
            continue
        count = next((n for n, line in enumerate(lines) if _LENGTH.fullmatch(line)), len(lines))
        if len(lines) < count + 4:
            return []
        head, body = _parted(lines, count)
        pieces.append((head, "\n\n".join(body)))
    return pieces


def _parted(lines: Sequence[str], count: int) -> tuple[list[str], list[str]]:
    """Return the lines of the header, the headline first, and those of the text below."""
    end = count + 1
    while end < len(lines) - 1 and _is_of_head(lines, count, end):
        end += 1
    return list(lines[:end]), list(lines[end:])


def _is_of_head(lines: Sequence[str], count: int, place: int) -> bool:
    """Return whether a line belongs to the header: date, outlet, codes or copyright."""
    line = lines[place]
    is_short = len(line) < 60 and not line.endswith((".", "!", "?", "”", '"'))
    return bool(_COPYRIGHT.match(line)) or (place <= count + 6 and is_short)


def _lines(text: str) -> list[str]:
    lines = (line_of(line) for line in text.split("\n"))
    return [line for line in lines if line and not _PAGES.fullmatch(line)]


def _article(draft: Draft, lines: Sequence[str], text: str) -> Draft:
    named = {match["name"]: match["words"] for line in lines if (match := _FIELD.fullmatch(line))}
    plain = [line for line in lines if not _FIELD.fullmatch(line) and not _COPYRIGHT.match(line)]
    place = next((n for n, line in enumerate(plain) if n and date_of(line)), 0)
    by = next((line for line in plain[1:] if line.startswith(_BY)), "")
    return replace(
        draft,
        headline=headline_of(plain[0] if plain else "", text),
        text=text,
        publisher=_publisher(plain, place) or draft.publisher,
        byline=named.get("Byline", by).removeprefix(_BY) or draft.byline,
        published_at=date_of(plain[place]) if place else "",
    )


def _publisher(plain: Sequence[str], place: int) -> str:
    """Return the outlet: above the date in Nexis, below it in Factiva."""
    if any(map(_LENGTH.fullmatch, plain[:place])):
        below = (line for line in plain[place + 1 :] if not _TIME.fullmatch(line))
        return next(below, "")
    return plain[place - 1] if place > 1 else ""
