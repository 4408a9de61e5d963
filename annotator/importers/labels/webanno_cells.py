"""The columns of WebAnno TSV, and what stands in their cells.

Stacked annotations are divided by `|`, slots by `;`. `_` is no annotation, `*` one without a value,
`[3]` the number of one that extends over several tokens, `->1-2` the second link of chain 1. A
backslash stands before these signs where they are meant as such.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from msgspec import Struct

_ITEM: Final = re.compile(r"(?:\\.|[^\\|])+")
_SLOT: Final = re.compile(r"(?:\\.|[^\\;])+")
_NUMBER: Final = re.compile(r"(.*?)(?<!\\)\[(\d+)\]", re.DOTALL)
_LINK: Final = re.compile(r"(.*?)(?<!\\)->(\d+-\d+)", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)")
_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_NONE: Final = "_"
_EMPTY: Final = "*"
_ROLE: Final = "ROLE_"
_TARGET: Final = "TARGET "


class Layer(Struct, frozen=True):
    """One layer: SP spans, CH chains or RL relations of a type, and the names of its columns."""

    kind: str
    type: str
    columns: tuple[str, ...]


class Value(Struct, frozen=True):
    """What one annotation says at a token; the id is that of an annotation over several tokens.

    `slots` are what its slots refer to, by their names: `Agent → 1-3`.
    """

    id: str
    features: Mapping[str, str]
    slots: Mapping[str, str] = {}


def layer_of(kind: str, declared: str) -> Layer:
    """Return the layer that a line of the head declares: `type|feature|feature`."""
    type_name, *names = declared.split("|")
    columns: list[str] = []
    for name in names:
        is_target = bool(columns) and columns[-1].startswith(_ROLE)
        columns.append(_TARGET + columns[-1] if is_target else name)
    return Layer(kind, type_name, tuple(columns))


def values_of(layer: Layer, cells: Sequence[str]) -> Iterator[Value]:
    """Yield the annotations of a layer in the cells of a token, those stacked one by one."""
    for items in zip_longest(*(_ITEM.findall(cell) for cell in cells), fillvalue=_NONE):
        if layer.kind == "RL":
            items = items[-1:]  # noqa: PLW2901 - the token from which the relation comes
        if any(each != _NONE for each in items):
            yield _value(layer, items)


def plain(text: str) -> str:
    """Return a text without the backslashes before signs."""
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), text)


def _value(layer: Layer, items: Sequence[str]) -> Value:
    id_ = ""
    features: dict[str, str] = {}
    slots: dict[str, str] = {}
    roles: list[str] = []
    for column, item in zip(layer.columns, items, strict=False):
        text = item
        if layer.kind == "CH" and (link := _LINK.fullmatch(text)):
            text, id_ = link[1], link[2]
        if found := _NUMBER.fullmatch(text):
            text = found[1]
            id_ = id_ or found[2]
        if column.startswith(_ROLE):
            roles = [plain(each) for each in _SLOT.findall(text)]
        elif column.startswith(_TARGET):
            slots[_slot(column)] = "; ".join(_filled(roles, _SLOT.findall(item)))
        elif text not in (_NONE, _EMPTY):
            features[column] = plain(text)
    if layer.kind == "CH":
        slots["chain"] = id_.partition("-")[0]
    return Value(id_, features, {name: each for name, each in slots.items() if each})


def _filled(roles: Sequence[str], targets: Sequence[str]) -> Iterator[str]:
    for role, target in zip_longest(roles, targets, fillvalue=""):
        if target not in (_NONE, _EMPTY, ""):
            yield f"{'' if role == _EMPTY else role} → {target}".strip()


def _slot(column: str) -> str:
    """Return the name of a slot: `Agents` of `TARGET ROLE_custom.Frame:Agents_custom.Link`."""
    return column.rpartition(":")[2].partition("_")[0]
