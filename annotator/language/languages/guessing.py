"""Guesses the language of a text from its script and its most frequent words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from struct import unpack
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
_SHARE: Final = 720_720  # of a word, which each of up to 16 languages that have it gets evenly
_LANE: Final = 32  # bits of a sum, more than the words of a sample need
_LIKE: Final = str.maketrans("يكىإ", "یکیا")  # letters that are typed in place of each other


class _Small(Struct, frozen=True):
    """The most frequent words of the languages of one script.

    `kinds` gives each word the number of a set of languages that have it, from 1. By that number,
    `shares` has what the word counts for each of the `codes`, all in one integer: a few additions
    sum it up for all languages. `alone` is the language assumed when no word indicates another;
    empty for none.
    """

    alone: str
    codes: tuple[str, ...]
    kinds: Mapping[bytes, int]
    languages: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    letters: Mapping[str, frozenset[str]]

    def sums(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Return what words count for each of the `codes`, given their numbers."""
        whole = sum([self.shares[number] for number in numbers])
        count = len(self.codes)
        return unpack(f"<{count}I", whole.to_bytes(count * _LANE // 8, "little"))


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
    least = clear * _SURE * _SHARE * len(tokens)
    # every imported text is guessed here
    numbers = [*filter(None, map(small.kinds.get, tokens))]
    if _SHARE * len(numbers) <= least:
        return ""  # not even if all of them were of one language
    met = small.sums(numbers)
    if max(met) <= least:
        return ""  # however well the letters fit
    first, best, second = _best_two(text, script, met, small, len(tokens))
    hits = sum([first in small.languages[number] for number in numbers])
    is_sure = best > clear * max(_SURE, _AHEAD * second) and hits >= clear * _FEWEST
    return first if is_sure else ""


def _best_two(
    text: str, script: str, met: Sequence[int], small: _Small, count: int
) -> tuple[str, float, float]:
    """Return the language that fits best, how well it does, and how well the next best does.

    `met` has what the words count for each language; there are `count` of them.
    """
    if script == "Latn" and text.isascii():  # every language has these letters
        most = max(met)
        place = met.index(most)
        second = max((0, *met[:place], *met[place + 1 :]))
        return small.codes[place], most / _SHARE / count, second / _SHARE / count
    best = sorted(range(len(met)), key=met.__getitem__, reverse=True)[:_KEPT]
    unlike = _unlike(text, script, [small.codes[place] for place in best], small)
    found = [
        (met[place] / _SHARE / count - _FOREIGN * unlike[small.codes[place]], small.codes[place])
        for place in best
        if met[place]
    ]
    (score, code), (next_score, _), *_ = *sorted(found, reverse=True), (0.0, "")
    return code, score, max(0.0, next_score)


def _words(text: str) -> list[bytes]:
    """Return the words of a text as UTF-8: bytes are split five times as fast."""
    if not text.isascii():
        for sign in _SIGN.findall("".join(set(foreign(text)))):
            text = text.replace(sign, " ")
    return text.encode("utf-8", "surrogatepass").translate(_LETTERS).split()


def _unlike(text: str, script: str, codes: list[str], small: _Small) -> dict[str, float]:
    """Return the share of a text's letters that each language does not have."""
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
    places = {code: place for place, code in enumerate(here)}
    return _Small(
        alone=next(
            (c for c, each in here.items() if not each.words and each.scripts[0] == script), ""
        ),
        codes=tuple(here),
        kinds={word.encode(): kinds[codes] for word, codes in words.items()},
        languages=((), *kinds),
        shares=(0, *(_lanes([places[code] for code in codes]) for codes in kinds)),
        letters={code: frozenset(each.letters.translate(_LIKE)) for code, each in here.items()},
    )


def _lanes(places: Sequence[int]) -> int:
    """Return the share of each of some places, in one integer."""
    return sum(_SHARE // len(places) << _LANE * place for place in places)
