"""The next article to review follows the one that is open."""

from annotator.operations.review import next_to_review


def test_articles_to_review_are_gone_through_in_order(store, add_article):
    first, second, third = (add_article(f"Text {number}").id for number in range(3))
    waiting = (first, third)

    assert next_to_review(store.reader, waiting, first) == third
    assert next_to_review(store.reader, waiting, second) == third
    assert next_to_review(store.reader, waiting, third) == first
    assert next_to_review(store.reader, waiting, "") == first
    assert next_to_review(store.reader, (first,), first) == ""
