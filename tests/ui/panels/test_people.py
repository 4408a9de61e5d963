"""The names of people are read and folded when a field needs them, and follow the edits."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.ui.panels.people import People
from annotator.ui.widgets import completing
from annotator.ui.widgets.completing import NameField

ANA, BOB = Entity(name="Ana"), Entity(name="bob")


@pytest.fixture
def people(workspace):
    """The people of a project with two."""
    workspace.do(Edit.add("Add people", BOB, ANA))
    owner = QObject()
    yield People(workspace, owner)
    owner.deleteLater()


def test_nobody_is_read_before_a_name_is_asked_for(store, workspace, monkeypatch):
    read, each = [], store.reader.each
    monkeypatch.setattr(store.reader, "each", lambda kind: read.append(kind) or each(kind))
    people = People(workspace, workspace)
    workspace.do(Edit.add("Add somebody", ANA))
    assert read == []

    assert people.names() == ["Ana"]
    assert people.names() is people.names()
    assert read == [Entity]


def test_names_stay_sorted_while_people_come_change_and_go(people, workspace):
    assert people.names() == ["Ana", "bob"]

    workspace.do(Edit.add("Add people", Entity(name="Bea"), Entity(name="Zoë")))
    assert people.names() == ["Ana", "Bea", "bob", "Zoë"]

    workspace.do(Edit.swap("Rename", BOB, Entity(id=BOB.id, name="Yan")))
    workspace.do(Edit.remove("Remove", ANA))
    assert people.names() == ["Bea", "Yan", "Zoë"]
    assert people.known("Yan").id == BOB.id
    assert people.known("bob") is None


def test_an_added_name_is_folded_alone(qtbot, people, workspace, monkeypatch):
    field = NameField()
    qtbot.addWidget(field)
    field.take_names_from(people.names)
    assert field.accept("BOB") == "bob"
    folded, calls = completing.folded, []
    monkeypatch.setattr(completing, "folded", lambda name: calls.append(name) or folded(name))

    workspace.do(Edit.add("Add somebody", Entity(name="Célia")))
    assert calls == []
    assert field.accept("celia") == "Célia"
    assert sorted(calls) == ["Célia", "celia"]


def test_a_person_added_since_is_offered(qtbot, people, workspace):
    field = NameField()
    qtbot.addWidget(field)
    field.take_names_from(people.names)
    field.show()
    workspace.do(Edit.add("Add somebody", Entity(name="Célia")))

    QTest.keyClicks(field, "cel")

    assert field.completer().model().index(0, 0).data() == "Célia"
