"""What is asked before a long step is undone or done again."""

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.import_label import import_label
from annotator.domain.people import Entity
from annotator.operations.undo import (
    MANY,
    Turn,
    confirmation,
    nothing_left,
    title_of,
    typing_turned,
)


def import_of(count):
    return Edit.add("Import", *(Article(code=f"A{n + 1}", headline="H") for n in range(count)))


@pytest.mark.parametrize(
    ("turn", "count", "question"),
    [
        (Turn.UNDO, 1, "Undo import of A1? Press Z again."),
        (Turn.REDO, 1, "Redo import of A1? Press Z again."),
        (Turn.UNDO, 1200, "Undo import of 1,200 articles? Press Z again."),
        (Turn.REDO, 2, "Redo import of 2 articles? Press Z again."),
    ],
)
def test_an_import_is_asked_about(turn, count, question):
    edit = import_of(count)

    assert confirmation(turn, edit if turn is Turn.REDO else edit.inverse(), "Z") == question


@pytest.mark.parametrize("turn", Turn)
def test_a_part_of_an_import_is_called_one(turn):
    edit = replace(import_of(400), label=import_label(1000))
    step = edit if turn is Turn.REDO else edit.inverse()

    question = f"{turn.capitalize()} import of 400 of 1,000 articles? Press Z again."
    assert confirmation(turn, step, "Z") == question
    assert title_of(step) == "Import 400 of 1,000 articles"


def test_a_whole_import_and_what_is_none_are_called_by_their_labels():
    whole = replace(import_of(3), label=import_label(3))

    assert title_of(whole) == "Import 3 articles"
    assert title_of(replace(whole, label="Import")) == "Import"
    assert title_of(Edit.add(EditLabel.of("Import {count} article"), Entity(name="A"))) == (
        "Import {count} article"
    )


def test_deleted_articles_come_back_without_a_question():
    assert confirmation(Turn.UNDO, import_of(30), "Z") == ""


def test_a_deletion_that_is_redone_is_asked_about_as_itself():
    deletion = replace(import_of(30).inverse(), label="Delete 30 articles")

    question = "Redo “Delete 30 articles” (30 records)? Press Z again."
    assert confirmation(Turn.REDO, deletion, "Z") == question


@pytest.mark.parametrize("turn", Turn)
def test_many_records_are_asked_about_and_few_are_not(turn):
    names = [Entity(name=f"N{number}") for number in range(MANY + 1)]

    verb = turn.capitalize()
    question = f"{verb} “Add names” (21 records)? Press Z again."
    assert confirmation(turn, Edit.add("Add names", *names), "Z") == question
    assert confirmation(turn, Edit.add("Add names", *names[1:]), "Z") == ""


@pytest.mark.parametrize(
    ("turn", "nothing", "typing"),
    [
        (Turn.UNDO, "Nothing to undo.", "Undone: typing “Lind”"),
        (Turn.REDO, "Nothing to redo.", "Redone: typing “Lind”"),
    ],
)
def test_what_was_turned_is_said(turn, nothing, typing):
    assert nothing_left(turn) == nothing
    assert nothing_left(turn, is_shared=True).startswith(f"Nothing of yours to {turn}.")
    assert typing_turned(turn, "Lind") == typing
