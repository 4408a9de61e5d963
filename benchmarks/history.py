"""The history of a project with 100,000 lines: the first page, each filter, and going back."""

import statistics
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from annotator.domain.anchor import Passage
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.history import HistoryAction, HistoryFilter, HistoryKind
from annotator.domain.span import Span
from annotator.importers import codebook
from annotator.importers.draft import Draft
from annotator.operations.going_back import back_to
from annotator.operations.new_article import article_from_draft
from annotator.storage import engine
from annotator.storage.history_index import catch_up
from annotator.storage.reader import StoredReader
from annotator.storage.store import Store

_LINES, _ARTICLES, _CLAIMS, _PEOPLE, _ROUNDS = 100_000, 400, 8_000, 6, 7
_BEHIND = 3_000  # lines
_SENTENCE = "The ministry said that the bridge over the river had been closed for nine weeks. "

Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """Return what was timed, the median, the bound, and their ratio."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.annotator"
        _fill(path)
        db = engine.open_for_reading(path)
        history = StoredReader(db).history
        found = [
            _row(f"history of 100,000 lines: {name}", bound, lambda w=wanted: history.steps(w))
            for name, bound, wanted in _wanted(history.people()[-1])
        ]
        middle = _LINES // 2
        found.append(_row("what changed in 50,000 lines", 0, lambda: history.since(middle)))
        reader = StoredReader(db)
        found.append(
            _row("go back by 50,000 lines: the edit", 0, lambda: back_to(reader, middle, ""))
        )
        db.close()
        found.append(_behind(path))
        found.append(_indexing(path))
    return found


def _wanted(person: str) -> list[tuple[str, float, HistoryFilter]]:
    return [
        ("first page", 100, HistoryFilter()),
        ("of one claim", 200, HistoryFilter(code="C77")),
        ("of one article", 200, HistoryFilter(code="A7")),
        ("by one person", 200, HistoryFilter(annotator_id=person)),
        ("of one day without any", 200, HistoryFilter(since="2001", until="2002")),
        ("checks changed", 200, HistoryFilter(kinds=frozenset({HistoryKind.CHECKS}))),
        ("removed", 200, HistoryFilter(actions=frozenset({HistoryAction.REMOVED}))),
        ("with words", 200, HistoryFilter(words=(("C77",), ("verdict",)))),
        ("with words that are nowhere", 200, HistoryFilter(words=(("zebra",),))),
    ]


def _fill(path: Path) -> None:
    store = Store.in_memory(codebook.named("standard"))
    claims, checks = _begin(store)
    verdicts = store.reader.codebook().scheme(Layer.VERDICT)
    for number in count():
        if store.tip().seq >= _LINES:
            break
        if number % 5_000 == 0:
            store.sign_in(f"Person {number // 5_000 % _PEOPLE}")
        place = number % _CLAIMS
        if number % 3:
            check = checks[place]
            verdict = verdicts.key(verdicts.labels[number % len(verdicts.labels)].code)
            after = replace(check, verdict=verdict, notes=f"Seen {number}")
            label = EditLabel.of("Change {field} of {record}", field="verdict", record=f"C{place}")
            checks[place] = after
            store.apply(Edit.swap(label, check, after))
        else:
            claim = claims[place]
            after_claim = replace(claim, text=f"{claim.text[:60]} {number}")
            claims[place] = after_claim
            store.apply(Edit.swap("Change claim", claim, after_claim))
        if number % 50 == 49:
            store.undo()
            store.redo()
    with engine.new_file(path) as file:
        store._db.backup(file)  # noqa: SLF001 - quicker than 100,000 commits


def _begin(store: Store) -> tuple[list[Claim], list[FactCheck]]:
    store.sign_in("Person")
    by = store.annotator.id
    text = _SENTENCE * 40
    for number in range(_ARTICLES):
        draft = Draft(
            headline=f"Bench {number}",
            text=f"{number} {text}",
            original=b"",
            encoding="utf-8",
            file_name="bench.txt",
        )
        store.apply(article_from_draft(draft, "", by))
    versions = [store.reader.version(listed.id) for listed in store.reader.article_summaries()]
    claims = [Claim(code=f"C{n + 1}", text=_SENTENCE, created_by=by) for n in range(_CLAIMS)]
    checks = [FactCheck(claim_id=claim.id, checked_by=by) for claim in claims]
    for number, (claim, check) in enumerate(zip(claims, checks, strict=True)):
        version = versions[number % _ARTICLES]
        passage = Passage(
            text_id=version.id, text=store.reader.text(version.sha256), spans=(Span(5, 45),)
        )
        anchor = passage.anchor()
        mention = Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=by)
        records: list[Record] = [claim, anchor, mention, check]
        store.apply(Edit.add("Add claim", *records))
    return claims, checks


def _behind(path: Path) -> Row:
    """Time the first page of a project that is read-only and whose last lines are not indexed."""
    with closing(engine.open_for_writing(path)) as db:
        catch_up(db)
        for name in ("history_line", "history_subject"):
            db.execute(f"DELETE FROM {name} WHERE seq > ?", [_LINES - _BEHIND])

    def read() -> None:
        with closing(engine.open_for_reading(path)) as db:
            StoredReader(db).history.steps(HistoryFilter())

    return _row(f"first page, {_BEHIND:,} lines not indexed", 100, read)


def _indexing(path: Path) -> Row:
    """Time what is done once, when a file of an older version is upgraded."""
    db = engine.open_for_writing(path)
    for name in ("history_line", "history_subject", "history_mention"):
        db.execute(f"DELETE FROM {name}")
    began = time.perf_counter()
    db.execute("BEGIN")
    catch_up(db)
    db.execute("COMMIT")
    took = time.perf_counter() - began
    db.close()
    return ("index 100,000 lines, once", f"{took:.1f} s", "", "")


def _row(what: str, bound: float, act: Callable[[], object]) -> Row:
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    median = statistics.median(times)
    ratio = f"{median / bound:.2f} ×" if bound else ""
    return (what, f"{median:.1f} ms", f"bound {bound} ms" if bound else "", ratio)


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="\t")
