"""What every engine must do that keeps a project; see also the codes and the order of changes."""

import inspect
import re

import pytest
from msgspec.structs import replace

from annotator.domain import reading, store
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.errors import ConflictError, LaterEditError, StorageError
from annotator.domain.people import Annotator, Entity
from annotator.domain.store import ProjectStore, run_to_end
from annotator.domain.unconfirmed import Unconfirmed


@pytest.fixture
def project(any_store):
    """An open project, of which nothing is known but that it is a `ProjectStore`."""
    return any_store


def names(reader):
    return [person.name for person in reader.find(Entity)]


def add(project, *people, **more):
    added = [Entity(name=name) for name in people]
    return project.apply(replace(Edit.add(f"Add {people[0]}", *added), **more))


def test_it_has_everything_that_the_protocol_names(project):
    wanted = [name for name in dir(ProjectStore) if not name.startswith("_")]
    wanted += ProjectStore.__annotations__

    assert [name for name in wanted if not hasattr(project, name)] == []


@pytest.mark.parametrize("module", [store, reading])
def test_the_protocols_say_nothing_of_files_or_tables(module):
    words = re.findall(r"\w+", inspect.getsource(module))

    assert not {"Path", "path", "file", "rowid", "sqlite", "SQLite", "SQL", "column"} & {*words}


def test_a_new_project_has_a_name_and_a_codebook_and_nothing_to_take_back(project, schemes):
    assert project.project.name == "Trial"
    assert project.reader.codebook().schemes == tuple(schemes)
    assert (project.undo_label(), project.redo_label()) == ("", "")
    assert project.undo() is project.redo() is project.next_step() is None
    assert not project.is_read_only
    assert (project.warning, project.loss()) == ("", None)


def test_what_was_done_is_kept_until_it_is_taken_back(project):
    done = add(project, "Lind")

    assert names(project.reader) == ["Lind"]
    assert project.undo_label() == "Add Lind"
    assert project.next_step() == done.inverse()
    assert project.undo() == done.inverse()
    assert names(project.reader) == []
    assert (project.undo_label(), project.redo_label()) == ("", "Add Lind")
    assert project.redo() == done
    assert names(project.reader) == ["Lind"]


def test_what_is_done_after_an_undo_takes_the_place_of_what_was_undone(project):
    add(project, "Lind")
    project.undo()
    add(project, "Anso")

    assert project.redo() is None
    assert names(project.reader) == ["Anso"]


def test_edits_of_one_group_are_one_step(project):
    for name in ("Lind", "Anso"):
        add(project, name, group="import")
    add(project, "Varen")

    project.undo()
    assert names(project.reader) == ["Lind", "Anso"]
    project.undo()
    assert names(project.reader) == []
    project.redo()
    assert sorted(names(project.reader)) == ["Anso", "Lind"]


def test_what_sets_a_project_up_is_no_step(project):
    project.set_up(Edit.add("Set up", Entity(name="Lind")))

    assert project.undo() is None
    assert names(project.reader) == ["Lind"]


def test_records_are_read_in_the_order_in_which_they_were_added(project):
    add(project, "b", "a")
    add(project, "c")

    assert names(project.reader) == ["b", "a", "c"]
    assert [person.name for person in project.reader.each(Entity)] == ["b", "a", "c"]


def test_a_step_can_be_done_with_something_else_between_its_parts(project):
    steps = project.applying(Edit.add("Add", Entity(name="Lind")))
    for _ in steps:
        pass

    assert names(project.reader) == ["Lind"]
    with project.reading_meanwhile() as reader:
        assert reader is None or names(reader) == ["Lind"]
    assert project.is_readable_meanwhile in {True, False}


def test_an_edit_may_be_of_another_than_who_is_signed_in(project):
    project.sign_in("Bea")
    add(project, "Anso")
    bea = project.annotator
    project.sign_in("Ana")

    run_to_end(project.applying(Edit.add("Add", Entity(name="Lind")), bea.id))

    assert project.undo_label() == ""
    assert project.undo_label(bea.id) == "Add"


def test_a_refused_edit_leaves_no_trace(project):
    add(project, "Lind")
    before = project.next_step()
    twice = Edit(
        label="Twice",
        changes=(Change(None, Entity(name="Anso")), Change(None, Entity(name="Lind"))),
        contents=(Content("Words."),),
    )

    with pytest.raises(StorageError, match="“Twice” was not saved"):
        project.apply(twice)

    assert names(project.reader) == ["Lind"]
    assert project.next_step() == before


def test_an_edit_of_a_record_that_is_another_by_now_is_a_conflict(project):
    (lind,) = add(project, "Lind").added
    project.apply(Edit.swap("Name", lind, replace(lind, name="Anso")))

    with pytest.raises(ConflictError, match=r"“Note” was not done.* the entity “Anso”"):
        project.apply(Edit.swap("Note", lind, replace(lind, notes="Premier")))
    with pytest.raises(ConflictError):
        project.apply(Edit.remove("Remove", lind))


def test_an_annotator_is_written_with_the_first_edit_and_known_again(project):
    project.sign_in("Ben")
    assert project.reader.find(Annotator, name="Ben") == []

    edit = Edit.add("Add", Claim(text="It was so.", created_by=project.annotator.id))
    project.apply(edit)

    (ben,) = project.reader.find(Annotator, name="Ben")
    project.sign_in("Ana")
    project.sign_in("Ben")
    assert project.annotator == ben
    project.undo()
    assert project.reader.find(Annotator, name="Ben") == [ben]


def test_what_was_typed_is_kept_apart_from_the_history(project):
    typed = Unconfirmed(
        record_id="x", field="claim.date", label="date", text="soon", complaint="No date."
    )

    for step in (project.unconfirmed.keeping, project.unconfirmed.dropping):
        for _ in step(typed):
            pass
        assert project.reader.unconfirmed() == ([typed] if step.__name__ == "keeping" else [])
    assert project.undo() is None


def test_every_edit_is_heard_as_it_was_saved_and_in_order(project):
    heard = []
    project.listen(heard.append)

    who = project.annotator.id
    claim = project.apply(Edit.add("Claim", Claim(text="It was so.", created_by=who)))
    back, again = project.undo(), project.redo()
    project.set_up(people := Edit.add("Set up", Entity(name="Lind")))

    assert heard == [claim, back, again, people]
    assert claim.added[0].code == "C1"


def test_a_refused_edit_is_not_heard(project):
    (lind,) = add(project, "Lind").added
    heard = []
    project.listen(heard.append)

    with pytest.raises(StorageError):
        project.apply(Edit.add("Twice", lind))

    assert heard == []


def as_ben(project, edit):
    """Save an edit as another person, and sign in as Ana again."""
    project.sign_in("Ben")
    done = project.apply(edit)
    project.sign_in("Ana")
    return done


def test_everybody_undoes_and_redoes_their_own_last_edit(project):
    ana = project.annotator.id
    mine = add(project, "Lind")
    theirs = as_ben(project, Edit.add("Add Anso", Entity(name="Anso")))
    project.sign_in("Ben")
    ben = project.annotator.id

    assert [project.undo_label(), project.undo_label(ana)] == ["Add Anso", "Add Lind"]
    assert project.next_step(ana) == project.undo(ana) == mine.inverse()
    assert project.undo(ana) is None
    assert [project.undo_label(ben), project.redo_label(ben)] == ["Add Anso", ""]
    assert project.undo(ben) == theirs.inverse()
    assert [project.redo(ana), project.redo(ben)] == [mine, theirs]


def test_only_the_step_that_was_meant_is_undone_and_redone(project):
    add(project, "Lind")
    top = project.top_of_steps()
    later = add(project, "Anso")

    with pytest.raises(StorageError, match="Nothing was undone"):
        run_to_end(project.undoing(top=top))
    assert names(project.reader) == ["Lind", "Anso"]

    assert run_to_end(project.undoing(top=project.top_of_steps())) == later.inverse()
    with pytest.raises(StorageError, match="Nothing was redone"):
        run_to_end(project.redoing(top=top))
    assert run_to_end(project.redoing(top=project.top_of_steps(redo=True))) == later


def test_somebody_new_is_added_with_their_own_first_edit(project):
    project.sign_in("Zoe")
    zoe = project.annotator
    project.sign_in("Bea")
    add(project, "Lind")
    assert project.reader.get(Annotator, zoe.id) is None

    run_to_end(project.applying(Edit.add("Add Anso", Entity(name="Anso")), zoe.id))

    assert project.person("Zoe") == zoe == project.reader.get(Annotator, zoe.id)
    assert project.undo_label(zoe.id) == "Add Anso"
    assert project.undo_label() == "Add Lind"


def test_a_new_edit_leaves_what_others_can_redo(project):
    mine = add(project, "Lind")
    project.undo()
    as_ben(project, Edit.add("Add Anso", Entity(name="Anso")))

    assert project.redo() == mine


def test_undo_of_what_others_changed_later_is_refused_and_names_their_edit(project):
    (lind,) = add(project, "Lind").added
    as_ben(project, Edit.swap("Rename", lind, replace(lind, name="Lindt")))

    with pytest.raises(LaterEditError, match=r"Undo “Add Lind” was not done.* Ben .*“Rename”"):
        project.undo()

    assert names(project.reader) == ["Lindt"]
    project.sign_in("Ben")
    project.undo()
    project.sign_in("Ana")
    assert project.undo()


def test_redo_of_what_others_changed_meanwhile_is_refused_too(project):
    (lind,) = add(project, "Lind").added
    note = project.apply(Edit.swap("Note", lind, replace(lind, notes="Premier")))
    project.undo()
    as_ben(project, Edit.swap("Rename", lind, replace(lind, name="Lindt")))

    with pytest.raises(LaterEditError, match=r"Redo “Note” was not done.* Ben .*“Rename”"):
        project.redo()

    project.sign_in("Ben")
    project.undo()
    project.sign_in("Ana")
    assert project.redo() == note


def test_what_the_records_of_others_refer_to_is_not_undone(project):
    (claim,) = project.apply(
        Edit.add("Claim", Claim(text="It was so.", created_by=project.annotator.id))
    ).added
    project.sign_in("Ben")
    check = FactCheck(claim_id=claim.id, checked_by=project.annotator.id)
    project.apply(Edit.add("Check", check))
    project.sign_in("Ana")

    with pytest.raises(LaterEditError, match="“Check”"):
        project.undo()

    assert project.reader.find(Claim) == [claim]
    assert project.reader.find(FactCheck) == [check]


def test_what_is_undone_does_not_refer_to_what_others_removed(project):
    who = project.annotator.id
    claim = Claim(text="It was so.", created_by=who)
    check = FactCheck(claim_id=claim.id, checked_by=who)
    (claim,) = project.apply(Edit.add("Claim", claim)).added
    project.apply(Edit.add("Check", check))
    project.undo()
    as_ben(project, Edit.remove("Delete claim", claim))

    with pytest.raises(LaterEditError, match="“Delete claim”"):
        project.redo()

    assert project.reader.find(FactCheck) == []


def test_long_and_short_texts_and_originals_are_saved_with_an_edit(project):
    long = "Nobody said so, but “Lind”. " * 60
    contents = (Content("Short."), Content(long), Content(long.encode("cp1252")))
    edit = replace(Edit.add("Add", Entity(name="Lind")), contents=contents)

    done = project.apply(edit)

    assert replace(done, contents=contents) == edit
    assert [project.reader.text(each.sha256) for each in contents[:2]] == ["Short.", long]
    assert project.reader.original(contents[2].sha256) == contents[2].body
