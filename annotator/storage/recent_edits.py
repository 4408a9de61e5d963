"""Whether the records are as the last edits of the journal left them."""

from annotator.domain.edit import Record
from annotator.storage.engine import Connection
from annotator.storage.journal import Journal, Tip, as_line, chained
from annotator.storage.reader import StoredReader


def are_kept(db: Connection, since: Tip) -> bool:
    """Return whether all edits after a line are chained to it, and their records as they left them.

    Raises what reading a damaged file raises, as in `verification.READ_ERRORS`.
    """
    journal = Journal(db)
    number, before = since.seq, since.hash
    left: dict[tuple[type[Record], str], Record | None] = {}
    for values, mark, _ in journal.rows(after=since.seq):
        number += 1
        if values[0] != number or chained(values, before) != mark:
            return False
        before = mark
        for change in journal.edit(as_line(values)).changes:
            left[type(change.record), change.record.id] = change.after
    reader = StoredReader(db)
    return all(reader.get(kind, id_) == record for (kind, id_), record in left.items())
