"""What is said of several articles at once: their status and their publisher."""

import pytest

from annotator.domain.anchor import Passage
from annotator.domain.article import Article, ArticleStatus
from annotator.domain.span import Span
from annotator.operations.articles import articles_with, include, set_publisher, set_status
from annotator.operations.labelling import add_claim

EXCLUDED, TODO, BEGUN = ArticleStatus.EXCLUDED, ArticleStatus.TODO, ArticleStatus.IN_PROGRESS


@pytest.fixture
def articles(store, add_article):
    """Two articles, of which the second has a claim."""
    first, second = add_article(), add_article("Nobody said so.")
    version = store.reader.version(second.id)
    passage = Passage(text_id=version.id, text="Nobody said so.", spans=(Span(0, 6),))
    edit, *_ = add_claim(passage, store.annotator.id)
    store.apply(edit)
    return first, second


def test_a_status_is_set_where_it_is_another(articles):
    assert set_status(articles, TODO).changes == ()
    edit = set_status(articles, EXCLUDED)
    assert edit.title == "Exclude 2 articles"
    assert [each.after.status for each in edit.changes] == [EXCLUDED, EXCLUDED]
    assert set_status(articles[:1], ArticleStatus.DONE).title == f"Mark {articles[0].code} done"


def test_what_is_included_again_is_in_progress_if_it_has_marks(store, articles):
    store.apply(set_status(articles, EXCLUDED))
    excluded = articles_with(store.reader, [each.id for each in articles])
    other = Article(headline="Not excluded", status=ArticleStatus.DONE)

    edit = include(store.reader, [*excluded, other])

    assert {each.record.id: each.after.status for each in edit.changes} == {
        articles[0].id: TODO,
        articles[1].id: BEGUN,
    }


def test_a_publisher_is_given_where_it_is_another(articles):
    edit = set_publisher([articles[0]], "The Post")

    assert edit.changes[0].after.publisher == "The Post"
    assert set_publisher([edit.changes[0].after], "The Post").changes == ()
