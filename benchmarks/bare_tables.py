"""The tables of the CSV package as a script would write them: one query each, and csv.writer.

The rows are those of the package. What the queries leave out is said at each: cells that need more
than SQL. The sentences of a text are in no table, so this script splits the texts as we do.
"""

import csv
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from annotator.language.sentences.segmentation import sentences

Rows = Iterator[tuple[Any, ...]]

_MARKS: Final = """
FROM article a JOIN article_text t ON t.article_id = a.id JOIN text x ON x.sha256 = t.sha256
JOIN anchor n ON n.text_id = t.id JOIN claim_mention m ON m.anchor_id = n.id
"""
_EXACT: Final = 'words(x.content, x.packed, f.start, f."end")'
_CODES: Final = """
(SELECT group_concat(l.code, ' | ') FROM claim_label l JOIN scheme s ON s.id = l.scheme_id
WHERE l.claim_id = m.claim_id AND s.layer = '{}')
"""
_TYPES, _PRIORITY = _CODES.format("claim_type"), _CODES.format("checkworthiness")

QUERIES: Final = {
    "labels_flat": f"""
SELECT a.code, a.headline, a.publisher, a.published_at, a.source_url, c.code, c.text, e.name,
  c.assertion_kind, {_TYPES}, 'm' || m.id, group_concat({_EXACT}, ' … '), min(f.start),
  max(f."end"), t.version_no, count(*), {_PRIORITY}, b.quote_type, said.name, '', b.said_on,
  k.status, k.verdict_code, v.name, k.conclusion, k.as_of, checker.name, k.completed_at,
  (SELECT count(DISTINCT source_id) FROM evidence WHERE check_id = k.id),
  (SELECT group_concat(url, ' | ') FROM evidence JOIN source ON source.id = source_id
   WHERE check_id = k.id), '', '', marker.name, m.updated_at
{_MARKS} JOIN anchor_fragment f ON f.anchor_id = n.id JOIN claim c ON c.id = m.claim_id
LEFT JOIN entity e ON e.id = c.claimant_id
LEFT JOIN attribution b ON b.mention_id = m.id AND b.level = 1
LEFT JOIN entity said ON said.id = b.source_id LEFT JOIN fact_check k ON k.claim_id = c.id
LEFT JOIN label v ON v.scheme_id = k.verdict_scheme AND v.code = k.verdict_code
LEFT JOIN annotator checker ON checker.id = k.checked_by
LEFT JOIN annotator marker ON marker.id = m.annotator_id
GROUP BY a.position, m.position""",
    "articles": """
SELECT 'a' || a.id, code, headline, byline, publisher, source_url, archive_url, published_at,
  retrieved_at, language, version_no, sha256, length, status, word_count, notes, imported_at,
  file_name, 'texts/' || code || '.v' || version_no || '.txt'
FROM article a JOIN article_text t ON t.article_id = a.id""",
    "claim_mentions": f"""
SELECT 'm' || m.id, 'c' || m.claim_id, 'a' || a.id, t.version_no, f.ordinal + 1, f.start, f."end",
  {_EXACT}, words(x.content, x.packed, max(0, f.start - f.prefix_length), f.start),
  words(x.content, x.packed, f."end", f."end" + f.suffix_length), n.state, {_PRIORITY},
  'p' || m.annotator_id, m.round_no, m.created_at, m.updated_at, m.needs_context,
  m.context_note, m.origin {_MARKS} JOIN anchor_fragment f ON f.anchor_id = n.id""",
    "attributions": f"""
SELECT 'm' || m.id || '.' || b.level, 'm' || m.id, b.level, b.quote_type, 'n' || b.source_id,
  e.name, b.source_text, b.cue_text, b.is_anonymous, b.said_on
{_MARKS} JOIN attribution b ON b.mention_id = m.id LEFT JOIN entity e ON e.id = b.source_id""",
    "sentiments": f"""
SELECT 's' || s.id, 'a' || s.article_id, s.scope, min(f.start), max(f."end"),
  group_concat({_EXACT}, ' … '), coalesce(e.name, s.target_text), s.holder, h.name, s.polarity,
  sign(s.polarity), s.is_mixed, s.is_implicit, s.certainty, 'p' || s.annotator_id, t.version_no,
  count(f.anchor_id), 'n' || s.target_id, 'n' || s.holder_id, s.note, s.created_at, s.updated_at
FROM article a JOIN sentiment s ON s.article_id = a.id LEFT JOIN anchor n ON n.id = s.anchor_id
LEFT JOIN article_text t ON t.id = n.text_id LEFT JOIN text x ON x.sha256 = t.sha256
LEFT JOIN anchor_fragment f ON f.anchor_id = n.id LEFT JOIN entity e ON e.id = s.target_id
LEFT JOIN entity h ON h.id = s.holder_id GROUP BY a.position, s.position""",
    "zones": """
SELECT 'z' || z.id, 'a' || a.id, a.code, t.version_no, z.start, z."end", z.kind, '', z.rule, z.state
FROM text_zone z JOIN article_text t ON t.id = z.text_id JOIN article a ON a.id = t.article_id
WHERE z.state = 'taken'""",
    "claims": """
SELECT 'c' || c.id, c.code, c.text, '', c.assertion_kind, 'n' || c.claimant_id, e.name, e.same_as,
  c.date, c.date_basis, c.venue, count(m.id), count(DISTINCT t.article_id), p.name, c.created_at,
  c.updated_at, ''
FROM claim c LEFT JOIN entity e ON e.id = c.claimant_id LEFT JOIN annotator p ON p.id = c.created_by
LEFT JOIN claim_mention m ON m.claim_id = c.id LEFT JOIN anchor n ON n.id = m.anchor_id
LEFT JOIN article_text t ON t.id = n.text_id GROUP BY c.position""",
    "claim_labels": """
SELECT 'c' || c.id, c.code, l.scheme_id, s.layer, l.code, b.name
FROM claim c JOIN claim_label l ON l.claim_id = c.id JOIN scheme s ON s.id = l.scheme_id
JOIN label b ON b.scheme_id = l.scheme_id AND b.code = l.code""",
    "fact_checks": """
SELECT 'f' || k.id, 'c' || c.id, c.code, k.round_no, k.status, k.verdict_scheme, k.verdict_code,
  v.name, k.conclusion, k.justification, k.as_of, k.confidence, k.notes, p.name,
  'p' || k.checked_by, k.completed_at, k.created_at, k.updated_at
FROM fact_check k JOIN claim c ON c.id = k.claim_id
LEFT JOIN label v ON v.scheme_id = k.verdict_scheme AND v.code = k.verdict_code
LEFT JOIN annotator p ON p.id = k.checked_by""",
    "evidence": """
SELECT 'e' || v.id, 'f' || v.check_id, c.code, 'q' || v.source_id, q.title, v.stance, v.quote,
  v.locator, v.note, 'p' || v.added_by, v.added_at
FROM evidence v JOIN fact_check k ON k.id = v.check_id JOIN claim c ON c.id = k.claim_id
LEFT JOIN source q ON q.id = v.source_id""",
    "sources": """
SELECT 'q' || id, title, publisher, url, archive_url, published_at, accessed_at, medium, is_primary,
  reliability, reliability_note FROM source""",
    "entities": """
SELECT 'n' || e.id, name, kind, same_as,
  (SELECT group_concat(alias, ' | ') FROM entity_alias WHERE entity_id = e.id), notes
FROM entity e""",
    "annotators": "SELECT 'p' || id, name, kind, role, created_at FROM annotator",
    "labels": """
SELECT s.id, s.layer, s.title, l.code, l.name, l.short, l.definition, l.ordinal + 1, l.number,
  l.colour, l.key, l.is_retired, s.is_ordinal, s.multi_select, s.licence, s.source_url
FROM scheme s JOIN label l ON l.scheme_id = s.id""",
}
"""A query for each table but the sentences: without the gaps of claims, and who relays."""

_TEXTS: Final = """
SELECT 'a' || a.id, code, status, version_no, t.id, language, words(content, packed, 0, length)
FROM article a JOIN article_text t ON t.article_id = a.id JOIN text x ON x.sha256 = t.sha256"""
_CLAIMS: Final = f"""
SELECT f.start, f."end", c.code, {_TYPES}, {_PRIORITY}, b.quote_type, e.name, k.verdict_code
FROM anchor n JOIN claim_mention m ON m.anchor_id = n.id
JOIN anchor_fragment f ON f.anchor_id = n.id JOIN claim c ON c.id = m.claim_id
LEFT JOIN entity e ON e.id = c.claimant_id
LEFT JOIN attribution b ON b.mention_id = m.id AND b.level = 1
LEFT JOIN fact_check k ON k.claim_id = c.id WHERE n.text_id = ?"""
_TONES: Final = """
SELECT f.start, f."end", s.polarity, coalesce(e.name, s.target_text)
FROM anchor n JOIN sentiment s ON s.anchor_id = n.id JOIN anchor_fragment f ON f.anchor_id = n.id
LEFT JOIN entity e ON e.id = s.target_id WHERE n.text_id = ?"""


def sentence_rows(db: sqlite3.Connection) -> Rows:
    """Yield the rows of the sentences, which are found as the program finds them."""
    for article, code, status, version, text_id, language, text in db.execute(_TEXTS):
        claims = db.execute(_CLAIMS, [text_id]).fetchall()
        tones = db.execute(_TONES, [text_id]).fetchall()
        for number, span in enumerate(sentences(text, language), 1):
            start, end = span.start, span.end
            said = [each for each in claims if each[0] < end and start < each[1]]
            felt = [each for each in tones if each[0] < end and start < each[1]]
            place = (article, code, status, number, version, start, end, text[start:end])
            is_negative = status == "done" and not said
            lists = [*(_list(said, n) for n in range(2, 8)), *(_list(felt, n) for n in (2, 3))]
            yield (*place, "", False, bool(said), is_negative, *lists)


def _list(found: list[tuple[Any, ...]], column: int) -> str:
    return " | ".join(dict.fromkeys(str(each[column]) for each in found if each[column]))


def write_tables(project: Path, folder: Path, ready: Path | None = None) -> int:
    """Write every table into a folder and return the number of rows.

    Where there is a file with the rows of the sentences `ready`, no text is split.
    """
    folder.mkdir()
    with closing(_opened(project)) as db:
        count = sum([_write(folder / f"{name}.csv", db.execute(QUERIES[name])) for name in QUERIES])
        if ready is None:
            return count + _write(folder / "sentences.csv", sentence_rows(db))
    with closing(sqlite3.connect(ready)) as db:
        return count + _write(folder / "sentences.csv", db.execute("SELECT * FROM sentence"))


def write_all(project: Path, folder: Path) -> int:
    """Write every table and the newest text of every article; return the number of rows."""
    count = write_tables(project, folder)
    (folder / "texts").mkdir()
    with closing(_opened(project)) as db:
        for _, code, _, version, _, _, text in db.execute(_TEXTS):
            path = folder / "texts" / f"{code}.v{version}.txt"
            path.write_text(text, encoding="utf-8", newline="")
    return count


def make_ready(project: Path, ready: Path) -> None:
    """Write the rows of the sentences into a table of another file."""
    with closing(_opened(project)) as source, closing(sqlite3.connect(ready)) as db:
        db.execute(f"CREATE TABLE sentence ({', '.join(f'c{n}' for n in range(20))})")
        blanks = ", ".join("?" * 20)
        db.executemany(f"INSERT INTO sentence VALUES ({blanks})", sentence_rows(source))
        db.commit()


def _opened(project: Path) -> sqlite3.Connection:
    db = sqlite3.connect(project)
    db.create_function("words", 4, _words, deterministic=True)
    return db


def _words(content: str | None, packed: bytes | None, start: int, end: int) -> str | None:
    """Return the words at a place of a text, as it is stored; None where there is no place."""
    return None if content is None else _text(content, packed)[start:end]


@lru_cache(maxsize=4)
def _text(content: str, packed: bytes | None) -> str:
    return zlib.decompress(packed).decode() if packed else content


def _write(path: Path, rows: Rows) -> int:
    count = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count
