"""A project in a file is searched on a thread of its own, while the window goes on."""

from threading import Event

import pytest

from annotator import places
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.search import Query, SearchKind
from annotator.giving_way import WINDOW
from annotator.operations.search_query import query_of
from annotator.sample import project as sample
from annotator.storage import search_following
from annotator.storage.project import open_project
from annotator.storage.search_index import SearchIndex
from annotator.ui.project import searches as module
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


@pytest.fixture
def told(searches):
    """Return what was found by each search, by its number."""
    told = {}
    searches.found.connect(
        lambda number, found: told.setdefault(number, {}).update({found.kind: found})
    )
    return told


def test_what_is_found_is_passed_to_the_window(qtbot, searches, told):
    with qtbot.waitSignal(searches.ended):
        number = searches.ask(query_of("guarantee"))

    assert told[number][SearchKind.CLAIM].records == 2


def test_only_the_last_search_is_answered(qtbot, searches, told):
    first = searches.ask(query_of("lind"))
    with qtbot.waitSignal(searches.ended, check_params_cb=lambda number: number > first):
        last = searches.ask(query_of("guarantee"))

    assert last in told


def test_an_edit_is_found_by_the_next_search(qtbot, workspace, searches, told):
    is_whole = {"check_params_cb": lambda state: state.is_complete}
    with qtbot.waitSignal(searches.indexed, **is_whole):
        searches.ask(query_of("quetzalcoatl"))
    workspace.do(Edit.add("Add", Entity(name="Quetzalcoatl")))

    with qtbot.waitSignal(searches.ended):
        number = searches.ask(query_of("quetzalcoatl"))

    assert told[number][SearchKind.PERSON].records == 1


def test_a_search_is_repeated_when_the_index_has_everything(qtbot, searches, told, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    monkeypatch.setattr(search_following, "_AT_ONCE", 1)

    with qtbot.waitSignals([searches.ended, searches.ended]):
        number = searches.ask(query_of("guarantee"))

    assert told[number][SearchKind.TEXT].records == 4


def test_the_index_is_made_without_a_search(qtbot, searches, told):
    with qtbot.waitSignal(searches.indexed, check_params_cb=lambda state: state.is_complete):
        searches.index()

    assert not any(found.hits for each in told.values() for found in each.values())


def test_a_failure_is_said_and_the_next_search_begins_anew(qtbot, searches, told, monkeypatch):
    def refuse(*_):
        raise StorageError("No.")

    with monkeypatch.context() as broken:
        broken.setattr(module, "search", refuse)
        with qtbot.waitSignal(searches.failed) as said:
            searches.ask(query_of("guarantee"))
    assert str(said.args[0]) == "No."

    with qtbot.waitSignal(searches.ended):
        number = searches.ask(query_of("guarantee"))
    assert told[number]


def test_a_closed_search_begins_again(qtbot, searches, told):
    searches.ask(Query())
    searches.close()

    with qtbot.waitSignal(searches.ended, check_params_cb=lambda number: number > 2):
        number = searches.ask(query_of("guarantee"))

    assert told[number]


@pytest.fixture
def taken(monkeypatch):
    """The texts that the index took in, one at a time."""
    put, taken = SearchIndex._put, []

    def note(self, *text):
        taken.append(text)
        return put(self, *text)

    monkeypatch.setattr(SearchIndex, "_put", note)
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    monkeypatch.setattr(search_following, "_AT_ONCE", 1)
    monkeypatch.setattr(module, "_AT_A_TIME", -1.0)
    monkeypatch.setattr(module, "_BUSY", 60.0)
    return taken


def test_indexing_waits_while_the_window_is_at_work(qtbot, searches, taken):
    searches.index()
    Event().wait(0.3)  # nothing else happens on this thread

    assert len(taken) <= 1
    qtbot.waitUntil(lambda: len(taken) > 10)


@pytest.fixture
def rested(monkeypatch):
    """Set when indexing rests, as the window has begun to answer a key."""
    rested, let_pass = Event(), WINDOW.let_pass
    monkeypatch.setattr("annotator.giving_way.LONGEST", 10_000.0)
    monkeypatch.setattr(WINDOW, "let_pass", lambda: (rested.set(), let_pass()))
    WINDOW.begin()
    yield rested
    WINDOW.end()


def test_indexing_gives_way_to_a_key(qtbot, searches, taken, rested, monkeypatch):
    monkeypatch.setattr(module, "_AT_A_TIME", 60.0)  # it is not time yet to wait for the window
    searches.index()

    assert rested.wait(10)
    assert len(taken) <= 1
    WINDOW.end()
    qtbot.waitUntil(lambda: len(taken) > 10)


@pytest.mark.usefixtures("taken")
def test_the_end_does_not_wait_for_indexing_that_gives_way(qtbot, workspace, rested, monkeypatch):
    monkeypatch.setattr(module, "_AT_A_TIME", 60.0)
    searches = Searches(workspace)
    searches.index()
    assert rested.wait(10)

    searches.finish()

    assert not any(each.is_alive() for each in searches._thread._threads)


def test_indexing_does_not_hold_up_the_end(qtbot, workspace, taken):
    searches = Searches(workspace)
    searches.index()
    Event().wait(0.1)  # it waits for the window now

    searches.finish()

    assert not any(each.is_alive() for each in searches._thread._threads)
