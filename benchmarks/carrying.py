"""What it costs to carry marks to a new text, beside finding the difference bare."""

from bisect import bisect_right
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rapidfuzz.distance import Indel

from annotator.domain.anchor import anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.carrying import by_edits, carry, placed_marks
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.language.differences.comparing import edits_between
from annotator.language.differences.reanchoring import Reanchoring
from annotator.language.differences.similarity import (
    SimilarityIndex,
    signature,
    signature_similarity,
    similarity,
)
from annotator.operations.text_versions import new_version
from annotator.storage.project import create_project
from annotator.storage.store import Store

_ROUNDS = 7
_MARKS = 1_000
_TEXT = "".join(
    f"On day {n} the minister said,and repeated,that guarantee {n * 7} had not been given.  "
    f"“It was not,”said his office.{'' if n % 3 else chr(10) + chr(10)}"
    for n in range(190)
)
_REPAIRED = _TEXT.replace(",and", ", and").replace("”said", "” said").replace("  “", " “")
_EDITS = edits_between(_TEXT, _REPAIRED)

Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """Return what was done, the median of ours, that of the bare library, and their ratio."""
    with TemporaryDirectory(dir=Path.cwd()) as name, closing(_trial(Path(name))) as store:
        return [*_carrying(store), *_again(store), *_similarity()]


def _carrying(store: Store) -> list[Row]:
    article = store.reader.find(Article)[0]
    anchors = [anchor for _, anchor in placed_marks(store.reader, article.id)]
    size = f"{_MARKS:,} marks, {len(_EDITS)} repairs, {len(_TEXT) // 1000} kB"
    bare = _timed(_bare)
    locate = by_edits(_EDITS, _REPAIRED)
    carried = _timed(lambda: [carry(anchor, "new", _REPAIRED, locate) for anchor in anchors])
    who = store.annotator.id
    made = _timed(lambda: new_version(store.reader, article, _EDITS, "", who))
    edit = new_version(store.reader, article, _EDITS, "", who)
    saved = _timed(lambda: store.apply(edit), store.undo)
    return [
        _row(f"carry: {size}", carried, bare),
        _row("carry: the same, and reading the marks", made, bare),
        _row("carry: saving that as one step", saved, bare),
    ]


def _again(store: Store) -> list[Row]:
    article = store.reader.find(Article)[0]
    anchors = [anchor for _, anchor in placed_marks(store.reader, article.id)]
    bare = _timed(lambda: Indel.opcodes(_TEXT, _REPAIRED))

    def found() -> None:
        place = Reanchoring(_TEXT, _REPAIRED, _EDITS).place
        for anchor in anchors:
            carry(anchor, "new", _REPAIRED, place)

    return [
        _row("differences: by word", _timed(lambda: edits_between(_TEXT, _REPAIRED)), bare),
        _row(f"differences: and {_MARKS:,} marks proved in the new text", _timed(found), bare),
    ]


def _similarity() -> list[Row]:
    text = _TEXT[:4_000]
    marks = [signature(f"{_TEXT[n : n + 2_000]}{n}") for n in range(0, 16_000, 16)]
    known = SimilarityIndex()
    for number in range(10_000):
        known.add(str(number), marks[number % len(marks)])
    mark = signature(text)
    exact = _timed(lambda: similarity(text, _REPAIRED[:4_000]))
    nearest = _timed(lambda: known.nearest(mark))
    one_by_one = _timed(lambda: [signature_similarity(mark, other) for other in marks])
    return [
        _row(
            "similarity: signature of 4 kB; beside measuring it",
            _timed(lambda: signature(text)),
            exact,
        ),
        _row("similarity: nearest of 10,000; beside 1,000 one by one", nearest, one_by_one),
    ]


def _bare() -> list[int]:
    """Find the difference of the texts by character, and shift 1,000 positions by it."""
    blocks = Indel.opcodes(_TEXT, _REPAIRED)
    starts = [block.src_start for block in blocks]
    shifts = [block.dest_start - block.src_start for block in blocks]
    return [place + shifts[bisect_right(starts, place) - 1] for place in range(_MARKS)]


def _trial(folder: Path) -> Store:
    store = create_project(folder / "trial.annotator", "Trial", [], folder / "marks")
    store.sign_in("Ana")
    content, who = Content(_TEXT), store.annotator.id
    article = Article(code="A1", headline="Guarantees")
    version = TextVersion(
        article_id=article.id, sha256=content.sha256, length=len(_TEXT), created_by=who
    )
    claim = Claim(code="C1", text="No guarantee had been given", created_by=who)
    changes = [Change(None, article), Change(None, version), Change(None, claim)]
    for number in range(_MARKS):
        start = number * (len(_TEXT) - 80) // _MARKS
        anchor = anchored(version.id, _TEXT, [Span(start, start + 60)])
        place = anchor.id
        mention = Mention(claim_id=claim.id, anchor_id=place, annotator_id=who)
        sentiment = Sentiment(article_id=article.id, anchor_id=place, annotator_id=who)
        changes += [Change(None, anchor), Change(None, sentiment if number % 2 else mention)]
    store.apply(Edit(label="Mark", changes=tuple(changes), contents=(content,)))
    return store


def _timed(act: Callable[[], object], after: Callable[[], object] = lambda: None) -> list[float]:
    seconds = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        act()
        seconds.append(perf_counter() - start)
        after()
    return seconds


def _row(what: str, ours: list[float], bare: list[float]) -> Row:
    own, other = median(ours) * 1000, median(bare) * 1000
    return (what, f"{own:.2f} ms", f"{other:.2f} ms", f"{own / other:.1f} ×")


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
