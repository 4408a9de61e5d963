"""The part of a project that passes the filter of an export on the command line."""

from pathlib import Path

from msgspec.structs import replace

from annotator import places
from annotator.commands.progress import catch_up
from annotator.domain.errors import AnnotatorError
from annotator.exporters.scope import Scope
from annotator.i18n import tr
from annotator.operations.found_scope import found_scope
from annotator.operations.search_query import query_of
from annotator.storage.search_reader import searching


def within(scope: Scope, project: Path, words: str) -> Scope:
    """Return what of a scope passes a filter, in the words of the search.

    Raises AnnotatorError when nothing does.
    """
    query = query_of(words)
    if query.is_empty:
        return scope
    with searching(project, places.search_folder()) as finder:
        catch_up(finder)
        found = found_scope(finder.reader, finder, query)
    both = replace(
        scope,
        article_ids=_both(scope.article_ids, found.article_ids),
        claim_ids=_both(scope.claim_ids, found.claim_ids),
    )
    if frozenset() in (both.article_ids, both.claim_ids):
        raise AnnotatorError(tr("Nothing matches the filter “{words}”.", words=words))
    return both


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return one & other if one is not None and other is not None else one if other is None else other
