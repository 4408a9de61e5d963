"""The form of the current claim and of its current mention."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer, Scheme
from annotator.domain.edit import Edit
from annotator.domain.labelling import attributed
from annotator.ui.focus import Focus
from annotator.ui.panels.entries import Entries, Place, Trait
from annotator.ui.panels.label_row import LabelRow, choices
from annotator.ui.panels.mention_fields import MentionFields
from annotator.ui.panels.people import People
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.form import Form

Chosen = frozenset[str] | str | None
_NEEDS_WORDS = "A claim needs a wording: the former one was restored."
_OF_OTHERS = set(Layer) - {Layer.CLAIM_TYPE, Layer.CHECKWORTHINESS}
_BASES = (
    Choice("stated", "Stated", "1", "The article gives the date."),
    Choice(
        "inferred", "Inferred", "2", "The date follows from something else, such as “Wednesday”."
    ),
    Choice("unknown", "Unknown", "3", "The date is a guess."),
)


class ClaimForm(QWidget):
    """Shows what is said of a claim, and how the article at hand passes it on."""

    kept = Signal()

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self._focus = focus
        self._people = People(focus.workspace, self)
        self._claims = Entries[Claim](focus.workspace, lambda claim: claim.code)
        self._mention = MentionFields(focus.workspace, self._people)
        self._form, self._rare = Form(), Form()
        self._fold = Fold("More", self._rare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._add_wording()
        self._add_labels()
        self._add_rare()
        for part in (self._form, self._fold):  # with their fields in them, for the order of Tab
            column.addWidget(part)
        self._claims.kept.connect(self.kept)
        self._mention.entries.kept.connect(self.kept)
        self._people.changed.connect(self._offer_names)
        self._offer_names()

    def show_claim(self, claim: Claim | None, mention: Mention | None) -> None:
        """Show a claim and the mention that is looked at, or the same ones as they are now."""
        before = self._claims.current()
        self._claims.show(claim)
        self._mention.show_mention(mention)
        if claim:
            self._heading.setText(f"Claim {claim.code}")
            is_other = before is None or before.id != claim.id
            waits = self._claims.waits("claim.date") or self._mention.entries.waits(
                "claim.relayed_by"
            )
            self._unfold(waits or _has_rare(claim) or self._mention.has_rare(), is_other)

    def flush(self) -> None:
        """Commit what is being typed."""
        self._claims.flush()
        self._mention.entries.flush()

    def _unfold(self, needed: bool, is_other: bool) -> None:  # noqa: FBT001 - two facts
        # never fold under the hands of a person who has just emptied a field
        if needed or is_other:
            self._fold.set_needed(needed)

    def _add_wording(self) -> None:
        self.wording = AutoText(
            "In one sentence, understood without the article", lines=(2, 4), single_paragraph=True
        )
        self._heading = self._claims.text(
            Place(self._form, "claim.text", "Claim"),
            self.wording,
            self._claims.attribute("text", "wording"),
            required=_NEEDS_WORDS,
        )
        self._claimant = NameField("Nobody named")
        self._claims.text(
            Place(self._form, "claim.claimant", "Says it"),
            self._claimant,
            Trait(lambda claim: self._people.name(claim.claimant_id), self._say, "claimant"),
        )
        self._mention.add_quote(self._form)

    def _add_labels(self) -> None:
        codebook = self._focus.workspace.codebook
        self._claims.choice(
            Place(self._form, "claim.kind", "Kind"),
            LabelRow(choices(codebook.scheme(Layer.ASSERTION_KIND)), folded_after=4),
            self._claims.attribute("assertion_kind", "kind"),
        )
        types = codebook.scheme(Layer.CLAIM_TYPE)
        worth = codebook.scheme(Layer.CHECKWORTHINESS)
        self._add_scheme(types, "claim.types", "Type", "types")
        self._add_scheme(worth, "claim.worth", "Worth it", "check-worthiness")
        for scheme in codebook.schemes:
            if scheme.layer not in _OF_OTHERS and scheme not in (types, worth):
                self._add_scheme(scheme, f"claim.label.{scheme.id}", scheme.title, scheme.title)

    def _add_scheme(self, scheme: Scheme, name: str, label: str, what: str) -> None:
        def labelled(claim: Claim, chosen: Chosen) -> Edit:
            codes = frozenset([chosen]) if isinstance(chosen, str) else frozenset(chosen or ())
            return self._claims.put(what, claim.labelled(scheme.id, codes))

        row = LabelRow(
            choices(scheme), multiple=scheme.multi_select, clearable=True, folded_after=3
        )
        trait: Trait[Claim, Chosen] = Trait(lambda claim: claim.chosen(scheme.id), labelled)
        if scheme.labels:
            self._claims.choice(Place(self._form, name, label), row, trait)

    def _add_rare(self) -> None:
        claims, rare = self._claims, self._rare
        claims.text(
            Place(rare, "claim.date", "Said on"),
            DateField("2025, 2025-02 or 2025-02-27"),
            claims.attribute("date", "date"),
        )
        claims.choice(
            Place(rare, "claim.date_basis", "Date is"),
            LabelRow(_BASES, clearable=True),
            Trait(
                lambda claim: claim.date_basis or None,
                lambda claim, basis: claims.put(
                    "basis of date", replace(claim, date_basis=basis or "")
                ),
            ),
        )
        claims.text(
            Place(rare, "claim.venue", "Where"),
            AutoLine("At a press conference, on television"),
            claims.attribute("venue", "venue"),
        )
        self._mention.add_rare(rare)

    def _offer_names(self) -> None:
        names = self._people.names()
        self._claimant.set_names(names)
        self._mention.offer_names(names)

    def _say(self, claim: Claim, name: str) -> Edit:
        """Return the claim with another claimant; its mentions go along."""
        first, entity_id = self._people.called(name)
        edit = self._claims.put("claimant", replace(claim, claimant_id=entity_id), *first)
        mentions = attributed(self._focus.workspace.reader, claim, entity_id, edit.label)
        return Edit.joined(edit.label, [edit, *mentions])


def _has_rare(claim: Claim) -> bool:
    return bool(claim.date or claim.date_basis or claim.venue)
