"""Counts the records of a project in sets, and finds the records behind a count."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final

from annotator.domain.check import CheckStatus
from annotator.domain.figures import FigureId, Group, RecordBehind, Tallies, Tally
from annotator.storage.damages import Damaged, require_damage, spelling_out
from annotator.storage.engine import Connection
from annotator.storage.statistics_counts import COUNTS, LATEST, VERDICT

_LABELLED: Final = (
    "SELECT claim_label.code, '', 'claim', claim_id FROM claim_label"
    " JOIN scheme ON scheme.id = scheme_id WHERE layer = '{layer}'"
)
_PLACED: Final = (
    "(SELECT DISTINCT claim_id, publisher FROM article"  # in this order: their marks lie together
    " CROSS JOIN article_text ON article_id = article.id CROSS JOIN anchor"
    " ON text_id = article_text.id CROSS JOIN claim_mention ON anchor_id = anchor.id)"
)
_LABELS: Final = ("claim", "claim_mention", "sentiment", "fact_check", "evidence")
_MINUTE: Final = 16  # letters of a time up to its minute: there are too few to count by the day

_SOURCES: Final[Mapping[FigureId, str]] = {
    FigureId.PROGRESS: "SELECT status, '', 'article', id FROM article",
    FigureId.CHECKS: (
        f"SELECT ifnull(status, '{CheckStatus.UNSTARTED}'), '', 'claim', claim.id FROM claim"
        f" LEFT JOIN {LATEST} ON claim_id = claim.id"
    ),
    FigureId.LABELS: " UNION ALL ".join(
        f"SELECT '{table}', '', '{table}', id FROM {table}" for table in _LABELS
    ),
    FigureId.KINDS: "SELECT assertion_kind, '', 'claim', id FROM claim",
    FigureId.TYPES: _LABELLED.format(layer="claim_type"),
    FigureId.PRIORITY: _LABELLED.format(layer="checkworthiness"),
    FigureId.VERDICTS_BY_PUBLISHER: (
        f"SELECT publisher, {VERDICT}, 'claim', placed.claim_id FROM {_PLACED} AS placed"
        f" LEFT JOIN {LATEST} AS latest ON latest.claim_id = placed.claim_id"
    ),
    FigureId.VERDICTS_BY_CLAIMANT: (
        f"SELECT ifnull(name, ''), {VERDICT}, 'claim', claim.id FROM claim"
        f" LEFT JOIN entity ON entity.id = claimant_id LEFT JOIN {LATEST} ON claim_id = claim.id"
    ),
    FigureId.SENTIMENT_BY_TARGET: (
        "SELECT coalesce(name, target_text), CAST(polarity AS TEXT), 'sentiment', sentiment.id"
        " FROM sentiment LEFT JOIN entity ON entity.id = target_id"
    ),
    FigureId.SENTIMENT_BY_PUBLISHER: (
        "SELECT publisher, CAST(polarity AS TEXT), 'sentiment', sentiment.id"
        " FROM sentiment JOIN article ON article.id = article_id"
    ),
    FigureId.WORK: " UNION ALL ".join(
        f"SELECT substr({at}, 1, {_MINUTE}), {by}, '{table}', id FROM {table}"
        for table, at, by in (
            ("claim_mention", "created_at", "annotator_id"),
            ("sentiment", "created_at", "annotator_id"),
            ("fact_check", "created_at", "checked_by"),
            ("evidence", "added_at", "added_by"),
        )
    ),
    FigureId.SUGGESTIONS: "SELECT source, state, 'suggestion', id FROM suggestion",
}
"""A row for each record that counts: its category, its series, its table and its id."""

_DAY: Final = "ifnull(date(category, 'localtime'), '')"
_ROWS: Final = (
    "WITH source (category, series, record, id) AS ({source}) SELECT {columns} FROM source"
)
_COUNTED: Final = "category, series, count(*) AS n"
_BY_DAY: Final = f"SELECT {_DAY}, series, sum(n) FROM ({{counts}}) GROUP BY 1, 2"
_NAMED: Final = "(ifnull(source_id, '') <> '' OR source_text <> '')"
_LACKING: Final = f"(SELECT mention_id FROM attribution WHERE quote_type = 'none' AND {_NAMED})"
_OPEN: Final = (
    "(SELECT DISTINCT claim_id FROM attribution CROSS JOIN claim_mention ON id = mention_id"
    f" WHERE quote_type = 'none' AND (level = 1 OR {_NAMED}))"
)
_QUOTED: Final = (
    f"SELECT DISTINCT claim_id, CASE WHEN id IN {_LACKING} THEN 'lacking'"
    f" ELSE ifnull(quote_type, '') END FROM {_OPEN} CROSS JOIN claim_mention USING (claim_id)"
    " LEFT JOIN attribution ON mention_id = id AND level = 1"
)


class StoredStatistics:
    """Counts the records of one project."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def tallies(self, figure: FigureId) -> Tallies:
        """Return the counts of a figure, as far as the file can be read."""
        try:
            rows, is_whole = self._counted(figure), True
        except Damaged as error:
            require_damage(error)
            rows, is_whole = list(self._as_far_as_readable(figure)), False
        return Tallies(tuple(Tally(str(c), str(s), n) for c, s, n in rows), is_whole)

    def behind(
        self, figure: FigureId, category: Group, series: Group, limit: int
    ) -> list[RecordBehind]:
        """Return the records that are counted in these groups, up to a limit."""
        category_term, categories = _within(_category(figure), category)
        series_term, codes = _within("series", series)
        query = (
            f"{_rows(figure, 'record, id')} WHERE {category_term} AND {series_term} LIMIT {limit:d}"
        )
        found: list[RecordBehind] = []
        try:
            for table, id_ in self._db.execute(query, [*categories, *codes]):
                found.append(RecordBehind(str(table), str(id_)))
        except UnicodeEncodeError:
            return []  # a lone surrogate is never stored, so nothing can match it
        except Damaged as error:
            require_damage(error)
        return found

    def quoting(self) -> dict[str, frozenset[str]]:
        """Return how the mentions of a claim are quoted, as `completeness.quoting` has it.

        Claims of which no mention is in the article's own voice or lacks a quote type are missing.
        """
        found: dict[str, frozenset[str]] = {}
        try:
            for claim_id, quoted in self._db.execute(_QUOTED):
                found[str(claim_id)] = found.get(str(claim_id), frozenset()) | {str(quoted)}
        except Damaged as error:
            require_damage(error)
        return found

    def _counted(self, figure: FigureId) -> list[tuple[object, object, int]]:
        if figure in COUNTS:
            with suppress(*Damaged):  # else as below, which also counts names that are not UTF-8
                found = COUNTS[figure](self._db)
                return [(category, series, n) for (category, series), n in found.items() if n]
        with spelling_out(self._db, []):
            return self._db.execute(_counting(figure)).fetchall()

    def _as_far_as_readable(self, figure: FigureId) -> Iterator[tuple[object, object, int]]:
        counted: Counter[tuple[object, object]] = Counter()
        query = _rows(figure, f"{_category(figure)}, series")
        with spelling_out(self._db, []), suppress(*Damaged):
            for category, series in self._db.execute(query):
                counted[category, series] += 1
        yield from ((category, series, count) for (category, series), count in counted.items())


def _rows(figure: FigureId, columns: str) -> str:
    return _ROWS.format(source=_SOURCES[figure], columns=columns)


def _counting(figure: FigureId) -> str:
    if figure is FigureId.LABELS:  # whole tables, which need not be gone through row by row
        return " UNION ALL ".join(
            f"SELECT '{table}', '', n FROM (SELECT count(*) AS n FROM {table}) WHERE n"
            for table in _LABELS
        )
    counts = f"{_rows(figure, _COUNTED)} GROUP BY 1, 2"
    return _BY_DAY.format(counts=counts) if figure is FigureId.WORK else counts


def _category(figure: FigureId) -> str:
    return _DAY if figure is FigureId.WORK else "category"


def _within(column: str, group: Group) -> tuple[str, tuple[str, ...]]:
    """Return the condition that a column is in a group, and its values."""
    places = ", ".join("?" * len(group.codes))
    return f"{column} {'NOT ' if group.is_rest else ''}IN ({places})", group.codes
