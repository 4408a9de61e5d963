"""How similar two texts are: estimated from small signatures, then measured."""

import re
from collections import Counter, defaultdict
from itertools import islice
from struct import pack, unpack
from typing import Final
from zlib import crc32

from annotator.language.sentences.words import TOKEN, UNSPACED

_VALUES: Final = 64  # in a signature
_LOOKED_UP: Final = 16  # of them, in a search
_SHARED_BY: Final = 200  # texts examined because of one value
_WORTH: Final = 0.2  # similarity of signatures below which a text is not worth measuring
_MOST_PAIRS: Final = 20_000_000_000  # of words compared directly: half a second
_WORD: Final = re.compile(r"\w+")
_ASCII_WORDS: Final = bytes(
    code if _WORD.match(chr(code)) else ord(" ") for code in [*range(128), *[0] * 128]
)
_WITHOUT_SPACES: Final = re.compile(f"[{UNSPACED}]")


def similarity(one: str, other: str) -> float:
    """Return how similar two texts are, in percent, ignoring white space.

    It is twice the number of common words and signs, in order, divided by the number of all.
    In texts of more than some 140,000 words, runs of three words are counted instead.
    """
    words, others = TOKEN.findall(one), TOKEN.findall(other)
    if len(words) * len(others) <= _MOST_PAIRS:
        from rapidfuzz.distance import Indel  # noqa: PLC0415 - not before texts are compared

        return 100 * Indel.normalized_similarity(words, others)
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    other_runs = Counter(zip(others, others[1:], others[2:], strict=False))
    return 200 * (runs & other_runs).total() / (runs.total() + other_runs.total())


def signature(text: str) -> bytes:
    """Return the signature of a text: 256 bytes, fewer for a very short text.

    It holds the 64 smallest hashes of all runs of three words (A. Broder, On the resemblance
    and containment of documents, 1997), case-folded and without signs. It is the same
    on every machine; a text without words has none.
    """
    words = _words(text.casefold())
    rows = zip(words, words[1:], words[2:], strict=False) if words[2:] else [words]
    least = sorted(set(map(crc32, map(b" ".join, rows))))[:_VALUES] if words else []
    return pack(f"<{len(least)}I", *least)


def signature_similarity(one: bytes, other: bytes) -> float:
    """Return the estimated share of common three-word runs, from 0 to 1, within 0.06."""
    values, others = {*_values(one)}, {*_values(other)}
    shared = values & others
    if not shared:
        return 0.0
    least = sorted(values | others)[:_VALUES]
    return len(shared.intersection(least)) / len(least)


class SimilarityIndex:
    """Finds, among many texts, those similar to one, by their signatures."""

    def __init__(self) -> None:
        self._signatures: dict[str, bytes] = {}
        self._having: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, key: str, signature: bytes) -> None:
        """Add a text under a key, such as the id of its article."""
        self._signatures[key] = signature
        for value in _values(signature)[:_LOOKED_UP]:
            self._having[value].append(key)

    def nearest(self, signature: bytes, most: int = 5) -> list[str]:
        """Return the keys of at most `most` texts that may be similar, the most similar first."""
        shared = Counter(
            key
            for value in _values(signature)[:_LOOKED_UP]
            for key in islice(self._having.get(value, ()), _SHARED_BY)
        )
        found = [
            (signature_similarity(signature, self._signatures[key]), key)
            for key, _ in shared.most_common(4 * most)
        ]
        ranked = sorted(found, key=lambda pair: -pair[0])
        return [key for worth, key in ranked[:most] if worth >= _WORTH]


def _values(signature: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(signature) // 4}I", signature)


def _words(text: str) -> list[bytes]:
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).split()
    pattern = TOKEN if _WITHOUT_SPACES.search(text) else _WORD
    return " ".join(pattern.findall(text)).encode("utf-8", "replace").split(b" ")
