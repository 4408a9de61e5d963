"""The history keeps what an edit is called in parts, and older ones in words."""

import msgspec
import pytest

from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.i18n import choose_language
from annotator.storage.verification import problems

IMPORT = EditLabel.counted("Import {count} article", "Import {count} articles", 1200)


@pytest.fixture
def store(any_store):
    return any_store


def test_a_label_is_kept_in_parts_and_named_by_them(store):
    claim = Claim(text="It was so.", created_by=store.annotator.id)

    done = store.apply(Edit.add(EditLabel.of("Add claim {code}", code=claim.id), claim))

    assert done.label == EditLabel.of("Add claim {code}", code="C1")
    assert (done.title, store.undo_label()) == ("Add claim C1", "Add claim C1")
    assert store.next_step().label == done.label
    assert store.undo().title == store.redo_label() == "Add claim C1"
    assert list(problems(store._db)) == []


def test_a_label_with_a_count_has_the_form_of_it(store):
    store.apply(Edit.add(IMPORT, Entity(name="Lind")))

    assert store.undo_label() == "Import 1,200 articles"
    assert EditLabel.counted("{count} mark", "{count} marks", 1).text == "1 mark"


def test_a_label_in_words_stays_as_it_is(store):
    store.apply(Edit.add("Add {claim} C1", Entity(name="Lind")))

    assert store.undo_label() == "Add {claim} C1"
    kept = store._db.execute("SELECT label, label_args FROM journal ORDER BY seq DESC").fetchone()
    assert kept == ("Add {claim} C1", None)


def test_a_refused_edit_is_named_without_the_code_that_it_did_not_get(store):
    claim = Claim(text="It was so.", created_by="nobody")

    with pytest.raises(StorageError, match="“Add claim” was not saved"):
        store.apply(Edit.add(EditLabel.of("Add claim {code}", code=claim.id), claim))


def test_what_was_done_is_named_in_the_language_of_today(store):
    store.apply(Edit.add(EditLabel.of("Add claim {code}", code="C1"), Entity(name="Lind")))
    choose_language("qps-ploc")
    try:
        named = store.undo_label()
    finally:
        choose_language("en")

    assert named != "Add claim C1"
    assert "C1" in named


@pytest.mark.parametrize(
    "label",
    [
        EditLabel("Add {code}"),
        EditLabel("Add {code:>99999999}", {"code": "C1"}),
        EditLabel("Add {code.__class__}", {"code": "C1"}),
        EditLabel("Add {", {"code": "C1"}),
        EditLabel("{count} mark", {"count": "many"}, "{count} marks"),
        EditLabel("{count} mark", {"count": "9" * 99}, "{count} marks"),
        EditLabel("one mark", {}, "marks"),
    ],
)
def test_a_label_that_cannot_be_filled_stands_as_it_is(label):
    assert label.text == label.key


@pytest.mark.parametrize("parts", ["[]", '{"args": {"code": 1}}', "x"])
def test_parts_that_are_none_are_not_followed(store, parts):
    store.apply(Edit.add(IMPORT, Entity(name="Lind")))
    store._db.execute("DROP TRIGGER journal_stays")
    store._db.execute("UPDATE journal SET label_args = ? WHERE label_args IS NOT NULL", [parts])

    for ask in (store.undo_label, store.next_step):
        with pytest.raises(StorageError, match="is invalid and is not followed"):
            ask()
    assert any("was changed" in problem for problem in problems(store._db))


def test_a_line_without_parts_has_the_hash_that_it_had_before_there_were_any(store):
    store.apply(Edit.add("Add", Entity(name="Lind")))
    *_, (values, mark, _) = store._journal.rows()
    before = store._journal.hash_of(values[0] - 1)

    assert values[-1] is None
    assert (
        mark
        == __import__("hashlib").sha256(msgspec.json.encode((*values[:-1], before))).hexdigest()
    )
