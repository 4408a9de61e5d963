"""What one saved edit costs beside a bare durable insert through the same engine."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from msgspec.structs import replace

from annotator.domain.anchor import anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.span import Span
from annotator.storage import engine
from annotator.storage.project import create_project
from annotator.storage.store import Store

_ROUNDS = 12
_EACH = 50
# until both logs, of a thousand pages each, are written over instead of growing: that is cheaper
_WARM_INSERTS, _WARM_EDITS = 1200, 100
_WORDS = "The minister said that no guarantee had been given. " * 100
_SCHEME = Scheme(
    id="trial@1",
    layer="claim_type",
    title="Trial",
    multi_select=True,
    labels=(Label(code="number", name="Number"), Label(code="quote", name="Quote")),
)


def rows() -> list[tuple[str, str, str, str]]:
    """Return what was done, the median of ours, that of a bare insert, and their ratio.

    The three take turns in blocks on the same disk, so that its moods fall on all of them.
    """
    with TemporaryDirectory(dir=Path.cwd()) as name, closing(_trial(Path(name))) as store:
        bare = _bare_insert(Path(name) / "bare.db")
        adder = Adder(store)
        for _ in range(_WARM_INSERTS):
            bare()
        for _ in range(_WARM_EDITS):
            adder.add()
        bares, adds, changes = [], [], []
        for _ in range(_ROUNDS):
            bares += [_timed(bare) for _ in range(_EACH)]
            adds += [adder.add() for _ in range(_EACH)]
            changes += [adder.change() for _ in range(_EACH)]
    return [
        _row("save: change one field of a claim", changes, bares),
        _row("save: add a claim with its mention", adds, bares),
    ]


class Adder:
    """Adds claims to the only article of a project, and changes them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._text = store.reader.find(TextVersion)[0]
        self._claims: list[Claim] = []

    def add(self) -> float:
        """Add a claim with a mention, an attribution and two labels; return the seconds."""
        who = self._store.annotator.id
        place = Span(len(self._claims) % 5000, len(self._claims) % 5000 + 60)
        claim = Claim(
            text="No guarantee was given",
            labels=frozenset(LabelKey(_SCHEME.id, label.code) for label in _SCHEME.labels),
            created_by=who,
        )
        anchor = anchored(self._text.id, _WORDS, [place])
        mention = Mention(
            claim_id=claim.id,
            anchor_id=anchor.id,
            annotator_id=who,
            attributions=(Attribution(quote_type="indirect", source_text="The minister"),),
        )
        edit = Edit.add("Add claim", claim, anchor, mention)
        seconds = _timed(lambda: self._store.apply(edit))
        self._claims += self._store.reader.find(Claim, id=claim.id)
        return seconds

    def change(self) -> float:
        """Change the wording of the claim added longest ago; return the seconds."""
        before = self._claims.pop(0)
        self._claims.append(replace(before, text=before.text + "."))
        edit = Edit.swap("Change wording", before, self._claims[-1])
        return _timed(lambda: self._store.apply(edit))


def _trial(folder: Path) -> Store:
    store = create_project(folder / "trial.annotator", "Trial", [_SCHEME], folder / "marks")
    store.sign_in("Ana")
    words = Content(_WORDS)
    article = Article(code="A1", headline="Guarantees")
    text = TextVersion(
        article_id=article.id,
        sha256=words.sha256,
        length=len(_WORDS),
        created_by=store.annotator.id,
    )
    changes = (Change(None, article), Change(None, text))
    store.apply(Edit(label="Import", changes=changes, contents=(words,)))
    return store


def _bare_insert(path: Path) -> Callable[[], None]:
    path.touch()
    connection = engine.open_for_writing(path)
    engine.write_with_log(connection)
    connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")
    connection.commit()

    def insert() -> None:
        connection.execute("INSERT INTO bare (words) VALUES (?)", ["No guarantee was given"])
        connection.commit()

    return insert


def _timed(act: Callable[[], None]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def _row(what: str, ours: list[float], bare: list[float]) -> tuple[str, str, str, str]:
    own, other = median(ours) * 1000, median(bare) * 1000
    return (what, f"{own:.2f} ms", f"{other:.2f} ms", f"{own / other:.1f} ×")


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
