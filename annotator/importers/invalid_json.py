"""Parsing JSON with invalid parts: duplicate keys, and numbers out of range."""

import json
from collections import Counter
from math import isinf
from typing import NamedTuple

from annotator.i18n import tr


class InvalidValue(NamedTuple):
    """A placeholder for a value that JSON does not allow."""

    reason: str


def value_of(text: str) -> object:
    """Return the value of a JSON text, with an InvalidValue wherever it is invalid."""
    value: object = json.loads(
        text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number
    )
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | InvalidValue:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
    return InvalidValue(tr("it has “{key}” twice", key=twice))


def _constant(name: str) -> InvalidValue:
    return InvalidValue(tr("{value} is not a JSON number", value=name))


def _number(digits: str) -> float | InvalidValue:
    number = float(digits)
    return (
        InvalidValue(tr("the number {number} is too large", number=digits))
        if isinf(number)
        else number
    )
