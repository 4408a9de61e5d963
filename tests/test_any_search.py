"""Whatever is typed or pasted into a search, it has an answer, and never fails."""

import pytest

from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.history import HistoryFilter
from annotator.domain.search import SearchKind
from annotator.operations.search_query import query_of
from annotator.storage.search_reader import searching_in

NUMBERS = range(1_100)  # more than SQLite takes in one condition
PASTED = {
    "a whole text": " ".join(f"word{n}" for n in NUMBERS),
    "a word beyond what LIKE takes": "y" * 60_000,
    "half a character": "in:\ud800 before:\ud800 a\ud800b",
    "many unwanted words": "plain " + " ".join(f"-w{n}" for n in NUMBERS),
    "many filters": " ".join(f"in:A{n} claimant:x{n}" for n in NUMBERS),
    "many quotation marks": '"' * 3_000,
}


@pytest.fixture
def filled(store, article):
    """A project with an article and a claim whose text holds all that is pasted but halves."""
    words = [text for text in PASTED.values() if "\ud800" not in text]
    whole = "\0 NUL ".join(words)
    store.apply(Edit.add("Add", Claim(text=whole, code="C1", created_by=store.annotator.id)))
    return store


@pytest.mark.parametrize("name", PASTED)
def test_names_are_searched_for_anything(filled, name):
    reader, text = filled.reader, PASTED[name]
    found = [each.code for each in reader.claims_with(text, 10)]

    assert found == ([] if name == "half a character" else ["C1"])
    assert reader.known_sources(text, 10) == []
    assert reader.article_summaries(text) == []
    assert len(reader.listing.positions(text)) == 0


@pytest.mark.parametrize("name", PASTED)
def test_the_history_is_searched_for_anything(filled, name):
    wanted = HistoryFilter(words=tuple((word,) for word in PASTED[name].split()))
    steps = filled.reader.history.steps(wanted)

    assert [str(each.label) for each in steps] == ([] if name == "half a character" else ["Add"])


@pytest.mark.parametrize("name", PASTED)
def test_everything_is_searched_for_anything(filled, name):
    query = query_of(PASTED[name])
    with searching_in(filled._db) as search:
        [*search.catching_up()]
        for kind in SearchKind:
            assert search.count(kind, query) == len(search.matches(kind, query, 10, is_ranked=True))


def test_a_step_of_any_number_of_lines_is_read(filled):
    filled.reader.history.steps(HistoryFilter())  # makes what it reads
    assert filled.reader.history._undone([*range(300_000)]) == set()
