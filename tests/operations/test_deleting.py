"""Articles go with all that stands in them, and come back as they were."""

from hashlib import sha256
from typing import get_args

import pytest

from annotator.domain.anchor import Passage
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit, Record
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import Zone
from annotator.operations.deleting import delete_articles
from annotator.operations.labelling import add_claim, add_mention, add_sentiment
from annotator.operations.text_versions import corrected
from annotator.storage.rows import to_json

TEXT = "The levy doubled. Officials agreed."


@pytest.fixture
def articles(add_article):
    """Two articles."""
    return add_article(TEXT), add_article(f"{TEXT} Again.", headline="Again")


@pytest.fixture
def shared(store, articles):
    """The claim C1, mentioned in both."""
    edit, claim, _ = add_claim(passage_in(store, articles[0]), store.annotator.id)
    claim = done(store, edit, claim)
    edit, _ = add_mention(claim, passage_in(store, articles[1]), store.annotator.id)
    store.apply(edit)
    return claim


@pytest.fixture
def checked(store, articles):
    """The claim C2, in the first article alone, with a check, two sources and a sentiment."""
    by = store.annotator.id
    edit, claim, _ = add_claim(passage_in(store, articles[0], 18, 35), by)
    claim = done(store, edit, claim)
    check, sources = FactCheck(claim_id=claim.id, checked_by=by), [Source(title=t) for t in "ab"]
    held = [Evidence(check_id=check.id, source_id=each.id, added_by=by) for each in sources]
    store.apply(Edit.add("Check", check, *sources, *held))
    store.apply(add_sentiment(articles[0], passage_in(store, articles[0]), 2, None, by)[0])
    text_id = passage_in(store, articles[0]).text_id
    store.apply(Edit.add("Exclude", Zone(text_id=text_id, start=0, end=17, kind="tags")))
    return claim


def passage_in(store, article, start=0, end=17):
    version = store.reader.version(article.id)
    text = store.reader.text(version.sha256)
    return Passage(text_id=version.id, text=text, spans=(Span(start, end),))


def done(store, edit, claim):
    store.apply(edit)
    return store.reader.get(Claim, claim.id)


def rows_hash(store):
    """Return the hash of every row of every kind of record."""
    kinds = get_args(Record)
    found = ((kind.__name__, store.reader.each(kind)) for kind in kinds)
    rows = [f"{name} {bytes(to_json(r)).decode()}" for name, records in found for r in records]
    return sha256("\n".join(sorted(rows)).encode()).hexdigest()


@pytest.mark.usefixtures("shared", "checked")
def test_an_article_goes_with_all_that_only_it_has(store, articles):
    store.apply(delete_articles(store.reader, [articles[0].id]).edit)

    reader = store.reader
    assert [each.code for each in reader.find(Article)] == ["A2"]
    assert [each.code for each in reader.find(Claim)] == ["C1"]
    assert len(reader.find(Mention)) == 1
    for kind in (FactCheck, Evidence, Source, Sentiment, Zone):
        assert reader.find(kind) == []


@pytest.mark.usefixtures("shared", "checked")
def test_undo_brings_back_every_row_as_it_was(store, articles):
    text = "The levy doubled. They agreed."
    store.apply(corrected(store.reader, articles[0], text, "", store.annotator.id))
    before, held = rows_hash(store), store.reader.find(Evidence)

    store.apply(delete_articles(store.reader, [each.id for each in articles]).edit)
    assert rows_hash(store) != before
    store.undo()

    assert rows_hash(store) == before
    assert store.reader.find(Evidence) == held
    assert [each.code for each in store.reader.find(Article)] == ["A1", "A2"]


@pytest.mark.usefixtures("shared", "checked")
def test_texts_are_kept_and_codes_never_return(store, articles, add_article):
    version = store.reader.version(articles[1].id)

    store.apply(delete_articles(store.reader, [each.id for each in articles]).edit)

    assert store.reader.text(version.sha256) == f"{TEXT} Again."
    store.apply(Edit.add("Import", new := Article(headline="New")))
    assert store.reader.get(Article, new.id).code == "A3"


def test_a_source_that_other_evidence_uses_stays(store, articles, shared, checked):
    [first, _] = store.reader.find(Source)
    check = FactCheck(claim_id=shared.id, checked_by=store.annotator.id)
    other = Evidence(check_id=check.id, source_id=first.id, added_by=store.annotator.id)
    store.apply(Edit.add("Check", check, other))

    store.apply(delete_articles(store.reader, [articles[0].id]).edit)

    assert store.reader.find(Source) == [first]


@pytest.mark.usefixtures("shared", "checked")
def test_the_question_says_how_much_goes(store, articles):
    one, both = ([each.id for each in articles[:n]] for n in (1, 2))

    assert delete_articles(store.reader, one).question == (
        "Delete A1? 3 marks and 1 claim that is mentioned nowhere else are deleted too."
        " It has a verdict or evidence. Undo brings everything back."
    )
    assert delete_articles(store.reader, both).question == (
        "Delete 2 articles? 4 marks and 2 claims that are mentioned nowhere else are deleted too."
        " 1 of these claims has a verdict or evidence. Undo brings everything back."
    )


def test_the_question_says_no_more_than_there_is(store, articles, shared):
    second = [articles[1].id]
    with_mark = delete_articles(store.reader, second).question
    [_, mention] = store.reader.find(Mention)
    store.apply(Edit.remove("Remove", mention))

    assert with_mark == "Delete A2? 1 mark is deleted too. Undo brings everything back."
    bare = delete_articles(store.reader, second)
    assert bare.question == "Delete A2? Undo brings everything back."
    assert bare.edit.title == "Delete A2"
