"""WebAnno TSV 3, which INCEpTION and WebAnno write: a line for each token, columns for each layer.

https://inception-project.github.io, user’s guide, “WebAnno TSV 3.3”. Positions are UTF-16 units of
the whole text; those of some converters are code points. What is between two sentences is not in
the file.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.domain.span import Utf16Map
from annotator.i18n import N_, format_number, tr
from annotator.importers.draft import Refusal
from annotator.importers.faults import unreadable
from annotator.importers.labels.found import FoundArticle, FoundLabel, Place, chained, merged
from annotator.importers.labels.json_values import refusal, text_of
from annotator.importers.labels.uima_labels import GRAMMAR, label_of
from annotator.importers.labels.webanno_cells import Layer, Value, layer_of, plain, values_of
from annotator.importers.original import beginning, display_name

SUFFIX: Final = ".tsv"
"""How the names of such files end."""

_HEAD: Final = "#FORMAT=WebAnno TSV 3"
_TEXT: Final = "#Text="
_LAYER: Final = re.compile(r"#T_(SP|CH|RL)=(.+)")
_TOKEN: Final = re.compile(r"(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t([^\t]*)\t?(.*)")
_TARGETED: Final = re.compile(r" → (\d+-\d+(?:\.\d+)?)(?:\[\d+\])?")
_DIGITS: Final = 12
_LONGEST_GAP: Final = 10_000  # between two sentences


class _Token(Struct):
    id: str
    begin: int
    end: int
    text: str
    cells: Sequence[str]


class _Sentence(Struct):
    text: str
    tokens: list[_Token] = field(default_factory=list)


def is_one(path: Path) -> bool:
    """Return whether a file, or one in a folder, begins as WebAnno TSV 3."""
    files = path.rglob(f"*{SUFFIX}") if path.is_dir() else [path]
    return any(_begins(file) for file in files if file.suffix.lower() == SUFFIX)


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield the text of each file with its labels; raises UnreadableFileError."""
    files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
    for file in files:
        try:
            yield from _one(file) if _begins(file) else ()
        except UnreadableFileError as error:
            yield Refusal(file, str(error))


def _begins(path: Path) -> bool:
    return beginning(path, 99).removeprefix(b"\xef\xbb\xbf").startswith(_HEAD.encode())


def _one(path: Path) -> Iterator[FoundArticle | Refusal]:
    layers: list[Layer] = []
    sentences: list[_Sentence] = []
    for number, line in enumerate(text_of(path).replace("\r\n", "\n").split("\n"), 1):
        if not _is_understood(line, layers, sentences):
            place = tr("line {number}", number=format_number(number))
            yield refusal(path, place, ValueError(tr("it is not a token of WebAnno TSV")))
    yield _article(path, layers, sentences)


def _article(path: Path, layers: Sequence[Layer], sentences: Sequence[_Sentence]) -> FoundArticle:
    text, is_utf16 = _text(sentences)
    if not text.strip():
        raise unreadable(path, N_("“{file}” contains no text."))
    marks = _Marks(text, layers, is_utf16=is_utf16)
    for token in (each for sentence in sentences for each in sentence.tokens):
        marks.add(token)
    return FoundArticle(
        place=display_name(path),
        text=text,
        labels=marks.labels(),
        left_out=marks.left_out,
        has_gaps=True,
    )


def _is_understood(line: str, layers: list[Layer], sentences: list[_Sentence]) -> bool:
    """Add what a line says; return whether it is one of this format."""
    if found := _LAYER.fullmatch(line):
        layers.append(layer_of(found[1], found[2]))
    elif line.startswith(_TEXT):
        _begin(sentences, plain(line.removeprefix(_TEXT)))
    elif (row := _TOKEN.fullmatch(line)) and sentences:
        begin, end = int(row[2][:_DIGITS]), int(row[3][:_DIGITS])
        token = _Token(row[1], begin, end, plain(row[4]), row[5].split("\t"))
        sentences[-1].tokens.append(token)
    else:
        return line.startswith("#") or not line.strip()
    return True


def _begin(sentences: list[_Sentence], text: str) -> None:
    """Begin a sentence; one without tokens yet goes on after a line end, as in older versions."""
    if sentences and not sentences[-1].tokens:
        sentences[-1].text += f"\n{text}"
    else:
        sentences.append(_Sentence(text))


def _text(sentences: Sequence[_Sentence]) -> tuple[str, bool]:
    """Return the text, and whether positions in it count UTF-16 units.

    If not, they count code points: that of the two with which more tokens are on their words.
    """
    in_units = _joined(sentences, is_utf16=True)
    if in_units.isascii():
        return in_units, False
    in_points = _joined(sentences, is_utf16=False)
    tokens = [token for sentence in sentences for token in sentence.tokens]
    units = Utf16Map(in_units)
    fits = sum(
        in_units[units.to_code_points(each.begin) : units.to_code_points(each.end)] == each.text
        for each in tokens
    )
    is_utf16 = fits >= sum(in_points[each.begin : each.end] == each.text for each in tokens)
    return (in_units, True) if is_utf16 else (in_points, False)


def _joined(sentences: Sequence[_Sentence], *, is_utf16: bool) -> str:
    """Return the text of all sentences, with line ends where nothing is known."""
    parts: list[str] = []
    at = 0
    for each in sentences:
        begin = at
        if each.tokens:  # the first need not begin where its sentence does
            before = each.text[: max(0, each.text.find(each.tokens[0].text))]
            begin = each.tokens[0].begin - _length(before, is_utf16=is_utf16)
        gap = min(max(0, begin - at), _LONGEST_GAP)
        parts += ["\n" * gap, each.text]
        at += gap + _length(each.text, is_utf16=is_utf16)
    return "".join(parts)


def _length(text: str, *, is_utf16: bool) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if is_utf16 else len(text)


class _Mark(Struct):
    layer: Layer
    place: Place
    value: Value


class _Marks:
    """Gathers the annotations from the tokens over which they extend."""

    def __init__(self, text: str, layers: Sequence[Layer], *, is_utf16: bool) -> None:
        self.left_out: Counter[str] = Counter()
        self._text = text
        self._layers = layers
        self._units = Utf16Map(text) if is_utf16 else None
        self._marks: dict[tuple[str, str], _Mark] = {}
        self._words: dict[str, str] = {}  # of tokens, by their ids

    def add(self, token: _Token) -> None:
        """Add what the cells of a token say."""
        self._words[token.id] = token.text
        at = 0
        for layer in self._layers:
            cells = token.cells[at : at + len(layer.columns)]
            at += len(layer.columns)
            if layer.type.startswith(GRAMMAR):
                continue
            for number, value in enumerate(values_of(layer, cells)):
                if layer.kind == "RL":
                    self.left_out["relations"] += 1
                else:
                    self._mark(token, layer, value, f"{token.id} {number}")

    def _mark(self, token: _Token, layer: Layer, value: Value, own: str) -> None:
        key = layer.type, value.id or own
        former = self._marks.get(key)
        if former is None:
            self.left_out["chains"] += layer.kind == "CH"
            self._marks[key] = _Mark(layer, (token.begin, token.end), value)
        else:
            begin, end = former.place
            former.place = min(begin, token.begin), max(end, token.end)

    def labels(self) -> tuple[FoundLabel, ...]:
        """Return the annotations as labels, with the parts of one mark of ours joined."""
        found: dict[str, FoundLabel] = {}
        joins: list[tuple[str, str]] = []
        last: dict[str, str] = {}
        for number, mark in enumerate(self._marks.values()):
            label = self._label(mark)
            own = f"{mark.value.features.get('mark_id', '')} {label.labels[0]}"
            if "mark_id" in mark.value.features and own in last:
                joins.append((last[own], str(number)))
            last[own] = str(number)
            found[str(number)] = label
        return merged(chained(found, joins))

    def _label(self, mark: _Mark) -> FoundLabel:
        convert = self._units.to_code_points if self._units else int
        begin, end = map(convert, mark.place)
        slots = [f"{name}: {self._named(each)}" for name, each in mark.value.slots.items()]
        label = label_of(mark.layer.type, mark.value.features, (begin, end), slots)
        return replace(label, words=self._text[begin:end])

    def _named(self, slot: str) -> str:
        """Return what a slot refers to, with the words of the tokens."""
        return _TARGETED.sub(lambda found: f" → {self._words.get(found[1], found[1])}", slot)
