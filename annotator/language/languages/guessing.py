"""Guesses the language of a text from its script and its most frequent words."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final
from unicodedata import normalize

from msgspec import Struct

from annotator.language.languages.names import UNDETERMINED, language, languages, primary
from annotator.language.languages.scripts import foreign, script_of, scripts

_SAMPLE: Final = 1_000  # code points that are examined
_GLANCE: Final = 400  # code points that are enough for nearly every text
_CLEAR: Final = 1.5  # how much surer a glance has to be
_SIGN: Final = re.compile("[^\\w\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff]")
_LETTERS: Final = bytes(
    byte if byte >= 0x80 or chr(byte).isalnum() or chr(byte) == "_" else ord(" ")
    for byte in range(256)
)
_KANA: Final = 0.05  # of the letters of a Japanese text, at least
_FITTING: Final = 0.2  # of the letters, for a language to be possible
_FOREIGN: Final = 3.0  # how much letters of other languages count against a language
_SURE: Final = 0.08  # of the words, at least
_AHEAD: Final = 1.1  # of the next best
_FEWEST: Final = 2  # words
_KEPT: Final = 6  # languages whose letters are compared
_LIKE: Final = str.maketrans("يكىإ", "یکیا")  # letters that are typed in place of each other


class _Small(Struct, frozen=True):
    """The most frequent words of the languages of one script.

    `kinds` gives each word the number of a set of languages that have it, in `languages`, from 1.
    `alone` is the language assumed when no word indicates another; empty for none.
    """

    alone: str
    kinds: Mapping[bytes, int]
    languages: tuple[tuple[str, ...], ...]
    letters: Mapping[str, frozenset[str]]


def stated_or_guessed(stated: str, text: str) -> str:
    """Return the language of a text: the one that its file states, otherwise a guess.

    The stated language is used unless the text is in a script that it is never written in.
    """
    if primary(stated) in ("", UNDETERMINED):
        return guess(text)
    known, shares = language(stated), scripts(text[:_SAMPLE])
    if known is None or not shares:
        return stated
    if sum(shares.get(script, 0.0) for script in known.scripts) >= _FITTING:
        return stated
    found = guess(text)
    return stated if found == UNDETERMINED else found


def guess(text: str) -> str:
    """Return the code of the likely language of a text; `und` where that is unclear.

    Only the first 1,000 characters are used; 400 of them where these are clear.
    """
    sample = normalize("NFC", text.lstrip()[:_SAMPLE])
    shares = scripts(sample)
    if not shares:
        return UNDETERMINED
    main = next(iter(shares))
    if main in ("Hani", "Kana"):
        return "ja" if shares.get("Kana", 0.0) > _KANA else "zh"
    small = _small(main)
    plain = sample.translate(_LIKE) if main == "Arab" else sample.replace("İ", "i")
    return (
        _by_small_words(plain[:_GLANCE].lower(), main, small, _CLEAR)
        or _by_small_words(plain.lower(), main, small)
        or small.alone
        or UNDETERMINED
    )


def _by_small_words(text: str, script: str, small: _Small, clear: float = 1.0) -> str:
    """Return the language with the most frequent words in a text; empty if that is uncertain.

    `clear` is by how much more than needed the words must speak for it.
    """
    tokens = _words(text)
    least = clear * _SURE * 1000 * len(tokens)
    # counting numbers, and few of them, is fast: every imported text is guessed here
    numbers = [*filter(None, map(small.kinds.get, tokens))]
    if 1000 * len(numbers) <= least:
        return ""  # not even if all of them were of one language
    counted: dict[int, int] = {}
    for number in numbers:
        counted[number] = counted.get(number, 0) + 1
    found = [(small.languages[number], times) for number, times in counted.items()]
    met: dict[str, int] = {}
    for codes, times in found:
        share = 1000 * times // len(codes)
        for code in codes:
            met[code] = met.get(code, 0) + share
    if max(met.values()) <= least:
        return ""  # however well the letters fit
    best = sorted(met, key=met.__getitem__, reverse=True)[:_KEPT]
    unlike = _unlike(text, script, best, small)
    score = {code: met[code] / 1000 / len(tokens) - _FOREIGN * unlike[code] for code in best}
    first, second, *_ = *sorted(best, key=score.__getitem__, reverse=True), ""
    ahead = _AHEAD * max(0.0, score.get(second, 0.0))
    hits = sum([times for codes, times in found if first in codes])
    is_sure = score[first] > clear * max(_SURE, ahead) and hits >= clear * _FEWEST
    return first if is_sure else ""


def _words(text: str) -> list[bytes]:
    """Return the words of a text as UTF-8: bytes are split five times as fast."""
    if not text.isascii():
        for sign in _SIGN.findall("".join(set(foreign(text)))):
            text = text.replace(sign, " ")
    return text.encode("utf-8", "surrogatepass").translate(_LETTERS).split()


def _unlike(text: str, script: str, codes: list[str], small: _Small) -> dict[str, float]:
    """Return the share of a text's letters that each language does not have."""
    if script == "Latn" and text.isascii():
        return dict.fromkeys(codes, 0.0)
    letters = {c: n for c, n in Counter(foreign(text)).items() if script_of(c) == script}
    return {
        code: sum(n for c, n in letters.items() if c not in small.letters[code]) / len(text)
        if script == "Latn" or small.letters[code]
        else 0.0
        for code in codes
    }


@cache
def _small(script: str) -> _Small:
    here = {code: each for code, each in languages().items() if script in each.scripts}
    words: dict[str, tuple[str, ...]] = {}
    for code, each in here.items():
        for word in dict.fromkeys(each.words.translate(_LIKE).split()):
            words[word] = (*words.get(word, ()), code)
    kinds = {codes: number for number, codes in enumerate(dict.fromkeys(words.values()), start=1)}
    return _Small(
        alone=next(
            (c for c, each in here.items() if not each.words and each.scripts[0] == script), ""
        ),
        kinds={word.encode(): kinds[codes] for word, codes in words.items()},
        languages=((), *kinds),
        letters={code: frozenset(each.letters.translate(_LIKE)) for code, each in here.items()},
    )
