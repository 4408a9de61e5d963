"""What opens a dialog or takes a while."""

import pytest
from PySide6.QtWidgets import QLineEdit

from annotator.domain.article import Article
from annotator.importers import Draft

AGAIN = Draft(headline="H", text="Words.\n", original=b"", encoding="utf-8", file_name="a.txt")


@pytest.mark.parametrize(
    ("action", "dialog"),
    [
        ("project.import", "import"),
        ("project.export", "export"),
        ("article.details", "article"),
        ("help.keys", "keys"),
        ("app.settings", "settings"),
        ("help.about", "about"),
    ],
)
def test_an_action_opens_its_dialog(window, when_asked, action, dialog):
    seen = []
    when_asked(lambda shown: seen.append(shown.objectName()))

    window.actions_[action].trigger()

    assert seen == [dialog]


def test_details_are_changed_at_once(window, when_asked):
    when_asked(lambda dialog: dialog.findChild(QLineEdit, "article.byline").setText("Ada"))
    window.dialogs.show_details()

    assert window.desk.focus.article.byline == "Ada"


def test_without_an_article_there_are_no_details(window):
    window.desk.focus.open(None)

    window.dialogs.show_details()


def test_stopping_nothing_is_nothing(window, workspace):
    window.dialogs.stop()

    assert workspace.reader.count(Article) == 1


def test_what_was_left_out_is_shown_of_the_article_that_is_asked_for(
    window, add_article, when_asked
):
    other = add_article("Another story.\n", headline="Harbour closes")
    told = []
    window.workspace.notices.posted.connect(told.append)

    window.dialogs.importing.omitted_content_requested.emit(other.id)

    assert window.desk.focus.article == other
    assert told == ["Only articles from saved pages have omitted content."]


@pytest.mark.parametrize(("answer", "shown"), [("do", "Summit ends"), ("leave", "Harbour closes")])
def test_an_article_that_came_again_is_shown_when_it_is_taken(
    window, article, add_article, press_when_asked, answer, shown
):
    window.desk.open(add_article("Another story.\n", headline="Harbour closes").id)
    press_when_asked(answer)
    window.dialogs.importing.came_again.emit(article.id, AGAIN)

    assert window.desk.focus.article.headline == shown


def test_an_article_that_is_gone_cannot_come_again(window):
    window.dialogs.importing.came_again.emit("gone", AGAIN)

    assert window.desk.focus.article.headline == "Summit ends"
