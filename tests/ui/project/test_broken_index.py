"""The index of the search is lost or damaged while the window is open: it is made anew."""

from contextlib import contextmanager

import pytest

from annotator import places
from annotator.domain.search import SearchKind
from annotator.operations.search_query import query_of
from annotator.sample import project as sample
from annotator.storage.project import open_project
from annotator.storage.search_index import index_path
from annotator.ui.project.searches import Searches
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def workspace(tmp_path, qapp):
    """The sample project, in a file."""
    path = sample.ensure(tmp_path, places.state_folder())
    workspace = Workspace(open_project(path, places.state_folder()), path)
    yield workspace
    workspace.close()


@pytest.fixture
def searches(workspace):
    searches = Searches(workspace)
    yield searches
    searches.finish()


def overwritten(file):
    file.write_bytes(b"x" * file.stat().st_size)


def cut(file):
    file.write_bytes(b"")


def with_broken_pages(file):
    raw = file.read_bytes()
    file.write_bytes(raw[:8192] + b"\xff" * (len(raw) - 8192))


def removed(file):
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()


@contextmanager
def waiting(qtbot, searches):
    """Wait until everything is in the index and has been searched, however long that takes."""
    told = []
    searches.indexed.connect(lambda state: told.append(state.is_complete))
    searches.ended.connect(lambda _: told.append("ended"))
    yield
    qtbot.waitUntil(lambda: True in told and "ended" in told[told.index(True) :])


def claims_in(found):
    """Return how many claims were found at last."""
    return {each.kind: each.records for each in found}.get(SearchKind.CLAIM)


@pytest.mark.parametrize("harm", [overwritten, cut, with_broken_pages, removed])
def test_an_index_that_breaks_under_an_open_window_is_made_anew(qtbot, searches, workspace, harm):
    with waiting(qtbot, searches):
        searches.ask(query_of("guarantee"))
    file = index_path(places.search_folder(), workspace.path)
    with waiting(qtbot, searches):  # what was written is in the file itself
        searches.index()
    found, failed, indexed = [], [], []
    searches.found.connect(lambda _, one: found.append(one))
    searches.failed.connect(failed.append)
    searches.indexed.connect(indexed.append)
    with waiting(qtbot, searches):
        searches.ask(query_of("lind"))
    harm(file)
    indexed.clear()

    searches.ask(query_of("guarantee"))
    # on a slow machine it ends before that, and is searched again
    qtbot.waitUntil(lambda: failed or claims_in(found) == 2)

    assert failed == []
    assert (max(each.total for each in indexed) > 1) == (harm is not removed), "it was made anew"
