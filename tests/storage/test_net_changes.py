"""A long edit is done a table at a time."""

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, Fragment
from annotator.domain.article import Article, TextVersion
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from tests.codes import next_code


@pytest.fixture
def articles(store):
    """Ten articles with a text and a mark each, all added by one edit."""
    store.sign_in("Ann")
    changes, contents = [], []
    for number in range(1, 11):
        content = Content(f"Words of {number}.")
        article = Article(code=f"A{number}", headline=f"H{number}")
        version = TextVersion(
            article_id=article.id, sha256=content.sha256, length=11, created_by=store.annotator.id
        )
        mark = Anchor(
            text_id=version.id,
            fragments=(Fragment(start=0, end=5, exact="Words", prefix="", suffix=""),),
        )
        changes += [Change(None, each) for each in (article, version, mark)]
        contents.append(content)
    store.apply(Edit(label="Add ten", changes=tuple(changes), contents=tuple(contents)))
    return store.reader.find(Article)


def test_many_records_come_in_in_their_order(store, articles):
    assert [article.code for article in articles] == [f"A{number}" for number in range(1, 11)]
    assert [each.fragments[0].exact for each in store.reader.find(Anchor)] == ["Words"] * 10
    assert next_code(store, "A") == "A11"


def test_many_go_and_come_again(store, articles):
    store.undo()
    assert (store.reader.count(Article), store.reader.count(Anchor)) == (0, 0)

    store.redo()
    assert store.reader.find(Article) == articles


def test_many_are_changed_each_in_its_own_way(store, articles):
    wanted = [replace(each, notes=each.code) for each in articles[:5]]
    wanted += [replace(each, headline="New", byline="Ann") for each in articles[5:9]]
    wanted += [articles[9]]
    pairs = zip(articles, wanted, strict=True)

    store.apply(Edit(label="Change", changes=tuple(Change(*pair) for pair in pairs)))

    assert store.reader.find(Article) == wanted


@pytest.fixture
def people(store):
    """Ten entities with an alias each, added by one edit."""
    added = [
        Entity(name=f"Person {number}", kind="person", aliases=(f"P{number}",))
        for number in range(10)
    ]
    store.apply(Edit.add("Add people", *added))
    return added


def test_parts_are_changed_too(store, people):
    wanted = [replace(each, aliases=(*each.aliases, "Boss")) for each in people]
    pairs = zip(people, wanted, strict=True)

    store.apply(Edit(label="Name", changes=tuple(Change(*pair) for pair in pairs)))

    assert store.reader.find(Entity) == wanted


@pytest.mark.parametrize("what", ["record", "part", "gone"])
def test_what_was_changed_elsewhere_is_refused_whole(store, people, what):
    odd = {
        "record": replace(people[4], notes="Other"),
        "part": replace(people[4], aliases=()),
        "gone": Entity(name="Nobody", kind="person"),
    }[what]
    edit = Edit.remove("Remove all", *people[:4], odd, *people[5:])

    with pytest.raises(StorageError, match="something else has changed"):
        store.apply(edit)

    assert store.reader.find(Entity) == people
    assert store.undo_label() == "Add people"


def test_what_is_wrong_by_itself_is_refused(store, articles):
    twins = [Article(code=f"A{number}", headline="Twin") for number in range(10, 20)]

    with pytest.raises(StorageError, match="there is already one like it"):
        store.apply(Edit.add("Add twins", *twins))

    assert store.reader.count(Article) == 10


def test_a_table_comes_before_those_that_refer_to_it(articles, store):
    back = store.undo()
    records = [change.before for change in reversed(back.changes)]
    by_kind = sorted(records, key=lambda each: [Anchor, TextVersion, Article].index(type(each)))

    store.apply(Edit.add("Add them in another order", *by_kind))

    assert store.reader.find(Article) == articles


def test_many_are_changed_though_one_of_them_is_damaged(store, people):
    store._db.execute("UPDATE entity SET notes = CAST(x'ff' AS TEXT) WHERE id = ?", [people[3].id])
    found = store.reader.find(Entity)
    wanted = [replace(each, notes="Whole again") for each in found]

    store.apply(Edit(label="Mend", changes=tuple(map(Change, found, wanted))))

    assert store.reader.find(Entity) == wanted
