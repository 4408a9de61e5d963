"""The filters of a search, as conditions of SQL."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from annotator.domain.article import ArticleStatus
from annotator.domain.check import CheckStatus
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.search import FilterKey, Query, SearchFilter, SearchKind, Term
from annotator.domain.search_words import words_sought
from annotator.domain.suggestion import SuggestionState
from annotator.domain.text import folded
from annotator.storage.engine import Connection, Value
from annotator.storage.listing import names_in
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
_OF_ARTICLES: Final = (
    "claim.id IN (SELECT m.claim_id FROM article"
    " CROSS JOIN article_text AS t ON t.article_id = article.id"
    " CROSS JOIN anchor AS a ON a.text_id = t.id"
    " CROSS JOIN claim_mention AS m ON m.anchor_id = a.id WHERE {where})"
)
_OF_CLAIMS: Final = (
    "article.id IN (SELECT t.article_id FROM claim"
    " CROSS JOIN claim_mention AS m ON m.claim_id = claim.id"
    " CROSS JOIN anchor AS a ON a.id = m.anchor_id"
    " CROSS JOIN article_text AS t ON t.id = a.text_id WHERE {where})"
)
_CHECKED: Final = (
    "EXISTS (SELECT 1 FROM fact_check WHERE fact_check.claim_id = claim.id AND {where})"
)
_OF_CHECKS: Final = "claim.id IN (SELECT claim_id FROM fact_check WHERE {where})"
_NAMED: Final = (
    "claim.claimant_id IN (SELECT record FROM search.words_person"
    " CROSS JOIN search.doc ON number = words_person.rowid WHERE words_person MATCH {words})"
)
_SUGGESTED: Final = (
    "EXISTS (SELECT 1 FROM suggestion WHERE article_id = article.id AND state IN {states})"
)
_OF_SUGGESTIONS: Final = "article.id IN (SELECT article_id FROM suggestion WHERE state IN {states})"
_STATES: Final = {
    "open": SuggestionState.OPEN,
    "accepted": SuggestionState.TAKEN,
    "rejected": SuggestionState.REFUSED,
}
_NONE: Final = ("none", "unchecked")
_MOST: Final = 100  # publishers with like names
_MARKS: Final = 10  # rows of marks between an article and its claims, or so
_FEW: Final = 2000  # rows that an index lists faster than every record is asked


class Passing(Struct, frozen=True):
    """What holds for an article, and for a claim, that passes the filters.

    `few_articles` and `few_claims` are how many rows of an index begin the list of what passes; 0
    where there is no such list, and every record is asked.
    """

    articles: str
    claims: str
    few_articles: int = 0
    few_claims: int = 0

    def few(self, kind: SearchKind) -> int:
        """Return how many rows a kind of records is found by, at most."""
        match kind:
            case SearchKind.ARTICLE | SearchKind.TEXT:
                return self.few_articles
            case SearchKind.CLAIM:
                return self.few_claims
            case _:
                return max(self.few_articles, self.few_claims)


class Conditions(Struct, frozen=True):
    """The filters of a query as conditions, in two forms that the same records pass.

    `asked` asks each record, as long as it takes to find enough; `listed` begins with what few
    pass. `values` are those of the parameters in them; `is_free` says that no filter is set.
    """

    asked: Passing
    listed: Passing
    values: dict[str, Value]
    is_free: bool


class _Test(Struct, frozen=True):
    """A condition that each record can be asked, and the same as a list where few pass it."""

    asked: str
    listed: str = ""
    few: int = 0


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
    """Collects the tests of articles and claims.

    `in_articles` are those of an article that mentions the claim, `with_claims` those of a claim
    that the article mentions.
    """

    def __init__(self, db: Connection, codebook: Codebook) -> None:
        self._db = db
        self._codebook = codebook
        self.name = _Names()
        self.articles: list[_Test] = []
        self.claims: list[_Test] = []
        self.with_claims: list[_Test] = []
        self.in_articles: list[_Test] = []

    def add(self, each: SearchFilter) -> None:
        """Add a filter."""
        match each.key:
            case FilterKey.IN:
                self._of_articles(self._column("article", "code", [each.value.upper()]))
            case FilterKey.PUBLISHER:
                names = self._publishers(each.value)
                self._of_articles(self._column("article", "publisher", names))
            case FilterKey.BEFORE | FilterKey.AFTER:
                self._of_dates(each)
            case FilterKey.SUGGESTIONS:
                states = [code for name, code in _STATES.items() if _is_named(each.value, name)]
                self._of_articles(self._suggested(states))
            case FilterKey.CLAIMANT:
                self._of_claims(self._claimant(words_sought(each.value)[0]))
            case FilterKey.VERDICT:
                self._of_claims(self._verdict(each.value))
            case _:
                self._of_status(each.value)

    def _of_articles(self, test: _Test) -> None:
        self.articles.append(test)
        self.in_articles.append(test)

    def _of_claims(self, test: _Test) -> None:
        self.claims.append(test)
        self.with_claims.append(test)

    def _of_dates(self, each: SearchFilter) -> None:
        day = self.name(each.value)
        is_before = each.key is FilterKey.BEFORE
        condition = f"{{0}} < {day} AND {{0}} <> ''" if is_before else f"{{0}} >= {day}"
        self.articles.append(_Test(condition.format("article.published_at")))
        self.claims.append(_Test(condition.format("claim.date")))

    def _of_status(self, value: str) -> None:
        """Let articles be of a status, or claims whose check is, or both where both have it."""
        articles = [code for code in ArticleStatus if _is_named(value, code)]
        checks = self._codes(Layer.CHECK_STATUS, value)
        of_articles = self._column("article", "status", articles)
        of_claims = self._checked("status", checks)
        if CheckStatus.UNSTARTED in checks:
            unchecked = f"NOT {_CHECKED.format(where='1')}"
            of_claims = _Test(f"({of_claims.asked} OR {unchecked})")
        (self.articles if articles else self.with_claims).append(
            of_articles if articles else of_claims
        )
        (self.claims if checks else self.in_articles).append(of_claims if checks else of_articles)

    def _claimant(self, words: tuple[str, ...]) -> _Test:
        if not words:
            return _Test("0")
        listed = _NAMED.format(words=self.name(expression([Term(words)])))
        return self._unless_many(f"+{listed}", listed, f"claim WHERE {listed}")

    def _verdict(self, value: str) -> _Test:
        if folded(value) in _NONE:
            return _Test(f"NOT {_CHECKED.format(where='verdict_code IS NOT NULL')}")
        return self._checked("verdict_code", self._codes(Layer.VERDICT, value))

    def _checked(self, column: str, codes: Iterable[str]) -> _Test:
        where = f"{column} IN {self.name.listed(codes)}"
        asked, listed = _CHECKED.format(where=where), _OF_CHECKS.format(where=where)
        return self._unless_many(asked, listed, f"fact_check WHERE {where}")

    def _suggested(self, states: Iterable[str]) -> _Test:
        # as they are: an index has only those that are open
        codes = "({})".format(", ".join(f"'{each}'" for each in states))
        asked, listed = (each.format(states=codes) for each in (_SUGGESTED, _OF_SUGGESTIONS))
        return self._unless_many(asked, listed, f"suggestion WHERE state IN {codes}")

    def _column(self, table: str, column: str, values: Iterable[str]) -> _Test:
        listed = f"{table}.{column} IN {self.name.listed(values)}"
        return self._unless_many(f"+{listed}", listed, f"{table} WHERE {listed}")

    def _unless_many(self, asked: str, listed: str, rows: str) -> _Test:
        """Return a test that is a list where it would list few rows."""
        query = f"SELECT count(*) FROM (SELECT 1 FROM {rows} LIMIT {_FEW + 1})"
        [(count,)] = self._db.execute(query, self.name.values)
        return _Test(asked, listed, max(1, count)) if count <= _FEW else _Test(asked)

    def _codes(self, layer: Layer, value: str) -> list[str]:
        """Return the codes of the labels whose code or name begins like a value."""
        labels = [label for scheme in self._codebook.layer(layer) for label in scheme.labels]
        return [
            label.code
            for label in labels
            if any(_is_named(value, name) for name in (label.code, label.name, label.short))
        ]

    def _publishers(self, value: str) -> list[str]:
        known = names_in(self._db, "article", "publisher")
        return [name for name in known if folded(value) in folded(name)][:_MOST]


def conditions_of(db: Connection, codebook: Codebook, query: Query) -> Conditions:
    """Return the conditions of a query; without a filter of a status, excluded articles fail."""
    filters = _Filters(db, codebook)
    for each in query.filters:
        filters.add(each)
    if not any(each.key == FilterKey.STATUS for each in query.filters):
        filters.articles.append(_Test("article.status <> 'excluded'"))
    articles = [*filters.articles, *_of_other(filters.with_claims, _WITH_CLAIM, _OF_CLAIMS)]
    claims = [*filters.claims, *_of_other(filters.in_articles, _IN_ARTICLE, _OF_ARTICLES)]
    listed = _listed(articles), _listed(claims)
    return Conditions(
        asked=Passing(_asked(articles), _asked(claims)),
        listed=Passing(listed[0][0], listed[1][0], listed[0][1], listed[1][1]),
        values=filters.name.values,
        is_free=not query.filters,
    )


def _of_other(tests: list[_Test], one: str, few: str) -> list[_Test]:
    """Return tests of claims as one of the articles that mention them, or the other way round."""
    if not tests:
        return []
    listed, count = _listed(tests)
    asked = one.format(where=_asked(tests))
    return [_Test(asked, few.format(where=listed), count * _MARKS) if count else _Test(asked)]


def _asked(tests: list[_Test]) -> str:
    return " AND ".join(each.asked for each in tests) or "1"


def _listed(tests: list[_Test]) -> tuple[str, int]:
    """Return the condition that begins with the test that fewest pass, and how many rows it has."""
    first = min((each for each in tests if each.few), key=lambda test: test.few, default=None)
    conditions = [each.listed if each is first else each.asked for each in tests]
    return " AND ".join(conditions) or "1", first.few if first else 0


def _is_named(value: str, name: str) -> bool:
    """Return whether a value is the beginning of a name; spaces and underlines do not count."""
    short, long = (folded(each).replace("_", "").replace(" ", "") for each in (value, name))
    return bool(short) and long.startswith(short)
