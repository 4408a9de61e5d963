"""Claims that are offered for a passage follow what is done to the project."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.operations.labelling import remove_claim
from annotator.ui.commands.labelling import Marking
from annotator.ui.models import claim_offers
from annotator.ui.models.claim_offers import ClaimOffers


@pytest.fixture
def offers(focus):
    return ClaimOffers(focus)


@pytest.fixture
def river(workspace):
    """A claim without a mention."""
    claim = Claim(code="C9", text="The river rose.", created_by=workspace.annotator.id)
    workspace.do(Edit.add("Add", claim))
    return claim


def select(focus, words):
    start = focus.text.index(words)
    focus.select((Span(start, start + len(words)),))
    return focus.passage


def test_a_claim_that_is_there_already_comes_last(offers, focus, claim, river):
    assert offers.ranked(select(focus, "gave no guarantees")) == [river.id, claim.id]
    assert offers.at(focus.passage) == {claim.id}


def test_what_was_done_since_is_known(offers, focus, workspace, claim, river):
    passage = select(focus, "voted for membership")
    assert offers.ranked(passage)[0] == river.id

    workspace.do(Edit.swap("Word", claim, replace(claim, text="A vote for membership")))
    assert offers.ranked(passage)[0] == claim.id
    assert offers.having("VOTE member", [river.id, claim.id]) == [claim.id]

    workspace.do(remove_claim(workspace.reader, workspace.reader.get(Claim, claim.id)))
    assert offers.ranked(passage) == [river.id]

    workspace.undo()
    assert offers.ranked(passage)[0] == claim.id


def test_many_that_come_at_once_are_known(offers, workspace, river):
    assert offers.ranked(None) == [river.id]
    by = workspace.annotator.id
    many = [Claim(code=f"C{n}", text="More", created_by=by) for n in range(20, 140)]

    workspace.do(Edit.add("Add", *many))

    assert offers.ranked(None)[0] == many[-1].id
    assert len(offers.having("more", offers.ranked(None))) == 120


def test_words_of_mentions_and_claimants_find_a_claim(offers, focus, workspace, claim, river):
    ids = offers.ranked(None)
    select(focus, "forget")
    Marking(focus).add_mention(river)
    assert offers.having("forget", ids) == [river.id]

    lind = Entity(name="Oskar Lind", aliases=("Premier",))
    workspace.do(Edit.add("Add", lind))
    now = workspace.reader.get(Claim, river.id)
    workspace.do(Edit.swap("Name", now, replace(now, claimant_id=lind.id)))
    assert offers.having("oskar", ids) == [river.id]


def test_the_claim_whose_code_was_typed_comes_first(offers, workspace, river):
    by = workspace.annotator.id
    workspace.do(Edit.add("Add", Claim(code="C5", text="As C9 says", created_by=by)))

    assert offers.having("c9", offers.ranked(None))[0] == river.id


def test_an_offer_says_the_verdict_and_who_says_it_where(offers, focus, workspace, claim):
    lind = Entity(name="Oskar Lind")
    check = FactCheck(
        claim_id=claim.id, verdict=LabelKey("averitec-verdict@1", "refuted"), checked_by="-"
    )
    workspace.do(Edit.add("Add", lind, replace(check, checked_by=workspace.annotator.id)))
    workspace.do(Edit.swap("Name", claim, replace(claim, claimant_id=lind.id)))

    [offer] = offers.offers([claim.id], set())

    assert (offer.chip, offer.tone, offer.details) == ("refuted", "refuted", "Oskar Lind · A1")
    assert offer.spoken.startswith("C1, Premier Lind gave no guarantees, refuted, ")
    [offer] = offers.offers(["gone", claim.id], {claim.id})
    assert offer.details.startswith("already here")


def test_many_offers_ask_the_project_no_more_often_than_one(offers, workspace, claim, river):
    asked = []
    workspace._store._db.set_trace_callback(asked.append)

    offers.offers([claim.id], set())
    of_one = len(asked)
    offers.offers([claim.id, river.id], set())

    assert len(asked) == 2 * of_one > 0


def test_of_many_claims_the_newest_are_ranked_and_the_others_found_by_their_words(
    offers, workspace, claim, river, monkeypatch
):
    monkeypatch.setattr(claim_offers, "MOST", 1)

    assert offers.ranked(None) == [river.id]
    assert offers.having("guarantees", [river.id]) == []
    assert offers.are_few("guarantees", [])
    assert not offers.are_few("", [])
    assert list(offers.older("guarantees")) == [[claim.id]]
    assert offers.having(claim.code, [river.id]) == [claim.id]
    assert offers.having("river", [river.id]) == [river.id]


def test_of_a_claim_in_many_articles_some_are_named(offers, focus, add_article, claim):
    for number in range(2, 13):
        focus.open(add_article(f"It said {number}.\n", headline=str(number)).id)
        focus.select((Span(0, 5),))
        Marking(focus).add_mention(claim)

    [offer] = offers.offers([claim.id], set())

    assert offer.details == "A1 A2 A3 A4 A5 A6 A7 A8 and 4 more"
