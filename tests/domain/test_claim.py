"""Claims and their mentions are changed by making new ones."""

from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity

WORTH, TYPE = "priority@1", "type@1"


def test_labels_of_one_scheme_leave_those_of_others_alone():
    labels = frozenset({LabelKey(WORTH, "high"), LabelKey(TYPE, "quote"), LabelKey(TYPE, "law")})
    claim = Claim(code="C1", text="It was so.", created_by="ana", labels=labels)

    changed = claim.labelled(TYPE, frozenset({"number"}))

    assert changed.chosen(TYPE) == {"number"}
    assert changed.chosen(WORTH) == {"high"}
    assert claim.chosen(TYPE) == {"quote", "law"}


def test_an_attribution_takes_the_place_of_the_one_at_its_level():
    mention = Mention(claim_id="c", anchor_id="a", annotator_id="ana")
    relayed = mention.attributed(Attribution(level=2, source_text="the agency"))

    assert mention.attribution == Attribution()
    assert relayed.attribution == Attribution()

    said = relayed.attributed(Attribution(source_text="he"))
    corrected = said.attributed(Attribution(source_text="she"))

    assert [a.source_text for a in corrected.attributions] == ["she", "the agency"]
    assert corrected.attribution.source_text == "she"


def test_an_entity_answers_to_each_of_its_names_in_any_case():
    entity = Entity(name="Straße AG", aliases=("The Firm",))

    assert entity.answers_to("STRASSE ag")
    assert entity.answers_to("the firm")
    assert not entity.answers_to("The")
