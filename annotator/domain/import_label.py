"""The labels of the steps of an import, which say how many articles it has in all."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from annotator.domain.edit_label import EditLabel
from annotator.i18n import format_number

_COUNT: Final = "count"
_DONE: Final = "done"  # how many of the articles are in one of the edits


def import_label(count: int) -> EditLabel:
    """Return the label of an import of a number of articles."""
    return EditLabel.counted("Import {count} article", "Import {count} articles", count)


def part_label(done: int, count: int) -> EditLabel:
    """Return the label of a step with some of the articles of an import."""
    return EditLabel.counted(
        "Import {done} of {count} article",
        "Import {done} of {count} articles",
        count,
        done=format_number(done),
    )


def of_batch(label: EditLabel, done: int) -> EditLabel:
    """Return the label of an import for one of its edits, which has `done` of the articles."""
    is_import = imported_in_all(label) > 0
    return replace(label, args={**label.args, _DONE: str(done)}) if is_import else label


def imported_in_all(label: EditLabel | str) -> int:
    """Return how many articles the import has whose label this is; 0 for other labels."""
    keys = {import_label(1).key, part_label(1, 1).key}
    is_import = isinstance(label, EditLabel) and label.key in keys
    return _number(label, _COUNT, 0) if is_import else 0


def of_batches(labels: Sequence[EditLabel | str]) -> EditLabel | str:
    """Return the label of edits of an import that are one step: of all of it, or of a part.

    It is the first label where they do not say how much they do, as in older projects.
    """
    if not all(isinstance(label, EditLabel) and _DONE in label.args for label in labels):
        return labels[0]
    done, whole = sum(_number(label, _DONE) for label in labels), imported_in_all(labels[0])
    return part_label(done, whole) if done < whole else import_label(whole)


def joined(labels: Sequence[EditLabel | str]) -> EditLabel | str:
    """Return the label of edits that are one step; counts of the same message are added up."""
    first = of_batches(labels)
    if first is not labels[0] or not isinstance(first, EditLabel) or not first.plural:
        return first
    count = sum(_number(label, _COUNT) for label in labels if isinstance(label, EditLabel))
    return EditLabel(first.key, {**first.args, _COUNT: str(count)}, first.plural)


def _number(label: EditLabel | str, field: str, otherwise: int = 1) -> int:
    """Return the number in a field of a label, which a damaged file may lack."""
    number = label.args.get(field) if isinstance(label, EditLabel) else None
    return int(number) if isinstance(number, str) and number.isdecimal() else otherwise
