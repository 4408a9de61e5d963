"""One goes from one article that lacks something to the next."""

import pytest

from annotator.domain.span import Span
from annotator.i18n import tr
from annotator.operations.text_versions import corrected


@pytest.fixture
def second(article, add_article):
    """A second article, before the window is there."""
    return add_article("Another story about a harbour.\n", headline="Harbour closes")


def test_next_unlabelled_passes_over_what_was_begun(second, window):
    window.desk.text.select(Span(0, 10))
    window.actions_["claim.add"].trigger()

    window.actions_["article.next_unlabelled"].trigger()
    assert window.desk.focus.article.code == "A2"
    window.actions_["article.next_unlabelled"].trigger()
    assert window.desk.focus.article.code == "A2"


def test_no_unlabelled_article_is_said(window):
    said = []
    window.workspace.notices.posted.connect(said.append)
    window.actions_["article.mark_done"].trigger()

    window.actions_["article.next_unlabelled"].trigger()

    assert said[-1] == tr("No other article in the list is unlabelled.")


def test_that_a_queue_goes_on_from_the_top_is_said(second, window, article):
    said = []
    window.desk.open(second.id)
    window.workspace.notices.posted.connect(said.append)

    window.actions_["article.done"].trigger()

    assert window.desk.focus.article.id == article.id
    assert said == [tr("The end of the list is reached. Continued from its top.")]


def test_next_to_review_opens_the_article_with_its_list(second, window, workspace):
    focus, start = window.desk.focus, window.desk.focus.text.index("gave no guarantees")
    window.desk.text.select(Span(start, start + 18))
    window.actions_["claim.add"].trigger()
    text = focus.text.replace("gave no", "gave few", 1)
    workspace.do(corrected(workspace.reader, focus.article, text, "", workspace.annotator.id))
    window.desk.open(second.id)

    window.actions_["article.next_to_review"].trigger()
    assert window.desk.focus.article.code == "A1"
    assert window.dialogs.texts.review.isVisible()

    said = []
    window.workspace.notices.posted.connect(said.append)
    window.actions_["article.next_to_review"].trigger()
    assert said == [tr("No other article has marks to review.")]
