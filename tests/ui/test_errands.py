"""What opens a dialog or takes a while."""

import pytest
from PySide6.QtWidgets import QLineEdit

from annotator.domain.article import Article


@pytest.mark.parametrize(
    ("action", "dialog"),
    [
        ("project.import", "import"),
        ("project.export", "export"),
        ("article.details", "article"),
        ("help.keys", "keys"),
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
    window.errands.show_details()

    assert window.desk.focus.article.byline == "Ada"


def test_without_an_article_there_are_no_details(window):
    window.desk.focus.open(None)

    window.errands.show_details()


def test_stopping_nothing_is_nothing(window, workspace):
    window.errands.stop()

    assert workspace.reader.count(Article) == 1
