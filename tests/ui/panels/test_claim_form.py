"""The form of a claim: each entry is one edit, which undo takes back."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from annotator.domain.claim import Attribution
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.ui.commands.labelling import Marking
from annotator.ui.panels.claims import ClaimsPanel
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.form import Form


@pytest.fixture
def lind(workspace):
    """An entity with two names."""
    lind = Entity(name="Oskar Lind", kind="person", aliases=("Lind",))
    workspace.do(Edit.add("Add Lind", lind))
    return lind


def test_a_new_wording_is_kept_by_enter(claims_panel, claim, fill, now, label_of):
    fill(claims_panel, "claim.text", "Lind promised nothing.")

    assert now(claim).text == "Lind promised nothing."
    assert label_of() == "Change wording of C1"
    assert claims_panel.findChild(QWidget, "claim.claimant").hasFocus()


def test_undo_is_shown_in_the_field_with_a_tint(claims_panel, claim, fill, workspace, shows, qtbot):
    fill(claims_panel, "claim.text", "Lind promised nothing.")
    label = claims_panel.findChild(Form).findChildren(QWidget)[0]
    assert not label.styleSheet()

    workspace.undo()

    assert shows(claims_panel, "claim.text") == claim.text
    assert "background" in label.styleSheet()
    qtbot.waitUntil(lambda: not label.styleSheet())


def test_an_emptied_wording_is_never_kept(claims_panel, claim, now):
    field = claims_panel.findChild(AutoText, "claim.text")
    field.setFocus()
    field.setPlainText("")
    field.flush()
    assert field.value() == ""

    claims_panel.findChild(QWidget, "claim.claimant").setFocus()

    assert field.value() == now(claim).text == claim.text


def test_a_refused_wording_stays_in_the_field_and_is_tried_again(claims_panel, claim, store, now):
    field = claims_panel.findChild(AutoText, "claim.text")
    field.setPlainText("Kept in mind")
    store.is_read_only = True
    claims_panel.workspace.pending.flush()
    assert (field.value(), now(claim)) == ("Kept in mind", claim)

    store.is_read_only = False
    claims_panel.workspace.pending.flush()

    assert now(claim).text == "Kept in mind"


def test_a_new_claimant_becomes_known_in_the_same_step(claims_panel, claim, fill, now, only, focus):
    fill(claims_panel, "claim.claimant", "Mirel Anso")

    assert now(claim).claimant_id == only(Entity).id
    assert focus.mention.attribution.source_id == only(Entity).id


def test_undo_forgets_a_new_claimant(claims_panel, claim, fill, focus, now, shows):
    fill(claims_panel, "claim.claimant", "Mirel Anso")
    assert shows(claims_panel, "claim.claimant") == "Mirel Anso"

    focus.workspace.undo()

    assert focus.workspace.reader.find(Entity) == []
    assert now(claim).claimant_id is None
    assert focus.mention.attribution.source_id is None
    assert shows(claims_panel, "claim.claimant") == ""


def test_half_a_name_that_is_put_right_leaves_nobody_behind(claims_panel, claim, fill, now, focus):
    fill(claims_panel, "claim.claimant", "Mir")

    fill(claims_panel, "claim.claimant", "Mirel Anso")

    reader = focus.workspace.reader
    assert [entity.name for entity in reader.find(Entity)] == ["Mirel Anso"]
    assert now(claim).claimant_id == reader.find(Entity)[0].id
    focus.workspace.undo()
    assert [entity.name for entity in reader.find(Entity)] == ["Mir"]


def test_another_name_of_a_claimant_is_the_same_person(claims_panel, claim, lind, fill, now, shows):
    fill(claims_panel, "claim.claimant", "lind")

    assert now(claim).claimant_id == lind.id
    assert shows(claims_panel, "claim.claimant") == "Oskar Lind"


def test_the_same_claimant_again_is_no_step(claims_panel, claim, lind, fill, label_of, shows):
    fill(claims_panel, "claim.claimant", "Oskar Lind")
    fill(claims_panel, "claim.venue", "Varen")

    fill(claims_panel, "claim.claimant", "Lind")

    assert label_of() == "Change venue of C1"
    assert shows(claims_panel, "claim.claimant") == "Oskar Lind"


def test_no_name_is_nobody(claims_panel, claim, fill, now, focus, qtbot):
    field = fill(claims_panel, "claim.claimant", "Mirel Anso")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert now(claim).claimant_id is None
    assert focus.mention.attribution.source_id is None


def test_a_mention_said_by_somebody_else_stays_theirs(claims_panel, claim, lind, fill, focus):
    other = replace(focus.mention, attributions=(Attribution(source_id=lind.id),))
    focus.workspace.do(Edit.swap("Attribute", focus.mention, other))

    fill(claims_panel, "claim.claimant", "Mirel Anso")

    assert focus.mention.attribution.source_id == lind.id


def proposed(panel):
    row = panel.findChild(QWidget, "claim.quote")
    return [button.choice.code for button in row.findChildren(ChoiceButton) if button.is_proposed]


def test_a_claimant_proposes_an_indirect_quote(claims_panel, claim, fill, focus, shows):
    assert proposed(claims_panel) == ["none"]

    fill(claims_panel, "claim.claimant", "Mirel Anso")

    assert proposed(claims_panel) == ["indirect"]
    assert shows(claims_panel, "claim.quote") == set()
    assert focus.mention.quote_type == ""


def test_marks_propose_a_direct_quote(claims_panel, claim, focus, select, now):
    select("You can forget about the Pact")

    Marking(focus).add_mention(now(claim))

    assert proposed(claims_panel) == ["direct"]
    assert focus.mention.quote_type == ""


def test_enter_takes_what_is_proposed(claims_panel, claim, fill, focus, shows, qtbot):
    fill(claims_panel, "claim.claimant", "Mirel Anso")
    row = claims_panel.findChild(QWidget, "claim.quote")

    qtbot.keyClick(row.focusProxy(), Qt.Key.Key_Return)

    assert focus.mention.quote_type == "indirect"
    assert shows(claims_panel, "claim.quote") == {"indirect"}
    assert proposed(claims_panel) == []


def test_a_proposal_says_that_it_is_one(claims_panel, claim):
    row = claims_panel.findChild(QWidget, "claim.quote")
    button = row.findChild(ChoiceButton, "none")
    assert button.accessibleDescription().startswith("Suggested. Press Enter to accept.")

    button.click()

    assert not button.accessibleDescription().startswith("Proposed")


@pytest.mark.parametrize("types", [["direct", "direct"], ["none", "indirect"]])
def test_whoever_relays_a_claim_is_quoted_as_it_is(claims_panel, claim, fill, focus, choose, types):
    fill(claims_panel, "claim.relayed_by", "two envoys")
    assert focus.mention.lacks_quote_type

    choose(claims_panel, "claim.quote", types[0])
    assert [said.quote_type for said in focus.mention.attributions] == types

    fill(claims_panel, "claim.relayed_by", "an envoy")
    assert [said.quote_type for said in focus.mention.attributions] == types


def test_whoever_relays_an_own_voice_is_quoted_as_the_marks_say(
    claims_panel, claim, fill, focus, choose
):
    choose(claims_panel, "claim.quote", "none")

    fill(claims_panel, "claim.relayed_by", "two envoys")

    assert [said.quote_type for said in focus.mention.attributions] == ["none", "indirect"]


def test_a_quote_type_that_is_missing_is_asked_for(claims_panel, claim, lind, focus, shows, choose):
    old = replace(focus.mention, attributions=(Attribution(source_id=lind.id),))
    focus.workspace.do(Edit.swap("Attribute", focus.mention, old))
    assert shows(claims_panel, "claim.quote") == set()
    labels = [label.text() for label in claims_panel.findChildren(QLabel)]
    assert "▲ Quote?" in labels

    choose(claims_panel, "claim.quote", "direct")

    assert focus.mention.attribution == Attribution(source_id=lind.id, quote_type="direct")
    assert "▲ Quote?" not in [label.text() for label in claims_panel.findChildren(QLabel)]


def test_own_voice_beside_a_claimant_is_a_contradiction_at_its_field(
    claims_panel, claim, fill, choose, focus, qtbot
):
    def asked():
        return [x for x in claims_panel.findChildren(QLabel) if x.text() == "▲ Quote?"]

    fill(claims_panel, "claim.claimant", "Mirel Anso")
    choose(claims_panel, "claim.quote", "none")
    [label] = asked()
    assert "A claimant is named, but no article says so." in label.toolTip()

    field = claims_panel.findChild(QWidget, "claim.claimant")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked() == []

    focus.workspace.undo()
    choose(claims_panel, "claim.quote", "indirect")
    assert asked() == []


def test_the_quote_belongs_to_the_mention_looked_at(claims_panel, claim, focus, choose, select):
    first = focus.mention
    select("he said")
    Marking(focus).add_mention(claim)

    choose(claims_panel, "claim.quote", "direct")

    assert focus.mention.attribution.quote_type == "direct"
    focus.pick_mark(first.id)
    assert focus.mention.quote_type == ""


def test_the_form_follows_the_mention_looked_at(claims_panel, claim, focus, choose, select, shows):
    choose(claims_panel, "claim.quote", "direct")
    first = focus.mention
    select("he said")
    Marking(focus).add_mention(claim)
    assert shows(claims_panel, "claim.quote") == set()

    focus.pick_mark(first.id)

    assert shows(claims_panel, "claim.quote") == {"direct"}


def test_kind_types_and_worth_are_chosen_with_buttons(claims_panel, claim, choose, now):
    choose(claims_panel, "claim.kind", "position")
    choose(claims_panel, "claim.types", "support")
    choose(claims_panel, "claim.types", "quantity")
    choose(claims_panel, "claim.worth", "worth_checking")

    assert now(claim).assertion_kind == "position"
    assert now(claim).chosen("fullfact-claim-type@1") == {"support", "quantity"}
    assert now(claim).chosen("priority-3@1") == {"worth_checking"}


def test_a_second_press_takes_a_label_back(claims_panel, claim, choose, now):
    for _ in range(2):
        choose(claims_panel, "claim.types", "support")
        choose(claims_panel, "claim.worth", "worth_checking")

    assert now(claim).labels == frozenset()


def test_a_refused_choice_is_not_shown(claims_panel, claim, store, choose, shows):
    store.is_read_only = True

    choose(claims_panel, "claim.kind", "position")

    assert shows(claims_panel, "claim.kind") == {"fact"}


def test_nothing_of_a_claim_is_folded_away(claims_panel, claim):
    names = ("text", "claimant", "quote", "kind", "types", "worth", "date", "date_basis", "venue")
    fields = [claims_panel.findChild(QWidget, f"claim.{name}") for name in names]

    assert all(field.isVisible() for field in fields)
    assert claims_panel.findChild(QCheckBox, "claim.needs_context").isVisible()
    assert claims_panel.findChild(Fold) is None


def test_date_basis_venue_and_context_are_kept(claims_panel, claim, fill, choose, now, focus):
    fill(claims_panel, "claim.date", "27 Feb 2031")
    choose(claims_panel, "claim.date_basis", "inferred")
    fill(claims_panel, "claim.venue", "Varen")
    claims_panel.findChild(QCheckBox, "claim.needs_context").click()

    kept = now(claim)
    assert (kept.date, kept.date_basis, kept.venue) == ("2031-02-27", "inferred", "Varen")
    assert focus.mention.needs_context


def test_enter_on_a_date_that_is_none_stays_in_the_field(claims_panel, claim, fill, now, qtbot):
    with qtbot.assertNotEmitted(claims_panel.finished):
        fill(claims_panel, "claim.date", "some day")

    assert now(claim).date == ""


def test_who_relays_it_stands_behind_who_says_it(claims_panel, claim, fill, focus, only, qtbot):
    field = fill(claims_panel, "claim.relayed_by", "Two envoys")
    levels = [(said.level, said.source_id) for said in focus.mention.attributions]
    assert levels == [(2, only(Entity).id)]

    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert focus.mention.attributions == ()


def test_a_scheme_that_the_codebook_adds_gets_a_row(store, article, theme, qtbot, schemes):
    extra = replace(schemes[0], id="topic@1", layer="claim_topic", title="Topic")
    store.apply(Edit.add("Add scheme", extra))
    focus = Focus(Workspace(store))
    panel = ClaimsPanel(focus, theme)
    qtbot.addWidget(panel)

    row = panel.field("claim.label.topic@1")

    assert [choice.code for choice in row.choices()] == [label.code for label in extra.labels]


@pytest.mark.parametrize("name", ["claim.quote", "claim.needs_context", "claim.kind"])
def test_nothing_is_chosen_in_a_read_only_project(claims_panel, claim, store, focus, name):
    store.is_read_only = True
    focus.pick_claim(claim)

    assert not claims_panel.findChild(QWidget, name).isEnabled()
