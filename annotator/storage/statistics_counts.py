"""Counts the figures for which the engine would sort hundreds of thousands of rows.

The engine groups by sorting. Here a table of hashes counts, names are looked up afterwards, and
the claims of an article are read as one row.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import groupby, repeat
from operator import itemgetter
from typing import Final, TypeAlias

from msgspec.json import decode

from annotator.domain.figures import FigureId
from annotator.storage.engine import Connection

Counts: TypeAlias = Counter[tuple[str, str]]
"""How many records there are of each category and series."""

LATEST: Final = (
    "(SELECT claim_id, status, verdict_scheme, verdict_code, max(round_no) FROM fact_check"
    " GROUP BY claim_id)"
)
"""The check of the latest round of each claim that has one."""

VERDICT: Final = "ifnull(verdict_scheme || '/' || verdict_code, '')"

_PLACED: Final = (  # in this order: marks of an article lie together
    "SELECT publisher, json_group_array(claim_id) FROM article"
    " CROSS JOIN article_text ON article_id = article.id"
    " CROSS JOIN anchor ON text_id = article_text.id"
    " CROSS JOIN claim_mention ON anchor_id = anchor.id GROUP BY article.position ORDER BY 1"
)
_JUDGED: Final = (
    f"SELECT claim_id, claimant_id, {VERDICT} FROM {LATEST} CROSS JOIN claim"
    " ON claim.id = claim_id WHERE verdict_code IS NOT NULL"
)
_CLAIMANTS: Final = (  # an index has all that the first part needs
    "SELECT claimant_id, count(*) FROM claim WHERE claimant_id IS NOT NULL GROUP BY 1"
    " UNION ALL SELECT NULL, count(*) FROM claim WHERE claimant_id IS NULL"
)
_TARGETS: Final = "SELECT target_id, target_text, polarity FROM sentiment"


def _verdicts_by_publisher(db: Connection) -> Counts:
    verdicts = {claim: verdict for claim, _, verdict in db.execute(_JUDGED)}
    found = Counts()
    for publisher, articles in groupby(db.execute(_PLACED), itemgetter(0)):
        claims: set[str] = set().union(*(decode(ids) for _, ids in articles))
        for verdict, count in Counter(map(verdicts.get, claims, repeat(""))).items():
            found[publisher, verdict] = count
    return found


def _verdicts_by_claimant(db: Connection) -> Counts:
    names, found = _names(db), Counts()
    for claimant, count in db.execute(_CLAIMANTS):
        found[names.get(claimant, ""), ""] += count
    for _, claimant, verdict in db.execute(_JUDGED):
        name = names.get(claimant, "")
        found[name, verdict] += 1
        found[name, ""] -= 1
    return found


def _sentiment_by_target(db: Connection) -> Counts:
    names, found = _names(db), Counts()
    for (target, words, polarity), count in Counter(db.execute(_TARGETS)).items():
        found[names.get(target, words), str(polarity)] += count
    return found


def _names(db: Connection) -> dict[str | None, str]:
    return dict(db.execute("SELECT id, name FROM entity"))


COUNTS: Final[Mapping[FigureId, Callable[[Connection], Counts]]] = {
    FigureId.VERDICTS_BY_PUBLISHER: _verdicts_by_publisher,
    FigureId.VERDICTS_BY_CLAIMANT: _verdicts_by_claimant,
    FigureId.SENTIMENT_BY_TARGET: _sentiment_by_target,
}
"""What counts a figure of a sound project; a count may be 0. Raises what reading damage does."""
