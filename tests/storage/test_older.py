"""Projects of older versions are brought up to date, and read where they may not be written."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Claim
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from annotator.storage.schema import SCRIPTS
from annotator.storage.verification import findings

OLD = sorted((Path(__file__).parent / "old").glob("version-*.sql"))


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request, path):
    """A project file as an older version of the program left it."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(request.param.read_text(encoding="utf-8"))
    return path


def told(reader):
    (article,) = reader.each(Article)
    mentions, sentiments = reader.mentions_in(article.id), reader.sentiments_in(article.id)
    return [placed.anchor.exact for placed in [*mentions, *sentiments]]


WORDS = ["gave no guarantees", "You can forget about the Pact"]


def test_there_are_old_files_to_try():
    assert OLD


def test_opening_an_old_project_brings_it_up_to_date(old, marks):
    with closing(open_project(old, marks)) as store:
        (version,) = store.reader.find(TextVersion)

        assert told(store.reader) == WORDS
        assert (version.edits, version.parent_id) == ("", None)
        assert store._db.execute("PRAGMA user_version").fetchone() == (len(SCRIPTS),)
    assert list(findings(old, marks)) == []


def test_the_steps_of_an_old_project_can_be_taken_back_and_done_again(old, marks):
    with closing(open_project(old, marks)) as store:
        store.redo()
        assert store.reader.find(Claim)[0].text == "Lind gave no guarantees."
        while store.undo():
            pass
        assert store.reader.count(TextVersion) == 0
        while store.redo():
            pass
        assert told(store.reader) == WORDS
    assert list(findings(old, marks)) == []


def test_an_old_project_is_read_and_checked_without_a_change_to_its_file(old, marks):
    before = sha256(old.read_bytes()).digest()

    with closing(open_project(old, marks, read_only=True)) as store:
        assert told(store.reader) == WORDS
    with reading(old) as reader:
        assert told(reader) == WORDS
    assert list(findings(old)) == []
    assert sha256(old.read_bytes()).digest() == before
