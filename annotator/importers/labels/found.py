"""What a file with labels says: texts, or references to them, and labelled passages."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.edit import Content
from annotator.domain.text import clean

OWN_CLAIM: Final = "claim"
"""The label of a claim without a type, as this program exports it."""

POLARITIES: Final = {
    "sentiment_positive": 2,
    "sentiment_neutral": 0,
    "sentiment_negative": -2,
    "positive": 2,
    "neutral": 0,
    "negative": -2,
}
"""The polarity of labels that are sentiments, in lower case."""

Place = tuple[int, int]


class FoundLabel(Struct, frozen=True, kw_only=True):
    """One labelled passage.

    `places` are its parts, each from its start up to its end, as the file counts them; none when
    it only quotes the words. `words` are empty when it only counts. `wording` is the claim in
    words of its own. A polarity, −3 to +3, makes it a sentiment towards `target`. `score` says how
    sure `source` is of it, 0 to 1; a suggestion is one that nobody has confirmed. Labels of one
    `mark`, where the file tells them apart, are those of one claim.
    """

    labels: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    words: str = ""
    prefix: str = ""
    suffix: str = ""
    wording: str = ""
    note: str = ""
    polarity: int | None = None
    target: str = ""
    score: float | None = None
    source: str = ""
    is_suggestion: bool = False
    mark: str = ""


class FoundArticle(Struct, frozen=True, kw_only=True, dict=True):  # for what is computed once
    """One text with its labels; `place` says where in the file it is.

    Without a `text`, the other fields say which article of the project is meant. `left_out` counts
    what has no place in a project, such as relations, by its name in the format. With `has_gaps`,
    the white space between its sentences is guessed.
    """

    place: str
    text: str = ""
    id: str = ""
    code: str = ""
    url: str = ""
    headline: str = ""
    publisher: str = ""
    published_at: str = ""
    labels: tuple[FoundLabel, ...] = ()
    left_out: Mapping[str, int] = {}
    has_gaps: bool = False

    @cached_property
    def clean_text(self) -> str:
        """Return its text as an article has it."""
        return clean(self.text)

    @cached_property
    def has_text(self) -> bool:
        """Return whether it has a text, and not only white space."""
        return bool(self.clean_text) and not self.clean_text.isspace()

    @cached_property
    def sha256(self) -> str:
        """Return the hash of its text, by which its article is recognised."""
        return Content(self.clean_text).sha256


def as_sentiment(label: FoundLabel) -> FoundLabel:
    """Return a label as a sentiment, if one of its labels is the name of one."""
    if label.polarity is None:
        for each in label.labels:
            if (polarity := POLARITIES.get(each.casefold())) is not None:
                return replace(label, polarity=polarity)
    return label


def merged(labels: Iterable[FoundLabel], *, are_ours: bool = False) -> tuple[FoundLabel, ...]:
    """Return labels with those of the same passage joined; the same label twice stays twice.

    In our own exports, a claim without a type is another one than a claim with types.
    """
    kept: list[FoundLabel] = []
    last: dict[object, int] = {}
    for label in map(as_sentiment, labels):
        what = (label.wording, label.polarity, label.target, label.mark)
        is_other = are_ours and OWN_CLAIM in label.labels
        key = (label.places, label.words, *what, label.source, label.is_suggestion, is_other)
        place = last.get(key, -1)
        if place < 0 or set(kept[place].labels) & set(label.labels) or not label.labels:
            last[key] = len(kept)
            kept.append(label)
        else:
            kept[place] = _joined(kept[place], label)
    return tuple(kept)


def chained(labels: Mapping[str, FoundLabel], pairs: Iterable[tuple[str, str]]) -> list[FoundLabel]:
    """Return labels by their ids, with the parts of one passage joined, in their order."""
    first: dict[str, str] = {}
    found = dict(labels)
    for one, other in pairs:
        head = first.get(one, one)
        if head in found and other in found and head != other:
            found[head] = _with_parts(found[head], found.pop(other))
            first[other] = head
    return list(found.values())


def claim_wording(text: str) -> str:
    """Return the wording of a claim without its short code, as in `C12 The bridge is closed`."""
    code, _, rest = text.strip().partition(" ")
    return rest.strip() if code[:1] == "C" and code[1:].isdecimal() else ""


def note_of(parts: Iterable[str]) -> str:
    """Return remarks as lines, each once."""
    return "\n".join(dict.fromkeys(filter(None, (clean(each).strip() for each in parts))))


def values_of(found: object) -> Iterator[object]:
    """Yield what JSON-LD writes alone or in a list."""
    yield from found if isinstance(found, list) else [] if found is None else [found]


def words_in(value: object) -> str:
    """Return a value that is text; '' for any other."""
    return value if isinstance(value, str) else ""


def score_of(value: object) -> float | None:
    """Return a score from 0 to 1, to four places; None for anything else."""
    try:
        score = float(value) if isinstance(value, str | int | float) else -1.0
    except (ValueError, OverflowError):
        return None
    return round(score, 4) if 0 <= score <= 1 else None


def _joined(one: FoundLabel, other: FoundLabel) -> FoundLabel:
    note = note_of((*one.note.split("\n"), *other.note.split("\n")))
    score = max((each.score for each in (one, other) if each.score is not None), default=None)
    return replace(one, labels=one.labels + other.labels, note=note, score=score)


def _with_parts(one: FoundLabel, other: FoundLabel) -> FoundLabel:
    words = f"{one.words} {other.words}" if one.words and other.words else ""
    return replace(one, places=one.places + other.places, words=words)
