"""Finds where a space is missing after a punctuation mark."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from annotator.domain.revision import TextEdit
from annotator.i18n import N_, tr
from annotator.language.repairs.language_data import RepairWords, repair_words
from annotator.language.repairs.repair import Repair, RepairKind
from annotator.language.sentences.quotes import gaps
from annotator.language.sentences.tokens import (
    ONE_LETTER_WORDS,
    Tokens,
    letters_after,
    letters_before,
    run_around,
)
from annotator.language.sentences.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}\u2e80-\u312f\uff00-\uffef]")
_CASELESS = re.compile("[\u0590-\u06ff\u10d0-\u10ff\uac00-\ud7af]")
_MARK = re.compile(r"[.,;:!?،؛؟।](?=[^\W_]|[¿¡])")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"[^\W\d_] \d{1,2}\Z")
_CLOSERS = "\"'”’»)]%°"
_NO_SPACE_AFTER: Final[Mapping[str, str]] = {
    ".": N_("no space after the full stop"),
    ",": N_("no space after the comma"),
    "،": N_("no space after the comma"),
    ";": N_("no space after the semicolon"),
    "؛": N_("no space after the semicolon"),
    ":": N_("no space after the colon"),
    "?": N_("no space after the question mark"),
    "؟": N_("no space after the question mark"),
    "!": N_("no space after the exclamation mark"),
    "।": N_("no space after the full stop"),
}
_NO_SPACE_BEFORE: Final = N_("no space before the opening quotation mark")
_NO_SPACE_BEHIND: Final = N_("no space after the closing quotation mark")


class _Place(NamedTuple):
    """A punctuation mark without a space after it, and the letters around it."""

    text: str
    at: int
    left: str
    right: str

    @property
    def mark(self) -> str:
        return self.text[self.at]

    @property
    def before(self) -> str:
        return self.text[self.at - 1]

    @property
    def after(self) -> str:
        """What follows the letters on the right; empty at the end of the text."""
        end = self.at + 1 + len(self.right)
        return self.text[end : end + 1]

    @property
    def is_closed(self) -> bool:
        """Return whether a bracket or quotation mark closes before the mark."""
        if self.before in "“«":  # in some languages they close, unless a space is before them
            return self.at > 1 and not self.text[self.at - 2].isspace()
        return self.before in _CLOSERS

    @property
    def ahead(self) -> str:
        """What precedes the letters on the left; empty at the start of the text."""
        start = self.at - len(self.left)
        return self.text[start - 1 : start] if start else ""


def missing_spaces(text: str, language: str) -> Iterator[Repair]:
    """Yield a repair for every missing space, in no particular order."""
    words = repair_words(language)
    if words.is_unspaced:
        return
    tokens = Tokens(text)
    for found in _MARK.finditer(text):
        at = found.start()
        if tokens.are_prose(at) and _is_missing(text, at, words):
            yield _repair(text, at + 1, tr(_NO_SPACE_AFTER[text[at]]))
    tokens = Tokens(text)
    for gap in gaps(text, words):
        if tokens.are_prose(gap.at) and not _is_unspaced(text, gap.at):
            yield _repair(text, gap.at, tr(_NO_SPACE_BEFORE if gap.opens else _NO_SPACE_BEHIND))


def _repair(text: str, at: int, reason: str) -> Repair:
    edits = (TextEdit(at, at, " "),)
    return Repair(RepairKind.MISSING_SPACE, edits, run_around(text, at), reason)


def _is_unspaced(text: str, at: int) -> bool:
    return bool(_UNSPACED.search(text, max(0, at - 2), at + 2))


def _is_missing(text: str, at: int, words: RepairWords) -> bool:
    before, after = text[at - 1 : at] if at else " ", text[at + 1]
    if before.isspace() or _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    if after.isdigit():
        return text[at] == "," and _is_before_number(text, at)
    if after in "¿¡":
        return before.isalnum() or before in _CLOSERS
    place = _Place(text, at, letters_before(text, at), letters_after(text, at + 1))
    return bool(place.right) and _RULES[place.mark](place, words)


def _is_before_number(text: str, at: int) -> bool:
    """Return whether a comma ends a word before a number, or a day before a year."""
    if text[at - 1].isdigit():
        return bool(_YEAR.match(text, at + 1) and _DAY.search(text[max(0, at - 4) : at]))
    return len(letters_before(text, at)) > 1


def _after_stop(place: _Place, words: RepairWords) -> bool:
    if place.right.casefold() in words.name_ends or not _begins(place):
        return False
    if not place.left:
        return place.is_closed or (place.before.isdigit() and place.right[1:].islower())
    if f"{place.left}.{place.right}".casefold() in words.inside:
        return False
    if len(place.left) == 1:
        return place.right[1:].islower() and _ends_dotted(place, words)
    return not (place.left.isupper() and place.right.isupper()) and (
        len(place.right) > 1 or len(place.left) > 2
    )


def _begins(place: _Place) -> bool:
    """Return whether the letters after a full stop can begin a sentence."""
    right = place.right
    if _CASELESS.match(right[0]):
        return len(place.left) > 1 and len(right) > 1
    return right[0].isupper() and (len(right) > 1 or place.after != ".")


def _ends_dotted(place: _Place, words: RepairWords) -> bool:
    ahead = place.text[max(0, place.at - 12) : place.at + 1].casefold()
    return any(
        ahead.endswith(known) and not ahead[: -len(known)][-1:].isalnum() for known in words.dotted
    )


def _after_comma(place: _Place, _: RepairWords) -> bool:
    if place.left:
        return len(place.left) + len(place.right) > 2
    if place.before.isdigit():
        is_word = len(place.right) > 1 or place.right in ONE_LETTER_WORDS
        return place.mark in ",،" and is_word
    return place.is_closed or (place.before in ".!?" and len(place.right) > 1)


def _after_question(place: _Place, _: RepairWords) -> bool:
    if not place.left:
        return place.before.isdigit() or place.is_closed or place.before in "!?"
    return len(place.left) > 1 and (place.right[0].isupper() or len(place.right) > 1)


def _after_colon(place: _Place, words: RepairWords) -> bool:
    if words.has_colon_endings or min(len(place.left), len(place.right)) < 2:
        return False
    if place.after in tuple(":/=") or place.ahead in tuple(":/=#@-"):
        return False
    return place.left.casefold() not in words.schemes and place.right not in words.endings


def _after_danda(place: _Place, _: RepairWords) -> bool:
    return not place.before.isascii() and not place.right.isascii()


_RULES: Final[Mapping[str, Callable[[_Place, RepairWords], bool]]] = {
    ".": _after_stop,
    ",": _after_comma,
    "،": _after_comma,
    ";": _after_comma,
    "؛": _after_comma,
    "?": _after_question,
    "!": _after_question,
    "؟": _after_question,
    ":": _after_colon,
    "।": _after_danda,
}
