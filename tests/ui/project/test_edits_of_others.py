"""The window shows what another writer adds to the project; a second one writes to its store."""

import pytest
from msgspec.structs import replace

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.ui.project.undoing import Undoing


def by_another(store, edit):
    """Save an edit as another person, past the window."""
    mine = store.annotator.name
    store.sign_in("Ben")
    try:
        return store.apply(edit)
    finally:
        store.sign_in(mine)


def heard_by(workspace):
    heard = []
    workspace.edited.connect(heard.append)
    return heard


def test_edits_of_others_are_heard_as_own_ones_are(workspace, store):
    heard = heard_by(workspace)
    mine = Edit.add("Mine", Entity(name="Lind"))

    workspace.do(mine)
    theirs = by_another(store, Edit.add("Theirs", Entity(name="Anso")))

    assert heard == [mine, theirs]


def test_the_codebook_of_others_is_taken_over(workspace, store):
    scheme = workspace.codebook.schemes[0]

    by_another(store, Edit.remove("Theirs", scheme))

    assert scheme not in workspace.codebook.schemes


def test_an_edit_that_comes_during_a_save_is_heard_after_it(workspace, store):
    """The readers of the window are turned aside while a save waits for a slow disk."""
    theirs = Edit.add("Theirs", Entity(name="Anso"))
    mine = Edit.add("Mine", Entity(name="Lind"))
    applying, heard = store.applying, heard_by(workspace)

    def slowly(edit, *by):
        store.applying = applying
        by_another(store, theirs)
        yield None
        assert heard == []
        return (yield from applying(edit, *by))

    store.applying = slowly
    workspace.do(mine)

    assert heard == [theirs, mine]


@pytest.fixture
def after_another(workspace, store):
    """The undo of a window in which somebody has renamed what Ana added before."""
    lind = Entity(name="Lind")
    workspace.do(Edit.add("Add Lind", lind))
    by_another(store, Edit.swap("Rename", lind, replace(lind, name="Lindt")))
    posted = []
    workspace.notices.posted.connect(posted.append)
    workspace.notices.refused.connect(lambda error: posted.append(str(error)))
    return Undoing(workspace, workspace), posted


def test_undo_under_the_edit_of_another_says_whose_it_is(workspace, after_another):
    undoing, posted = after_another
    undoing.undo()

    assert "Ben" in posted[-1]
    assert "“Rename”" in posted[-1]
    assert [each.name for each in workspace.reader.find(Entity)] == ["Lindt"]


def test_whoever_sits_down_undoes_their_own_edits(workspace, after_another):
    undoing, posted = after_another
    workspace.signing.sign_in("Cem")
    undoing.undo()
    assert posted == ["Nothing of yours to undo. Everyone undoes their own changes."]

    workspace.signing.sign_in("Ben")
    undoing.undo()
    workspace.signing.sign_in("Ana")
    undoing.undo()

    assert workspace.reader.find(Entity) == []
