"""Somebody prepared a project: nothing of it runs, nothing is written, and it is said in words."""

import shutil
from contextlib import closing, suppress

import pytest
from hostile import KINDS, READ, REFUSED, WORKED

from annotator.domain.article import Article
from annotator.domain.errors import StorageError
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from annotator.storage.rows import TABLES
from annotator.storage.verification import findings
from tests.codes import next_code


@pytest.fixture
def spoiled(sound, path):
    """Prepare the project in one way."""

    def spoil(way):
        shutil.copyfile(sound, path)
        way(path)
        assert [each.name for each in path.parent.iterdir() if each.is_file()] == [path.name]
        return path

    return spoil


def state(path):
    found = path.stat()
    raw = path.read_bytes() if found.st_size < 2**29 else b""
    return (raw, found.st_mtime_ns), sorted(path.parent.iterdir())


def outcome(path, state_folder):
    """Open a project and look at all of it; return what came of that, and what was said."""
    try:
        store = open_project(path, state_folder)
    except StorageError as error:
        return REFUSED, str(error)
    with closing(store):
        store.sign_in("Somebody new")
        for table in TABLES:
            with suppress(StorageError):
                list(store.reader.each(table.kind))
        for ask in (
            store.reader.article_summaries,
            store.reader.counts,
            store.undo_label,
            store.redo_label,
        ):
            with suppress(StorageError):
                ask()
        with suppress(StorageError):
            next_code(store, "A")
        return READ if store.is_read_only else WORKED, store.warning


# what is said of a project tells which look at it noticed that, and so which break lets it pass
NOTICED_BY = {
    "the file is damaged": "the_engine_is_not_understood",
    "is damaged": "pages_are_not_looked_through",
    "can be recovered": "pages_are_not_looked_through",
    "its history has no end": "the_end_of_the_history_is_not_looked_for",
    "Annotator project": "any_file_is_taken_for_a_project",
    "newer version": "any_file_is_taken_for_a_project",
    "cut short": "any_file_is_taken_for_a_project",
    "": "what_a_file_brings_is_let_in",
}


def tried(kind):
    """Return a way to prepare a project, with the breaks that let it do harm or pass unnoticed."""
    _, expected, words = KINDS[kind]
    name = next(name for sign, name in NOTICED_BY.items() if sign in words)
    name = "nothing_is_checked" if expected == WORKED else name
    is_opened = name != "any_file_is_taken_for_a_project"
    names = [name, *["a_look_counts_as_a_change"] * is_opened]
    return pytest.param(kind, marks=pytest.mark.red_when(*names))


@pytest.mark.parametrize("kind", [tried(kind) for kind in KINDS])
def test_a_prepared_project_is_looked_at_without_harm(spoiled, state_folder, kind):
    way, expected, words = KINDS[kind]
    path = spoiled(way)
    before = state(path)

    came, said = outcome(path, state_folder)
    assert (came, words in said) == (expected, True), said
    with suppress(StorageError), reading(path) as reader:
        list(reader.each(Article))
    told = list(findings(path, state_folder))

    assert told
    assert max(map(len, [said, *told]), default=0) < 2000
    assert (state(path)[0], [each for each in state(path)[1] if each != state_folder]) == before


ASTRAY = [
    *("a line under itself", "lines under each other", "a redo of itself", "a redo of a redo"),
    *("an undo of what set it up", "changes a hundred thousand deep", "a change of nothing"),
    *("half a million changes of nothing", "a change of no known kind"),
]


@pytest.mark.red_when("the_history_is_believed", "a_look_counts_as_a_change")
@pytest.mark.parametrize("kind", ASTRAY)
def test_undo_does_not_follow_a_journal_that_leads_astray(spoiled, state_folder, kind):
    path = spoiled(KINDS[kind][0])
    before = path.read_bytes()

    astray = pytest.raises(StorageError, match="is invalid and is not followed")
    with closing(open_project(path, state_folder)) as store, astray:
        store.undo()
    assert path.read_bytes() == before
