import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.ui.dialogs.article_details import DETAILS, ArticleDetails


@pytest.fixture
def dialog(qtbot, workspace, article):
    shown = ArticleDetails(workspace, article)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def field(dialog, name):
    return dialog._fields[name]


def write(qtbot, field, text):
    target = getattr(field, "line", field)
    target.selectAll()
    qtbot.keyClicks(target, text)
    qtbot.keyClick(target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    field.flush()


def now(workspace, article):
    return workspace.reader.get(Article, article.id)


@pytest.mark.parametrize("name", [detail.id for detail in DETAILS if detail.id != "published_at"])
def test_every_field_is_saved_by_itself(qtbot, dialog, workspace, article, name):
    write(qtbot, field(dialog, name), "xy")

    assert getattr(now(workspace, article), name) == "xy"
    assert workspace.undo_label().startswith("Change ")


def test_a_language_is_saved_by_its_code_and_undone(qtbot, dialog, workspace, article):
    write(qtbot, field(dialog, "language"), "Ukrainian")

    assert now(workspace, article).language == "uk"
    assert workspace.undo_label() == f"Change language of {article.code}"
    workspace.undo()
    assert now(workspace, article).language == article.language


def test_a_date_is_saved_as_iso(qtbot, dialog, workspace, article):
    write(qtbot, field(dialog, "published_at"), "27 Feb 2031")

    assert now(workspace, article).published_at == "2031-02-27"


def test_undo_shows_the_former_value(qtbot, dialog, workspace, article):
    write(qtbot, field(dialog, "byline"), "Ana Holt")

    workspace.undo()

    assert field(dialog, "byline").value() == article.byline


def test_an_article_keeps_a_headline(qtbot, dialog, workspace, article):
    write(qtbot, field(dialog, "headline"), " ")

    assert now(workspace, article).headline == article.headline
    assert field(dialog, "headline").value() == article.headline


def test_known_publishers_are_offered(qtbot, workspace, add_article):
    add_article("Other words.\n", publisher="The Varen Courier")
    article = add_article("More words.\n")
    dialog = ArticleDetails(workspace, article)
    qtbot.addWidget(dialog)

    write(qtbot, field(dialog, "publisher"), "the varen courier")

    assert now(workspace, article).publisher == "The Varen Courier"


def test_what_is_pending_is_saved_on_closing(qtbot, dialog, workspace, article):
    qtbot.keyClicks(field(dialog, "notes"), "Ask the desk")

    dialog.reject()

    assert now(workspace, article).notes == "Ask the desk"
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("name", "text", "to_do"),
    [
        ("published_at", "someday", "date published not understood: “someday”"),
        ("language", "no such thing", "language not understood: “no such thing”"),
    ],
)
def test_what_is_not_understood_waits_in_its_field(qtbot, dialog, workspace, name, text, to_do):
    article = dialog._article
    write(qtbot, field(dialog, name), text)
    dialog.reject()
    again = ArticleDetails(workspace, article)
    qtbot.addWidget(again)

    assert field(again, name).text() == text
    assert field(again, name).complaint()
    assert [each.to_do for each in workspace.pending.to_do(article.id)] == [to_do]
    assert now(workspace, article) == article


def test_a_correct_value_settles_what_waited(qtbot, dialog, workspace, article):
    write(qtbot, field(dialog, "language"), "no such thing")

    write(qtbot, field(dialog, "language"), "French")

    assert workspace.pending.to_do() == workspace.reader.unconfirmed() == []
    assert now(workspace, article).language == "fr"


def test_undo_in_the_dialog_is_the_projects_and_says_what(qtbot, dialog, workspace, article):
    write(qtbot, field(dialog, "byline"), "Ana")
    qtbot.keyClicks(field(dialog, "notes"), "Ask")

    for _ in range(2):
        qtbot.keyClick(field(dialog, "notes"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert (now(workspace, article).notes, now(workspace, article).byline) == ("", "")
    told = dialog.findChild(QLabel, "article.told")
    assert told.text() == f"Undone: Change byline of {article.code}"


def test_a_refused_change_is_kept_in_its_field(qtbot, dialog, workspace, article):
    workspace._store.is_read_only = True

    with qtbot.waitSignal(workspace.notices.refused):
        write(qtbot, field(dialog, "byline"), "Ana")
    workspace._store.is_read_only = False
    field(dialog, "byline").flush()

    assert now(workspace, article).byline == "Ana"


def test_it_closes_when_its_article_goes(dialog, workspace):
    workspace.undo()
    gone = workspace.reader.find(Article)

    assert not gone
    assert not dialog.isVisible()


def test_another_article_is_no_matter(dialog, workspace, article):
    other = replace(article, id="0" * 32, code="A900", headline="Other")

    workspace.do(Edit.add("Add", other))

    assert field(dialog, "headline").value() == article.headline


def test_a_project_open_for_reading_says_so(qtbot, workspace, article):
    workspace._store.is_read_only = True
    dialog = ArticleDetails(workspace, article)
    qtbot.addWidget(dialog)

    texts = [*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)]
    assert len(texts) >= len(dialog._fields)
    assert all(text.isEnabled() and text.isReadOnly() for text in texts)


def test_every_field_has_names(dialog):
    for name, each in dialog._fields.items():
        assert each.objectName() == f"article.{name}"
        assert each.accessibleName()


def test_the_article_as_it_is_now_is_the_answer(qtbot, workspace, article, when_asked):
    def change(dialog):
        write(qtbot, field(dialog, "byline"), "Ana")
        dialog.accept()

    when_asked(change)

    assert ArticleDetails.ask(workspace, article).byline == "Ana"
