"""Reading a project, in the window or on a worker's own connection."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.carrying import UNSETTLED
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook, Scheme
from annotator.domain.edit import Record
from annotator.domain.errors import StorageError
from annotator.domain.reading import Counts, Listed, PlacedMention, PlacedSentiment
from annotator.domain.sentiment import Sentiment
from annotator.domain.unconfirmed import Unconfirmed
from annotator.storage import engine, unconfirmed
from annotator.storage.engine import Connection, ask
from annotator.storage.older import at_present
from annotator.storage.repository import Repository
from annotator.storage.rows import TABLES

R = TypeVar("R", bound=Record)

_WITH_TEXT = (
    "SELECT code FROM article_text JOIN article ON article.id = article_id"
    " WHERE sha256 = ? ORDER BY article_text.rowid LIMIT 1"
)
_MENTIONED = (
    "FROM article_text"
    " JOIN anchor ON anchor.text_id = article_text.id"
    " JOIN claim_mention ON claim_mention.anchor_id = anchor.id"
)

_WAITING = (
    "SELECT article_id, count(*) FROM ("
    "SELECT text_id FROM claim_mention JOIN anchor ON anchor.id = anchor_id WHERE state IN (?, ?)"
    " UNION ALL "
    "SELECT text_id FROM sentiment JOIN anchor ON anchor.id = anchor_id WHERE state IN (?, ?)"
    ") JOIN article_text ON article_text.id = text_id JOIN article ON article.id = article_id"
    " GROUP BY article_id ORDER BY article.rowid"
)


class StoredReader:
    """Answers questions about one project from its file."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._repositories: dict[type, Repository[Any]] = {
            table.kind: Repository(db, table) for table in TABLES
        }

    def of(self, kind: type[R]) -> Repository[R]:
        """Return the table of one kind of record."""
        return self._repositories[kind]

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """Return the record of a kind with this id; None when there is none."""
        return self.of(kind).get(id)

    def find(self, kind: type[R], **equal: str | int | None) -> list[R]:
        """Return the records of a kind whose columns equal these values, oldest first."""
        terms = [f'"{k}" IS NULL' if value is None else f'"{k}" = ?' for k, value in equal.items()]
        values = [value for value in equal.values() if value is not None]
        return self.of(kind).find(" AND ".join(terms) or "1", *values)

    def each(self, kind: type[R]) -> Iterator[R]:
        """Return every record of a kind, oldest first, in little memory."""
        return self.of(kind).each()

    def count(self, kind: type[R]) -> int:
        """Return how many records of a kind there are."""
        return self._number(f"SELECT count(*) FROM {self.of(kind).table.name}")

    def text(self, sha256: str) -> str:
        """Return the words kept under a hash; raises StorageError when there are none."""
        return str(self._content("SELECT content FROM text WHERE sha256 = ?", sha256))

    def original(self, sha256: str) -> bytes:
        """Return the bytes kept under a hash; raises StorageError when there are none."""
        query = (  # the bytes of a text that came in as it is kept are kept as that text
            "SELECT content FROM original WHERE sha256 = ?1"
            " UNION ALL SELECT CAST(content AS BLOB) FROM text WHERE sha256 = ?1"
        )
        content = self._content(query, sha256)
        return content if isinstance(content, bytes) else str(content).encode()

    def version(self, article_id: str) -> TextVersion:
        """Return the newest text version of an article; raises StorageError without one."""
        order = "version_no DESC LIMIT 1"
        found = self.of(TextVersion).find("article_id = ?", article_id, order_by=order)
        if not found:
            raise StorageError("The article has no text. Run “annotator check” on the project.")
        return found[0]

    def code_with_text(self, sha256: str) -> str:
        """Return the code of the first article that has or had a text; empty when none."""
        rows = ask(self._db, _WITH_TEXT, [sha256])
        return str(rows[0][0]) if rows else ""

    def listed(self, words: str = "", status: str = "") -> list[Listed]:
        """Return the articles whose code, headline or publisher has all the words, in order."""
        has_words, terms = _with_all(words, "code || ' ' || headline || ' ' || publisher")
        has_status, values = ("status = ?", [status]) if status else ("1", [])
        query = (
            "SELECT id, code, headline, publisher, status FROM article"
            f" WHERE {has_words} AND {has_status} ORDER BY rowid"
        )
        return [Listed(*row) for row in ask(self._db, query, [*terms, *values])]

    def claims_with(self, words: str, limit: int) -> list[Claim]:
        """Return the newest claims whose code or wording has all the words."""
        where, terms = _with_all(words, "code || ' ' || text")
        return self.of(Claim).find(where, *terms, order_by=f"rowid DESC LIMIT {limit:d}")

    def counts(self) -> Counts:
        """Return how much of the work there is."""
        return Counts(
            articles=self._number("SELECT count(*) FROM article WHERE status <> 'excluded'"),
            done=self._number("SELECT count(*) FROM article WHERE status = 'done'"),
            claims=self._number("SELECT count(*) FROM claim"),
            mentions=self._number("SELECT count(*) FROM claim_mention"),
        )

    def claim_count(self, article_id: str) -> int:
        """Return how many claims an article mentions."""
        query = f"SELECT count(DISTINCT claim_id) {_MENTIONED} WHERE article_id = ?"
        return self._number(query, article_id)

    def waiting(self) -> dict[str, int]:
        """Return how many marks wait for a person, by the articles that have some, in order."""
        return dict(ask(self._db, _WAITING, sorted(UNSETTLED) * 2))

    def mentions_in(self, article_id: str) -> list[PlacedMention]:
        """Return an article's mentions in text order."""
        mentions, anchors = self.of(Mention), self.of(Anchor)
        query = (
            f"SELECT {mentions.json}, {anchors.json} {_MENTIONED}"
            " WHERE article_id = ? ORDER BY claim_mention.rowid"
        )
        rows = ask(self._db, query, [article_id])
        found = [PlacedMention(mentions.read(one), anchors.read(other)) for one, other in rows]
        return sorted(found, key=_place)

    def sentiments_in(self, article_id: str) -> list[PlacedSentiment]:
        """Return an article's sentiments: those of the whole article, then in text order."""
        sentiments, anchors = self.of(Sentiment), self.of(Anchor)
        query = (
            f"SELECT {sentiments.json}, CASE WHEN anchor_id IS NOT NULL THEN {anchors.json} END"
            " FROM sentiment LEFT JOIN anchor ON anchor.id = anchor_id"
            " WHERE article_id = ? ORDER BY sentiment.rowid"
        )
        rows = ask(self._db, query, [article_id])
        found = [
            PlacedSentiment(sentiments.read(one), anchors.read(other) if other else None)
            for one, other in rows
        ]
        return sorted(found, key=_place)

    def claims_in(self, article_id: str) -> list[Claim]:
        """Return the claims that an article mentions, in text order."""
        claims = self.of(Claim)
        query = (
            f"SELECT {claims.json} {_MENTIONED} JOIN claim ON claim.id = claim_id"
            " JOIN anchor_fragment USING (anchor_id)"
            " WHERE article_id = ? GROUP BY claim.id ORDER BY min(start), claim.rowid"
        )
        rows = ask(self._db, query, [article_id])
        return [claims.read(text) for (text,) in rows]

    def checks_in(self, article_id: str) -> list[FactCheck]:
        """Return the fact-checks of the claims that an article mentions, oldest first."""
        mentioned = f"SELECT claim_id {_MENTIONED} WHERE article_id = ?"
        return self.of(FactCheck).find(f"claim_id IN ({mentioned})", article_id)

    def unconfirmed(self) -> list[Unconfirmed]:
        """Return what was typed and is not a value yet, by record and field."""
        return unconfirmed.everything(self._db)

    def codebook(self) -> Codebook:
        """Return what can be tagged in this project."""
        return Codebook(tuple(self.of(Scheme).find()))

    def _content(self, query: str, sha256: str) -> object:
        rows = ask(self._db, query, [sha256])
        if not rows:
            raise StorageError("Words are missing from the project. Run “annotator check” on it.")
        return rows[0][0]

    def _number(self, query: str, *values: str) -> int:
        return int(ask(self._db, query, values)[0][0])


def _place(placed: PlacedMention | PlacedSentiment) -> tuple[int, int]:
    anchor = placed.anchor
    return (anchor.fragments[0].start, anchor.fragments[-1].end) if anchor else (-1, -1)


def _with_all(words: str, column: str) -> tuple[str, list[str]]:
    terms = [f"%{_escaped(word.casefold())}%" for word in words.split()]
    looked = f"folded({column}) LIKE ? ESCAPE '\\'"
    return " AND ".join([looked] * len(terms)) or "1", terms


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@contextmanager
def reading(path: Path) -> Iterator[StoredReader]:
    """Open a project for reading on this thread, and close it after the block."""
    with (
        engine.refusing(f"“{path.name}” could not be read"),
        closing(at_present(engine.open_for_reading(path))) as db,
    ):
        db.execute("BEGIN")  # one moment of the project, whatever the window writes meanwhile
        yield StoredReader(db)
