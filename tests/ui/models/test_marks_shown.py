"""A mark that waits for a person is told from the others, in the text and in the panels."""

import pytest
from msgspec.structs import replace

from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.ui.models.marks import MarkBook
from annotator.ui.models.rows import ROW
from annotator.ui.models.sentiments import SentimentsModel
from annotator.ui.models.unsettled_rows import state_chip


@pytest.fixture
def fuzzy(workspace, focus, claim):
    """The mention of the claim and a sentiment, on words that a person has to look at."""
    (placed,) = focus.mentions
    cut = replace(placed.anchor, id="f", state="fuzzy")
    felt = Sentiment(
        article_id=focus.article.id, anchor_id="f", annotator_id=workspace.annotator.id
    )
    moved = Edit.swap("", placed.mention, replace(placed.mention, anchor_id="f"))
    workspace.do(Edit.joined("Cut", [Edit.add("", cut), moved, Edit.add("", felt)]))


def test_a_sure_mark_has_a_plain_sign(workspace, focus, claim):
    (mark,) = MarkBook(workspace.codebook).marks(focus.labels)

    assert (mark.sign, mark.is_sure) == ("C1", True)


def test_one_to_review_carries_a_question_and_says_so(workspace, focus, fuzzy):
    marks = MarkBook(workspace.codebook).marks(focus.labels)

    assert [(mark.sign, mark.is_sure) for mark in marks] == [("C1 ?", False), ("0 ?", False)]
    assert all(", to review" in mark.description for mark in marks)


def test_the_list_of_sentiments_says_so(focus, fuzzy):
    row = SentimentsModel(focus).index(0).data(ROW)

    assert (row.chip, row.tone) == ("to review", "warning")


def test_each_state_has_its_word():
    assert state_chip("orphan") == ("gone", "refuted")
    assert state_chip("exact") == state_chip("moved") == ("", "")
