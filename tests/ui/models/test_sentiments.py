"""The list of sentiments follows the focus."""

import pytest
from msgspec.structs import replace

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.ui.models.rows import ROW
from annotator.ui.models.sentiments import SentimentsModel


@pytest.fixture
def model(focus, qtmodeltester):
    """The sentiments of the article."""
    model = SentimentsModel(focus)
    yield model
    qtmodeltester.check(model)


@pytest.fixture
def add(workspace, article):
    """Add a sentiment about the whole article."""

    def add(**fields):
        made = Sentiment(
            article_id=article.id, scope="document", annotator_id=workspace.annotator.id, **fields
        )
        workspace.do(Edit.add("Add", made))
        return made

    return add


def test_a_sentiment_tells_sign_target_holder_and_scope(model, add):
    add(polarity=-2, target_text="the Pact")

    row = model.index(0).data(ROW)
    assert (row.code, row.text, row.aside) == ("−2", "the Pact", " · the author")
    assert (row.place, row.code_tone, row.chip) == ("whole article", "negative", "")


def test_a_speaker_is_named(model, add, workspace):
    lind = Entity(name="Oskar Lind")
    workspace.do(Edit.add("Add", lind))

    add(polarity=1, target_id=lind.id, holder="speaker", holder_id=lind.id)

    assert model.index(0).data(ROW).spoken == "+1, Oskar Lind · Oskar Lind, whole article"


@pytest.mark.parametrize(
    ("holder", "words"),
    [
        ("speaker", "no target yet · a speaker"),
        ("reader", "no target yet · the reader"),
    ],
)
def test_what_is_not_known_is_said(model, add, holder, words):
    add(holder=holder)

    assert model.index(0).data(ROW).spoken == f"0, {words}, whole article"


def test_a_change_is_shown_in_place(model, add, workspace, qtbot):
    made = add(polarity=1)

    with qtbot.waitSignal(model.dataChanged):
        workspace.do(Edit.swap("Change", made, replace(made, polarity=3)))

    assert model.index(0).data(ROW).code == "+3"
