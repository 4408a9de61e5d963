"""What is labelled in an article is kept in step with every edit, without reading it again."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.operations.labelling import add_sentiment
from annotator.ui.commands.labelling import Marking
from annotator.ui.project.focus import Focus
from annotator.ui.project.labels import Labels


@pytest.fixture
def fresh(workspace, article):
    """Return what is labelled in the article, newly read."""
    return lambda: Labels(workspace.reader, article.id)


@pytest.fixture
def followed(focus, fresh):
    """Return what was followed and what is read, side by side."""

    def compare():
        shown = []
        for labels in (focus.labels, fresh()):
            mentions = [(p.mention.id, p.anchor.id) for p in labels.mentions]
            sentiments = [p.sentiment.id for p in labels.sentiments]
            shown.append((mentions, sentiments, dict(labels.claims), labels.checks))
        return shown

    return compare


@pytest.fixture
def rate(focus, workspace):
    """Give a stretch, or the whole article, a sentiment."""

    def rate(span=None, polarity=1):
        focus.select((span,) if span else ())
        by = workspace.annotator.id
        edit, sentiment = add_sentiment(focus.article, focus.passage, polarity, None, by)
        workspace.do(edit)
        return sentiment

    return rate


def check_of(claim, workspace):
    return FactCheck(claim_id=claim.id, checked_by=workspace.annotator.id)


def test_claims_and_sentiments_are_followed_there_and_back(focus, claim, rate, workspace, followed):
    rate(Span(4, 20), 2)
    rate(None, -1)
    workspace.do(Edit.add("Check", check_of(claim, workspace)))
    focus.select((Span(100, 110),))
    Marking(focus).add_mention(claim)
    one, other = followed()
    assert one == other

    while workspace.undo_label() != "Import A1":
        workspace.undo()
        one, other = followed()
        assert one == other
    while workspace.redo_label():
        workspace.redo()
        one, other = followed()
        assert one == other


def test_of_thousands_of_changes_only_what_is_here_is_held(focus, claim, workspace, followed):
    by = workspace.annotator.id
    many = [Claim(code=f"C{n}", text="Elsewhere", created_by=by) for n in range(10, 1200)]
    worded = replace(claim, text="Worded anew")

    workspace.do(Edit.joined("Import", [Edit.add("Add", *many), Edit.swap("Word", claim, worded)]))

    one, other = followed()
    assert one == other
    assert [each.text for each in focus.labels.claims.values()] == [worded.text]
    assert set(focus.labels._claims) == {claim.id}


def test_a_removed_check_is_gone(focus, claim, workspace):
    check = check_of(claim, workspace)
    workspace.do(Edit.add("Check", check))
    assert focus.check(claim.id) == check

    workspace.undo()
    assert focus.check(claim.id) is None


def test_a_sentiment_of_another_article_is_not_taken_in(focus, rate, add_article):
    other = add_article("Another story.\n")
    focus.open(other.id)
    elsewhere = Focus(focus.workspace)
    elsewhere.open(focus.workspace.reader.article_summaries()[0].id)

    sentiment = rate(Span(0, 7))

    assert [p.sentiment for p in focus.sentiments] == [sentiment]
    assert elsewhere.sentiments == []


def test_a_claim_of_another_article_brings_its_check_along(
    focus, claim, workspace, add_article, article
):
    workspace.do(Edit.add("Check", check_of(claim, workspace)))
    other = add_article("Another story.\n")
    focus.open(other.id)
    assert focus.check(claim.id) is None

    focus.select((Span(0, 7),))
    Marking(focus).add_mention(claim)

    assert focus.claims == {claim.id: claim}
    assert focus.check(claim.id).claim_id == claim.id
    assert len(focus.labels.mentions_of(claim.id)) == 1


def test_a_claim_that_is_worded_anew_is_the_new_one(focus, claim, workspace):
    workspace.do(Edit.swap("Reword", claim, replace(claim, text="Other words")))

    assert focus.claims[claim.id].text == "Other words"
    assert focus.labels.claim("gone") is None


def test_what_is_no_label_changes_nothing(focus, fresh):
    assert not fresh().follow(Edit.add("Add", Entity(name="Anna")))
    assert fresh().mentions_of("none") == []


def test_a_claim_without_a_mention_here_is_not_listed(focus, claim, workspace):
    loose = Claim(code="C9", text="Elsewhere", created_by=workspace.annotator.id)

    workspace.do(Edit.add("Add", loose))

    assert list(focus.claims) == [claim.id]
