"""Ranks claims by how likely a passage makes them, by the words they have in common."""

import re
from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Final

from msgspec import Struct

from annotator.language.sentences.words import TOKEN, UNSPACED

_STEM: Final = 6  # letters by which forms of a word are known: guarantee, guarantees, guaranteed
_TELLING: Final = 4  # letters that a word needs to say what a text is about
_SHORT: Final = 0.25  # how much the others count
_NAMED: Final = 0.1  # for a claimant named in or near the passage
_RECENT: Final = 0.05  # for the newest claim; half of that for the one before it, and so on
_ASCII_WORD: Final = re.compile("[a-z0-9]+")
_ALONE: Final = re.compile(f"[{UNSPACED}]")

_Stems = frozenset[str]


class Candidate(Struct, frozen=True):
    """A claim with its text, the texts of its mentions, and the names of its claimant."""

    key: str
    texts: tuple[str, ...]
    names: tuple[str, ...] = ()


class LikelyClaims:
    """Ranks candidates, given oldest first; each can be updated or removed.

    The weight of a word, lower the more claims have it, is learned from the first candidates.
    """

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        known = {each.key: _read(each) for each in candidates}
        self._count = len(known)
        self._claims = Counter(
            word for words, _ in known.values() for word in _Stems().union(*words)
        )
        self._weights: dict[str, float] = {}
        self._texts: dict[str, list[tuple[_Stems, float]]] = {}
        self._names: dict[str, list[_Stems]] = {}
        for key, (texts, names) in known.items():
            self._keep(key, texts, names)

    def put(self, candidate: Candidate) -> None:
        """Add or update a candidate, which becomes the newest."""
        self.drop(candidate.key)
        self._keep(candidate.key, *_read(candidate))

    def drop(self, key: str) -> None:
        """Remove a candidate."""
        self._texts.pop(key, None)
        self._names.pop(key, None)

    def ranked(self, passage: str, around: str = "") -> list[str]:
        """Return the keys of all candidates, the most likely first.

        `around` is where a claimant is looked for beside the passage, such as its paragraph. One
        passage among 5,000 claims takes some 30 ms.
        """
        wanted, nearby = stems(passage), stems(f"{passage} {around}")
        total = self._weigh(wanted)
        scores: dict[str, float] = {}
        for age, key in enumerate(reversed(self._texts)):
            similarity = self._similarity(wanted, total, self._texts[key])
            is_named = similarity > 0 and any(name <= nearby for name in self._names[key])
            scores[key] = similarity * (1 + _RECENT / (1 + age)) + _NAMED * is_named
        return sorted(scores, key=lambda key: -scores[key])

    def _keep(self, key: str, texts: Iterable[_Stems], names: list[_Stems]) -> None:
        self._texts[key] = [(words, self._weigh(words)) for words in texts]
        self._names[key] = names

    def _similarity(
        self, wanted: _Stems, total: float, texts: Iterable[tuple[_Stems, float]]
    ) -> float:
        """Return how much the passage shares with the most similar text, from 0 to 1.

        Being a part of the other counts half.
        """
        best = 0.0
        for words, other in texts:
            if shared := wanted & words:
                weight = self._weigh(shared)
                best = max(best, weight / (total + other) + weight / (2 * min(total, other)))
        return best

    def _weigh(self, words: _Stems) -> float:
        known = self._weights
        return sum([known[word] if word in known else self._learn(word) for word in words])

    def _learn(self, word: str) -> float:
        is_telling = len(word) >= _TELLING or word.isdigit() or _ALONE.match(word)
        rarity = log(2 + self._count / (1 + self._claims[word]))
        self._weights[word] = weight = rarity if is_telling else _SHORT * rarity
        return weight


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words: their first letters, case-folded.

    In scripts without spaces each character is a word.
    """
    text = text.casefold()
    if text.isascii():
        return frozenset([word[:_STEM] for word in _ASCII_WORD.findall(text)])
    words = TOKEN.findall(text)
    return frozenset([word[:_STEM] for word in words if word[0].isalnum()])


def _read(candidate: Candidate) -> tuple[list[_Stems], list[_Stems]]:
    texts = [words for text in dict.fromkeys(candidate.texts) if (words := stems(text))]
    names = [words for name in candidate.names if (words := stems(name))]
    return texts, names
