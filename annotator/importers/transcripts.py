"""Transcripts and subtitles (SRT, WebVTT): sentences and speakers; times go to the notes."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Final
from unicodedata import east_asian_width

from msgspec import Struct

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, format_number
from annotator.importers import encodings
from annotator.importers.draft import Draft
from annotator.importers.faults import unreadable
from annotator.importers.fields import headline_of, language_of, line_of
from annotator.importers.import_format import NONE, Choices, ImportFormat
from annotator.importers.original import contents, display_name

LIMIT: Final = 10_000_000
"""How many bytes a transcript may have: 10 MB."""

CUES: Final = 50_000
"""How many cues a transcript may have: a day of talk has about 20,000."""

_STAMP: Final = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{3})"
_TIMES: Final = re.compile(rf"^[ \t]*{_STAMP}[ \t]*-->[ \t]*{_STAMP}(?:[ \t].*)?$", re.MULTILINE)
_SPEAKER: Final = re.compile(r"<v(?:\.[^\s<>]*)*[ \t]+([^<>]{1,200})>")
_MARKUP: Final = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_ENDED: Final = re.compile(r"[.!?…。！？։؟۔।][\"'”’»›)\]」』]*$")
_DASH: Final = re.compile(r"[-–—]\s*(?=\S)")
_TITLE: Final = re.compile(r"WEBVTT[ \t]+(?:-[ \t]*)?(\S.*)")
_LANGUAGE: Final = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)
_NUMBER: Final = re.compile(r"(?:^|\n)[ \t]*\d+[ \t]*\n+$")  # of the cue that follows
_LONG: Final = 400
_INSTANT: Final = 50  # milliseconds: between two captions that roll, one repeats the line above


class _Cue(Struct, frozen=True):
    """One cue: its start and end in milliseconds, its speaker, and its lines."""

    start: int
    end: int
    speaker: str
    lines: tuple[str, ...]


class _Line(Struct, frozen=True):
    """A line of the text, and its start in milliseconds."""

    start: int
    text: str


_TOO_LARGE: Final = N_("“{file}” is too large for a transcript: {limit} MB is the limit.")


def read(path: Path, choices: Choices = NONE) -> Iterator[Draft]:
    """Return the one article in a transcript; raises UnreadableFileError.

    A line ends with a sentence or when the speaker changes; the speaker's name precedes the first
    line of each turn. The notes have the start of each line, as `LINE HH:MM:SS`.
    """
    original = contents(path)
    if len(original) > LIMIT:
        raise unreadable(path, _TOO_LARGE, limit=LIMIT // 1_000_000)
    try:
        guess = encodings.best_guess(original, choices.encoding)
    except UnreadableFileError as error:
        raise unreadable(path, N_("“{file}”: {reason}"), reason=error) from error
    lines = _said(path, guess.text)
    head = guess.text.lstrip().partition("\n\n")[0]
    title, language = _TITLE.match(head), _LANGUAGE.search(head)
    text = "\n".join(line.text for line in lines)
    yield Draft(
        headline=headline_of(title[1] if title else "", text),
        text=text,
        original=original,
        encoding=guess.encoding,
        is_guessed=not guess.is_sure,
        file_name=display_name(path),
        language=language_of(language[1]) if language and head.startswith("WEBVTT") else "",
        notes=_times(lines),
    )


def _said(path: Path, text: str) -> list[_Line]:
    stamps = list(islice(_TIMES.finditer(text), CUES + 1))
    if not stamps:
        raise unreadable(path, N_("“{file}” is not a transcript (SRT or WebVTT): it has no times."))
    if len(stamps) > CUES:
        raise unreadable(
            path, N_("“{file}” has more than {cues} cues. Split it."), cues=format_number(CUES)
        )
    lines = list(_lines(_unrolled(_cues(text, stamps))))
    if not lines:
        raise unreadable(path, N_("“{file}” is a transcript without text."))
    return lines


def _cues(text: str, stamps: list[re.Match[str]]) -> Iterator[_Cue]:
    """Yield the cues in order; comments, styles and cue numbers are skipped."""
    ends = [*(stamp.start() for stamp in stamps[1:]), len(text)]
    is_web = text.lstrip().startswith("WEBVTT")
    is_numbered = text[: stamps[0].start()].strip().isdecimal()
    for stamp, end in zip(stamps, ends, strict=True):
        spoken = text[stamp.end() : end].removeprefix("\n")
        if is_web:  # what follows a blank line is a name or a comment (WebVTT, 4.1)
            spoken = spoken.partition("\n\n")[0]
        elif is_numbered and end < len(text):
            spoken = _NUMBER.sub("", spoken)
        start, stop = stamp.groups()[:4], stamp.groups()[4:]
        yield from _spoken(spoken, _milliseconds(start), _milliseconds(stop), is_web=is_web)


def _spoken(text: str, start: int, end: int, *, is_web: bool) -> Iterator[_Cue]:
    """Yield the lines of each speaker in one cue."""
    parts = _SPEAKER.split(text)
    for speaker, said in zip(("", *parts[1::2]), parts[::2], strict=True):
        plain = _MARKUP.sub("", said)
        plain = unescape(plain) if is_web else plain
        lines = tuple(filter(None, (line_of(line) for line in plain.split("\n"))))
        if lines:
            yield _Cue(start, end, line_of(speaker), lines)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _unrolled(cues: Iterable[_Cue]) -> Iterator[_Cue]:
    """Return the cues without the lines that captions repeat while they roll up."""
    last = ""
    for cue in cues:
        is_again = cue.lines[0] == last and (len(cue.lines) > 1 or cue.end - cue.start < _INSTANT)
        lines = cue.lines[1:] if is_again else cue.lines
        last = cue.lines[-1]
        if lines:
            yield _Cue(cue.start, cue.end, cue.speaker, lines)


def _lines(cues: Iterable[_Cue]) -> Iterator[_Line]:
    """Yield lines of whole sentences, as far as cues end with them."""
    words: list[str] = []
    start, speaker = 0, ""
    for cue in cues:
        for number, line in enumerate(cue.lines):
            is_turn = number == 0 and cue.speaker not in ("", speaker)
            if words and (is_turn or _DASH.match(line) or _is_over(words)):
                yield _Line(start, _on_one_line(words))
                words = []
            start = start if words else cue.start
            words.append(f"{cue.speaker}: {line}" if is_turn else line)
        speaker = cue.speaker or speaker
    if words:
        yield _Line(start, _on_one_line(words))


def _on_one_line(words: list[str]) -> str:
    """Return lines joined to one, without spaces between Chinese or Japanese characters."""
    text = words[0]
    for line in words[1:]:
        text += line if _is_wide(text[-1]) and _is_wide(line[0]) else f" {line}"
    return text


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in "WF" and not "\uac00" <= sign <= "\ud7a3"


def _is_over(words: list[str]) -> bool:
    return bool(_ENDED.search(words[-1])) or sum(map(len, words)) > _LONG


def _times(lines: list[_Line]) -> str:
    """Return the start of each line, as `LINE HH:MM:SS`, counted from 1."""
    each = (f"{number} {_clock(line.start)}" for number, line in enumerate(lines, start=1))
    return f"Times of the lines: {', '.join(each)}."


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


_CUE: Final = rb"(?:\d{1,3}:)?\d\d?:\d\d[,.]\d\d\d[ \t]*-->"
FORMAT: Final = ImportFormat(
    name=N_("Transcript (SRT, WebVTT)"),
    suffixes=(".srt", ".vtt"),
    read=read,
    media_types=("application/x-subrip", "text/vtt"),
    read_with_choices=read,
    begins=rb"\s*(?:WEBVTT(?:[ \t][^\n]*)?\r?\n|(?:\d{1,6}[ \t]*\r?\n[ \t]*)?%b)" % _CUE,
)
