"""Known sources are looked for among the newest at once, and among all on a worker thread."""

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.article import Article
from annotator.domain.check import Source
from annotator.domain.edit import Edit
from annotator.storage.project import create_project, open_project
from annotator.ui.models import source_search
from annotator.ui.models.source_search import SourceSearch
from annotator.ui.panels.source_field import SourceField
from annotator.ui.panels.source_list import SourceList
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def workspace(tmp_path, schemes, qapp, monkeypatch):
    """A project in a file, with three letters; only the newest two are looked through at once."""
    monkeypatch.setattr(source_search, "AT_ONCE", 2)
    path = tmp_path / "p.annotator"
    create_project(path, "P", schemes, tmp_path / "seen").close()
    store = open_project(path, tmp_path / "seen")
    store.sign_in("Ana")
    workspace = Workspace(store, path)
    letters = [Source(title=f"{name} letter", url=name) for name in ("First", "Second", "Third")]
    articles = [Article(code=f"A{n}", headline=f"News {n}") for n in (1, 2, 3)]
    workspace.do(Edit.add("Add", *letters, *articles))
    yield workspace
    workspace.close()


@pytest.fixture
def search(workspace):
    return SourceSearch(workspace, workspace)


@pytest.fixture
def told(search):
    """What was offered: titles, and whether these are all."""
    told = []
    search.found.connect(
        lambda _, offers, is_all: told.append(([each.title for each in offers], is_all))
    )
    return told


def test_the_newest_are_offered_at_once_and_older_ones_follow(search, told, qtbot):
    search.ask("letter")
    assert told == [(["Third letter", "Second letter"], False)]

    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == (["Third letter", "Second letter", "First letter"], True)


def test_one_that_is_to_be_left_out_is_not_offered(search, told, workspace, qtbot):
    (search.but,) = (each.id for each in workspace.reader.find(Source, url="Third"))
    search.ask("letter")

    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == (["Second letter", "First letter"], True)


def test_a_short_project_is_looked_through_at_once(search, told, monkeypatch):
    monkeypatch.setattr(source_search, "AT_ONCE", 3)

    search.ask("letter")

    assert told == [(["Third letter", "Second letter", "First letter"], True)]


def test_what_is_found_too_late_is_not_told(search, told, workspace):
    search.ask("letter")
    QApplication.processEvents()
    workspace.close()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()

    assert len(told) == 1


@pytest.fixture
def field(search, qtbot):
    """The field in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    field = SourceField("Title", search, lambda: "", window)
    field.setParent(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def test_the_marked_source_stays_marked_when_older_ones_follow(field, told, qtbot):
    taken = []
    field.taken.connect(lambda known: taken.append(known.source.title))
    QTest.keyClicks(field, "letter")
    before = len(told)
    QTest.keyClick(field, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: len(told) > before)
    assert field.window().findChild(SourceList)._model.rowCount() == 3
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert taken == ["Second letter"]


def test_a_list_that_was_left_does_not_open_again(field, told):
    QTest.keyClicks(field, "letter")
    QApplication.processEvents()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    count = len(told)
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()

    assert len(told) == count
    assert not field.is_offering()
