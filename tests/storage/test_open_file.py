"""An edit that returned is in the file that its name leads to, or it is said."""

import os
import shutil
from contextlib import closing
from threading import Event, Thread, current_thread, main_thread

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.people import Entity
from annotator.domain.store import LostProjectError
from annotator.storage import checkpoints, engine, project, writing
from annotator.storage.project import advice, create_project, open_project
from annotator.storage.verification import findings


@pytest.fixture(params=["with a log", "without"])
def open_one(request, filed, path, state_folder, monkeypatch):
    """The project, open, with a log beside it or without one."""
    if request.param == "with a log":
        request.getfixturevalue("log_beside")
    filed.close()
    shared_by = "Dropbox" if request.param == "without" else ""
    monkeypatch.setattr(project, "sharer", lambda _: shared_by)
    store = open_project(path, state_folder)
    store.sign_in("Ana")
    add(store, "Anna")
    yield store
    store.close()


def add(store, name):
    store.apply(Edit.add(f"Add {name}", Entity(name=name)))


def remove(path):
    path.unlink()


def move(path):
    path.rename(path.with_name("elsewhere"))


def replace(path):
    copy = path.with_name("new")
    shutil.copy(path, copy)
    copy.replace(path)


def overwrite(path):
    """Write an older state into the file itself, as a copy by hand or a cloud service does."""
    path.write_bytes(path.with_name("older").read_bytes())


FATES = [
    (remove, "was moved or removed"),
    (move, "was moved or removed"),
    (replace, "was replaced by another file"),
    (overwrite, "was overwritten by another program"),
]


def test_the_index_of_the_history_is_not_taken_for_another_program(filed, monkeypatch):
    monkeypatch.setattr(writing, "_INDEXED", 1)
    add(filed, "Anna")
    filed._db.execute("PRAGMA wal_autocheckpoint = 1").fetchone()

    add(filed, "Ben")
    add(filed, "Cem")

    assert filed.loss() is None


@pytest.mark.parametrize(("befalls", "words"), FATES)
def test_nothing_is_saved_into_a_file_that_is_lost(open_one, path, befalls, words):
    shutil.copy(path, path.with_name("older"))
    add(open_one, "Ben")
    open_one.place.empty_log()
    befalls(path)

    with pytest.raises(
        LostProjectError, match=f"was not saved: .* {words} while it was"
    ) as refusal:
        add(open_one, "Cem")

    is_kept = befalls is not overwrite or open_one.place.has_log
    assert refusal.value.remedies == ((Remedy.COPY,) if is_kept else ())
    assert ("Save a copy" if is_kept else "from a backup or Dropbox") in str(refusal.value)
    assert str(open_one.place.lost()).startswith(f"“{path}” {words}")


@pytest.mark.parametrize(("befalls", "words"), FATES[:3])
def test_a_file_that_is_lost_while_it_is_saved_into_is_told_of_at_once(
    open_one, path, befalls, words
):
    note = open_one._journal.add_done

    def lose(*line):
        befalls(path)
        return note(*line)

    open_one._journal.add_done = lose
    with pytest.raises(LostProjectError, match=f"“Add Ben” is not safe: .*{words}") as told:
        add(open_one, "Ben")

    assert told.value.done.label == "Add Ben"
    assert {each.name for each in open_one.reader.find(Entity)} == {"Anna", "Ben"}


@pytest.mark.usefixtures("log_beside")
def test_a_log_that_is_removed_is_noticed(filed, path):
    add(filed, "Anna")
    path.with_name(f"{path.name}-wal").unlink()

    with pytest.raises(LostProjectError, match="lost the log beside it"):
        add(filed, "Ben")


@pytest.mark.usefixtures("log_beside")
def test_a_log_that_is_gone_has_no_size(filed, path):
    add(filed, "Anna")
    assert filed.place.log_size() > 0

    path.with_name(f"{path.name}-wal").unlink()

    assert filed.place.log_size() == 0


def test_a_file_of_an_engine_without_a_log_is_restored_from_a_backup(filed, path, monkeypatch):
    monkeypatch.setattr(engine, "is_safe_for_wal", lambda _: False)
    add(filed, "Anna")
    older = path.read_bytes()
    add(filed, "Ben")
    path.write_bytes(older)

    with pytest.raises(LostProjectError, match=r"Restore it from a backup\.$"):
        add(filed, "Cem")


def test_a_file_that_is_put_back_is_worked_in_again(open_one, path):
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    with pytest.raises(LostProjectError):
        add(open_one, "Ben")

    elsewhere.rename(path)

    add(open_one, "Ben")
    assert open_one.place.lost() is None


def test_what_this_program_writes_is_no_loss(open_one, path):
    for number in range(300):  # so many that the log is emptied into the file on the way
        add(open_one, f"Person {number} {'x' * 4000}")
    with open_one.place.changing() as moved:
        moved.append(checkpoints.empty_log(path))
        assert open_one.place.lost() is None

    add(open_one, "Ben")


def test_a_reader_is_no_loss(open_one, path, state_folder):
    reader = open_project(path, state_folder, read_only=True)
    reader.close()

    assert open_one.loss() is None
    add(open_one, "Ben")


def test_nothing_of_the_log_gets_into_a_file_that_was_overwritten(filed, path, state_folder):
    filed.close()
    older = path.read_bytes()
    store = open_project(path, state_folder)
    for number in range(50):
        add(store, f"Person {number} {'x' * 4000}")
    path.write_bytes(older)

    store.close()

    assert path.read_bytes() == older
    assert [*findings(path)] == []
    assert not engine.has_log(path)


def test_the_log_is_not_emptied_into_another_file(filed, path, state_folder):
    other = path.with_name("other.annotator")
    create_project(other, "Other", [], state_folder).close()
    before = other.read_bytes()
    add(filed, "Anna")
    other.replace(path)

    filed.place.empty_log()

    assert path.read_bytes() == before
    assert "was replaced by another file" in filed.place.loss()


def test_a_file_that_is_replaced_while_the_log_is_emptied_is_lost(filed, path):
    add(filed, "Anna")

    with filed.place.changing():
        replace(path)

    assert "was replaced by another file" in filed.place.loss()


def test_a_project_gets_its_log_while_it_is_seen_as_whole(filed, path, state_folder):
    filed.close()
    with closing(engine.open_for_writing(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE").fetchone()

    with closing(open_project(path, state_folder)) as store:
        assert not store.place.has_log
        store.sign_in("Ana")
        add(store, "Anna")
        add(store, "Ben")

        assert store.place.has_log is engine.is_safe_for_wal(engine.sqlite3.sqlite_version_info)
        assert store.place.loss() == ""


def test_a_failure_to_begin_the_log_is_a_sentence_and_the_next_edit_tries_again(
    open_one, monkeypatch
):
    open_one.place._is_begun = False

    def fail(_):
        raise engine.OperationalError("disk I/O error")

    with monkeypatch.context() as failing:
        failing.setattr(engine, "keeps_log", fail)
        with pytest.raises(StorageError, match="“Add Ben” was not saved: the disk reported"):
            add(open_one, "Ben")

    add(open_one, "Ben")


@pytest.mark.usefixtures("log_beside")
@pytest.mark.parametrize("ask", ["loss", "check_after_edit"])
def test_a_log_that_another_thread_empties_meanwhile_is_no_other_program(filed, path, ask):
    """On closing, the log of a file taken for overwritten would be dropped, with its edits."""
    add(filed, "Anna")
    place, begun, seen = filed.place, Event(), Event()
    look = place._look

    def empty():
        with place.changing():
            os.utime(path, (1, 1))
            begun.set()
            seen.wait(20)
            os.utime(path, (2, 2))

    def look_and_be_overtaken(last):
        found = look(last)
        if current_thread() is main_thread():
            seen.set()
            emptying.join(0.5)  # unless it has to wait
        return found

    emptying = Thread(target=empty)
    emptying.start()
    begun.wait(20)
    place._look = look_and_be_overtaken
    told = getattr(place, ask)(*([lambda: ""] if ask == "check_after_edit" else []))
    emptying.join()

    assert not told
    assert place.loss() == ""


@pytest.mark.usefixtures("log_beside")
def test_a_log_that_is_gone_needs_no_emptying(filed, path):
    path.with_name(f"{path.name}-wal").unlink()
    os.utime(path)

    filed.place.drop_log()


def test_advice_on_a_shared_folder_is_given_once(filed, path, state_folder, monkeypatch):
    filed.close()
    monkeypatch.setattr(project, "sharer", lambda _: "Dropbox")

    open_project(path, state_folder).close()  # as for a new project, which then opens in the window
    store = open_project(path, state_folder)
    assert "is on Dropbox" in advice(store)
    assert not path.with_name(f"{path.name}-wal").exists()
    store.close()

    store = open_project(path, state_folder)
    assert advice(store) == ""
    store.close()


def test_there_is_no_advice_on_other_folders(filed):
    assert advice(filed) == ""
