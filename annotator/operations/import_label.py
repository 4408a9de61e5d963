"""The label of the steps of an import, which says how many articles it has in all."""

from annotator.domain.edit_label import EditLabel


def import_label(count: int) -> EditLabel:
    """Return the label of an import of a number of articles."""
    return EditLabel.counted("Import {count} article", "Import {count} articles", count)


def imported_in_all(label: EditLabel | str) -> int:
    """Return how many articles the import has whose label this is; 0 for other labels."""
    if not isinstance(label, EditLabel) or label.key != import_label(1).key:
        return 0
    count = label.args.get("count")
    return int(count) if isinstance(count, str) and count.isdecimal() else 0
