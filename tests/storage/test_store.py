"""One door in: an edit is on the disk whole, or it left no trace."""

import pytest
from msgspec.structs import replace
from sqlite_utils import Database

from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Label
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.sentiment import Sentiment
from annotator.storage.project import open_project
from tests.codes import next_code

ANNA, BEN = Entity(name="Anna"), Entity(name="Ben")


@pytest.fixture
def dumped():
    """Every row of every table but the journal, and the journal's length."""

    def dump(store):
        tables = Database(store._db).table_names()
        rows = {t: list(store._db.execute(f"SELECT * FROM {t}")) for t in tables}
        return {**rows, "journal": len(rows["journal"])}

    return dump


def test_undo_takes_back_and_redo_does_again(store):
    store.apply(Edit.add("Add Anna", ANNA))
    better = replace(ANNA, name="Anna B.", aliases=("Anna",))
    store.apply(Edit.swap("Rename", ANNA, better))

    assert store.undo() == Edit.swap("Rename", better, ANNA)
    assert store.undo() == Edit.remove("Add Anna", ANNA)
    assert store.reader.find(Entity) == []
    assert store.redo().label == "Add Anna"
    assert store.redo().label == "Rename"
    assert store.reader.find(Entity) == [better]


def test_what_undo_and_redo_would_do_is_named(store):
    assert (store.undo_label(), store.redo_label()) == ("", "")

    store.apply(Edit.add("Add Anna", ANNA))
    assert (store.undo_label(), store.redo_label()) == ("Add Anna", "")

    store.undo()
    assert (store.undo_label(), store.redo_label()) == ("", "Add Anna")


def test_without_a_step_undo_and_redo_do_nothing(store):
    assert store.undo() is None
    assert store.redo() is None


def test_a_new_edit_ends_what_could_be_redone(store):
    store.apply(Edit.add("Add Anna", ANNA))
    store.undo()
    store.apply(Edit.add("Add Ben", BEN))

    assert store.redo() is None
    assert store.undo().label == "Add Ben"
    assert store.undo() is None


def test_setting_up_is_no_step(store):
    store.sign_in("Ben")
    store.apply(Edit.add("Add", Entity(name="Anna")))

    assert [annotator.name for annotator in store.reader.find(Annotator)] == ["Ben"]
    assert store.undo()
    assert store.undo() is None
    assert [annotator.name for annotator in store.reader.find(Annotator)] == ["Ben"]


def test_signing_in_alone_writes_nothing(store):
    before = store._db.total_changes
    store.sign_in("Ben")

    assert store.annotator.name == "Ben"
    assert store._db.total_changes == before


def test_signing_in_again_is_the_same_annotator(store):
    first = store.annotator
    store.apply(Edit.add("Add", Entity(name="Anna")))
    store.sign_in("Ben")
    store.sign_in("Ana")

    assert store.annotator == first


def test_edits_of_one_group_are_one_step(store):
    store.apply(Edit.add("Before", Entity(name="Before")))
    for name in "abc":
        person = Entity(name=name)
        store.apply(Edit(label=f"Import {name}", changes=(Change(None, person),), group="g"))

    assert len(store.undo().changes) == 3
    assert store.undo_label() == "Before"
    assert len(store.redo().changes) == 3
    assert [entity.name for entity in store.reader.find(Entity)] == ["Before", "a", "b", "c"]
    assert len(store.undo().changes) == 3


def test_groups_next_to_each_other_stay_apart(store):
    for group in ("one", "one", "two"):
        change = Change(None, Entity(name=f"{store.undo_label()}{group}"))
        store.apply(Edit(label=group, changes=(change,), group=group))

    assert [len(store.undo().changes), len(store.undo().changes)] == [1, 2]
    assert store.undo() is None


def test_undo_goes_on_after_a_restart(filed, path, state_folder):
    filed.apply(Edit.add("Add Anna", ANNA))
    filed.apply(Edit.add("Add Ben", BEN))
    filed.undo()
    filed.close()

    again = open_project(path, state_folder)
    assert (again.undo_label(), again.redo_label()) == ("Add Anna", "Add Ben")
    assert again.redo() == Edit.add("Add Ben", BEN)
    assert again.undo() == Edit.remove("Add Ben", BEN)
    assert again.undo() == Edit.remove("Add Anna", ANNA)
    again.close()


def test_a_closed_project_is_one_file(filed, path, tmp_path):
    filed.apply(Edit.add("Add Anna", ANNA))
    filed.close()
    filed.close()

    assert sorted(tmp_path.iterdir()) == [tmp_path / "state", path]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Edit.add("X", ANNA, BEN, ANNA), id="the same twice"),
        pytest.param(Edit.add("X", BEN, Entity(name="Ben")), id="one like another"),
        pytest.param(Edit.remove("X", ANNA, BEN), id="one that is not there"),
        pytest.param(Edit.swap("X", replace(ANNA, notes="?"), ANNA), id="changed meanwhile"),
        pytest.param(Edit.add("X", BEN, replace(BEN, id="b", kind="dragon")), id="unknown kind"),
        pytest.param(Edit.add("X", Entity(name="C", aliases=("c", "c"))), id="an alias twice"),
        pytest.param(Edit.add("X", Claim(code="C1", text="", created_by="nobody")), id="by nobody"),
        pytest.param(
            Edit(
                label="X",
                changes=(Change(None, Annotator(name="A", kind="dog")),),
                contents=(Content("x"),),
            ),
            id="with words",
        ),
    ],
)
def test_a_refused_edit_leaves_no_trace_and_is_named(store, dumped, edit):
    store.apply(Edit.add("Add Anna", ANNA))
    before = dumped(store)

    with pytest.raises(StorageError, match=r"^“X” was not "):
        store.apply(edit)

    assert dumped(store) == before
    assert store.undo_label() == "Add Anna"


def test_a_refused_undo_leaves_no_trace_and_is_named(store, dumped):
    store.apply(Edit.add("Add Anna", ANNA))
    store._db.execute("UPDATE entity SET notes = 'from elsewhere'")
    before = dumped(store)

    with pytest.raises(StorageError, match=r"^Undo “Add Anna” was not done: something else"):
        store.undo()

    assert dumped(store) == before


def test_a_number_that_is_too_large_is_refused_in_words_and_is_nowhere(store, add_article, dumped):
    sentiment = Sentiment(article_id=add_article("So.").id, scope="document", annotator_id="")
    before = dumped(store)

    with pytest.raises(StorageError, match="too large"):
        store.apply(Edit.add("Add", replace(sentiment, polarity=1 << 70)))

    assert dumped(store) == before
    assert store.reader.find(Sentiment, polarity=1 << 70) == []


def test_half_a_character_is_refused_in_words(store, dumped):
    before = dumped(store)

    with pytest.raises(StorageError, match="half a character"):
        store.apply(Edit.add("Add", Entity(name="a\ud83d")))

    assert dumped(store) == before


def test_a_label_in_use_cannot_be_removed_but_retired(store, article, labelled):
    scheme = next(s for s in store.reader.codebook().schemes if s.layer == "claim_type")
    used = LabelKey(scheme.id, scheme.labels[0].code)
    store.apply(Edit.add("Add", *labelled((3, 10), labels=frozenset({used}))))

    with pytest.raises(StorageError, match=r"“Personal experience” is still in use\. Merge or"):
        store.apply(Edit.swap("Drop", scheme, replace(scheme, labels=scheme.labels[1:])))

    retired = (replace(scheme.labels[0], is_retired=True), *scheme.labels[:0:-1])
    store.apply(Edit.swap("Retire", scheme, replace(scheme, labels=retired)))
    assert store.reader.codebook().label(used).is_retired


def test_labels_can_be_added_moved_and_renamed_at_once(store):
    scheme = store.reader.codebook().schemes[0]
    labels = (Label(code="new", name="New"), *reversed(scheme.labels))
    changed = replace(
        scheme, labels=(*labels[:1], replace(labels[1], name="Otherwise"), *labels[2:])
    )
    store.apply(Edit.swap("Change", scheme, changed))

    assert store.reader.codebook().schemes[0] == changed


def test_short_codes_count_up_and_never_return(store, add_article):
    assert next_code(store, "A") == "A1"
    add_article("One.")
    add_article("Two.")
    assert next_code(store, "A") == "A3"

    store.undo()
    assert next_code(store, "A") == "A3"

    store.redo()
    assert [article.code for article in store.reader.find(Article)] == ["A1", "A2"]
    assert next_code(store, "A") == "A3"


@pytest.mark.parametrize("code", ["X1", "A" + 30 * "9", "A", "A01", "A1 ", "1"])
def test_only_a_letter_and_a_number_are_a_short_code(store, code):
    with pytest.raises(StorageError, match="was not saved"):
        store.apply(Edit.add("Add", Article(code=code, headline="H")))


def test_a_short_code_is_given_once_and_never_changes(store, article):
    with pytest.raises(StorageError, match="one like it"):
        store.apply(Edit.add("Add", Article(code="A1", headline="H")))
    with pytest.raises(StorageError, match="never changes"):
        store.apply(Edit.swap("Change", article, replace(article, code="A9")))


def test_parts_that_stay_are_not_written_again(store, article, labelled):
    claim, anchor, mention = labelled((3, 10))
    mention = mention.attributed(mention.attribution)
    store.apply(Edit.add("Add", claim, anchor, mention))
    changes = store._db.total_changes

    store.apply(Edit.swap("Note", mention, replace(mention, context_note="Who?")))

    # the mention, the journal, and the line for which the counts hold
    assert store._db.total_changes - changes == 3
    assert store.reader.find(Mention)[0].attributions == mention.attributions


def test_a_project_open_for_reading_changes_nothing(filed, path, state_folder):
    filed.apply(Edit.add("Add Anna", ANNA))
    reader = open_project(path, state_folder, read_only=True)
    reader.sign_in("Stranger")
    ana = filed.annotator.id

    with pytest.raises(StorageError, match=r"“Add Ben” was not done: .* read-only"):
        reader.apply(Edit.add("Add Ben", BEN))
    with pytest.raises(StorageError, match="Undo “Add Anna” was not done"):
        reader.undo(ana)
    assert reader.reader.find(Entity) == [ANNA]
    assert [a.name for a in reader.reader.find(Annotator)] == ["Ana"]
    reader.close()


def test_a_project_is_called_by_its_name(filed):
    assert filed.project.name == "Trial"


def test_a_project_without_its_name_is_damaged(store):
    store.apply(Edit.remove("Remove", store.reader.find(Project)[0]))

    with pytest.raises(StorageError, match="annotator check"):
        _ = store.project


def test_what_is_kept_once_is_not_kept_twice(store, add_article):
    first, second = add_article("The same words."), add_article("The same words.")

    assert store.reader.version(first.id).sha256 == store.reader.version(second.id).sha256
    assert store._db.execute("SELECT count(*) FROM text").fetchone() == (1,)


def test_undoing_an_import_and_redoing_it_finds_the_words_again(store, add_article):
    article = add_article("Words that stay.")
    store.undo()
    assert store.reader.find(Article) == []

    store.redo()
    version = store.reader.version(article.id)
    assert store.reader.text(version.sha256) == "Words that stay."
