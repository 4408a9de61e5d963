"""A new mark is shown while the disk is waited for, and taken back if the disk refuses it."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.claim import Claim
from annotator.domain.span import Span
from annotator.storage import engine
from annotator.storage.writing import Transaction
from annotator.ui.reading import painting, surface

SELECTED = Span(400, 430)


@pytest.fixture
def desk(sample_window):
    return sample_window.desk


@pytest.fixture
def painted(desk, monkeypatch):
    """What is so whenever the text is painted: its marks, and the rows of the claims."""
    found = []

    def paint(*given):
        painting.paint(*given)
        found.append((len(marks(desk)), desk.claims._model.rowCount()))

    monkeypatch.setattr(surface, "paint", paint)
    return found


@pytest.fixture
def commit(monkeypatch):
    """Replace what a commit does, given what it did before."""
    usual = Transaction.commit

    def replace(do):
        monkeypatch.setattr(Transaction, "commit", lambda transaction: do(transaction, usual))

    return replace


def marks(desk):
    """The fragments of marks in the whole text."""
    return desk.text.scene.marks.within(0, len(desk.focus.text))


def state(desk):
    focus, text = desk.focus, desk.text
    scene = text.scene
    return (
        marks(desk),
        (scene.current, scene.sentence, text.selection(), text.sheet.scroll),
        (focus.here, focus.claim, focus.passage, focus.mention),
        [claim.id for claim in focus.claims.values()],
        desk.claims._model.rowCount(),
        focus.workspace.undo_label(),
    )


def add_claim(desk):
    QTest.keyClick(desk.text, Qt.Key.Key_C)


def test_the_text_shows_a_new_mark_before_it_is_on_the_disk(desk, painted, commit):
    may_go_on, before, rows = Event(), len(marks(desk)), desk.claims._model.rowCount()

    def wait_until_painted(transaction, usual):
        assert may_go_on.wait(10)
        usual(transaction)

    commit(wait_until_painted)
    desk.text.select(SELECTED)
    desk.focus.marks_changed.connect(lambda _: may_go_on.set())
    QApplication.processEvents()
    painted.clear()
    add_claim(desk)

    assert painted[0] == (before + 1, rows)
    assert desk.claims._model.rowCount() == rows + 1


@pytest.mark.parametrize("selected", [SELECTED, None])
@pytest.mark.parametrize("is_at_mark", [True, False])
def test_nothing_of_it_stays_when_the_disk_refuses_it(desk, painted, commit, selected, is_at_mark):
    if is_at_mark:
        desk.text.next_mark()
    desk.text.select(selected)
    desk.take_passage()  # without a selection, that is the sentence
    before, is_shown = state(desk), Event()
    desk.focus.marks_changed.connect(lambda _: is_shown.set())

    def refuse(transaction, _):
        assert is_shown.wait(10)
        transaction._database.rollback()
        raise engine.OperationalError("database or disk is full")

    commit(refuse)
    QApplication.processEvents()
    painted.clear()
    add_claim(desk)

    assert painted[0] == (len(before[0]) + 1, before[-2])
    assert state(desk) == before


def test_nothing_but_the_text_shows_it_before_it_is_saved(desk, commit):
    told, is_over, is_shown = [], Event(), Event()

    def commit_once_it_is_shown(transaction, usual):
        assert is_shown.wait(10)
        usual(transaction)
        is_over.set()

    commit(commit_once_it_is_shown)
    desk.focus.marks_changed.connect(lambda _: is_shown.set())
    for signal in (desk.focus.here_changed, desk.focus.mark_changed, desk.focus.claim_changed):
        signal.connect(lambda *_: told.append(is_over.wait(0)))
    desk.text.select(SELECTED)
    told.clear()
    add_claim(desk)

    assert len(told) >= 3
    assert all(told)


def test_it_can_be_added_after_that(desk, commit):
    refusals = [engine.OperationalError("disk I/O error")]

    def refuse_once(transaction, usual):
        if refusals:
            transaction._database.rollback()
            raise refusals.pop()
        usual(transaction)

    desk.text.select(SELECTED)
    commit(refuse_once)
    add_claim(desk)
    add_claim(desk)

    claim = desk.focus.claim
    assert claim.text == SELECTED.of(desk.focus.text).strip()
    assert desk.text.scene.current == desk.focus.mark_id
    assert desk.focus.workspace.reader.get(Claim, claim.id) == claim


def test_who_asks_for_something_meanwhile_waits_for_the_disk(desk, commit):
    found, may_go_on, ended = [], Event(), []

    def end_late(transaction, usual):
        may_go_on.wait(0.1)
        usual(transaction)
        ended.append(True)

    def ask(edit):
        found.append((bool(ended), desk.focus.workspace.reader.get(Claim, edit.added[0].id)))
        found.append(bool(ended))

    commit(end_late)
    desk.focus.workspace.saves.foreseen.connect(ask)
    add_claim(desk)

    (_, claim), is_over = found
    assert is_over
    assert claim == desk.focus.claim


def test_it_is_tried_again_while_another_program_locks_the_file(desk, painted, commit):
    refusals = [engine.OperationalError("database is locked")]
    refusals[0].sqlite_errorcode = 5

    def refuse_once(transaction, usual):
        if refusals:
            transaction._database.rollback()
            raise refusals.pop()
        usual(transaction)

    before = len(marks(desk))
    commit(refuse_once)
    add_claim(desk)

    assert refusals == []
    assert len(marks(desk)) == before + 1
    assert desk.focus.claim.code == desk.focus.workspace.reader.get(Claim, desk.focus.claim.id).code


def test_a_sentiment_is_shown_meanwhile_too_and_nothing_of_it_stays_when_it_is_refused(
    desk, commit
):
    desk.text.select(SELECTED)
    desk.take_passage()
    desk.sentiment.begin()
    before, shown, is_shown = state(desk), [], Event()
    desk.focus.marks_changed.connect(lambda _: (shown.append(len(marks(desk))), is_shown.set()))
    refusals = [engine.OperationalError("database or disk is full")]

    def refuse_once(transaction, usual):
        if refusals:
            assert is_shown.wait(10)
            transaction._database.rollback()
            raise refusals.pop()
        usual(transaction)

    commit(refuse_once)
    desk.sentiment.form.rated.emit(2)
    assert shown == [len(before[0]) + 1, len(before[0])]
    assert state(desk) == before

    desk.sentiment.form.rated.emit(2)

    assert desk.focus.sentiment.polarity == 2
    assert desk.text.scene.current == desk.focus.mark_id


def test_nothing_of_it_stays_when_it_is_refused_after_it_was_tried_again(desk, commit):
    locked = engine.OperationalError("database is locked")
    locked.sqlite_errorcode = 5
    refusals = [engine.OperationalError("database or disk is full"), locked]
    is_shown = Event()
    desk.focus.marks_changed.connect(lambda _: is_shown.set())

    def refuse_twice(transaction, _):
        assert is_shown.wait(10)
        transaction._database.rollback()
        raise refusals.pop()

    desk.text.select(SELECTED)
    desk.take_passage()
    before = state(desk)
    commit(refuse_twice)
    add_claim(desk)

    assert refusals == []
    assert state(desk) == before
