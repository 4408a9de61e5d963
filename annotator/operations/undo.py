"""Messages about steps that are undone or redone."""

from enum import StrEnum
from typing import Final

from annotator.domain.article import Article
from annotator.domain.edit import Edit, Record
from annotator.domain.import_label import imported_in_all, part_label
from annotator.domain.unconfirmed import shortened
from annotator.i18n import format_number, ngettext, tr

MANY: Final = 20
"""How many records a step may change without a confirmation."""


class Turn(StrEnum):
    """Undo or redo."""

    UNDO = "undo"
    REDO = "redo"


def nothing_left(turn: Turn, *, is_shared: bool = False) -> str:
    """Return the message that there is nothing to undo or redo, in a project of several people."""
    if is_shared and turn is Turn.UNDO:
        return tr("Nothing of yours to undo. Everyone undoes their own changes.")
    if is_shared:
        return tr("Nothing of yours to redo. Everyone redoes their own changes.")
    return tr("Nothing to undo.") if turn is Turn.UNDO else tr("Nothing to redo.")


def typing_turned(turn: Turn, text: str) -> str:
    """Return the message that text in a field was undone or redone."""
    shown = shortened(text)
    if turn is Turn.UNDO:
        return tr("Undone: typing “{words}”", words=shown)
    return tr("Redone: typing “{words}”", words=shown)


def confirmation(turn: Turn, step: Edit, key: str) -> str:
    """Return the question before an import or many records are undone or redone; otherwise ''.

    `step` is what undo or redo would do, `key` the key that confirms when it is pressed again.
    """
    deleted, added = _articles(step.removed), _articles(step.added)
    if turn is Turn.UNDO and added:
        return ""  # deleted articles come back, and nothing is lost
    imported = deleted if turn is Turn.UNDO else added
    if 0 < len(imported) < (whole := imported_in_all(step.label)):
        return _of_part(turn, len(imported), whole, key)
    if len(imported) > 1:
        return _of_import(turn, len(imported), key)
    if imported:
        code = imported[0].code
        if turn is Turn.UNDO:
            return tr("Undo import of {code}? Press {key} again.", code=code, key=key)
        return tr("Redo import of {code}? Press {key} again.", code=code, key=key)
    count = len({change.record.id for change in step.changes})
    return _of_many(turn, step.title, count, key) if count > MANY else ""


def title_of(step: Edit) -> str:
    """Return what a step did.

    What is done while articles are imported divides the import into several steps: then it says
    how many of the articles belong to this one.
    """
    done, whole = len(_articles([*step.added, *step.removed])), imported_in_all(step.label)
    return part_label(done, whole).text if 0 < done < whole else step.title


def _of_part(turn: Turn, done: int, whole: int, key: str) -> str:
    if turn is Turn.UNDO:
        return ngettext(
            "Undo import of {done} of {count} article? Press {key} again.",
            "Undo import of {done} of {count} articles? Press {key} again.",
            whole,
            done=format_number(done),
            key=key,
        )
    return ngettext(
        "Redo import of {done} of {count} article? Press {key} again.",
        "Redo import of {done} of {count} articles? Press {key} again.",
        whole,
        done=format_number(done),
        key=key,
    )


def _of_import(turn: Turn, count: int, key: str) -> str:
    if turn is Turn.UNDO:
        return ngettext(
            "Undo import of {count} article? Press {key} again.",
            "Undo import of {count} articles? Press {key} again.",
            count,
            key=key,
        )
    return ngettext(
        "Redo import of {count} article? Press {key} again.",
        "Redo import of {count} articles? Press {key} again.",
        count,
        key=key,
    )


def _of_many(turn: Turn, step: str, count: int, key: str) -> str:
    fields = {"step": step, "count": format_number(count), "key": key}
    if turn is Turn.UNDO:
        return tr("Undo “{step}” ({count} records)? Press {key} again.", **fields)
    return tr("Redo “{step}” ({count} records)? Press {key} again.", **fields)


def _articles(records: list[Record]) -> list[Article]:
    return [record for record in records if isinstance(record, Article)]
