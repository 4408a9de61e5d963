"""Each thread reads through a connection of its own, one writes, and no process is forked (F45)."""

import ast
from collections import defaultdict
from pathlib import Path
from threading import current_thread, main_thread

import pytest

import annotator
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.operations.search_query import query_of
from annotator.storage import engine
from annotator.storage.engine import Connection, Cursor
from annotator.storage.project import create_project, open_project
from annotator.ui.application.task import Task
from annotator.ui.project.searches import Searches
from annotator.ui.project.workspace import Workspace

CODE = [*Path(annotator.__file__).parent.rglob("*.py")]
FORKING = {"multiprocessing", "fork", "forkpty", "ProcessPoolExecutor"}


@pytest.fixture
def workspace(tmp_path, schemes, qapp):
    """A project in a file, as the window saves it: a thread waits for the disk."""
    path = tmp_path / "p.annotator"
    create_project(path, "P", schemes, tmp_path / "seen").close()
    store = open_project(path, tmp_path / "seen")
    store.sign_in("Ana")
    store.save_aside()
    yield Workspace(store, path)
    store.close()


@pytest.fixture
def statements(monkeypatch):
    """The statements on each connection, with the thread of each."""
    seen, former = defaultdict(list), Connection.cursor

    class Watched(Cursor):
        def execute(self, query, *values):
            seen[self.connection].append((current_thread(), query.split(maxsplit=1)[0]))
            return super().execute(query, *values)

        def executemany(self, query, *values):
            seen[self.connection].append((current_thread(), query.split(maxsplit=1)[0]))
            return super().executemany(query, *values)

    monkeypatch.setattr(Connection, "cursor", lambda self: former(self, Watched))
    return seen


@pytest.fixture
def writers(monkeypatch):
    """The files that are opened for writing from now on."""
    seen, former = [], engine.open_for_writing
    opened = lambda path, **how: (seen.append(path), former(path, **how))[1]  # noqa: E731
    monkeypatch.setattr(engine, "open_for_writing", opened)
    return seen


@pytest.fixture
def works(workspace, tmp_path):
    """What workers do, each from its own beginning to its end."""

    def export():
        with workspace.reading() as reader:
            yield from write(format_named("csv"), reader, tmp_path / "export")

    steps = (export, workspace.checking, lambda: workspace.copying(tmp_path / "copy.annotator"))
    return [Task(each) for each in steps]


def test_each_thread_reads_through_a_connection_of_its_own(
    workspace, works, statements, writers, qtbot
):
    searches = Searches(workspace)
    for work in works:
        work.start()
    for number in range(20):
        claim = Claim(text=f"Claim {number}", created_by=workspace.annotator.id)
        workspace.do(Edit.add("Add", claim))
        searches.ask(query_of(f"claim {number}"))
        qtbot.wait(1)
    qtbot.waitUntil(lambda: all(work.is_over for work in works))
    searches.finish()

    own = statements.pop(workspace._store._db)
    aside = {word for thread, word in own if thread is not main_thread()}
    assert {"COMMIT"} <= aside <= {"COMMIT", "PRAGMA"}  # of the copy, which goes through it
    threads = [{thread for thread, _ in each} for each in statements.values()]
    assert [each for each in threads if len(each) > 1] == []
    assert len(set().union(*threads) - {main_thread()}) > 1
    assert workspace.path not in writers


def test_no_process_inherits_an_open_project():
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in CODE}
    named = {
        file.name: FORKING & {getattr(node, "attr", ""), getattr(node, "name", "")}
        for file, tree in trees.items()
        for node in ast.walk(tree)
    }

    assert {name: found for name, found in named.items() if found} == {}
