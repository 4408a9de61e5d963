"""The part of a project that an export on the command line is to have."""

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Annotator, same_name
from annotator.domain.reading import ProjectReader
from annotator.exporters.scope import Scope
from annotator.i18n import tr


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


def _annotator(reader: ProjectReader, name: str) -> str:
    for each in reader.each(Annotator):
        if same_name(each.name, name):
            return each.id
    raise AnnotatorError(tr("Nobody called “{name}” works in this project.", name=name))
