"""The fields in the form of a claim that belong to its current mention."""

from msgspec.structs import replace

from annotator.domain.claim import Attribution, Claim, Mention, QuoteType
from annotator.domain.codebook import Layer
from annotator.domain.completeness import OWN_VOICE, in_mentions, quoting
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_, tr
from annotator.operations.labelling import passage_of, proposed_quote_type, quoted_as
from annotator.ui.panels.entries import Entries, FieldBinding, FieldSlot
from annotator.ui.panels.label_row import SchemeRow, of_layer
from annotator.ui.panels.people import People
from annotator.ui.panels.tick_box import TickBox
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.typed import tooltip

_OPEN = N_("Somebody is named. Choose how they are quoted.")
_CONTRADICTS = N_(
    "A claimant is named, but no article says so. Choose a quote type or clear the claimant."
)


class MentionFields:
    """The fields of a mention: how the article quotes the claim, and who relays it."""

    def __init__(self, workspace: Workspace, people: People) -> None:
        self.entries = Entries[Mention](workspace, self._code)
        self._workspace = workspace
        self._people = people
        self._quote = SchemeRow(workspace, of_layer(Layer.QUOTE_TYPE))
        self._relayed_by = NameField(tr("Nobody"))
        self._relayed_by.take_names_from(people.names)
        self._context = TickBox(tr("Needs context"), tr("Misleads when quoted alone"))

    def add_quote(self, form: Form) -> None:
        """Add the quote type, which is always visible."""
        self._label = self.entries.choice(
            FieldSlot(form, "claim.quote", tr("Quote")),
            self._quote,
            FieldBinding(_quote_type, self._quote_as),
        )

    def add_relaying(self, form: Form) -> None:
        """Add the rarely needed fields."""
        label = self.entries.text(
            FieldSlot(form, "claim.relayed_by", tr("Relayed by")),
            self._relayed_by,
            FieldBinding(
                lambda mention: self._people.name(_relaying(mention).source_id),
                self._relay,
                N_("relayer"),
            ),
        )
        label.setToolTip(tooltip(tr("Who passed it on, unless it was said in public")))
        self.entries.choice(
            FieldSlot(
                form.beside(is_label_shown=False), "claim.needs_context", tr("Needs context")
            ),
            self._context,
            self.entries.attribute("needs_context", N_("context mark")),
        )

    def show_mention(self, mention: Mention | None) -> None:
        """Show a mention, or refresh the same one; without one the fields are disabled."""
        self.entries.show(mention)
        reader = self._workspace.reader
        explanation = self._asked(mention) if mention else ""
        self._quote.propose(proposed_quote_type(reader, mention) if mention else "")
        self._label.setText(tr("▲ Quote?") if explanation else tr("Quote"))
        self._label.setToolTip(tooltip(explanation))
        for field in (self._quote, self._relayed_by, self._context):
            field.setEnabled(mention is not None)

    def _asked(self, mention: Mention) -> str:
        """Return a hint about the quote type; '' if it is chosen and consistent."""
        if mention.lacks_quote_type:
            return tr(_OPEN)
        claim = self._workspace.reader.get(Claim, mention.claim_id)
        mentions = self._workspace.reader.find(Mention, claim_id=mention.claim_id)
        found = in_mentions(claim, set(map(quoting, mentions))) if claim else ()
        return tr(_CONTRADICTS) if OWN_VOICE in {gap.code for gap in found} else ""

    def _code(self, mention: Mention) -> str | EditLabel:
        claim = self._workspace.reader.get(Claim, mention.claim_id)
        return claim.code if claim else EditLabel(N_("claim"))

    def _quote_as(self, mention: Mention, quote_type: str | None) -> Edit:
        changed = quoted_as(self._workspace.reader, mention, quote_type or QuoteType.NONE)
        return self.entries.put(N_("quote type"), changed)

    def _relay(self, mention: Mention, name: str) -> Edit:
        first, entity_id = self._people.called(name)
        changed = self._relayed(mention, entity_id) if entity_id else mention.unattributed(2)
        return self.entries.put(N_("relayer"), changed, *first)

    def _relayed(self, mention: Mention, entity_id: str) -> Mention:
        """Return a mention relayed by somebody, keeping a chosen quote type."""
        how = mention.quote_type
        if how == QuoteType.NONE:
            how = passage_of(self._workspace.reader, mention).quote_type
        relaying = replace(_relaying(mention), source_id=entity_id)
        if relaying.lacks_quote_type:
            relaying = replace(relaying, quote_type=how or QuoteType.NONE)
        return mention.attributed(relaying)


def _quote_type(mention: Mention) -> str | None:
    return mention.quote_type or None


def _relaying(mention: Mention) -> Attribution:
    return next((said for said in mention.attributions if said.level == 2), Attribution(level=2))
