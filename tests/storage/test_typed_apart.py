"""What was typed and is no value is kept in the project, apart from what is recorded."""

from contextlib import closing

import pytest
from msgspec.structs import replace

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.unconfirmed import Unconfirmed
from annotator.storage.project import create_project, open_project
from annotator.storage.verification import findings

TYPED = Unconfirmed(record_id="r", field="claim.date", label="date", text=" in May\n")


def test_it_is_there_in_the_next_session_and_no_part_of_the_history(tmp_path):
    path, state_folder = tmp_path / "p.annotator", tmp_path / "state"
    with closing(create_project(path, "P", [], state_folder)) as store:
        store.unconfirmed.keep(TYPED)
        store.unconfirmed.keep(replace(TYPED, text="in June"))

    with closing(open_project(path, state_folder)) as store:
        assert store.reader.unconfirmed() == [replace(TYPED, text="in June")]
        assert store.undo() is None
    assert list(findings(path, state_folder)) == []


def test_it_is_dropped(store):
    store.unconfirmed.keep(TYPED)

    store.unconfirmed.drop(TYPED)

    assert store.reader.unconfirmed() == []


def test_a_project_open_for_reading_refuses_it(store):
    store.is_read_only = True

    with pytest.raises(StorageError, match="“date” was not done: the project is open as read-only"):
        store.unconfirmed.keep(TYPED)


@pytest.mark.usefixtures("log_beside")
def test_a_project_that_was_not_closed_names_the_last_edit_whoever_made_it(tmp_path):
    path, state_folder = tmp_path / "p.annotator", tmp_path / "state"
    with closing(create_project(path, "P", [], state_folder)) as store:
        store.sign_in("Ana")
        store.apply(Edit.add("Add Lind", Entity(name="Lind")))
        copy = tmp_path / "copy.annotator"
        for name in ("", "-wal"):
            content = path.with_name(path.name + name).read_bytes()
            copy.with_name(copy.name + name).write_bytes(content)

    with closing(open_project(copy, state_folder)) as store:
        assert store.cut_off_at
        assert store.cut_off_after == "Add Lind"


@pytest.mark.usefixtures("log_beside")
def test_a_project_that_was_not_closed_says_until_when_it_was_saved(tmp_path):
    path, state_folder = tmp_path / "p.annotator", tmp_path / "state"
    with closing(create_project(path, "P", [], state_folder)) as store:
        assert store.cut_off_at == ""
        store.sign_in("Ana")
        copy = tmp_path / "copy.annotator"
        for name in ("", "-wal"):
            content = path.with_name(path.name + name).read_bytes()
            copy.with_name(copy.name + name).write_bytes(content)

    with closing(open_project(copy, state_folder)) as store:
        assert store.cut_off_at == ""  # nothing was done that could be taken back
