"""Suggested repairs and boilerplate of an article, and their acceptance as one edit."""

from annotator.domain.article import Article
from annotator.domain.zone import Zone, ZoneKind
from annotator.operations.suggestions import accept_zones, open_suggestions, repair_search

TEXT = """Summit ends

Premier Lind gave no guaran-
tees after the summit. It cost 3,000 crowns and ended late on the second day.

Subscribe to our newsletter
"""


def test_every_suggested_zone_is_accepted_at_once(store, add_article):
    article = add_article(TEXT)
    suggested = open_suggestions(store.reader, article)

    store.apply(accept_zones(store.reader, article))

    assert ZoneKind.BOILERPLATE in {zone.kind for zone in suggested}
    assert [zone.span for zone in store.reader.find(Zone)] == [zone.span for zone in suggested]
    changed = store.reader.get(Article, article.id)
    assert accept_zones(store.reader, changed) is None


def test_repairs_are_searched_for_when_it_suits(store, add_article):
    article = add_article(TEXT)

    search = repair_search(store.reader, article)

    assert [edit.replacement for repair in search() for edit in repair.edits] == [""]
