"""The part of a project that an export on the command line is to have."""

from pathlib import Path

from msgspec.structs import replace

from annotator import places
from annotator.commands.progress import catch_up
from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Annotator, same_name
from annotator.domain.reading import ProjectReader
from annotator.exporters.scope import Scope
from annotator.i18n import tr
from annotator.operations.found_scope import found_scope
from annotator.operations.search_query import query_of
from annotator.storage.search_reader import searching


def scope_named(reader: ProjectReader, codes: tuple[str, ...], by: str) -> Scope:
    """Return the scope of some articles and claims by their codes, and of the marks of somebody.

    Raises AnnotatorError for what is not there.
    """
    articles: set[str] = set()
    claims: set[str] = set()
    for code in codes:
        found = {each.id for each in reader.find(Article, code=code.upper())}
        named = {each.id for each in reader.find(Claim, code=code.upper())}
        if not found and not named:
            raise AnnotatorError(tr("There is no article or claim “{code}”.", code=code))
        articles |= found
        claims |= named
    return Scope(
        article_ids=frozenset(articles) if articles else None,
        claim_ids=frozenset(claims) if claims else None,
        annotator_id=_annotator(reader, by) if by else "",
    )


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


def _annotator(reader: ProjectReader, name: str) -> str:
    for each in reader.each(Annotator):
        if same_name(each.name, name):
            return each.id
    raise AnnotatorError(tr("Nobody called “{name}” works in this project.", name=name))
