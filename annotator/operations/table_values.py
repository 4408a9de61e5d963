"""The values of records as exported tables have them."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from annotator.domain.check import FactCheck
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Codebook, Label, Scheme
from annotator.domain.sentiment import Sentiment
from annotator.operations.table_fields import BETWEEN, Field, joined
from annotator.operations.table_subjects import Kept

Names = Callable[[str], str]
"""Returns the name of an entity by its id; '' for none."""

_Shown = Callable[[Kept, Codebook, Field, Names], str | None]


class Value(Struct, frozen=True):
    """One value of a record; `part` is the level of its attribution, or the code of its label."""

    record: Kept
    field: Field
    part: str = ""

    @property
    def holder(self) -> Kept | Attribution | Label | None:
        """Return what has the value as an attribute; None when the record has no such part."""
        if not self.part:
            return self.record
        if isinstance(self.record, Scheme):
            return self.record.label(self.part)
        said = self.record.attributions if isinstance(self.record, Mention) else ()
        return next((each for each in said if str(each.level) == self.part), None)

    def shown(self, codebook: Codebook, name_of: Names) -> str:
        """Return the value as exports have it; lists of codes are sorted."""
        special = _SPECIAL.get(self.field.attribute)
        found = special(self.record, codebook, self.field, name_of) if special else None
        if found is not None:
            return found
        holder = self.holder
        if isinstance(holder, Attribution) and self.field.attribute == "source_id":
            return name_of(holder.source_id) if holder.source_id else ""
        if isinstance(holder, Attribution) and self.field.attribute == "quote_type":
            return holder.known_quote_type
        value = getattr(holder, self.field.attribute, "")
        if isinstance(value, tuple):
            return BETWEEN.join(value)
        return str(value).lower() if isinstance(value, bool) else str(value)


def _labels(record: Kept, codebook: Codebook, field: Field, _: Names) -> str | None:
    assert isinstance(record, Claim)  # noqa: S101 - no other records have such a field
    schemes = codebook.layer(field.layer) if field.layer else ()
    return joined(code for scheme in schemes for code in record.chosen(scheme.id))


def _claimant(record: Kept, _: Codebook, __: Field, name_of: Names) -> str | None:
    claimant = record.claimant_id if isinstance(record, Claim) else None
    return name_of(claimant) if claimant else ""


def _verdict(record: Kept, _: Codebook, __: Field, ___: Names) -> str | None:
    verdict = record.verdict if isinstance(record, FactCheck) else None
    return verdict.code if verdict else ""


def _target(record: Kept, _: Codebook, __: Field, name_of: Names) -> str | None:
    target = record.target_id if isinstance(record, Sentiment) else None
    return name_of(target) if target else None


_SPECIAL: Final[Mapping[str, _Shown]] = {
    "labels": _labels,
    "claimant_id": _claimant,
    "verdict": _verdict,
    "target_text": _target,
}
