"""Projects that somebody prepared: each way to do so takes a sound file and spoils it."""

import sqlite3
import struct
from contextlib import closing

from annotator.storage import engine

REFUSED, READ, WORKED = "refused", "read", "worked in"

_ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
_HUGE = "hex(zeroblob(400000000))"


def statements(*lines):
    """Run SQL in the file; what the schema says of itself may be changed as well."""

    def spoil(path):
        with closing(engine.sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = DELETE").fetchone()
            db.execute("PRAGMA ignore_check_constraints = ON")
            db.execute("PRAGMA writable_schema = ON")
            for line in lines:
                db.execute(line).fetchall()

    return spoil


def without(*triggers):
    return [f"DROP TRIGGER {name}" for name in triggers]


def in_journal(*lines, keep=("journal_keeps", "journal_stays")):
    """Change lines of the journal, and leave its triggers as they were."""

    def spoil(path):
        with closing(engine.sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = DELETE").fetchone()
            query = "SELECT sql FROM sqlite_schema WHERE name = ?"
            saved = [db.execute(query, [name]).fetchone()[0] for name in keep]
            for line in [*without(*keep), *lines, *saved]:
                db.execute(line)

    return spoil


def told(table, *changes):
    """Change the words by which the schema keeps a thing."""
    words = "sql"
    for former, new in changes:
        words = f"replace({words}, '{former}', '{new}')"
    return statements(f"UPDATE sqlite_schema SET sql = {words} WHERE name = '{table}'")


def header(place, value):
    """Write bytes over those of the header."""

    def spoil(path):
        with path.open("r+b") as file:
            file.seek(place)
            file.write(value)

    return spoil


def both(*ways):
    """Spoil a file in more than one way."""

    def spoil(path):
        for way in ways:
            way(path)

    return spoil


def root_of(table):
    def find(path):
        with closing(engine.sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as db:
            query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
            return db.execute(query, [table]).fetchone()[0]

    return find


def children(table, choose):
    """Let every child of the top page of a table be the page that `choose` returns."""

    def spoil(path):
        root = root_of(table)(path)
        raw = bytearray(path.read_bytes())
        top = (root - 1) * 4096
        assert raw[top] == 5, f"{table} has one page only"
        cells = int.from_bytes(raw[top + 3 : top + 5], "big")
        last = int.from_bytes(raw[top + 8 : top + 12], "big")
        for number in range(cells):
            at = int.from_bytes(raw[top + 12 + 2 * number : top + 14 + 2 * number], "big")
            raw[top + at : top + at + 4] = struct.pack(">I", choose(root, last))
        raw[top + 8 : top + 12] = struct.pack(">I", choose(root, last))
        path.write_bytes(raw)

    return spoil


def overflow_ring(path):
    """Let the pages that hold the end of the article's text lead to themselves."""
    raw = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        [(packed,)] = db.execute("SELECT packed FROM text ORDER BY size DESC LIMIT 1").fetchall()
    pages = [at for at in range(0, len(raw), 4096) if raw[at + 4 : at + 104] in packed]
    assert len(pages) > 2
    for at in pages:
        raw[at : at + 4] = struct.pack(">I", at // 4096 + 1)
    path.write_bytes(raw)


def free_ring(path):
    """Let the list of free pages lead to itself."""
    statements(
        "CREATE TABLE gone (x)", "INSERT INTO gone VALUES (randomblob(90000))", "DROP TABLE gone"
    )(path)
    raw = bytearray(path.read_bytes())
    trunk = int.from_bytes(raw[32:36], "big")
    assert trunk
    raw[(trunk - 1) * 4096 : (trunk - 1) * 4096 + 4] = struct.pack(">I", trunk)
    path.write_bytes(raw)


def in_utf_16(path):
    """Make the same project anew in a file of UTF-16."""
    with closing(sqlite3.connect(path)) as db:
        lines = list(db.iterdump())
        marks = [
            db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("user_version", "application_id")
        ]
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA encoding = 'UTF-16le'")
        db.executescript("\n".join(lines))
        db.execute(f"PRAGMA user_version = {marks[0]}")
        db.execute(f"PRAGMA application_id = {marks[1]}")


def huge_on_paper(path):
    """Give a small file a size of a gigabyte, of which the disk holds nothing."""
    pages = 2**30 // 4096
    with path.open("r+b") as file:
        file.truncate(2**30)
        file.seek(28)
        file.write(struct.pack(">I", pages))


def many_tables(path):
    with closing(engine.sqlite3.connect(path)) as db:
        db.execute("BEGIN")
        for number in range(3000):
            db.execute(f"CREATE TABLE t{number} (a, b, c, d, e, f)")
        db.commit()


def last_line(**fields):
    """Add a line to the journal, as the one that undo takes next."""
    told = {
        "seq": "(SELECT max(seq) + 1 FROM journal)",
        "at": "''",
        "annotator_id": "''",
        "kind": "'do'",
        "label": "'x'",
        '"group"': "NULL",
        "target": "NULL",
        "below": "0",
        "undo_top": "(SELECT max(seq) + 1 FROM journal)",
        "redo_top": "0",
        "hash": "''",
        "changes": "'[]'",
    } | {f'"{name}"' if name == "group" else name: value for name, value in fields.items()}
    return f"INSERT INTO journal ({', '.join(told)}) VALUES ({', '.join(told.values())})"


_NEXT = "(SELECT max(seq) + 1 FROM journal)"
_DEEP = "'" + "[" * 100_000 + "]" * 100_000 + "'"
_BROAD = "'[" + ",".join(["[]"] * 500_000) + "]'"
_NULS = "'CREATE TRIGGER a' || char(0) || 'b AFTER INSERT ON claim BEGIN SELECT 1; END'"

KINDS = {
    # what the file brings with it
    "trigger": (
        statements("CREATE TRIGGER evil AFTER INSERT ON entity BEGIN DELETE FROM claim; END"),
        READ,
        "the trigger “evil”",
    ),
    "trigger on the journal": (
        statements("CREATE TRIGGER evil AFTER INSERT ON journal BEGIN DELETE FROM claim; END"),
        READ,
        "the trigger “evil”",
    ),
    "trigger with an endless query": (
        statements(
            "CREATE TRIGGER evil AFTER INSERT ON entity BEGIN"
            f" INSERT INTO entity_alias SELECT i, i, i FROM ({_ENDLESS}); END"
        ),
        READ,
        "“evil”",
    ),
    "many triggers": (
        statements(
            *(
                f"CREATE TRIGGER evil{n} AFTER INSERT ON entity BEGIN DELETE FROM claim; END"
                for n in range(9)
            )
        ),
        READ,
        "and 6 more)",
    ),
    "trigger in the place of ours": (
        statements(
            "DROP TRIGGER text_keeps",
            "CREATE TRIGGER text_keeps AFTER INSERT ON claim BEGIN DELETE FROM label; END",
        ),
        READ,
        "the trigger “text_keeps”",
    ),
    "trigger gone": (
        statements("DROP TRIGGER text_keeps"),
        READ,
        "missing: the trigger “text_keeps”",
    ),
    "index gone": (
        statements("DROP INDEX claim_by_claimant"),
        READ,
        "missing: the index “claim_by_claimant”",
    ),
    "view": (statements("CREATE VIEW more AS SELECT * FROM claim"), READ, "the view “more”"),
    "endless view": (statements(f"CREATE VIEW more AS {_ENDLESS}"), READ, "the view “more”"),
    "view in the place of a table": (
        statements("DROP TABLE evidence", f"CREATE VIEW evidence AS {_ENDLESS}"),
        REFUSED,
        "changed: the table “evidence”",
    ),
    "view of huge values in the place of the articles": (
        statements(
            "PRAGMA foreign_keys = OFF",
            "ALTER TABLE article RENAME TO gone",
            f"CREATE VIEW article AS SELECT {_HUGE} AS id",
        ),
        REFUSED,
        "does not have the tables",
    ),
    "table": (statements("CREATE TABLE more (x)"), READ, "the table “more”"),
    "table with a condition": (
        statements(
            f"CREATE TABLE more (x CHECK (length({_HUGE}) > x))",
            "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE 0",
        ),
        READ,
        "the table “more”",
    ),
    "three thousand tables": (many_tables, READ, "the table “t0”"),
    "generated column": (
        told(
            "claim",
            ("updated_at TEXT NOT NULL,", f"updated_at TEXT NOT NULL, evil TEXT AS ({_HUGE}),"),
        ),
        REFUSED,
        "the table “claim”",
    ),
    "default for every row": (
        statements(f"ALTER TABLE article ADD COLUMN evil TEXT NOT NULL DEFAULT '{'x' * 300_000}'"),
        REFUSED,
        "the table “article”",
    ),
    "unknown collation": (
        told("article_by_status", ("(status)", "(status COLLATE evil)")),
        READ,
        "the index “article_by_status”",
    ),
    "index of an expression": (
        statements("CREATE INDEX more ON claim (upper(text))"),
        READ,
        "the index “more”",
    ),
    "index of a huge expression": (
        statements(
            "CREATE INDEX more ON evidence (upper(note))",
            f"UPDATE sqlite_schema SET sql = replace(sql, 'upper(note)', 'length({_HUGE})')"
            " WHERE name = 'more'",
        ),
        READ,
        "the index “more”",
    ),
    "partial index": (
        statements("CREATE INDEX more ON claim (text) WHERE text <> ''"),
        READ,
        "the index “more”",
    ),
    "full-text table": (
        statements("CREATE VIRTUAL TABLE more USING fts5 (words)"),
        READ,
        "the table “more",
    ),
    "full-text table of ours": (
        statements("CREATE VIRTUAL TABLE more USING fts5 (text, content=claim)"),
        READ,
        "the table “more",
    ),
    "virtual table of no known kind": (
        statements(
            "CREATE TABLE more (x)",
            "UPDATE sqlite_schema SET rootpage = 0,"
            " sql = 'CREATE VIRTUAL TABLE more USING evil(x)' WHERE name = 'more'",
        ),
        READ,
        "the table “more”",
    ),
    "virtual table in the place of ours": (
        told(
            "evidence",
            ('CREATE TABLE "evidence" (', 'CREATE VIRTUAL TABLE "evidence" USING fts5 ('),
        ),
        REFUSED,
        "the file is damaged",
    ),
    "numbers given out": (
        statements("CREATE TABLE more (id INTEGER PRIMARY KEY AUTOINCREMENT)"),
        READ,
        "“more”",
    ),
    "false statistics": (
        statements("ANALYZE", "UPDATE sqlite_stat1 SET stat = '99999999 1'"),
        READ,
        "the table “sqlite_stat1”",
    ),
    "statistics that are no table of the engine": (
        statements(
            "CREATE TABLE more (tbl, idx, stat)",
            "UPDATE sqlite_schema SET name = 'sqlite_stat1', tbl_name = 'sqlite_stat1',"
            " sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat)' WHERE name = 'more'",
        ),
        READ,
        "the table “sqlite_stat1”",
    ),
    # the schema as such
    "with row numbers": (told("label", (" WITHOUT ROWID", "")), REFUSED, "the file is damaged"),
    "without row numbers": (
        told("entity", (") STRICT", ") STRICT, WITHOUT ROWID")),
        REFUSED,
        "the table “entity”",
    ),
    "conditions removed": (
        told("article_text", ("CHECK (kind IN", "DEFAULT (1 IN")),
        REFUSED,
        "the table “article_text”",
    ),
    "any value": (told("sentiment", (") STRICT", ")")), REFUSED, "the table “sentiment”"),
    "NUL in a name": (
        statements(
            "INSERT INTO sqlite_schema"
            f" VALUES ('trigger', 'a' || char(0) || 'b', 'claim', 0, {_NULS})"
        ),
        REFUSED,
        "the file is damaged",
    ),
    "name of a hundred kB": (statements(f'CREATE TABLE "{"x" * 100_000}" (x)'), READ, "…”"),
    "name that turns the line": (
        statements('CREATE VIEW "\u202eevil\x1b[2J" AS SELECT 1'),
        READ,
        "the view “",
    ),
    "schema of five MB": (
        statements(f"CREATE TABLE more (x /*{'x' * 5_000_000}*/)"),
        READ,
        "the table “more”",
    ),
    "a table twice": (
        statements("INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'evidence'"),
        REFUSED,
        "the file is damaged",
    ),
    "a table that calls itself a view": (
        statements("UPDATE sqlite_schema SET type = 'view' WHERE name = 'evidence'"),
        REFUSED,
        "the file is damaged",
    ),
    "two tables on one page": (
        statements(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
            " WHERE name = 'source') WHERE name = 'evidence'"
        ),
        READ,
        "is damaged",
    ),
    "a table on page one": (
        statements("UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'evidence'"),
        REFUSED,
        "the file is damaged",
    ),
    "a table beyond the end": (
        statements("UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'evidence'"),
        REFUSED,
        "the file is damaged",
    ),
    # pages
    "pages that share their pages": (
        children("entity", lambda root, last: last),
        READ,
        "is damaged",
    ),
    "a page that holds itself": (children("entity", lambda root, last: root), READ, "is damaged"),
    "a journal that holds itself": (
        children("journal", lambda root, last: root),
        READ,
        "It can be recovered from",
    ),
    "a text without end": (overflow_ring, READ, "is damaged"),
    "free pages in a ring": (free_ring, READ, "is damaged"),
    # the header
    "another's mark": (header(68, b"EVIL"), REFUSED, "not an Annotator project"),
    "no version": (header(60, struct.pack(">I", 0)), REFUSED, "valid Annotator project"),
    "an older version than it is": (
        header(60, struct.pack(">I", 1)),
        REFUSED,
        "the table “anchor”",
    ),
    "a version below zero": (header(60, b"\xff\xff\xff\xff"), REFUSED, "newer version"),
    "UTF-16": (in_utf_16, REFUSED, "valid Annotator project"),
    "UTF-16 by the header alone": (
        header(56, struct.pack(">I", 2)),
        REFUSED,
        "valid Annotator project",
    ),
    "more pages than there are": (header(28, struct.pack(">I", 2**31)), REFUSED, "cut short"),
    "a gigabyte of nothing": (huge_on_paper, WORKED, ""),
    "unknown ways to read": (header(18, b"\x03\x03"), REFUSED, "the file is damaged"),
    "pages of another size": (header(16, struct.pack(">H", 512)), REFUSED, "the file is damaged"),
    "pages with an end kept back": (header(20, b"\xff"), REFUSED, "the file is damaged"),
    # the journal
    "a last line without a number after it": (
        in_journal(last_line(seq="9223372036854775807", undo_top="1")),
        READ,
        "its history has no end",
    ),
    "an undo that is still to come": (
        in_journal(last_line(undo_top="999999")),
        READ,
        "its history has no end",
    ),
    "a redo below zero": (in_journal(last_line(redo_top="-5")), READ, "its history has no end"),
    "a line under itself": (in_journal(last_line(group="'g'", below=_NEXT)), WORKED, ""),
    "lines under each other": (
        in_journal(
            last_line(group="'g'", below=f"{_NEXT} + 1"),
            last_line(group="'g'", below="(SELECT max(seq) FROM journal)"),
        ),
        WORKED,
        "",
    ),
    "a redo of itself": (in_journal(last_line(kind="'redo'", target=_NEXT)), WORKED, ""),
    "a redo of a redo": (
        in_journal(
            last_line(kind="'redo'", target="3"),
            last_line(kind="'redo'", target="(SELECT max(seq) FROM journal)"),
        ),
        WORKED,
        "",
    ),
    "an undo of what set it up": (in_journal(last_line(undo_top="1")), WORKED, ""),
    "changes a hundred thousand deep": (in_journal(last_line(changes=_DEEP)), WORKED, ""),
    "half a million changes of nothing": (in_journal(last_line(changes=_BROAD)), WORKED, ""),
    "a change of nothing": (
        in_journal(last_line(changes="'[[\"claim\", null, null]]'")),
        WORKED,
        "",
    ),
    "a change of no known kind": (
        in_journal(last_line(changes="'[[\"evil\", null, {}]]'")),
        WORKED,
        "",
    ),
    # values
    "twenty MB in a field": (
        statements("UPDATE claim SET text = hex(randomblob(10000000))"),
        WORKED,
        "",
    ),
    "a name that is no text": (
        statements("UPDATE project SET name = CAST(x'ff00fe' AS TEXT)"),
        WORKED,
        "",
    ),
    "a name with a NUL": (
        statements("UPDATE project SET name = 'a' || char(0) || 'b'"),
        WORKED,
        "",
    ),
    "a colour of deep JSON": (statements(f"UPDATE label SET colour = {_DEEP}"), WORKED, ""),
    "a count without end": (
        statements("UPDATE code_counter SET last = 9223372036854775807"),
        WORKED,
        "",
    ),
}
