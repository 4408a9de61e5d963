"""Where an edit took place."""

from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.edit_location import EditLocation, location_of
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.operations.labelling import add_sentiment


def test_a_claim_is_where_it_is_first_mentioned(workspace, focus, claim, article):
    placed = focus.mentions[0]

    found = location_of(workspace.reader, Edit.swap("Change", claim, claim))

    assert found == EditLocation(article.id, placed.anchor.spans, placed.mention.id)


def test_a_claim_that_is_gone_is_where_its_anchor_was(workspace, focus, claim, article, qtbot):
    spans = focus.mentions[0].anchor.spans
    with qtbot.waitSignal(workspace.turned) as told:
        workspace.undo()

    found = location_of(workspace.reader, told.args[0])

    assert found == EditLocation(article.id, spans)


def test_evidence_is_where_its_claim_is(workspace, focus, claim, article):
    check = FactCheck(claim_id=claim.id, checked_by=workspace.annotator.id)
    workspace.do(Edit.add("Check", check))
    evidence = Evidence(check_id=check.id, stance="not_found", added_by=workspace.annotator.id)

    found = location_of(workspace.reader, Edit.add("Evidence", evidence))

    assert found is not None
    assert found.mark_id == focus.mentions[0].mention.id


def test_a_sentiment_of_the_article_is_in_it(workspace, article):
    edit, sentiment = add_sentiment(article, None, 1, None, workspace.annotator.id)
    workspace.do(edit)

    assert location_of(workspace.reader, edit) == EditLocation(article.id, (), sentiment.id)


def test_a_sentiment_of_a_passage_is_there(workspace, focus, article):
    focus.select((Span(4, 20),))
    edit, sentiment = add_sentiment(article, focus.passage, 1, None, workspace.annotator.id)
    workspace.do(edit)

    found = location_of(workspace.reader, edit)

    assert found == EditLocation(article.id, (Span(4, 20),), sentiment.id)


def test_a_suggestion_is_on_its_words(workspace, focus, claim, article):
    anchor = focus.mentions[0].anchor
    made = Suggestion(article_id=article.id, anchor_id=anchor.id)
    workspace.do(Edit.add("Import", made))

    assert location_of(workspace.reader, Edit.add("", made)) == EditLocation(
        article.id, anchor.spans
    )


def test_an_article_is_itself(workspace, article):
    assert location_of(workspace.reader, Edit.swap("x", article, article)) == EditLocation(
        article.id
    )


def test_a_zone_is_on_its_lines(workspace, article):
    zone = Zone(text_id=workspace.reader.version(article.id).id, start=0, end=9, kind="tags")

    found = location_of(workspace.reader, Edit.add("Zone", zone))

    assert found == EditLocation(article.id, (Span(0, 9),))


def test_a_zone_of_an_article_that_is_gone_is_nowhere(workspace, article):
    zone = Zone(text_id=workspace.reader.version(article.id).id, start=0, end=9, kind="tags")
    workspace.undo()

    assert location_of(workspace.reader, Edit.remove("Zone", zone)) is None


def test_what_is_gone_is_nowhere(workspace, article):
    gone = Claim(code="C9", text="gone", created_by=workspace.annotator.id)
    workspace.undo()

    assert location_of(workspace.reader, Edit.remove("x", article)) is None
    assert location_of(workspace.reader, Edit.remove("x", gone)) is None


def test_a_name_is_nowhere(workspace):
    assert location_of(workspace.reader, Edit.add("x", Entity(name="Lind"))) is None
