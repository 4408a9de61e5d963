"""The panels follow each change of the codebook at once."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.edit import Change, Edit
from annotator.domain.label_key import LabelKey
from annotator.i18n import tr
from annotator.operations import codebook as operations
from annotator.operations.checking import check_of


@pytest.fixture
def scheme(workspace):
    """Return the first scheme of a layer as it is now."""
    return lambda layer=Layer.CLAIM_TYPE: workspace.codebook.scheme(layer)


def names(row):
    return [choice.full for choice in row.choices()]


def test_what_is_added_renamed_moved_and_retired_is_seen_in_the_row(
    claims_panel, claim, workspace, scheme
):
    row = claims_panel.field("claim.types")

    workspace.do(operations.add_label(scheme(), "Rumour"))
    workspace.do(operations.change_label(scheme(), replace(scheme().labels[-1], key="r")))
    workspace.do(operations.move_label(scheme(), "rumour", 0))
    workspace.do(operations.retire_label(scheme(), "personal"))

    assert names(row)[:2] == ["Rumour", "Quantity (past or present)"]
    assert row.choices()[0].key == "r"
    workspace.undo()
    assert names(row)[:2] == ["Rumour", "Personal experience"]


def test_a_retired_label_is_shown_where_it_is_used_and_goes_when_it_is_taken_back(
    claims_panel, claim, workspace, scheme, focus, qtbot
):
    row = claims_panel.field("claim.types")
    workspace.do(
        operations.Edit.swap("Label", claim, claim.labelled(scheme().id, frozenset({"personal"})))
    )
    workspace.do(operations.retire_label(scheme(), "personal"))
    focus.pick_claim(workspace.reader.get(Claim, claim.id))
    (chosen,) = [button for button in row.buttons if button.isChecked()]
    assert chosen.choice.definition.startswith("No longer offered. Not checkable")
    assert chosen.choice.key == ""

    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)

    assert "Personal experience" not in names(row)
    assert workspace.reader.get(Claim, claim.id).labels == frozenset()


def test_a_merge_shows_the_label_that_is_kept(claims_panel, claim, workspace, scheme):
    row = claims_panel.field("claim.types")
    workspace.do(
        operations.Edit.swap("Label", claim, claim.labelled(scheme().id, frozenset({"rules"})))
    )

    workspace.do(operations.merge_label(workspace.reader, scheme(), "rules", "support"))

    assert row.codes() == {"support"}


def test_a_scheme_that_is_added_has_a_row_and_loses_it_when_it_goes(claims_panel, claim, workspace):
    book = workspace.codebook
    workspace.do(
        operations.add_scheme(book, Layer.CLAIM_TYPE, "Our topics", ["War"], multi_select=True)
    )
    row = claims_panel.field("claim.label.our-topics@1")
    assert names(row) == ["War"]
    assert row.isVisibleTo(claims_panel)

    row.chosen.emit(frozenset({"war"}))
    assert workspace.reader.get(Claim, claim.id).labels == {LabelKey("our-topics@1", "war")}
    workspace.undo()
    workspace.undo()

    assert claims_panel.form.findChild(QWidget, "claim.label.our-topics@1") is None
    assert claims_panel.field("claim.text").value() == claim.text


def test_a_verdict_of_another_scale_is_shown_and_the_new_one_offered(
    check_panel, claim, workspace, scheme
):
    former = scheme(Layer.VERDICT)
    check_panel.judge("refuted")
    workspace.do(
        operations.add_scheme(
            workspace.codebook, Layer.VERDICT, "Ours", ["Right", "Refuted"], multi_select=False
        )
    )
    workspace.do(
        operations.move_scheme(workspace.codebook, workspace.codebook.layer(Layer.VERDICT)[1], 0)
    )
    row = check_panel.field("check.verdict")
    assert names(row) == ["Right", "Refuted", f"Refuted ({former.title})"]
    assert [button.isChecked() for button in row.buttons] == [False, False, True]

    row.chosen.emit("refuted")
    assert check_of(workspace.reader, claim.id).verdict == LabelKey("ours@1", "refuted")
    row.chosen.emit(f"{former.id}\nsupported")
    assert check_of(workspace.reader, claim.id).verdict == former.key("supported")


def test_the_list_and_the_text_show_a_verdict_by_its_new_name(
    claims_panel, check_panel, claim, workspace, scheme
):
    check_panel.judge("refuted")
    verdicts = scheme(Layer.VERDICT)
    label = replace(verdicts.label("refuted"), name="Wrong", colour="conflicting")

    workspace.do(operations.change_label(verdicts, label))

    row = claims_panel._model.row(0)
    assert (row.chip, row.tone) == ("wrong", "conflicting")


@pytest.mark.parametrize(
    ("layer", "name"),
    [
        (Layer.ASSERTION_KIND, "claim.kind"),
        (Layer.QUOTE_TYPE, "claim.quote"),
        (Layer.CHECKWORTHINESS, "claim.worth"),
    ],
)
def test_labels_with_fixed_codes_are_renamed_at_once(
    claims_panel, claim, workspace, scheme, layer, name
):
    row = claims_panel.field(name)
    workspace.do(operations.change_label(scheme(layer), replace(scheme(layer).labels[0], name="N")))

    assert names(row)[0] == "N"


def test_attitudes_keep_their_numbers_and_change_their_keys(sentiment_panel, workspace, scheme):
    row = sentiment_panel.field("sentiment.polarity")
    attitudes = scheme(Layer.SENTIMENT_POLARITY)

    workspace.do(operations.change_label(attitudes, replace(attitudes.labels[0], key="x")))

    assert (row.choices()[0].name, row.choices()[0].key) == ("−3", "x")


def test_a_layer_without_a_scheme_says_so_until_there_is_one(claims_panel, workspace, scheme):
    row = claims_panel.field("claim.kind")
    (nothing,) = row.findChildren(QLabel)
    assert nothing.isHidden()

    kinds = scheme(Layer.ASSERTION_KIND)
    workspace.do(Edit(label="Remove", changes=(Change(kinds, None),)))

    assert not nothing.isHidden()
    assert nothing.text() == tr("Not in the codebook")
    assert row.minimumSizeHint().width() >= nothing.sizeHint().width()
    workspace.undo()
    assert nothing.isHidden()
    assert names(row)
