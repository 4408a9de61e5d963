"""The same articles and spans for every tool, made by a rule."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

SIZE: Final = 3_800
RARE: Final = "zyxwvut"
"""A word of three articles among ten thousand."""

_EVERY: Final = 3_333
_LETTERS: Final = "aeiourstlnmdpkbg"


class Given(NamedTuple):
    """One article, with its spans in Unicode code points."""

    name: str
    text: str
    spans: tuple[tuple[int, int], ...]


def articles(count: int) -> Iterator[Given]:
    """Yield articles of 3.8 kB, with two spans each."""
    for number in range(count):
        chance = random.Random(number)
        text = f"{RARE.capitalize()} number {number}. " if number % _EVERY == 7 else ""
        while len(text) < SIZE:
            text += " ".join(chance.choices(_words(), k=14)).capitalize() + ". "
        yield Given(f"a{number}", text.strip(), ((10, 60), (100, 170)))


@cache
def _words() -> list[str]:
    chance = random.Random(0)
    return ["".join(chance.choices(_LETTERS, k=chance.randint(2, 9))) for _ in range(4_000)]


def as_lines(path: Path, given: Iterator[Given]) -> Path:
    """Write the articles as doccano, Potato and this program read them: a line of JSON each."""
    with path.open("wb") as file:
        for each in given:
            label = [[start, end, "Claim"] for start, end in each.spans]
            line = {"id": each.name, "text": each.text, "label": label}
            file.write(msgspec.json.encode(line) + b"\n")
    return path


def as_tasks(path: Path, given: Iterator[Given]) -> Path:
    """Write the articles as Label Studio reads them: tasks with annotations."""
    tasks = [
        {"data": {"text": each.text}, "annotations": [{"result": labelled(each)}]} for each in given
    ]
    path.write_bytes(msgspec.json.encode(tasks))
    return path


def labelled(given: Given) -> list[dict[str, object]]:
    """Return the spans of an article as Label Studio writes them."""
    return [
        {
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": a, "end": b, "text": given.text[a:b], "labels": ["Claim"]},
        }
        for a, b in given.spans
    ]
