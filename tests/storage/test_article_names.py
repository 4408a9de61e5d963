"""The list of articles is filtered through the index of the search as without it."""

import random
from contextlib import closing
from itertools import pairwise

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.operations.list_order import ARTICLE_ORDERS
from annotator.storage import article_names, letter_index
from annotator.storage import listing as module
from annotator.storage.reader import reading
from annotator.storage.search_index import HISTORY, MADE, index_path, open_index

NAMES = (
    "Zoë speaks",
    'the "Minister" of [ports] * ?',
    "C:\\new_100%",
    "中国税收政策",
    "Straße 7",
    "😀 nobody",
    "x\0y",
    "Ĳssel",
    "ﬃ",
    "Ports close again",
)


@pytest.fixture
def named(filed, indexed):
    """Articles with all kinds of names, some of which changed since they were indexed."""
    filed.apply(
        Edit.add(
            "Import",
            *(
                Article(headline=name, publisher=f"Paper {n % 3}", notes="Zeile\nzwei" * (n % 2))
                for n, name in enumerate(NAMES)
            ),
        )
    )
    indexed()
    change(filed, 0, headline="Zoé is silent")
    filed.apply(Edit.add("Import", Article(headline="Followed by the index")))
    indexed()
    change(filed, 1, headline="Renamed since")
    change(filed, 2, notes="noted since")
    filed.undo()
    filed.apply(Edit.add("Import", Article(headline="Added since")))
    filed.apply(Edit.remove("Remove", filed.reader.find(Article)[4]))
    return filed


def change(store, number, **fields):
    article = store.reader.find(Article)[number]
    store.apply(Edit.swap("Edit", article, replace(article, **fields)))


def found(path, words, index_folder=None, **asked):
    with reading(path, index_folder) as reader:
        return list(reader.listing.positions(words, **asked))


def parts_of(texts, chance):
    """Yield parts of texts, some of them backwards."""
    words = " ".join(texts).casefold().split()
    for _ in range(300):
        word = chance.choice(words)
        start = chance.randrange(len(word))
        part = word[start : start + chance.choice((1, 2, 3, 4, 6, 9))]
        yield part if chance.random() < 0.7 else part[::-1]


def test_the_index_finds_what_looking_through_all_names_finds(
    named, path, index_folder, monkeypatch
):
    monkeypatch.setattr(letter_index, "_MANY", 5)
    names = [*NAMES, *(each.headline for each in named.reader.find(Article)), "paper zeile A1 A12"]
    parts = [*parts_of(names, random.Random(4)), "a1", "SINCE", "week\0", "\ud800", "0" * 300, "?"]
    parts.append(f"{'paper ' * 30} nobody")
    pairs = [f"{one} {other}" for one, other in pairwise(parts)]

    with reading(path, index_folder) as one, reading(path) as other:
        both = [
            (words, list(one.listing.positions(words)), list(other.listing.positions(words)))
            for words in [*parts, *pairs]
        ]
    assert [each for each in both if each[1] != each[2]] == []
    assert sum(bool(listed) for _, listed, _ in both) > len(both) / 4


@pytest.mark.parametrize("order", ARTICLE_ORDERS)
def test_what_the_index_finds_is_in_order(named, path, index_folder, order):
    asked = {"by": order, "is_descending": True, "status": "todo"}

    assert found(path, "paper", index_folder, **asked) == found(path, "paper", **asked) != []


def test_names_in_the_index_are_not_looked_through(named, path, index_folder, monkeypatch):
    monkeypatch.setattr(module, "_FILTERED", "nothing")

    assert len(found(path, "ports close", index_folder)) == 1
    assert len(found(path, "since", index_folder)) == 2
    assert found(path, "nobody-has-this", index_folder) == []


def spoilt(file, statement):
    with closing(open_index(file)) as db:
        db.executescript(statement)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: spoilt(file, "PRAGMA user_version = 1"),
        lambda file: spoilt(file, "UPDATE followed SET hash = 'of another project'"),
        lambda file: spoilt(file, f"UPDATE followed SET place = {MADE.index(HISTORY)}"),
        lambda file: spoilt(file, "DROP TABLE named; DROP TABLE named_part"),
    ],
)
def test_without_a_sound_index_all_names_are_looked_through(named, path, index_folder, spoil):
    spoil(index_path(index_folder, path))

    assert len(found(path, "ports", index_folder)) == 1


@pytest.mark.parametrize("limit", ["_MOST", "_FEW", "_SHORT"])
def test_where_much_is_found_or_has_changed_all_names_are_looked_through(
    named, path, index_folder, monkeypatch, limit
):
    monkeypatch.setattr(article_names, limit, 1)

    assert found(path, "paper", index_folder) == found(path, "paper") != []


def test_where_the_history_cannot_be_read_all_names_are_looked_through(named, path, index_folder):
    db = named._db
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("UPDATE journal SET changes = '[1]', packed = NULL WHERE seq = ?", [named.tip().seq])

    assert len(found(path, "ports", index_folder)) == 1
