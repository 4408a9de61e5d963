"""Labels of edits as the journal stores them: a message, and its fields as JSON."""

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct

from annotator.domain.edit_label import EditLabel

_encode: Final = msgspec.json.Encoder(order="sorted").encode


class _Phrase(Struct):
    """A label inside a field of another label."""

    key: str
    args: Mapping[str, str] = {}
    plural: str = ""


class _Parts(Struct):
    """The fields of a label, and its plural form."""

    args: Mapping[str, str | _Phrase] = {}
    plural: str = ""


def label_from_json(key: str, text: str | None) -> EditLabel | str:
    """Return a stored label; a plain string where files older than version 7 stored one.

    Raises MsgspecError for anything that `parts_to_json` did not write.
    """
    if text is None:
        return key
    parts = msgspec.json.decode(text, type=_Parts)
    return EditLabel(key, {name: _phrase(arg) for name, arg in parts.args.items()}, parts.plural)


def parts_to_json(label: EditLabel | str) -> str | None:
    """Return a label without its message as JSON; None for a plain string."""
    if isinstance(label, str):
        return None
    fields = (("args", label.args), ("plural", label.plural))
    return _encode({name: value for name, value in fields if value}).decode()


def _phrase(arg: str | _Phrase) -> str | EditLabel:
    return arg if isinstance(arg, str) else EditLabel(arg.key, arg.args, arg.plural)
