"""A project's life in any order: edits and typing, people, copies, restarts, crashes, readers."""

import shutil
from contextlib import closing

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from test_random_edits import Edits

from annotator.domain.people import Annotator
from annotator.domain.unconfirmed import Unconfirmed
from annotator.storage import engine
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from annotator.storage.verification import findings

FIELDS = st.sampled_from(["claim.date", "claim.text", "evidence.quote"])
WORDS = st.sampled_from(["in May", "", "“Ä😀\n", "x" * 9000])


class Lives(Edits):
    """What is typed and who works are followed beside the people; the file moves about."""

    @initialize()
    def new_project(self):
        super().new_project()
        self.typed, self.known, self.at_work = {}, set(), ""
        self.number = 0

    def apply(self, changes, group, people):
        done = self.store.tip()
        super().apply(changes, group, people)
        self.note(done)

    @rule()
    def undo(self):
        done = self.store.tip()
        super().undo()
        self.note(done)

    @rule()
    def redo(self):
        done = self.store.tip()
        super().redo()
        self.note(done)

    def note(self, before):
        """Take note that whoever works here did something, if something was done."""
        if self.at_work and self.store.tip() != before:
            self.known.add(self.at_work)

    @rule(name=st.sampled_from(["Ana", "Ben"]))
    def sign_in(self, name):
        self.store.sign_in(name)
        self.at_work = name

    @rule(field=FIELDS, words=WORDS)
    def type(self, field, words):
        typed = Unconfirmed(record_id="r", field=field, label=field, text=words)
        self.store.unconfirmed.keep(typed)
        self.typed[field] = typed

    @rule(field=FIELDS)
    def take_back(self, field):
        gone = Unconfirmed(record_id="r", field=field, label=field, text="")
        self.store.unconfirmed.drop(gone)
        self.typed.pop(field, None)

    @rule(is_aside=st.booleans())
    def restart(self, is_aside=False):
        self.store.close()
        self.open(is_aside)

    @rule()
    def restart_without_a_log(self):
        self.store.close()
        with closing(engine.open_for_writing(self.path)) as db:
            db.execute("PRAGMA journal_mode = DELETE").fetchone()
        self.open()

    @rule()
    def go_on_in_a_copy(self):
        copy = self.elsewhere()
        for _ in self.store.copying(copy):
            pass
        self.store.close()
        self.path = copy
        self.open()

    @rule()
    def crash(self):
        after = self.elsewhere()
        for end in ("", "-wal", "-journal"):
            if (left := self.path.with_name(self.path.name + end)).exists():
                shutil.copy(left, after.with_name(after.name + end))
        self.store.close()
        self.path = after
        self.open()

    @rule()
    def read_beside(self):
        with (
            closing(open_project(self.path, self.state_folder, read_only=True)) as other,
            reading(self.path) as reader,
            closing(engine.sqlite3.connect(self.path)) as foreign,
        ):
            assert other.reader.unconfirmed() == self.store.reader.unconfirmed()
            assert reader.count(Annotator) == len(self.known)
            foreign.execute("SELECT * FROM entity").fetchall()

    @rule()
    def check_beside(self):
        assert list(findings(self.path, self.state_folder)) == []

    @rule()
    @precondition(lambda self: self.store.place)
    def empty_log(self):
        self.store.place.empty_log()

    @rule()
    def come_to_nothing(self):
        """Fail in the middle of an edit, as on a full disk."""

    def elsewhere(self):
        self.number += 1
        folder = self.path.parent / f"{self.number}"
        folder.mkdir()
        return folder / "trial.annotator"

    def open(self, is_aside=False):
        self.store = open_project(self.path, self.state_folder)
        self.at_work = ""
        assert (self.store.warning, self.store.news, self.store.is_read_only) == ("", "", False)
        if is_aside:
            self.store.save_aside()

    @invariant()
    def stands(self):
        typed = {each.field: each for each in self.store.reader.unconfirmed()}
        assert typed == self.typed
        assert {each.name for each in self.store.reader.find(Annotator)} == self.known
        assert not self.store.place or self.store.place.loss() == ""


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)
