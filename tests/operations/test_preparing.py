"""Edits are prepared on a thread, while the next ones are made."""

from threading import Event, get_ident

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.operations.preparing import prepared_ahead

EDITS = [Edit.add(name, Entity(name=name)) for name in ("one", "two", "three")]


@pytest.mark.parametrize("edits", [[], EDITS[:1], EDITS])
def test_edits_come_prepared_and_in_their_order(edits):
    assert list(prepared_ahead(lambda edit: edit.inverse(), edits)) == [e.inverse() for e in edits]


def test_the_next_edit_is_made_while_one_is_prepared():
    is_made = Event()
    threads = {get_ident()}

    def made():
        yield EDITS[0]
        is_made.set()
        yield EDITS[1]

    def prepare(edit):
        threads.add(get_ident())
        assert is_made.wait(10)
        return edit

    assert list(prepared_ahead(prepare, made())) == EDITS[:2]
    assert len(threads) == 2


def test_no_more_than_one_edit_is_made_ahead():
    made = []
    prepared = prepared_ahead(lambda edit: edit, (made.append(e) or e for e in EDITS))

    next(prepared)

    assert made == EDITS[:2]


def test_what_cannot_be_prepared_is_raised_where_it_is_wanted():
    def prepare(_edit):
        raise StorageError("No room.")

    with pytest.raises(StorageError, match="No room"):
        next(prepared_ahead(prepare, EDITS))
