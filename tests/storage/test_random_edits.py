"""Edits, undo, redo and restarts in any order, beside a model that is a list of dictionaries."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from annotator.domain.edit import Change, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage.project import create_project, open_project
from annotator.storage.verification import findings

NAMES = st.sampled_from([*"abcdefgh", "Ä😀", ""])
ALIASES = st.lists(NAMES, unique=True, max_size=4).map(tuple)
GROUPS = st.sampled_from([None, None, "one", "two"])


class Edits(RuleBasedStateMachine):
    """People come, change and go; names are unique, as the project has it."""

    @initialize()
    def new_project(self):
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "trial.annotator"
        self.state_folder = Path(self.folder.name) / "state"
        self.store = create_project(self.path, "Trial", [], self.state_folder)
        self.people = {}
        self.done, self.undone = [], []  # [group, before, after]

    @rule(name=NAMES, aliases=ALIASES, group=GROUPS)
    def add(self, name, aliases, group):
        person = Entity(name=name, aliases=aliases)
        self.apply([Change(None, person)], group, {**self.people, person.id: person})

    @rule(data=st.data(), name=NAMES, aliases=ALIASES, group=GROUPS)
    def change(self, data, name, aliases, group):
        if self.people:
            before = self.people[data.draw(st.sampled_from(sorted(self.people)))]
            after = replace(before, name=name, aliases=aliases)
            self.apply([Change(before, after)], group, {**self.people, after.id: after})

    @rule(group=GROUPS)
    def remove_all(self, group):
        self.apply([Change(person, None) for person in self.people.values()], group, {})

    def apply(self, changes, group, people):
        edit = Edit(label="Edit", changes=tuple(changes), group=group)
        names = [person.name for person in people.values()]
        if len(set(names)) < len(names):
            with pytest.raises(StorageError):
                self.store.apply(edit)
            return
        self.store.apply(edit)
        if group is None or not self.done or self.done[-1][0] != group:
            self.done.append([group, self.people, people])
        else:
            self.done[-1][2] = people
        self.people, self.undone = people, []

    @rule()
    def undo(self):
        assert (self.store.undo() is None) == (not self.done)
        if self.done:
            self.undone.append(self.done.pop())
            self.people = self.undone[-1][1]

    @rule()
    def redo(self):
        assert (self.store.redo() is None) == (not self.undone)
        if self.undone:
            self.done.append(self.undone.pop())
            self.people = self.done[-1][2]

    @rule()
    def restart(self):
        self.store.close()
        self.store = open_project(self.path, self.state_folder)
        assert self.store.warning == ""

    @invariant()
    def agrees(self):
        assert {person.id: person for person in self.store.reader.each(Entity)} == self.people

    def teardown(self):
        while self.store.undo():
            pass
        assert list(self.store.reader.each(Entity)) == []
        while self.store.redo():
            pass
        while self.undone:
            self.redo_model()
        self.agrees()
        self.store.close()
        assert list(findings(self.path, self.state_folder)) == []
        self.folder.cleanup()

    def redo_model(self):
        self.done.append(self.undone.pop())
        self.people = self.done[-1][2]


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
