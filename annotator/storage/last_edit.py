"""The last edit of a project of any version, read without an upgrade."""

from typing import Final

import msgspec
from msgspec import Struct

from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_
from annotator.storage.edit_labels import label_from_json
from annotator.storage.engine import Connection, ask
from annotator.storage.upgraded_copy import version_of

_WITH_FIELDS: Final = 7  # labels have fields from this file version on
_TURNS: Final = {"undo": N_("Undone: {edit}"), "redo": N_("Redone: {edit}")}


class LastEdit(Struct, frozen=True):
    """When the last line was added to a history, and what it did."""

    at: str = ""
    label: EditLabel | str = ""


def last_edit(db: Connection) -> LastEdit:
    """Return the last edit, undo or redo; raises StorageError where it cannot be read."""
    fields = "label_args" if version_of(db) >= _WITH_FIELDS else "NULL"
    query = f"SELECT at, kind, label, {fields} FROM journal ORDER BY seq DESC LIMIT 1"
    for at, kind, key, args in ask(db, query):
        try:
            label = label_from_json(key, args)
        except msgspec.MsgspecError:
            label = str(key)
        turn = _TURNS.get(kind)
        return LastEdit(str(at), EditLabel.of(turn, edit=label) if turn else label)
    return LastEdit()
