"""The form of the current claim and of its current mention."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook, Layer, Scheme
from annotator.domain.edit import Edit
from annotator.i18n import N_, tr
from annotator.operations.labelling import attributed, without_unused_entity
from annotator.ui.panels.entries import Entries, FieldBinding, FieldSlot
from annotator.ui.panels.label_row import LabelRow, SchemeRow, of_layer
from annotator.ui.panels.mention_fields import MentionFields
from annotator.ui.panels.people import People
from annotator.ui.project.focus import Focus
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.field_order import FieldOrder
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.typed import tooltip

ChosenCodes = frozenset[str] | str | None
_NEEDS_WORDS = N_("A claim needs text. The previous text was restored.")
_PRIORITY = N_("How much the claim deserves a check (check-worthiness)")
_OF_OTHERS = set(Layer) - {Layer.CLAIM_TYPE, Layer.CHECKWORTHINESS}


class ClaimForm(QWidget):
    """The fields of a claim, and of the current article's mention of it."""

    finished = Signal()  # the person is done with the form

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self._focus = focus
        self._people = People(focus.workspace, self)
        self._claims = Entries[Claim](focus.workspace, lambda claim: claim.code)
        self._mention = MentionFields(focus.workspace, self._people)
        self._form = Form()
        self._new_id = ""
        self._rows = _rows(focus.workspace.codebook)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._add_wording()
        self._add_labels()
        self._form.add_rule()
        self._add_circumstances()
        column.addWidget(self._form)
        self._order = FieldOrder(self, self._form.fields)
        self._order.ended.connect(self.finished)
        self._claims.finished.connect(self._go_on)
        self._mention.entries.finished.connect(self._go_on)

    @property
    def has_all_rows(self) -> bool:
        """Return whether it has a row for each scheme that the codebook has by now."""
        return self._rows == _rows(self._focus.workspace.codebook)

    def show_claim(self, claim: Claim | None, mention: Mention | None) -> None:
        """Show a claim and its current mention, or refresh the same ones."""
        self._claims.show(claim)
        self._mention.show_mention(mention)
        if claim is None or claim.id != self._new_id:
            self.end_new()

    def begin_new(self, claim: Claim) -> None:
        """Ask only for the required fields of a new claim."""
        self._new_id = claim.id

    def end_new(self) -> None:
        """Include all fields in the keyboard order again."""
        self._new_id = ""

    def _go_on(self, field: QWidget) -> None:
        if self._new_id and field is self._last_of_new:
            self.finished.emit()
        else:
            self._order.go_on(field)

    def _add_wording(self) -> None:
        self.wording = AutoText(
            tr("In one sentence, understood without the article"), single_paragraph=True
        )
        self._claims.text(
            FieldSlot(self._form, "claim.text", tr("Claim")),
            self.wording,
            self._claims.attribute("text", N_("wording")),
            required=tr(_NEEDS_WORDS),
        )
        self._claimant = NameField(tr("Nobody named"))
        self._claimant.take_names_from(self._people.names)
        self._claims.text(
            FieldSlot(self._form, "claim.claimant", tr("Claimant")),
            self._claimant,
            FieldBinding(
                lambda claim: self._people.name(claim.claimant_id), self._say, N_("claimant")
            ),
        )
        self._mention.add_quote(self._form)

    def _add_labels(self) -> None:
        workspace = self._focus.workspace
        self._claims.choice(
            FieldSlot(self._form, "claim.kind", tr("Kind")),
            SchemeRow(workspace, of_layer(Layer.ASSERTION_KIND)),
            self._claims.attribute("assertion_kind", N_("kind")),
        )
        types = workspace.codebook.scheme(Layer.CLAIM_TYPE)
        worth = workspace.codebook.scheme(Layer.CHECKWORTHINESS)
        self._add_scheme(types, "claim.types", tr("Type"), N_("types"))
        self._add_scheme(worth, "claim.worth", tr("Priority"), N_("priority"), tr(_PRIORITY))
        self._last_of_new = self._form.fields[-1]
        for scheme in workspace.codebook.schemes:
            if scheme.layer not in _OF_OTHERS and scheme not in (types, worth):
                self._add_scheme(scheme, f"claim.label.{scheme.id}", scheme.title, scheme.title)

    def _add_scheme(
        self, scheme: Scheme, name: str, label: str, what: str, details: str = ""
    ) -> None:
        def labelled(claim: Claim, chosen: ChosenCodes) -> Edit:
            codes = frozenset([chosen]) if isinstance(chosen, str) else frozenset(chosen or ())
            return self._claims.put(what, claim.labelled(scheme.id, codes))

        def find(codebook: Codebook) -> Scheme:
            return next((each for each in codebook.schemes if each.id == scheme.id), scheme)

        multiple = scheme.multi_select
        row = SchemeRow(self._focus.workspace, find, multiple=multiple, clearable=True)
        binding: FieldBinding[Claim, ChosenCodes] = FieldBinding(
            lambda claim: claim.chosen(scheme.id), labelled
        )
        if scheme.labels:
            shown = self._claims.choice(FieldSlot(self._form, name, label), row, binding)
            shown.setToolTip(tooltip(details))

    def _add_circumstances(self) -> None:
        claims, form = self._claims, self._form
        claims.text(
            FieldSlot(form, "claim.date", tr("Said on")),
            DateField(tr("Date"), is_narrow=True),
            claims.attribute("date", N_("date")),
        )
        claims.choice(
            FieldSlot(form.beside(is_label_shown=False), "claim.date_basis", tr("Date basis")),
            LabelRow(_date_bases(), clearable=True),
            FieldBinding(
                lambda claim: claim.date_basis or None,
                lambda claim, basis: claims.put(
                    N_("basis of date"), replace(claim, date_basis=basis or "")
                ),
            ),
        )
        claims.text(
            FieldSlot(form, "claim.venue", tr("Where")),
            AutoLine(tr("Press conference, television")),
            claims.attribute("venue", N_("venue")),
        )
        self._mention.add_relaying(form)

    def _say(self, claim: Claim, name: str) -> Edit:
        """Return the edit that changes the claimant, also in the mentions."""
        first, entity_id = self._people.called(name)
        edit = self._claims.put(N_("claimant"), replace(claim, claimant_id=entity_id), *first)
        reader = self._focus.workspace.reader
        mentions = attributed(reader, claim, entity_id, edit.label)
        said = Edit.joined(edit.label, [edit, *mentions])
        is_other = claim.claimant_id != entity_id
        return without_unused_entity(reader, said, claim.claimant_id) if is_other else said


def _rows(codebook: Codebook) -> list[tuple[str, str, bool]]:
    """Return the schemes of claims, with what a row shows besides their labels."""
    return [
        (scheme.id, scheme.title, scheme.multi_select)
        for scheme in codebook.schemes
        if scheme.layer not in _OF_OTHERS
    ]


def _date_bases() -> tuple[Choice, ...]:
    follows = tr("The date follows from something else, such as “Wednesday”.")
    return (
        Choice("stated", tr("Stated"), "1", tr("The article gives the date.")),
        Choice("inferred", tr("Inferred"), "2", follows),
        Choice("unknown", tr("Unknown"), "3", tr("The date is a guess.")),
    )
