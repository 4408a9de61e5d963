"""Edits, undo, redo and restarts in any order, beside a model that is a list of dictionaries."""

from collections import defaultdict
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
        self.done, self.undone = defaultdict(list), defaultdict(list)  # by person: (group, changes)
        self.last = ""  # who did something

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
        self.last = self.store.annotator.id
        done = self.done[self.last]
        changed = {change.record.id: (change.before, change.after) for change in changes}
        if group is None or not done or done[-1][0] != group:
            done.append((group, {}))
        for id_, (before, after) in changed.items():
            first = done[-1][1].get(id_, (before, after))[0]
            done[-1][1][id_] = (first, after)
        self.people = people
        self.undone[self.last].clear()

    @rule()
    def undo(self):
        self.turn(self.store.undo, self.done, self.undone)

    @rule()
    def redo(self):
        self.turn(self.store.redo, self.undone, self.done)

    def turn(self, turn, taken, given):
        """Undo or redo a step of whoever works, which is refused under a later one of others."""
        who = self.store.annotator
        by = who.id if who.name else self.last or who.id
        if not taken[by]:
            assert turn() is None
            return
        people = turned(self.people, taken[by][-1][1], is_undo=taken is self.done)
        if people is None:
            with pytest.raises(StorageError):
                turn()
            return
        assert turn()
        self.last, self.people = by, people
        given[by].append(taken[by].pop())

    @rule()
    def restart(self):
        self.store.close()
        self.store = open_project(self.path, self.state_folder)
        assert self.store.warning == ""

    @invariant()
    def agrees(self):
        assert {person.id: person for person in self.store.reader.each(Entity)} == self.people

    def teardown(self):
        self.store.close()
        assert list(findings(self.path, self.state_folder)) == []
        self.folder.cleanup()


def turned(people, changes, *, is_undo):
    """Return the people after changes are undone or redone; None if they are others by now."""
    people = dict(people)
    for id_, (before, after) in changes.items():
        now, then = (after, before) if is_undo else (before, after)
        if people.pop(id_, None) != now:
            return None
        if then:
            people[id_] = then
    return people if len({each.name for each in people.values()}) == len(people) else None


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
