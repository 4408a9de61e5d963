"""A long list shows rows at once, and a worker finds the others behind them."""

from functools import partial
from threading import Event

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.operations.deleting import delete_articles
from annotator.operations.list_order import ListOrder
from annotator.storage import listing as stored
from annotator.storage.project import create_project, open_project
from annotator.ui.models import article_reading
from annotator.ui.models.article_reading import Filter
from annotator.ui.models.articles import ArticleListModel
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.views.article_list import ArticleList

COUNT = 400


@pytest.fixture
def workspace(tmp_path, schemes, qapp):
    """An empty project in a file, which workers can read."""
    path = tmp_path / "p.annotator"
    create_project(path, "P", schemes, tmp_path / "seen").close()
    store = open_project(path, tmp_path / "seen")
    store.sign_in("Ana")
    workspace = Workspace(store, path)
    yield workspace
    workspace.close()


@pytest.fixture
def focus(workspace, articles):
    """The article A200 is open."""
    focus = Focus(workspace)
    focus.open(articles[199].id)
    return focus


@pytest.fixture
def articles(workspace):
    """Four hundred articles, of which every tenth is about tides."""
    made = [
        Article(code=f"A{n}", headline=f"Tide {n}" if n % 10 == 0 else f"Wind {n}")
        for n in range(1, COUNT + 1)
    ]
    workspace.do(Edit.add("Import", *made))
    return made


@pytest.fixture
def gate(monkeypatch):
    """Lets workers read once it is open; it is closed."""
    gate, read = Event(), article_reading.ArticleReading._steps

    def wait(*given):
        for found in read(*given):
            assert gate.wait(30)
            yield found

    monkeypatch.setattr(article_reading.ArticleReading, "_steps", wait)
    yield gate
    gate.set()


@pytest.fixture(autouse=True)
def long(monkeypatch):
    """Count every list as a long one, of which only a few rows are looked through at once."""
    monkeypatch.setattr(article_reading, "MANY", 0)
    monkeypatch.setattr(stored, "_NEARBY", stored._NEARBY.replace("2000", "50"))


@pytest.fixture
def model(workspace, articles, gate, qtmodeltester):
    """A list of them of which all rows were read; the next ones wait for the gate."""
    model = ArticleListModel(workspace)
    model.settle()
    yield model
    if workspace.is_open:
        qtmodeltester.check(model)


@pytest.fixture
def settled(model, gate, qtbot):
    """Let the worker tell what it has found."""

    def let():
        with qtbot.waitSignal(model.settled, timeout=20_000):
            gate.set()

    return let


def codes(model):
    return [model.summary(model.index(row)).code for row in range(model.rowCount())]


def expected(workspace, query, by="code", *, is_descending=False):
    listing = workspace.reader.listing
    positions = listing.positions(query, by=by, is_descending=is_descending)
    found = listing.at(positions)
    return [found[position].code for position in positions]


def test_rows_around_the_open_article_come_first_and_the_others_behind(
    model, articles, workspace, settled
):
    model.set_filter(Filter("tide"), articles[199])
    first = codes(model)

    settled()

    assert first == [f"A{n}" for n in range(150, 250, 10)]
    assert codes(model) == expected(workspace, "tide")


def test_rows_from_the_top_come_first_when_the_open_article_does_not_pass(model, articles):
    model.set_filter(Filter("tide"), articles[200])

    assert codes(model) == [f"A{n}" for n in range(10, 60, 10)]


def test_the_other_end_comes_first_in_the_other_direction(model, workspace, settled):
    model.set_order(ListOrder("code", is_descending=True))
    model.settle()

    model.set_filter(Filter("tide"))
    first = codes(model)
    settled()

    assert first == [f"A{n}" for n in range(400, 350, -10)]
    assert codes(model) == expected(workspace, "tide", is_descending=True)


def test_a_row_that_is_held_stays_with_its_article(model, articles, settled):
    model.set_filter(Filter("tide"), articles[199])
    rows = []
    model.rowsInserted.connect(lambda _, first, last: rows.append((first, last)))
    held = model.place(articles[199].id)

    settled()

    assert rows == [(10, 25), (0, 13)] or sum(b - a + 1 for a, b in rows) == 30
    assert model.place(articles[199].id).row() == 19
    assert held.row() == 5


@pytest.mark.parametrize(("query", "found"), [("A400", 1), ("nobody", 0)])
def test_the_former_rows_stay_until_a_rare_word_is_found(model, query, found, settled):
    model.set_filter(Filter(query))
    assert model.is_looking
    assert model.rowCount() == COUNT

    settled()

    assert not model.is_looking
    assert model.rowCount() == found


def test_a_newer_filter_takes_the_place_of_one_under_way(model, settled):
    for query in ("n", "no", "nobody", "A39"):
        model.set_filter(Filter(query))

    settled()

    assert codes(model) == ["A39", *(f"A{n}" for n in range(390, 400))]


def test_other_orders_keep_the_former_one_until_they_are_read(model, workspace, settled):
    before = codes(model)
    model.set_order(ListOrder("headline"))
    assert codes(model) == before

    settled()

    assert codes(model) == expected(workspace, "", "headline")


def test_what_is_added_meanwhile_is_in_the_list_once(model, workspace, gate, settled):
    """The first is in what the worker reads, the second is not."""
    model.set_filter(Filter("tide"))
    workspace.do(Edit.add("Import", Article(code="A401", headline="Spring tide")))
    QApplication.processEvents()
    gate.clear()
    workspace.do(Edit.add("Import", Article(code="A402", headline="Neap tide")))

    settled()

    assert codes(model) == expected(workspace, "tide")
    assert codes(model)[-2:] == ["A401", "A402"]


def test_what_is_removed_meanwhile_is_not_in_the_list(model, articles, workspace, gate):
    model.set_filter(Filter("tide"))
    QApplication.processEvents()
    workspace.do(delete_articles(workspace.reader, [articles[9].id]).edit)
    gate.set()
    QApplication.processEvents()

    assert codes(model) == expected(workspace, "tide")


def test_what_is_changed_meanwhile_is_read_again(model, articles, workspace, settled):
    model.set_filter(Filter("tide"))
    QApplication.processEvents()
    changed = replace(articles[300], headline="High tide")
    workspace.do(Edit.swap("Change", articles[300], changed))

    settled()

    assert "A301" in codes(model)


def test_a_worker_that_finds_something_too_late_is_not_heard(model, workspace, gate):
    model.set_filter(Filter("tide"))
    QApplication.processEvents()
    before = model.rowCount()
    workspace.close()
    gate.set()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()

    assert model.rowCount() == before


def test_a_failing_worker_leaves_it_to_the_window(model, workspace, monkeypatch, qtbot):
    def fail(*_):
        yield from ()
        raise StorageError("No.")

    monkeypatch.setattr(article_reading.ArticleReading, "_steps", fail)
    with qtbot.waitSignal(model.settled):
        model.set_filter(Filter("tide"))

    assert codes(model) == expected(workspace, "tide")


@pytest.fixture
def listing(focus, gate, qtbot):
    """The list in its place."""
    listing = ArticleList(focus, Theme(QApplication.instance(), Scheme.LIGHT))
    qtbot.addWidget(listing)
    listing.resize(232, 400)
    listing.show()
    qtbot.waitExposed(listing)
    listing.model.settle()
    return listing


def rows(listing):
    return listing.findChild(QListView, "article_list")


def type_words(listing, words):
    listing.findChild(QLineEdit, "article_filter").setText(words)


def test_the_open_article_does_not_move_when_the_others_come(listing, focus, gate, qtbot):
    type_words(listing, "tide")
    view = rows(listing)
    before, row = view.visualRect(view.currentIndex()), view.currentIndex().row()

    with qtbot.waitSignal(listing.model.settled, timeout=20_000):
        gate.set()

    assert (row, view.currentIndex().row()) == (5, 19)
    assert view.visualRect(view.currentIndex()) == before
    assert view.verticalScrollBar().maximum() > 30 * before.height()


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda listing: QTest.keyClick(rows(listing), Qt.Key.Key_End), "A400"),
        (lambda listing: QTest.keyClick(rows(listing), Qt.Key.Key_Home), "A10"),
        (lambda listing: QTest.keyClick(rows(listing), Qt.Key.Key_Down), "A210"),
        (lambda listing: [listing.step(1) for _ in range(12)], "A320"),
        (lambda listing: listing.step(-1), "A190"),
        (lambda listing: listing.open_next(), "A210"),
    ],
)
def test_keys_and_commands_meet_all_rows_before_these_are_read(listing, focus, act, code):
    type_words(listing, "tide")

    act(listing)

    assert focus.article.code == code


def test_enter_opens_what_is_rare_before_it_is_found(listing, focus):
    type_words(listing, "A399")

    QTest.keyClick(listing.findChild(QLineEdit, "article_filter"), Qt.Key.Key_Return)

    assert focus.article.code == "A399"


def test_a_long_search_says_that_it_looks(listing, gate, qtbot):
    says = partial(listing.findChildren, QLabel)
    type_words(listing, "nobody")
    assert rows(listing).isVisible()

    qtbot.waitUntil(lambda: "Looking…" in [each.text() for each in says() if each.isVisible()])
    gate.set()
    qtbot.waitUntil(
        lambda: "No matching articles." in [each.text() for each in says() if each.isVisible()]
    )


def test_former_rows_stay_where_they_are_and_found_ones_begin_at_the_top(listing, gate, qtbot):
    before = rows(listing).verticalScrollBar().value()
    type_words(listing, "390")
    QApplication.processEvents()
    assert rows(listing).verticalScrollBar().value() == before > 0

    with qtbot.waitSignal(listing.model.settled, timeout=20_000):
        gate.set()

    assert rows(listing).indexAt(rows(listing).rect().topLeft()).row() == 0


def test_a_sorted_list_shows_the_open_article_again(listing, focus, gate, qtbot):
    rows(listing).scrollToBottom()
    listing._sort("headline", False)  # as its menu does

    with qtbot.waitSignal(listing.model.settled, timeout=20_000):
        gate.set()

    place = rows(listing).visualRect(rows(listing).currentIndex())
    assert rows(listing).currentIndex().data() == "Tide 200"
    assert rows(listing).viewport().rect().contains(place)
