"""What is looked at follows choices and edits."""

from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.ui.commands.labelling import Marking


def test_opening_an_article_tells_it_and_forgets_the_passage(focus, add_article, qtbot):
    focus.select((Span(0, 3),))
    other = add_article("Other words.")

    with qtbot.waitSignal(focus.article_changed) as told:
        focus.open(other.id)

    assert told.args[0] == other
    assert focus.passage is None
    assert focus.text == "Other words."


def test_opening_nothing_shows_nothing(focus):
    focus.open(None)

    assert focus.article is None
    assert focus.text == ""
    assert not focus.mentions


def test_a_mark_brings_its_claim(focus, claim):
    mention = focus.mentions[0].mention
    focus.pick_claim(None)

    focus.pick_mark(mention.id)

    assert focus.claim == claim
    assert focus.mention == mention


def test_a_claim_brings_its_first_mention_here(focus, claim):
    focus.pick_mark(None)

    focus.pick_claim(claim)

    assert focus.mark_id == focus.mentions[0].mention.id


def test_without_a_claim_there_is_no_mention(focus, claim):
    focus.pick_claim(None)

    assert focus.mention is None
    assert focus.mark_id is None


def test_an_edit_of_the_claim_is_followed(focus, claim, workspace):
    workspace.do(Edit.swap("Change", claim, replace(claim, text="Another wording")))

    assert focus.claim.text == "Another wording"
    assert focus.claims[claim.id].text == "Another wording"


def test_undoing_a_claim_takes_it_out_of_focus(focus, claim, workspace):
    workspace.undo()

    assert focus.claim is None
    assert focus.mark_id is None
    assert not focus.claims


def test_an_edit_of_the_article_is_reported(focus, article, workspace, qtbot):
    with qtbot.waitSignal(focus.article_edited) as told:
        workspace.do(Edit.swap("Change", article, replace(article, headline="New")))

    assert told.args[0].headline == "New"


def test_an_article_that_goes_is_no_longer_shown(focus, workspace):
    workspace.undo()

    assert focus.article is None


def test_a_check_is_known_by_its_claim(focus, claim, workspace):
    check = FactCheck(claim_id=claim.id, checked_by=workspace.annotator.id)

    workspace.do(Edit.add("Begin", check))
    assert focus.check(claim.id) == check

    workspace.undo()
    assert focus.check(claim.id) is None


def test_a_sentiment_is_found_by_its_mark(focus, workspace):
    sentiment = _sentiment(focus, workspace)

    focus.pick_mark(sentiment.id)

    assert focus.sentiment == sentiment


def test_a_sentiment_brings_the_claim_that_stands_there(focus, claim, workspace):
    place = focus.mentions[0].anchor.spans[0]
    claims = [claim]
    for span in (Span(place.start + 1, place.end), Span(0, 10)):
        focus.select((span,))
        Marking(focus).add_claim()
        claims.append(focus.claim)
    sentiment = _sentiment(focus, workspace, place)

    shown = []
    for before in claims:
        focus.pick_claim(before)
        focus.pick_mark(sentiment.id)
        shown.append(focus.claim.code)

    assert shown == ["C1", "C2", "C1"]  # what was here stays so, if it is there
    assert focus.is_let_go


def test_the_same_passage_is_told_once(focus, qtbot):
    focus.select((Span(0, 3),))

    with qtbot.assertNotEmitted(focus.passage_changed):
        focus.select((Span(0, 3),))


def test_revealing_is_passed_on(focus, qtbot):
    with qtbot.waitSignal(focus.revealed) as told:
        focus.reveal((Span(1, 2),))

    assert told.args[0] == (Span(1, 2),)


def test_marks_of_another_article_do_not_show_here(focus, claim, add_article, article):
    other = add_article("Premier Lind gave no guarantees, again.")
    focus.open(other.id)
    focus.select((Span(0, 12),))
    Marking(focus).add_mention(claim)
    assert list(focus.claims) == [claim.id]

    focus.open(article.id)

    assert len(focus.mentions) == 1


def test_undo_in_another_article_leaves_this_one(focus, claim, add_article, article, workspace):
    other = add_article("Premier Lind gave no guarantees, again.")
    focus.open(other.id)
    focus.select((Span(0, 12),))
    Marking(focus).add_mention(claim)
    focus.open(article.id)

    workspace.undo()
    workspace.redo()

    assert [placed.anchor.start for placed in focus.mentions] == [focus.mentions[0].anchor.start]
    assert len(focus.mentions) == 1


def _sentiment(focus, workspace, span=Span(4, 20)):  # noqa: B008 - a value
    from annotator.operations.labelling import add_sentiment  # noqa: PLC0415

    focus.select((span,))
    edit, sentiment = add_sentiment(focus.article, focus.passage, -2, None, workspace.annotator.id)
    workspace.do(edit)
    return sentiment


def test_only_the_edit_that_adds_a_mark_is_foreseen_for_it(focus, monkeypatch):
    """One that is saved before it, as what waited for that, would be taken back with it."""
    foreseen = []

    def save(*_):
        focus.workspace.saves.foreseen.emit(Edit.add("Other", Entity(name="Other")))
        foreseen.append(focus._foreseen)

    monkeypatch.setattr(focus.workspace, "do", save)

    focus.add_mark("m1", Edit.add("Mark", Entity(name="Mark")))

    assert foreseen == [None]
