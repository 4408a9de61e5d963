"""Verifying a project file: each part is compared with the others."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from itertools import islice
from operator import methodcaller
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.errors import StorageError
from annotator.i18n import N_, capitalised, tr
from annotator.storage import derived, engine, times
from annotator.storage.anchors import quoted
from annotator.storage.clock import require_wanted
from annotator.storage.content_check import contents
from annotator.storage.engine import Connection, EngineError
from annotator.storage.high_water import history_warning, seen
from annotator.storage.journal import Journal
from annotator.storage.label_uses import CODED
from annotator.storage.looking import opened, real, shared
from annotator.storage.opening import require_project
from annotator.storage.packing import text_of
from annotator.storage.pages import check_pages
from annotator.storage.reader import StoredReader
from annotator.storage.record_names import list_name, record_name
from annotator.storage.replay import Replay
from annotator.storage.rows import TABLES, StoredFragment
from annotator.storage.trust import Thing, apart, short
from annotator.storage.upgraded_copy import at_current_version

READ_ERRORS: Final = (
    *(EngineError, StorageError, msgspec.MsgspecError, MemoryError, RecursionError),
    *(ValueError, OverflowError, TypeError, LookupError),
)
"""The errors that a step of the check may meet in a damaged file."""

_GONE: Final = N_("The {kind} “{name}” is missing or was changed.")
_FOREIGN: Final = N_("The {kind} “{name}” does not belong in a project of this version.")
_BROKEN_OFF: Final = N_("{title}: the file is damaged and cannot be read to the end ({error}).")
_ANOTHER_TEXT: Final = N_("{place} ({start}–{end}) no longer has its original text.")
_ANOTHER_LENGTH: Final = N_("The length of {name} is noted as {noted}, but it is {found}.")
_FIELDS: Final = {
    "assertion_kind": N_("kind"),
    "quote_type": N_("quote"),
    "status": N_("status"),
    "stance": N_("stance"),
    "medium": N_("medium"),
    "reliability": N_("reliability"),
}
"""What the columns that hold codes of the codebook are called in the window."""

_MOST: Final = 1000  # findings of one part
_SHARE_IF_DAMAGED: Final = 0.3  # of the time that the connection allows for one query


class Step(Struct, frozen=True):
    """One finished step of the check: its title and what was found.

    Remarks are worth knowing but not faults, such as a clock that was set back.
    """

    title: str
    findings: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def findings(
    path: Path, state_folder: Path | None = None, is_wanted: Callable[[], bool] = lambda: True
) -> Iterator[str]:
    """Yield one sentence for each fault of a project; the file is only read.

    With `state_folder`, the file is also compared with the project's high-water mark. It ends soon
    after `is_wanted` returns false; the result is then incomplete.
    """
    for step in steps(path, state_folder, is_wanted):
        yield from step.findings


def steps(
    path: Path, state_folder: Path | None = None, is_wanted: Callable[[], bool] = lambda: True
) -> Iterator[Step]:
    """Yield each step of the check when it is done; there are at most `STEPS`.

    Steps that would run code from a foreign schema object are skipped.
    """
    path = real(path)
    try:
        require_project(path)
        with engine.refusing(lambda: tr("“{file}” could not be read", file=path.name)):
            db, remark = opened(path)
            with suppress(*READ_ERRORS):  # it is reported below
                db = db if apart(db)[1] else shared(db, path)
    except StorageError as error:
        yield Step(tr("File"), (str(error),))
        return
    if remark:
        yield Step(tr("Log"), (remark,))
    with closing(db):
        db.clock.is_wanted = is_wanted
        yield from _steps(db, state_folder)


def problems(db: Connection) -> Iterator[str]:
    """Yield the faults of an open project."""
    for step in _steps(db, None):
        yield from step.findings


def _steps(db: Connection, state_folder: Path | None) -> Iterator[Step]:
    db.text_factory = methodcaller("decode", "utf-8", "backslashreplace")
    try:
        db.execute("BEGIN")  # a snapshot, whatever others write meanwhile
        missing, strange = apart(db)
    except READ_ERRORS as error:
        yield Step(tr("Tables"), (failure(tr("Tables"), error),))
        return
    tables = Step(tr("Tables"), (*map(_missing, missing), *map(_strange, strange)))
    yield tables
    if any(kind == "table" for kind, *_ in missing):
        return  # a view in place of a table would run
    file = _step(db, tr("File"), lambda db: integrity(db, strange))
    yield file
    try:
        present = at_current_version(db)
    except READ_ERRORS as error:
        yield Step(tr("Version"), (failure(tr("Version"), error),))
        return
    with ExitStack() as last:
        if present is not db:
            last.callback(present.close)
        with present.limited(present.seconds * _SHARE_IF_DAMAGED if file.findings else 0):
            yield from _looked_at(present, is_sound=not tables.findings and not file.findings)
            yield Step(tr("Times"), (), _step(present, tr("Times"), times.remarks).findings)
            if state_folder:
                yield _step(present, tr("Last known state"), lambda db: _memory(db, state_folder))


def _looked_at(db: Connection, *, is_sound: bool) -> Iterator[Step]:
    for title, look in _LOOKS:
        step = _step(db, tr(title), look)
        is_sound = is_sound and not step.findings
        yield step
    yield _step(db, tr("Records"), _rules if is_sound else _records)


def _step(db: Connection, title: str, look: Callable[[Connection], Iterator[str]]) -> Step:
    found: list[str] = []
    try:
        with db.limited():
            found.extend(islice(look(db), _MOST))
    except READ_ERRORS as error:
        found.append(failure(title, error))
    return Step(title, tuple(found))


def failure(title: str, error: Exception) -> str:
    """Return the sentence about a part of the check that could not be finished."""
    if isinstance(error, EngineError) and engine.is_of_disk(error):
        return tr(
            "{title}: it could not be read: {reason}.", title=title, reason=engine.reason(error)
        )
    if isinstance(error, StorageError):
        return f"{title}: {error}"
    return tr(_BROKEN_OFF, title=title, error=error)


def _missing(thing: Thing) -> str:
    return tr(_GONE, kind=short(thing[0]), name=short(thing[1]))


def _strange(thing: Thing) -> str:
    return tr(_FOREIGN, kind=short(thing[0]), name=short(thing[1]))


def integrity(db: Connection, strange: list[Thing]) -> Iterator[str]:
    """Yield the faults of pages and references; `strange` are foreign schema objects."""
    if any(kind in {"table", "index"} for kind, *_ in strange):
        return  # their expressions would run
    for said in check_pages(db, "integrity_check"):
        if said != "ok":
            yield tr("The file is damaged: {error}.", error=short(said))
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield tr(
            "One of {list} refers to one of {others} that is missing.",
            list=list_name(table),
            others=list_name(parent),
        )


def _anchors(db: Connection) -> Iterator[str]:
    query = (
        "SELECT article_text.id, length, CAST(content AS BLOB), packed FROM article_text"
        " JOIN text ON text.sha256 = article_text.sha256"
    )
    for text_id, length, content, packed in db.execute(query):
        require_wanted()
        text = text_of(content, packed).decode("utf-8", "backslashreplace")
        if length != len(text):
            name = record_name(db, "article_text", text_id)
            yield tr(_ANOTHER_LENGTH, name=name, noted=length, found=len(text))
        yield from _places_in(db, text_id, text)
    query = "SELECT id FROM anchor WHERE id NOT IN (SELECT anchor_id FROM anchor_fragment)"
    for (id_,) in db.execute(query):
        yield tr("{place} has no text.", place=_mark_name(db, id_))


def _places_in(db: Connection, text_id: str, text: str) -> Iterator[str]:
    query = (
        'SELECT anchor_id, ordinal, start, "end", prefix_length, suffix_length, checksum'
        " FROM anchor JOIN anchor_fragment ON anchor_id = anchor.id"
        " WHERE text_id = ? ORDER BY anchor_id, ordinal"
    )
    last: tuple[str, int, int] = ("", 0, 0)
    for id_, ordinal, start, end, *rest in db.execute(query, [text_id]):
        if quoted(StoredFragment(start, end, *rest), text) is None:
            yield tr(_ANOTHER_TEXT, place=_mark_name(db, id_), start=start, end=end)
        number, after = (last[1] + 1, last[2]) if id_ == last[0] else (0, -1)
        if ordinal != number or start <= after:
            yield tr("{place} has its parts in the wrong order.", place=_mark_name(db, id_))
        last = (id_, ordinal, end)


def _mark_name(db: Connection, anchor_id: str) -> str:
    query = (
        "SELECT ' (claim ' || code || ')' FROM claim_mention"
        " JOIN claim ON claim.id = claim_id WHERE anchor_id = ?"
    )
    row = db.execute(query, [anchor_id]).fetchone()
    name = record_name(db, "anchor", anchor_id)
    return f"{capitalised(name)}{row[0] if row else ''}"


def _labels(db: Connection) -> Iterator[str]:
    for table, column, layer in CODED:
        query = (
            f'SELECT DISTINCT "{column}" FROM {table}'
            " WHERE EXISTS (SELECT * FROM scheme WHERE layer = ?1)"
            f' AND "{column}" NOT IN (SELECT code FROM label'
            " JOIN scheme ON scheme.id = scheme_id WHERE layer = ?1)"
        )
        for (code,) in db.execute(query, [layer]):
            yield tr(
                "“{code}” is the {field} of one of {list}, but the codebook does not have it.",
                code=code,
                field=tr(_FIELDS[column]),
                list=list_name(table),
            )


def _rules(db: Connection) -> Iterator[str]:
    """Yield the records that break a rule, without reading each of them.

    For a sound file whose rows are those of its history, in which each record was read already, and
    whose texts have the words of every mark.
    """
    yield from (damage.sentence for damage in StoredReader(db).damages())


def _records(db: Connection) -> Iterator[str]:
    """Yield the records that cannot be read as they are, or break a rule."""
    reader = StoredReader(db)
    for table in TABLES:
        for _ in reader.each(table.kind):
            pass  # reading records the damage
    for article in reader.each(Article):
        require_wanted()
        reader.mentions_in(article.id)
        reader.sentiments_in(article.id)
    yield from (damage.sentence for damage in reader.damages())


def _history(db: Connection) -> Iterator[str]:
    is_as_recorded = True
    for finding in Replay(db).findings():
        is_as_recorded = False
        yield finding
    if is_as_recorded:  # otherwise the counts differ from changed records: not a second problem
        yield from derived.faults(db)


def _memory(db: Connection, state_folder: Path) -> Iterator[str]:
    for (project_id,) in db.execute("SELECT id FROM project"):
        if remark := history_warning(seen(state_folder, str(project_id)), Journal(db)):
            yield remark


_LOOKS: Final[tuple[tuple[str, Callable[[Connection], Iterator[str]]], ...]] = (
    (N_("Texts and originals"), contents),
    (N_("Places in the texts"), _anchors),
    (N_("Labels"), _labels),
    (N_("History"), _history),
)

STEPS: Final = len(_LOOKS) + 5
"""How many steps a check has, with the comparison with the high-water mark."""
