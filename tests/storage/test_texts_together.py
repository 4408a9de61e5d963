"""The texts of many articles are read with one query, unless they are long or one is damaged."""

import pytest

from annotator.domain.article import Article
from annotator.storage import texts
from annotator.storage.reader import StoredReader


@pytest.fixture
def articles(add_article):
    return [add_article(f"Article {number} says little.").id for number in range(5)]


@pytest.fixture
def asked(store):
    """Return how often texts were asked for, by the number of the texts."""
    queries = []
    store._db.set_trace_callback(lambda query: queries.append(query) if "packed" in query else 0)
    return queries


def read(reader, ids):
    return [reader.text(marks.versions[-1].sha256) for marks in reader.marks_in(ids)]


def test_short_texts_are_read_together(store, articles, asked):
    found = read(StoredReader(store._db), articles)

    assert found == [f"Article {number} says little." for number in range(5)]
    assert len(asked) == 1


def test_long_texts_are_read_when_it_is_their_turn(store, articles, asked, monkeypatch):
    monkeypatch.setattr(texts, "_TOGETHER", 99)

    assert len(read(StoredReader(store._db), articles)) == len(asked) == 5


def test_no_more_texts_stay_in_memory_than_may(store, articles, asked, monkeypatch):
    monkeypatch.setattr(texts, "_KEPT", 60)
    reader = StoredReader(store._db)

    for _ in range(2):
        assert len(read(reader, articles[:2])) == len(read(reader, articles[2:4])) == 2
    assert len(asked) == 4


def test_a_text_that_is_lost_or_another_is_named_and_the_others_are_read(store, articles):
    reader = StoredReader(store._db)
    lost, other, sound = (reader.version(id_).sha256 for id_ in articles[:3])
    for (name,) in store._db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        store._db.execute(f"DROP TRIGGER {name}")
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("DELETE FROM text WHERE sha256 = ?", [lost])
    store._db.execute("UPDATE text SET content = 'Another.' WHERE sha256 = ?", [other])

    list(reader.marks_in(articles[:3]))

    assert reader.text(sound) == "Article 2 says little."
    assert reader.text(other) == "Another."
    reasons = {each.reason for each in reader.noticed()}
    assert "it differs from what was imported" in reasons
    assert len(reader.find(Article)) == 5
