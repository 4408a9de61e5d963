"""A codebook as TOML, which `annotator.importers.codebook` reads back as it was."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.domain.codebook import Label, Scheme

_HEAD: Final = """\
# A codebook of Annotator. The order here is the order in the window. Codes never change;
# names, definitions, keys and colours may. `number` is the place on a scale; `colour` is a tone
# of the theme: supported, refuted, conflicting or unchecked.

"""
_LABEL: Final = ("code", "key", "number", "colour", "is_retired", "name", "short", "definition")


def codebook_to_toml(schemes: Sequence[Scheme], name: str) -> str:
    """Return schemes as a TOML file; `name` is that of the codebook."""
    parts = [f"{_HEAD}name = {_value(name)}\n", *("\n".join(_scheme(each)) for each in schemes)]
    return "\n".join(parts)


def _scheme(scheme: Scheme) -> Iterator[str]:
    name, _, version = scheme.id.rpartition("@")
    yield "[[scheme]]"
    yield f"id = {_value(name)}"
    yield f"version = {_value(version)}"
    yield f"layer = {_value(scheme.layer)}"
    yield f"title = {_value(scheme.title)}"
    for field in ("source_url", "licence", "is_ordinal", "multi_select"):
        if value := getattr(scheme, field):
            yield f"{field} = {_value(value)}"
    yield "label = ["
    yield from (f"  {{ {_label(label)} }}," for label in scheme.labels)
    yield "]\n"


def _label(label: Label) -> str:
    values = ((field, getattr(label, field)) for field in _LABEL)
    return ", ".join(f"{field} = {_value(value)}" for field, value in values if _is_said(value))


def _is_said(value: object) -> bool:
    """Return whether a value differs from what is assumed without it; the number 0 does."""
    return bool(value) or (value == 0 and value is not False)


def _value(value: str | float | bool) -> str:  # noqa: FBT001 - a value of TOML
    """Return a value of TOML: its strings are those of JSON, without a bare DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
