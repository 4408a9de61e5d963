"""What an edit is called, as the history keeps it: a sentence, and its fields as JSON."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct, to_builtins

from annotator.domain.edit_label import EditLabel


class _Phrase(Struct):
    """What stands in a field of a label and is a phrase itself."""

    key: str
    args: Mapping[str, str] = {}
    plural: str = ""


class _Parts(Struct):
    """What stands in the fields of a label, and its form for several."""

    args: Mapping[str, str | _Phrase] = {}
    plural: str = ""


def label_from_json(key: str, text: str | None) -> EditLabel | str:
    """Return a label that was kept; in words where it was kept so, before version 7.

    Raises MsgspecError for what `parts_to_json` never wrote.
    """
    if text is None:
        return key
    parts = msgspec.json.decode(text, type=_Parts)
    return EditLabel(key, {name: _phrase(arg) for name, arg in parts.args.items()}, parts.plural)


def parts_to_json(label: EditLabel | str) -> str | None:
    """Return all of a label but its sentence; None of one in words."""
    if isinstance(label, str):
        return None
    parts = {name: value for name, value in to_builtins(label).items() if name != "key"}
    return msgspec.json.encode(parts, order="sorted").decode()


def _phrase(arg: str | _Phrase) -> str | EditLabel:
    return arg if isinstance(arg, str) else EditLabel(arg.key, arg.args, arg.plural)
