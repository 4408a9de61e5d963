"""The list of articles follows the project."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPersistentModelIndex, Qt

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.operations.deleting import delete_articles
from annotator.operations.list_order import ListOrder
from annotator.ui.models.article_items import ArticleRole
from annotator.ui.models.article_reading import Filter
from annotator.ui.models.articles import ArticleListModel
from annotator.ui.models.listed_articles import ListedArticles


@pytest.fixture
def model(workspace, article, add_article, qtmodeltester):
    """Two articles."""
    add_article("Ein anderer Text.", headline="Ärger um den Gipfel", publisher="Morgenblatt")
    model = ArticleListModel(workspace)
    yield model
    qtmodeltester.check(model)


def shown(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_articles_stand_in_the_order_they_came(model):
    assert shown(model) == ["Summit ends", "Ärger um den Gipfel"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("ärger", 1), ("ÄRGER gipfel", 1), ("morgen", 1), ("A2", 1), ("100%", 0), ("_", 0), ('"', 0)],
)
def test_words_narrow_the_list_in_any_case_and_order(model, words, expected):
    model.set_filter(Filter(words))

    assert model.rowCount() == expected


def test_a_status_narrows_the_list(model, workspace, article):
    workspace.do(Edit.swap("Done", article, replace(article, status="done")))

    model.set_filter(Filter(status="done"))

    assert shown(model) == ["Summit ends"]


def test_a_changed_article_is_shown_in_place(model, workspace, article, qtbot):
    with qtbot.waitSignal(model.dataChanged):
        workspace.do(Edit.swap("Change", article, replace(article, headline="New")))

    assert shown(model)[0] == "New"


def test_a_changed_article_that_is_not_listed_changes_nothing(model, workspace, article):
    model.set_filter(Filter("gipfel"))

    workspace.do(Edit.swap("Change", article, replace(article, headline="New")))

    assert shown(model) == ["Ärger um den Gipfel"]


@pytest.mark.parametrize("words", ["", "ärger", "gipfel MORGEN", "A3", "100%", "a2 gipfel"])
def test_a_new_article_comes_last_if_the_filter_lets_it_in(model, workspace, words):
    model.set_filter(Filter(words))
    new = Article(code="A3", headline="Neuer Ärger", publisher="Morgen am Gipfel")

    workspace.do(Edit.add("Import A3", new))

    listed = workspace.reader.article_summaries(words)
    assert [model.summary(model.index(row)) for row in range(model.rowCount())] == listed
    assert model.place(new.id).isValid() == (new.id in {each.id for each in listed})


def test_a_new_article_of_another_status_is_not_listed(model, workspace):
    model.set_filter(Filter("", "done"))

    workspace.do(Edit.add("Import A3", Article(code="A3", headline="New")))

    assert model.rowCount() == 0


def test_an_article_that_goes_leaves_the_list(model, workspace):
    workspace.undo()

    assert shown(model) == ["Summit ends"]


def test_claims_are_counted_again_soon_after_a_change(workspace, focus, article, claim, qtbot):
    model = ArticleListModel(workspace)
    index = model.place(article.id)
    assert index.data(ArticleRole.COUNTS).claims == 1

    workspace.undo()
    qtbot.waitUntil(lambda: index.data(ArticleRole.COUNTS).claims == 0)


def test_a_row_is_spoken_in_words(model):
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken.startswith("A1: Summit ends")
    assert "to do, 0 claims" in spoken


def test_an_unknown_article_has_no_place(model):
    assert not model.place("nobody").isValid()


def test_marks_that_wait_are_told_beside_the_claims(model, workspace, focus, claim, qtbot):
    (placed,) = focus.mentions
    fuzzy = replace(placed.anchor, id="f", state="fuzzy")
    moved = replace(placed.mention, anchor_id="f")
    edit = Edit.joined("Cut", [Edit.add("", fuzzy), Edit.swap("", placed.mention, moved)])
    with qtbot.waitSignal(model.recounted):
        workspace.do(edit)

    assert model.index(0).data(ArticleRole.COUNTS).waiting == 1
    assert model.index(1).data(ArticleRole.COUNTS).waiting == 0
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("1 claim, 1 to review")


def test_articles_are_sorted_and_stay_so(model, workspace):
    model.set_order(ListOrder("headline"))
    assert shown(model) == ["Ärger um den Gipfel", "Summit ends"]
    workspace.do(Edit.add("Import A3", Article(code="A3", headline="Borders")))

    assert shown(model) == ["Ärger um den Gipfel", "Borders", "Summit ends"]
    again = ArticleListModel(workspace)
    assert shown(again) == shown(model)


def test_a_row_that_is_held_moves_with_its_article(model, article):
    held = QPersistentModelIndex(model.place(article.id))

    model.set_order(ListOrder("code", is_descending=True))

    assert (held.row(), held.data()) == (1, "Summit ends")


def test_a_deleted_article_comes_back_to_its_place(model, workspace, article):
    workspace.do(delete_articles(workspace.reader, [article.id]).edit)
    assert shown(model) == ["Ärger um den Gipfel"]

    workspace.undo()

    assert shown(model) == ["Summit ends", "Ärger um den Gipfel"]


@pytest.mark.usefixtures("claim")
def test_articles_are_sorted_by_their_claims(model):
    model.set_order(ListOrder("claims"))
    assert shown(model) == ["Ärger um den Gipfel", "Summit ends"]

    model.set_order(ListOrder("claims", is_descending=True))

    assert [model.index(row).data(ArticleRole.COUNTS).claims for row in range(2)] == [1, 0]


def test_notes_narrow_the_list_as_names_do(model, workspace, article):
    noted = replace(article, notes="Ask the ministry")
    workspace.do(Edit.swap("Note", article, noted))

    model.set_filter(Filter("MINISTRY"))

    assert shown(model) == ["Summit ends"]
    assert Filter("ministry").lets_in(noted)


@pytest.fixture
def many(model, workspace):
    """Two edits of an import, of 60 articles each, that came just now; return their ids."""
    added = [Article(headline=f"News {number}") for number in range(120)]
    for part in (added[:60], added[60:]):
        workspace.do(Edit.add("Import", *part))
    return [each.id for each in added]


@pytest.mark.usefixtures("many")
def test_many_new_articles_are_inserted_together(model, qtbot):
    came = []
    model.rowsInserted.connect(lambda _, first, last: came.append((first, last)))

    qtbot.waitUntil(lambda: model.rowCount() == 122)

    assert came == [(2, 121)]


def test_the_project_is_not_asked_for_many_new_articles_at_once(
    model, many, workspace, qtbot, monkeypatch
):
    asked = []
    listing = type(workspace.reader.listing)
    monkeypatch.setattr(listing, "positions_of", lambda _, ids: asked.append(ids) or {})

    qtbot.waitUntil(lambda: model.rowCount() == 122)

    assert asked == []


def test_the_list_is_not_read_for_an_edit_without_articles(model, workspace, monkeypatch):
    asked = []
    monkeypatch.setattr(ListedArticles, "unlisted", lambda _, places: asked.append(places) or ())

    workspace.do(Edit.add("Name", Entity(name="Lind")))

    assert asked == []


def test_one_of_many_new_articles_is_there_when_it_is_looked_for(model, many):
    assert model.place(many[0]).row() == 2
    assert model.rowCount() == 122


@pytest.mark.usefixtures("many")
def test_the_next_article_is_found_among_many_new_ones(model):
    assert model.first_with({"todo"}, 1).row() == 2


@pytest.mark.usefixtures("many")
def test_many_new_articles_are_not_inserted_twice(model, workspace, qtbot):
    model.set_filter(Filter("news"))
    workspace.do(Edit.add("Add", Article(headline="News too")))

    assert model.rowCount() == 121
    qtbot.wait(300)  # what had been gathered
    assert model.rowCount() == 121


@pytest.mark.usefixtures("many")
def test_many_new_articles_that_are_undone_are_not_inserted(model, workspace):
    workspace.undo()
    workspace.undo()

    assert model.rowCount() == 2
