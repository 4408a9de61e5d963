"""The filters of a search, as conditions of SQL."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from annotator.domain.article import ArticleStatus
from annotator.domain.check import CheckStatus
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.search import FilterKey, Query, SearchFilter, Term
from annotator.domain.search_words import words_sought
from annotator.domain.suggestion import SuggestionState
from annotator.domain.text import folded
from annotator.storage.engine import Connection, Value
from annotator.storage.listing import names_in
from annotator.storage.search_bitmaps import Bits, bits_at, bits_named, in_both
from annotator.storage.search_conditions import Conditions
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
_CHECKED: Final = (
    "EXISTS (SELECT 1 FROM fact_check WHERE fact_check.claim_id = claim.id AND {where})"
)
_WHO: Final = (
    "SELECT {prefix}record FROM search.words_person"
    " CROSS JOIN search.doc ON number = words_person.rowid WHERE words_person MATCH {words}"
)
_SUGGESTED: Final = (
    "EXISTS (SELECT 1 FROM suggestion WHERE article_id = article.id AND state IN {states})"
)
_CLAIMS_IN: Final = (
    "SELECT claim.position FROM article CROSS JOIN article_text AS t ON t.article_id = article.id"
    " CROSS JOIN anchor AS a ON a.text_id = t.id"
    " CROSS JOIN claim_mention AS m ON m.anchor_id = a.id"
    " CROSS JOIN claim ON claim.id = m.claim_id WHERE {where}"
)
_STATES: Final = {
    "open": SuggestionState.OPEN,
    "accepted": SuggestionState.TAKEN,
    "rejected": SuggestionState.REFUSED,
}
_NONE: Final = ("none", "unchecked")
_MOST: Final = 100  # publishers with like names


class _Test(Struct, frozen=True):
    """A condition that each record can be asked.

    `named` is one of SQL on the names of its properties, of which a record that passes has one;
    `listed` are queries of the positions of the articles and of the claims that pass.
    """

    asked: str
    named: str = ""
    listed: Mapping[str, str] = {}


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
                self._of_articles(self._in(each.value.upper()))
            case FilterKey.PUBLISHER:
                names = self._publishers(each.value)
                self._of_articles(self._column("publisher", names))
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

    def _in(self, code: str) -> _Test:
        where = f"article.code = {self.name(code)}"
        articles = f"SELECT position FROM article WHERE {where}"
        return _Test(
            f"+{where}", listed={"article": articles, "claim": _CLAIMS_IN.format(where=where)}
        )

    def _of_dates(self, each: SearchFilter) -> None:
        day, year = self.name(each.value), self.name(f"year {each.value[:4]}")
        if each.key is FilterKey.BEFORE:
            condition = f"{{0}} < {day} AND {{0}} <> ''"
            named = f"name > 'year ' AND name <= {year}"
        else:
            condition = f"{{0}} >= {day}"
            named = f"name >= {year} AND name < 'year:'"  # the sign after the digits
        self.articles.append(_Test(condition.format("article.published_at"), named))
        self.claims.append(_Test(condition.format("claim.date"), named))

    def _of_status(self, value: str) -> None:
        """Let articles be of a status, or claims whose check is, or both where both have it."""
        articles = [code for code in ArticleStatus if _is_named(value, code)]
        checks = self._codes(Layer.CHECK_STATUS, value)
        of_articles = self._column("status", articles)
        of_claims = self._checked("status", "check", checks)
        if CheckStatus.UNSTARTED in checks:
            unchecked = f"NOT {_CHECKED.format(where='1')}"
            of_claims = _Test(f"({of_claims.asked} OR {unchecked})", of_claims.named)
        (self.articles if articles else self.with_claims).append(
            of_articles if articles else of_claims
        )
        (self.claims if checks else self.in_articles).append(of_claims if checks else of_articles)

    def _claimant(self, words: tuple[str, ...]) -> _Test:
        if not words:
            return _Test("0", "0")
        sought = self.name(expression([Term(words)]))
        people, names = (_WHO.format(prefix=each, words=sought) for each in ("", "'claimant ' || "))
        return _Test(f"+claim.claimant_id IN ({people})", f"name IN ({names})")

    def _verdict(self, value: str) -> _Test:
        if folded(value) in _NONE:
            none = _CHECKED.format(where="verdict_code IS NOT NULL")
            return _Test(f"NOT {none}", self._named("verdict", ["none"]))
        return self._checked("verdict_code", "verdict", self._codes(Layer.VERDICT, value))

    def _checked(self, column: str, name: str, codes: Sequence[str]) -> _Test:
        where = f"{column} IN {self.name.listed(codes)}"
        return _Test(_CHECKED.format(where=where), self._named(name, codes))

    def _suggested(self, states: Sequence[str]) -> _Test:
        # as they are: an index has only those that are open
        codes = "({})".format(", ".join(f"'{each}'" for each in states))
        return _Test(_SUGGESTED.format(states=codes), self._named("suggestions", states))

    def _column(self, column: str, values: Sequence[str]) -> _Test:
        asked = f"+article.{column} IN {self.name.listed(values)}"
        return _Test(asked, self._named(column, values))

    def _named(self, name: str, values: Iterable[str]) -> str:
        return f"name IN {self.name.listed(f'{name} {value}' for value in values)}"

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


def conditions_of(
    db: Connection, codebook: Codebook, query: Query, *, is_whole: bool
) -> Conditions:
    """Return the conditions of a query; without a filter of a status, excluded articles fail.

    `is_whole` says that the index knows the properties of every record.
    """
    filters = _Filters(db, codebook)
    for each in query.filters:
        filters.add(each)
    own = {"article": filters.articles, "claim": filters.claims}
    others = {"article": filters.with_claims, "claim": filters.in_articles}
    values = filters.name.values
    may_pass = {
        table: _may_pass(db, table, [*own[table], *others[table]], values, is_whole=is_whole)
        for table in own
    }
    if not any(each.key == FilterKey.STATUS for each in query.filters):
        filters.articles.append(_Test("article.status <> 'excluded'"))
    asked = {
        table: [*map(_asked, own[table]), *_of_other(others[table], one)]
        for table, one in (("article", _WITH_CLAIM), ("claim", _IN_ARTICLE))
    }
    articles, claims = (" AND ".join(asked[table]) or "1" for table in own)
    return Conditions(articles, claims, may_pass, values, not query.filters)


def _may_pass(
    db: Connection,
    table: str,
    tests: Iterable[_Test],
    values: dict[str, Value],
    *,
    is_whole: bool,
) -> Bits | None:
    """Return which records of a table may pass all the tests; None where that is not known."""
    found: Bits | None = None
    for test in tests:
        bits = None
        if test.listed:
            bits = bits_at(position for (position,) in db.execute(test.listed[table], values))
        elif is_whole:
            bits = bits_named(db, table, test.named, values)
        if bits is not None:
            found = bits if found is None else in_both(found, bits)
    return found


def _asked(test: _Test) -> str:
    return test.asked


def _of_other(tests: list[_Test], one: str) -> list[str]:
    """Return tests of claims as one of the articles that mention them, or the other way round."""
    return [one.format(where=" AND ".join(map(_asked, tests)))] if tests else []


def _is_named(value: str, name: str) -> bool:
    """Return whether a value is the beginning of a name; spaces and underlines do not count."""
    short, long = (folded(each).replace("_", "").replace(" ", "") for each in (value, name))
    return bool(short) and long.startswith(short)
