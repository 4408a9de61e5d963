"""Projects in files, and one record of every kind."""

import os
import subprocess

import pytest

from annotator.domain.anchor import anchored
from annotator.domain.article import TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Label, Layer, Scheme
from annotator.domain.edit import Edit
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.storage import engine
from annotator.storage.project import create_project
from annotator.storage.search_reader import searching
from annotator.storage.store import Store
from tests.codes import next_code

NAUGHTY = "“N”\x00 \\ ' \" %_ \u2028 e\u0301 😀 مرحبا"


@pytest.fixture
def path(tmp_path):
    """Where a project lies; nothing is there yet."""
    return tmp_path / "trial.annotator"


@pytest.fixture
def index_folder(tmp_path):
    """The folder of the indexes of the search."""
    return tmp_path / "search"


@pytest.fixture
def indexed(path, index_folder):
    """Bring the index up to date."""

    def bring():
        with searching(path, index_folder) as finder:
            list(finder.catching_up())

    return bring


@pytest.fixture
def state_folder(tmp_path):
    """The folder that remembers what was seen of projects."""
    return tmp_path / "state"


@pytest.fixture
def log_beside():
    """Skip the test on an engine that writes without a log."""
    if not engine.is_safe_for_wal(engine.sqlite3.sqlite_version_info):
        pytest.skip("this engine has no log")


@pytest.fixture
def filed(path, state_folder, schemes):
    """A project in a file, with its codebook and an annotator."""
    store = create_project(path, "Trial", schemes, state_folder)
    store.sign_in("Ana")
    yield store
    store.close()


ENGINES = {
    "in memory": lambda path, state_folder, schemes: Store.in_memory(schemes),
    "in a file": lambda path, state_folder, schemes: create_project(
        path, "Trial", schemes, state_folder
    ),
}


@pytest.fixture(params=ENGINES.values(), ids=ENGINES)
def any_store(request, path, state_folder, schemes):
    """A project of each engine that there is, with its codebook and an annotator."""
    store = request.param(path, state_folder, schemes)
    store.sign_in("Ana")
    yield store
    store.close()


def freeze(place, sign):
    if os.geteuid() != 0:
        place.chmod(0o555 if sign == "+i" else 0o755)
    elif subprocess.run(["chattr", sign, place], check=False, capture_output=True).returncode:
        pytest.skip("this file system knows no immutable files: NOT TESTED read-only")


@pytest.fixture
def frozen():
    """Make a file or folder unwritable, also for root, until the test is over."""
    places = []

    def make(place):
        places.append(place)
        freeze(place, "+i")

    yield make
    for place in places:
        freeze(place, "-i")


@pytest.fixture
def article(add_article):
    """An article whose bytes are not just its text."""
    return add_article(original=b"As it came in.\r\n")


@pytest.fixture
def labelled(store, article):
    """Return what labels words of the article: a claim, its anchor and its mention."""

    def label(*spans, code=None, **fields):
        version = store.reader.version(article.id)
        text = store.reader.text(version.sha256)
        told = {"text": "It was so.", "created_by": store.annotator.id, **fields}
        claim = Claim(code=code or next_code(store, "C"), **told)
        anchor = anchored(version.id, text, [Span(*span) for span in spans])
        who = store.annotator.id
        return claim, anchor, Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=who)

    return label


@pytest.fixture
def one_of_each(store, article, labelled):
    """One record of every kind, by kind, all in the store, and the words odd wherever it may be."""
    who = store.annotator.id
    codebook = store.reader.codebook()
    verdicts, types = codebook.scheme(Layer.VERDICT), codebook.scheme(Layer.CLAIM_TYPE)
    person = Entity(name=NAUGHTY, kind="person", aliases=("Zoë", "Anna", "it"))
    labels = frozenset(types.key(label.code) for label in types.labels[:3])
    claim, anchor, mention = labelled(
        (3, 10), (14, 20), text=NAUGHTY, labels=labels, claimant_id=person.id
    )
    said = (Attribution(quote_type="direct", is_anonymous=True), Attribution(level=2))
    mention = mention.attributed(said[0]).attributed(said[1])
    verdict = verdicts.key(verdicts.labels[0].code)
    check = FactCheck(claim_id=claim.id, checked_by=who, verdict=verdict, conclusion=NAUGHTY)
    source = Source(title=NAUGHTY, is_primary=True)
    evidence = Evidence(check_id=check.id, source_id=source.id, added_by=who, quote=NAUGHTY)
    sentiment = Sentiment(
        article_id=article.id, anchor_id=anchor.id, annotator_id=who, polarity=-3, is_mixed=True
    )
    zone = Zone(text_id=anchor.text_id, start=0, end=3, kind="tags", rule=NAUGHTY)
    labels = (Label(code="a", name=NAUGHTY, key="1"), Label(code="b", name="B"))
    unused = Scheme(id="unused@1", layer=Layer.VERDICT, title=NAUGHTY, labels=labels)
    suggestion = Suggestion(
        article_id=article.id, anchor_id=anchor.id, labels=claim.labels, score=0.9, note=NAUGHTY
    )
    marks = [claim, anchor, mention, sentiment, zone, suggestion]
    added = [unused, person, *marks, check, source, evidence]
    store.apply(Edit.add("All", *added))
    held = [article, *(store.reader.find(kind)[0] for kind in (Project, Annotator, TextVersion))]
    return {type(record): record for record in [*added, *held]}
