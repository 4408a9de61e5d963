"""How far an article is, and the way to the next one."""

import pytest

from annotator.domain.article import ArticleStatus


@pytest.fixture
def commands(window):
    """The commands of a window."""
    return window.articles


def test_the_status_of_an_article_is_one_step(commands, workspace, window):
    commands.finish_article()
    assert window.desk.focus.article.status == ArticleStatus.DONE
    label = workspace.undo_label()
    commands.finish_article()

    assert workspace.undo_label() == label
    workspace.undo()
    assert window.desk.focus.article.status == ArticleStatus.TODO


def test_without_an_article_no_status_is_set(commands, workspace, window):
    window.desk.focus.open(None)

    label = workspace.undo_label()
    commands.exclude_article()

    assert workspace.undo_label() == label
