"""The filters of a search, as conditions of SQL."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from annotator.domain.article import ArticleStatus
from annotator.domain.check import CheckStatus
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.search import FilterKey, Query, SearchFilter, Term
from annotator.domain.search_words import words_sought
from annotator.domain.suggestion import SuggestionState
from annotator.domain.text import folded
from annotator.storage.engine import Connection, Value, ask
from annotator.storage.search_expression import expression

_IN_ARTICLE: Final = (
    "EXISTS (SELECT 1 FROM claim_mention AS m JOIN anchor AS a ON a.id = m.anchor_id"
    " JOIN article_text AS t ON t.id = a.text_id JOIN article ON article.id = t.article_id"
    " WHERE m.claim_id = claim.id AND {where})"
)
_WITH_CLAIM: Final = (
    "EXISTS (SELECT 1 FROM article_text AS t JOIN anchor AS a ON a.text_id = t.id"
    " JOIN claim_mention AS m ON m.anchor_id = a.id JOIN claim ON claim.id = m.claim_id"
    " WHERE t.article_id = article.id AND {where})"
)
# of few articles or claims, which are then looked up once
_OF_ARTICLES: Final = (
    "claim.id IN (SELECT m.claim_id FROM article"
    " JOIN article_text AS t ON t.article_id = article.id"
    " JOIN anchor AS a ON a.text_id = t.id JOIN claim_mention AS m ON m.anchor_id = a.id"
    " WHERE {where})"
)
_OF_CLAIMS: Final = (
    "article.id IN (SELECT t.article_id FROM claim JOIN claim_mention AS m ON m.claim_id = claim.id"
    " JOIN anchor AS a ON a.id = m.anchor_id JOIN article_text AS t ON t.id = a.text_id"
    " WHERE {where})"
)
_CHECKED: Final = (
    "EXISTS (SELECT 1 FROM fact_check WHERE fact_check.claim_id = claim.id AND {where})"
)
_NAMED: Final = (
    "claim.claimant_id IN (SELECT record FROM search.words_person"
    " CROSS JOIN search.doc ON number = words_person.rowid WHERE words_person MATCH {words})"
)
_SUGGESTED: Final = "article.id IN (SELECT article_id FROM suggestion WHERE state IN {states})"
_STATES: Final = {
    "open": SuggestionState.OPEN,
    "accepted": SuggestionState.TAKEN,
    "rejected": SuggestionState.REFUSED,
}
_NONE: Final = ("none", "unchecked")
_MOST: Final = 100  # publishers with like names
_FEW: Final = 2000  # articles that are listed faster than what has the words is looked through


class Conditions(Struct, frozen=True):
    """What holds for an article, and for a claim, that passes the filters.

    `values` are those of the parameters in them; `is_free` says that no filter is set, and
    `are_few` that an index finds what passes, so that it can be listed before it is looked for.
    """

    articles: str
    claims: str
    values: dict[str, Value]
    is_free: bool
    are_few: bool


class _Names:
    """Names the parameters of a query, and keeps their values."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}

    def __call__(self, value: Value) -> str:
        name = f"filter{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def listed(self, values: Iterable[str]) -> str:
        return f"({', '.join(map(self, values))})"


class _Filters:
    """Collects the conditions of articles and claims.

    `in_articles` are those of an article that mentions the claim, `with_claims` those of a claim
    that the article mentions.
    """

    def __init__(self, db: Connection, codebook: Codebook) -> None:
        self._db = db
        self._codebook = codebook
        self.name = _Names()
        self.articles: list[str] = []
        self.claims: list[str] = []
        self.with_claims: list[str] = []
        self.in_articles: list[str] = []
        self.are_few = False

    def add(self, each: SearchFilter) -> None:
        """Add a filter."""
        match each.key:
            case FilterKey.IN:
                condition = f"article.code = {self.name(each.value.upper())}"
                self.are_few = True
                self._of_articles(condition)
            case FilterKey.PUBLISHER:
                self._of_publishers(self._publishers(each.value))
            case FilterKey.BEFORE | FilterKey.AFTER:
                self._of_dates(each)
            case FilterKey.SUGGESTIONS:
                states = [code for name, code in _STATES.items() if _is_named(each.value, name)]
                self._of_articles(_SUGGESTED.format(states=self.name.listed(states)))
            case FilterKey.CLAIMANT:
                condition = self._claimant(words_sought(each.value)[0])
                self.articles.append(_OF_CLAIMS.format(where=condition))
                self._of_claims(condition)
            case FilterKey.VERDICT:
                self._of_claims(self._verdict(each.value))
            case _:
                self._of_status(each.value)

    def _of_articles(self, condition: str) -> None:
        self.articles.append(condition)
        self.in_articles.append(condition)

    def _of_publishers(self, names: list[str]) -> None:
        self._of_articles(f"article.publisher IN {self.name.listed(names)}")
        places = ", ".join("?" * len(names))
        query = f"SELECT 1 FROM article WHERE publisher IN ({places}) LIMIT {_FEW + 1}"
        self.are_few |= len(ask(self._db, query, names)) <= _FEW

    def _of_claims(self, condition: str) -> None:
        self.claims.append(condition)
        self.with_claims.append(condition)

    def _of_dates(self, each: SearchFilter) -> None:
        day = self.name(each.value)
        is_before = each.key is FilterKey.BEFORE
        condition = f"{{0}} < {day} AND {{0}} <> ''" if is_before else f"{{0}} >= {day}"
        self.articles.append(condition.format("article.published_at"))
        self.claims.append(condition.format("claim.date"))

    def _of_status(self, value: str) -> None:
        """Let articles be of a status, or claims whose check is, or both where both have it."""
        articles = [code for code in ArticleStatus if _is_named(value, code)]
        checks = self._codes(Layer.CHECK_STATUS, value)
        of_articles = f"article.status IN {self.name.listed(articles)}"
        of_claims = self._checked("status", checks)
        if CheckStatus.UNSTARTED in checks:
            of_claims = f"({of_claims} OR NOT {_CHECKED.format(where='1')})"
        (self.articles if articles else self.with_claims).append(
            of_articles if articles else of_claims
        )
        (self.claims if checks else self.in_articles).append(of_claims if checks else of_articles)

    def _claimant(self, words: tuple[str, ...]) -> str:
        if not words:
            return "0"
        return _NAMED.format(words=self.name(expression([Term(words)])))

    def _verdict(self, value: str) -> str:
        if folded(value) in _NONE:
            return f"NOT {_CHECKED.format(where='verdict_code IS NOT NULL')}"
        codes = self._codes(Layer.VERDICT, value)
        return self._checked("verdict_code", codes)

    def _checked(self, column: str, codes: Iterable[str]) -> str:
        return _CHECKED.format(where=f"{column} IN {self.name.listed(codes)}")

    def _codes(self, layer: Layer, value: str) -> list[str]:
        """Return the codes of the labels whose code or name begins like a value."""
        labels = [label for scheme in self._codebook.layer(layer) for label in scheme.labels]
        return [
            label.code
            for label in labels
            if any(_is_named(value, name) for name in (label.code, label.name, label.short))
        ]

    def _publishers(self, value: str) -> list[str]:
        known = ask(self._db, "SELECT DISTINCT publisher FROM article")
        return [name for (name,) in known if folded(value) in folded(name)][:_MOST]


def conditions_of(db: Connection, codebook: Codebook, query: Query) -> Conditions:
    """Return the conditions of a query; without a filter of a status, excluded articles fail."""
    filters = _Filters(db, codebook)
    for each in query.filters:
        filters.add(each)
    articles, claims = filters.articles, filters.claims
    if not any(each.key == FilterKey.STATUS for each in query.filters):
        articles.append("article.status <> 'excluded'")
    if filters.with_claims:
        articles.append(_WITH_CLAIM.format(where=" AND ".join(filters.with_claims)))
    if filters.in_articles:
        within = _OF_ARTICLES if filters.are_few else _IN_ARTICLE
        claims.append(within.format(where=" AND ".join(filters.in_articles)))
    return Conditions(
        articles=" AND ".join(articles) or "1",
        claims=" AND ".join(claims) or "1",
        values=filters.name.values,
        is_free=not query.filters,
        are_few=filters.are_few,
    )


def _is_named(value: str, name: str) -> bool:
    """Return whether a value is the beginning of a name; spaces and underlines do not count."""
    short, long = (folded(each).replace("_", "").replace(" ", "") for each in (value, name))
    return bool(short) and long.startswith(short)
