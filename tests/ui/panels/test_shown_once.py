"""What a panel shows is made once for each action, and only when that concerns the panel."""

import pytest
from msgspec.structs import replace

from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment, SentimentScope
from annotator.operations.labelling import add_claim
from annotator.ui.commands.labelling import Marking
from annotator.ui.panels import label_row
from annotator.ui.panels.panel import Panel
from annotator.ui.widgets.section_head import SectionHead


@pytest.fixture
def summarised(claims_panel, sentiment_panel, check_panel, monkeypatch):
    """The names of the panels that were summarised, in order."""
    found, summarise = [], Panel.summarise

    def note(panel, *words):
        found.append(panel.name)
        summarise(panel, *words)

    monkeypatch.setattr(Panel, "summarise", note)
    return found


@pytest.fixture
def claim_made(select, focus):
    """Make a claim of some words."""

    def make(words):
        select(words)
        Marking(focus).add_claim()

    return make


def test_a_claim_is_summarised_once_as_a_check_and_not_as_a_sentiment(claim_made, summarised):
    claim_made("forget about the Pact")

    assert summarised.count("fact_check") == 1
    assert "sentiment" not in summarised


def test_another_article_is_summarised_once_as_sentiments(claim_made, summarised, focus):
    claim_made("forget about the Pact")
    summarised.clear()

    focus.open(focus.article.id)

    assert summarised.count("fact_check") == 1
    assert summarised.count("sentiment") == 1


def test_a_claim_that_comes_does_not_end_the_question_for_a_sentiment(
    sentiment_panel, select, focus
):
    select("forget about the Pact")
    sentiment_panel.begin()

    edit, _, _ = add_claim(focus.passage, focus.workspace.annotator.id)
    focus.workspace.do(edit)

    assert focus.claims
    assert sentiment_panel.form.is_asking


def test_the_names_of_labels_are_followed_by_the_list_of_sentiments(summarised, focus):
    scheme = focus.workspace.codebook.schemes[0]

    focus.workspace.do(Edit.swap("Rename", scheme, replace(scheme, title="Other")))

    assert "sentiment" in summarised


def test_the_name_of_a_target_is_followed_where_it_changes_with_a_claim(
    sentiment_panel, claim_made, focus
):
    claim_made("Parliament voted for membership")
    entity, article = Entity(name="Anna Lind"), focus.article
    sentiment = Sentiment(
        article_id=article.id,
        scope=SentimentScope.DOCUMENT,
        polarity=1,
        target_id=entity.id,
        annotator_id=focus.workspace.annotator.id,
    )
    focus.workspace.do(Edit.add("Add", entity, sentiment))
    focus.pick_mark(sentiment.id)
    assert sentiment_panel.form.target.text() == "Anna Lind"
    [claim] = focus.claims.values()
    claimed = focus.workspace.reader.get(Claim, claim.id)

    focus.workspace.do(
        Edit.swap("Import", entity, replace(entity, name="Anna Berg")),
        Edit.swap("Import", claimed, replace(claimed, claimant_id=entity.id)),
    )

    assert sentiment_panel.form.target.text() == "Anna Berg"


def test_a_head_that_says_the_same_is_left_alone(qtbot, monkeypatch):
    head = SectionHead("Claims")
    qtbot.addWidget(head)
    head.set_summary("2 here", "2 here · C1", "2")
    told = []
    monkeypatch.setattr(head, "_tell", lambda: told.append(head.summary()))

    head.set_summary("2 here", "2 here · C1", "2")
    assert told == []

    head.set_summary("3 here", "2 here · C1", "2")
    assert len(told) == 1


def test_the_labels_of_a_scheme_are_not_looked_through_for_each_claim(
    claims_panel, claim_made, monkeypatch
):
    claim_made("forget about the Pact")
    looked_at = []
    monkeypatch.setattr(label_row, "choices", lambda scheme, _used: looked_at.append(scheme.id))

    claim_made("Parliament voted for membership")

    assert claims_panel.form.isVisibleTo(claims_panel)
    assert looked_at == []
