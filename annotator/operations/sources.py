"""Known sources: finding, reusing, sharing and copying them."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.reading import ProjectReader
from annotator.domain.stamp import new_id
from annotator.i18n import N_

_LOOKED_AT: Final = 60  # the newest matches, which are then ranked


class KnownSource(Struct, frozen=True):
    """A source that can be reused: one of other evidence, or an article of the project.

    `article` is the article's code, '' for any other source; `used_in` are the codes of the claims
    whose evidence has the source.
    """

    source: Source
    article: str = ""
    used_in: tuple[str, ...] = ()


def known_sources(
    reader: ProjectReader,
    query: str,
    today: str,
    limit: int,
    but: str = "",
    among: int | None = None,
) -> list[KnownSource]:
    """Return the sources and articles whose title, publisher or address has all the words.

    Those whose title begins with the words come first, then those that have them at the beginning
    of a word, the newest first among equals. `today` is a date `YYYY-MM-DD`; the source with the id
    `but` is omitted. Only the newest are looked through, if a number is given.
    """
    found = reader.known_sources(query, _LOOKED_AT, among)
    articles = [record for record in found if isinstance(record, Article)]
    sources = [record for record in found if isinstance(record, Source) and record.id != but]
    unused = [each for each in articles if not any(is_article(s, each) for s in sources)]
    offered = [*sources, *(source_of(article, today) for article in unused)]
    offered.sort(key=lambda source: _rank(source, query))
    return [_known(reader, source, articles) for source in offered[:limit]]


def source_of(article: Article, today: str) -> Source:
    """Return an article as a source, accessed when it was downloaded, otherwise today."""
    return Source(
        title=article.headline,
        publisher=article.publisher,
        url=article.source_url,
        archive_url=article.archive_url,
        published_at=article.published_at,
        accessed_at=article.retrieved_at[:10] or today,
    )


def used_as_source(reader: ProjectReader, article: Article, today: str) -> Source:
    """Return the existing source for an article, otherwise a new one."""
    known = (
        reader.find(Source, url=article.source_url)
        if article.source_url
        else reader.find(Source, title=article.headline, publisher=article.publisher)
    )
    same = (source for source in known if is_article(source, article))
    return next(same, None) or source_of(article, today)


def is_article(source: Source, article: Article) -> bool:
    """Return whether a source is an article: by its address, or by its name if it has none."""
    if source.url or article.source_url:
        return source.url == article.source_url
    return (source.title, source.publisher) == (article.headline, article.publisher)


def article_code(reader: ProjectReader, source: Source) -> str:
    """Return the code of the article that a source is; '' for any other."""
    known = (
        reader.find(Article, source_url=source.url)
        if source.url
        else reader.find(Article, headline=source.title, publisher=source.publisher)
    )
    return next((each.code for each in known if is_article(source, each)), "")


def claims_using(reader: ProjectReader, source_id: str) -> tuple[str, ...]:
    """Return the codes of the claims whose evidence uses a source, each once."""
    held = reader.find(Evidence, source_id=source_id)
    checks = (reader.get(FactCheck, evidence.check_id) for evidence in held)
    claims = (reader.get(Claim, check.claim_id) for check in checks if check)
    return tuple(dict.fromkeys(claim.code for claim in claims if claim))


def is_shared(reader: ProjectReader, source_id: str) -> bool:
    """Return whether more than one piece of evidence uses a source."""
    return len(reader.find(Evidence, source_id=source_id)) > 1


def take_source(reader: ProjectReader, evidence: Evidence, source: Source) -> Edit:
    """Return the edit that sets the source of evidence and removes the former one if unused."""
    label = EditLabel.of(N_("Use source “{name}”"), name=source_name(source))
    if evidence.source_id == source.id:
        return Edit(label=label, changes=())
    known = reader.get(Source, source.id)
    added = [] if known else [Edit.add(label, source)]
    taken = Edit.swap(label, evidence, replace(evidence, source_id=source.id))
    former = Edit.remove(label, *unused_sources(reader, [evidence]))
    return Edit.joined(label, [*added, taken, former])


def copy_source(evidence: Evidence, source: Source) -> Edit:
    """Return the edit that gives evidence its own copy of a shared source."""
    own = replace(source, id=new_id())
    label = EditLabel.of(N_("Copy source “{name}”"), name=source_name(source))
    changed = Edit.swap(label, evidence, replace(evidence, source_id=own.id))
    return Edit.joined(label, [Edit.add(label, own), changed])


def unused_sources(reader: ProjectReader, evidence: Sequence[Evidence]) -> list[Source]:
    """Return the sources that only these pieces of evidence use."""
    used = {each.source_id for each in evidence if each.source_id}
    going = {each.id for each in evidence}
    found = reader.find_among(Evidence, "source_id", used)
    staying = {each.source_id for each in found if each.id not in going}
    return reader.find_among(Source, "id", used - staying)


def source_name(source: Source | None) -> str:
    """Return the name of a source: its title, otherwise its publisher or address."""
    return (source.title or source.publisher or source.url) if source else ""


def _known(reader: ProjectReader, source: Source, articles: Sequence[Article]) -> KnownSource:
    code = next((each.code for each in articles if is_article(source, each)), "")
    return KnownSource(source, code, claims_using(reader, source.id))


def _rank(source: Source, query: str) -> int:
    title, wanted = source.title.casefold(), query.strip().casefold()
    if title.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in title else 2
