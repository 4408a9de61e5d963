"""Saves in the background: the window answers meanwhile, from the state before."""

from contextlib import closing
from threading import Event

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.import_label import import_label
from annotator.domain.unconfirmed import Unconfirmed
from annotator.giving_way import WINDOW
from annotator.storage import engine, writing
from annotator.storage.project import create_project
from annotator.storage.reader import StoredReader
from annotator.storage.store import Store
from annotator.storage.writing import Transaction
from annotator.ui.project.saving import Saving
from annotator.ui.project.undoing import Undoing
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def path(tmp_path):
    return tmp_path / "trial.annotator"


@pytest.fixture
def desk(qtbot, path, tmp_path):
    with closing(create_project(path, "Trial", [], tmp_path / "marks")) as store:
        store.sign_in("Ann")
        desk = Workspace(store, path)
        desk.do(Edit.add("Add one", Article(headline="One")))
        yield desk


def begin(desk, headline="Two"):
    """Begin to add an article, and return the save."""
    save = desk.signing.save_of(Edit.add(f"Add {headline}", Article(headline=headline)))
    desk.saves.begin(save)
    return save


def headlines(desk):
    return [each.headline for each in desk.reader.find(Article)]


def test_the_state_before_is_read_until_it_is_over(desk, qtbot):
    save = begin(desk)

    assert headlines(desk) == ["One"]
    qtbot.waitUntil(lambda: save.is_over)
    assert headlines(desk) == ["One", "Two"]


def test_a_question_that_was_taken_before_is_asked_of_the_same_state(desk, qtbot, monkeypatch):
    """Asked of the store, it could wait for the thread that saves while that waits for this one."""
    asked, codes_with_texts = [], StoredReader.codes_with_texts

    def noted(reader, hashes):
        asked.append(reader)
        return codes_with_texts(reader, hashes)

    monkeypatch.setattr(StoredReader, "codes_with_texts", noted)
    ask = desk.reader.codes_with_texts
    save = begin(desk)

    assert ask(["abc"]) == {}
    qtbot.waitUntil(lambda: save.is_over)
    assert ask(["abc"]) == {}

    stores = desk.saves.settled().reader
    assert [each is stores for each in asked] == [False, True]


def test_what_came_is_told_once_it_can_be_read(desk, qtbot):
    told = []
    desk.edited.connect(lambda edit: told.append((edit.label, headlines(desk))))
    save = begin(desk)

    qtbot.waitUntil(lambda: save.is_over)

    assert told == [("Add Two", ["One", "Two"])]


def test_an_edit_of_the_window_follows_it(desk):
    save = begin(desk)

    assert desk.do(Edit.add("Add three", Article(headline="Three")))

    assert save.is_over
    assert headlines(desk) == ["One", "Two", "Three"]


def test_two_that_are_begun_follow_each_other(desk, qtbot):
    first, second = begin(desk), begin(desk, "Three")

    assert first.is_over
    qtbot.waitUntil(lambda: second.is_over)
    assert headlines(desk) == ["One", "Two", "Three"]


def test_what_is_begun_while_an_edit_waits_for_the_disk_is_not_read_before_it_is_over(
    desk, qtbot, monkeypatch
):
    """As the next batch of an import is; its thread would be using what is read from."""
    start, commit, begun = writing.Transaction.begun, writing.Transaction.commit, []
    first, second, is_written = Event(), Event(), Event()
    in_turn = iter([first])

    def write(transaction, act):
        done = start(transaction, act)
        if begun:
            is_written.set()
        return done

    def wait_and_commit(transaction):
        next(in_turn, second).wait(20)
        commit(transaction)

    def go_on():
        first.set()
        desk.saves.settle()
        begun.append(None)
        begun.append(begin(desk))

    monkeypatch.setattr(writing.Transaction, "begun", write)
    monkeypatch.setattr(writing.Transaction, "commit", wait_and_commit)
    QTimer.singleShot(0, go_on)
    assert desk.do(Edit.add("Add three", Article(headline="Three")))

    assert is_written.wait(20)  # and not committed
    assert headlines(desk) == ["One", "Three"]
    second.set()
    qtbot.waitUntil(lambda: begun[-1].is_over)
    assert headlines(desk) == ["One", "Three", "Two"]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda desk: desk.undo_label(), "Add Two"),
        (lambda desk: desk.redo_label(), ""),
        (lambda desk: desk.name, "Trial"),
        (lambda desk: desk.signing.sign_in("Ben"), None),
    ],
)
def test_what_asks_the_store_itself_waits_for_it(desk, ask, answer):
    save = begin(desk)

    assert ask(desk) == answer

    assert save.is_over


def test_people_are_listed_meanwhile(desk):
    save = begin(desk)

    assert desk.signing.people() == ("Ann",)

    assert not save.is_over
    desk.saves.settle()


def test_it_gives_way_to_keys_and_not_to_a_window_that_waits_for_it(desk, monkeypatch):
    rested = Event()
    monkeypatch.setattr("annotator.giving_way.LONGEST", 10_000.0)
    let_pass = WINDOW.let_pass
    monkeypatch.setattr(WINDOW, "let_pass", lambda: (rested.set(), let_pass()))
    WINDOW.begin()  # a key was pressed

    save = begin(desk)
    assert rested.wait(10)
    assert not save.is_over
    desk.undo()

    assert save.is_over
    assert headlines(desk) == ["One"]


def test_a_refused_one_is_told_and_leaves_what_was(desk, qtbot):
    desk._store._db.execute(
        "CREATE TEMP TRIGGER refuse BEFORE INSERT ON article BEGIN SELECT RAISE(ABORT, 'no'); END"
    )

    with qtbot.waitSignal(desk.notices.refused):
        save = begin(desk)

    assert (save.is_over, save.edit) == (True, None)
    assert headlines(desk) == ["One"]


def test_it_is_told_when_only_the_disk_is_waited_for(desk, qtbot, monkeypatch):
    is_told, goes_on = [], Event()
    desk.saves.written.connect(lambda: is_told.append(True))
    commit = Transaction.commit
    monkeypatch.setattr(Transaction, "commit", lambda self: (goes_on.wait(10), commit(self)))

    save = begin(desk)
    qtbot.waitUntil(lambda: bool(is_told))

    assert not save.is_over
    goes_on.set()
    qtbot.waitUntil(lambda: save.is_over)


def test_one_that_meets_a_lock_is_tried_again(desk, qtbot, path):
    with closing(engine.open_for_writing(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        save = begin(desk)
        qtbot.wait(200)
        assert not save.is_over
        other.execute("ROLLBACK")

    qtbot.waitUntil(lambda: save.is_over)
    assert headlines(desk) == ["One", "Two"]


def test_where_nothing_can_be_read_meanwhile_it_is_waited_for(desk, monkeypatch):
    monkeypatch.setattr(Store, "is_readable_meanwhile", False)

    save = begin(desk)

    assert save.is_over
    assert headlines(desk) == ["One", "Two"]


def test_a_project_in_memory_saves_at_once(qtbot, store):
    desk = Workspace(store)

    assert begin(desk).is_over
    assert headlines(desk) == ["Two"]


def test_closing_waits_for_it(desk, path, tmp_path):
    save = begin(desk)

    desk.close()

    assert save.is_over
    assert not path.with_name(f"{path.name}-wal").exists()


def test_what_keeps_a_typed_text_is_named_where_it_can_be_given_up(desk, monkeypatch):
    drawn, draw = [], Saving.draw
    monkeypatch.setattr(
        Saving, "draw", lambda self, save: (drawn.append(save.name), draw(self, save))[1]
    )
    typed = Unconfirmed(record_id="c", field="claim.date", label="date", text="in May")

    desk.saves.keep(typed)
    desk.saves.drop(typed)

    assert drawn == ["Save what was typed"] * 2


def batch(*headlines):
    """Return a batch of an import of four articles."""
    edit = Edit.add(import_label(4), *(Article(headline=each) for each in headlines))
    return replace(edit, group="import")


def test_undo_takes_back_no_batch_that_is_saved_after_its_question(desk):
    undoing, posted = Undoing(desk, desk), []
    desk.notices.posted.connect(posted.append)
    desk.do(batch("A", "B"))
    undoing.undo()

    desk.saves.begin(desk.signing.save_of(batch("C", "D")))
    undoing.undo()

    assert headlines(desk) == ["One", "A", "B", "C", "D"]
    assert posted == [
        "Undo import of 2 of 4 articles? Press Ctrl+Z again.",
        "Undo import of 4 articles? Press Ctrl+Z again.",
    ]
    undoing.undo()
    assert headlines(desk) == ["One"]


def test_undo_takes_back_nothing_that_is_saved_while_its_backup_begins(desk):
    undoing, refused = Undoing(desk, desk), []
    desk.notices.refused.connect(lambda error: refused.append(str(error)))
    desk.do(batch("A", "B"))
    undoing.undo()
    desk.protecting.connect(lambda _: desk.do(batch("C")))

    undoing.undo()

    assert headlines(desk) == ["One", "A", "B", "C"]
    assert refused == ["Nothing was undone: something else was done meanwhile."]
