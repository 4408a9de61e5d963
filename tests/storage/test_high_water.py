"""What was seen of a project is remembered outside its file, so that a loss is noticed."""

import shutil
from pathlib import Path

import pytest

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import engine
from annotator.storage.high_water import HighWater, SeenLine, seen
from annotator.storage.journal import Tip
from annotator.storage.project import open_project


def add(store, name):
    store.apply(Edit.add(f"Add {name}", Entity(name=name)))


@pytest.fixture
def reopened(filed, path, state_folder):
    """Open the project again, whatever happened to its file; it is closed at the end."""
    stores = []

    def reopen(folder=state_folder, **how):
        stores.append(open_project(path, folder, **how))
        return stores[-1]

    yield reopen
    for store in stores:
        store.close()


def test_an_untouched_project_opens_without_a_warning(filed, reopened):
    add(filed, "Anna")
    filed.undo()
    filed.close()

    assert reopened().warning == ""


@pytest.mark.parametrize(("edits", "words"), [(1, "1 later edit is not"), (2, "2 later edits are")])
def test_an_older_copy_is_noticed_until_it_is_accepted(filed, path, reopened, edits, words):
    add(filed, "Anna")
    with filed.place.changing():
        filed._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    older = path.read_bytes()
    for number in range(edits):
        add(filed, f"Person {number}")
    filed.close()
    path.write_bytes(older)

    store = reopened()
    assert words in store.warning
    add(store, "Someone else")
    store.close()

    store = reopened()
    assert store.warning
    store.accept()
    assert store.warning == ""
    add(store, "Another")
    store.close()
    assert reopened().warning == ""


def test_a_copy_with_another_history_is_noticed(filed, path, reopened, tmp_path):
    filed.close()
    copy = tmp_path / "copy"
    shutil.copy(path, copy)
    store = reopened()
    add(store, "Here")
    store.close()
    shutil.copy(copy, path)
    store = reopened(tmp_path / "elsewhere")
    add(store, "There")
    store.close()

    assert "its history differs" in reopened().warning


def test_work_done_elsewhere_is_no_loss(filed, reopened, tmp_path):
    filed.close()
    store = reopened(tmp_path / "elsewhere")
    add(store, "There")
    store.close()

    assert reopened().warning == ""


@pytest.mark.skipif(
    not engine.is_safe_for_wal(engine.sqlite3.sqlite_version_info), reason="this engine has no log"
)
def test_a_lost_log_is_noticed(filed, path, state_folder, tmp_path):
    add(filed, "Anna")
    crashed = tmp_path / "crashed" / path.name
    crashed.parent.mkdir()
    shutil.copy(path, crashed)  # without the log beside it

    store = open_project(crashed, state_folder)
    assert "older than the one you last worked in" in store.warning
    assert store.reader.find(Entity) == []
    store.close()


def test_a_memory_that_cannot_be_kept_is_said_and_keeps_nobody_from_working(
    filed, reopened, tmp_path
):
    filed.close()
    (tmp_path / "file").touch()
    store = reopened(tmp_path / "file")

    assert "cannot be remembered" in store.warning
    add(store, "Anna")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
def test_a_memory_that_can_no_longer_be_written_fails_no_edit(filed):
    filed._high_water._file.close()
    filed._high_water._file = Path("/dev/full").open("r+b", buffering=0)  # noqa: SIM115
    add(filed, "Anna")

    assert [person.name for person in filed.reader.find(Entity)] == ["Anna"]


@pytest.mark.parametrize("rubbish", [b"", b"12", b"x y", b"1 2 3", b"\xff \xfe", b"-1 a"])
def test_a_damaged_memory_remembers_nothing(tmp_path, rubbish):
    HighWater(tmp_path, "id").close()
    (file,) = tmp_path.iterdir()
    file.write_bytes(rubbish)

    assert seen(tmp_path, "id") is None
    assert seen(tmp_path, "unheard-of") is None


def test_a_hostile_project_id_names_no_file_of_its_own(tmp_path):
    folder = tmp_path / "state"
    water = HighWater(folder, "../../escaped")
    water.note(Tip(7, 0, 0, "a" * 64))
    water.close()

    assert seen(folder, "../../escaped") == SeenLine(7, "a" * 64)
    assert list(tmp_path.iterdir()) == [folder]
