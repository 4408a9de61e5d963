"""Counting the claims of all articles, and the marks that are to be reviewed."""

from collections.abc import Callable
from functools import partial

from annotator.domain.article import Article
from annotator.domain.carrying import UNSETTLED
from annotator.domain.reading import ProjectReader
from annotator.storage import record_by_record
from annotator.storage.damages import Damaged, require_damage
from annotator.storage.engine import Connection

_CLAIMS = (
    "SELECT article_id, count(DISTINCT claim_id) FROM article_text"
    " JOIN anchor ON anchor.text_id = article_text.id"
    " JOIN claim_mention ON claim_mention.anchor_id = anchor.id GROUP BY article_id"
)
_WAITING = (
    "SELECT article_id, count(*) FROM ("
    "SELECT text_id FROM claim_mention JOIN anchor ON anchor.id = anchor_id WHERE state IN (?, ?)"
    " UNION ALL "
    "SELECT text_id FROM sentiment JOIN anchor ON anchor.id = anchor_id WHERE state IN (?, ?)"
    ") JOIN article_text ON article_text.id = text_id JOIN article ON article.id = article_id"
    " GROUP BY article_id ORDER BY article.position"
)


def claims(db: Connection, reader: ProjectReader) -> dict[str, int]:
    """Return how many claims each article mentions, for those that mention some."""
    try:
        return dict(db.execute(_CLAIMS).fetchall())
    except Damaged as error:
        require_damage(error)
    return _counted(reader, reader.claim_count)


def waiting(db: Connection, reader: ProjectReader) -> dict[str, int]:
    """Return the number of marks to review, for each article that has some, in order."""
    try:
        return dict(db.execute(_WAITING, sorted(UNSETTLED) * 2).fetchall())
    except Damaged as error:
        require_damage(error)
    return _counted(reader, partial(record_by_record.waiting, reader))


def _counted(reader: ProjectReader, count: Callable[[str], int]) -> dict[str, int]:
    counts = {article.id: count(article.id) for article in reader.find(Article)}
    return {article_id: number for article_id, number in counts.items() if number}
