"""Whoever works, and whatever is refused: each text and each step stays that of who made it."""

from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.people import Annotator
from annotator.storage import engine, writing

NAMES = ("Ana", "Bea", "Cem", "Zoe")
DEEDS = {
    "sign_in": 3,
    "edit_claim": 5,
    "edit_note": 3,
    "add": 2,
    "turn": 2,
    "go": 2,
    "fill": 2,
    "free": 2,
    "retry": 2,
    "retry_quietly": 1,
    "flush": 2,
}


class Desk:
    """What several people do at one computer, the same again for the same seed."""

    def __init__(self, window, seed):
        self._window, self._workspace, self._random = window, window.workspace, Random(seed)
        self._retrying = window.refusals.retrying
        self.is_full, self._number = False, 0

    def act(self):
        (deed,) = self._random.choices([*DEEDS], DEEDS.values())
        getattr(self, deed)()
        QApplication.processEvents()

    def sign_in(self):
        self._workspace.signing.sign_in(self._random.choice(NAMES))

    def edit_claim(self):
        if self._window.desk.focus.claim:
            self._window.desk.claims.edit_text()
            self._type()

    def edit_note(self):
        if self._window.desk.focus.claim:
            self._window.desk.fact_check.begin_note()
            self._type()

    def _type(self):
        self._number += 1
        words = f"By {self._workspace.annotator.name} {self._number}"
        self._window.focusWidget().setPlainText(words)

    def add(self):
        self._window.actions_["claim.add"].trigger()

    def turn(self):
        self._window.actions_[self._random.choice(["edit.undo", "edit.redo"])].trigger()

    def go(self):
        if claims := self._workspace.reader.find(Claim):
            self._window.desk.go_to_record(self._random.choice(claims))

    def fill(self):
        self.is_full = True

    def free(self):
        self.is_full = False

    def retry(self):
        self._retrying.retry()

    def retry_quietly(self):
        self._retrying._timer.timeout.emit()

    def flush(self):
        self._workspace.pending.flush()


@pytest.fixture
def desk(window, monkeypatch, request):
    desk, begun = Desk(window, request.param), writing.Transaction.begun

    def begin_if_free(transaction, write):
        if desk.is_full:
            raise engine.OperationalError("database or disk is full")
        return begun(transaction, write)

    monkeypatch.setattr(writing.Transaction, "begun", begin_if_free)
    return desk


def work(store):
    """Yield who did each step, and who had made what it adds or types, or did what it turns."""
    names = {each.id: each.name for each in store.reader.each(Annotator)}
    numbers = [values[0] for values, _, _ in store._journal.rows()]
    for line in map(store._journal.line, numbers):
        who = names.get(line.annotator_id)
        if line.target:
            yield who, names[store._journal.line(line.target).annotator_id]
        elif line.kind == "do":
            edit = store._journal.edit(line)
            for change in edit.of(Claim, FactCheck):
                typed = change.after and (getattr(change.after, "notes", "") or "")
                for words in (typed, getattr(change.after, "text", "")):
                    if words and words.startswith("By ") and words not in repr(change.before):
                        yield who, words.split()[1]
            for record in edit.added:
                by = getattr(record, "created_by", getattr(record, "checked_by", ""))
                yield who, names.get(by, who)


@pytest.mark.parametrize("desk", [*range(6), 128], indirect=True)
def test_work_stays_that_of_who_did_it(window, desk):
    for _ in range(150):
        desk.act()
    desk.free()
    desk.flush()
    desk.retry()

    assert window.workspace.pending.is_saved
    done = [*work(window.workspace.saves.settled())]
    assert len(done) > 20
    assert [pair for pair in done if pair[0] != pair[1]] == []
