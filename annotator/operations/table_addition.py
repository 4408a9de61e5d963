"""A row that somebody has added to an exported table, as what it would become."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Label, Scheme
from annotator.domain.direction import isolated
from annotator.domain.edit import Record
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone
from annotator.i18n import N_, tr
from annotator.importers.fields import line_of
from annotator.importers.original import shortened
from annotator.operations.table_fields import Field

Added = Claim | Sentiment | FactCheck | Evidence | Source | Entity | Zone
"""A record that a new row can be."""


class Addition(Struct, frozen=True):
    """A new record and its values as exports have them; nobody has made it yet.

    `also` are records that it needs, `needs` are the ids of other new ones. With a
    `part`, that is what is new, and the record, which has it then, is known.
    """

    record: Added | Mention | Scheme
    values: tuple[tuple[Field, str], ...]
    words: str
    also: tuple[Record, ...] = ()
    needs: tuple[str, ...] = ()
    is_safe: bool = True
    part: Attribution | Label | None = None

    @property
    def line(self) -> str:
        """Return what is new as one line."""
        kind, words = tr(_NAMES[type(self.record)]), shortened(line_of(self.words))
        return tr("{record} · {words} (new)", record=kind, words=isolated(words) or "–")


_NAMES: Final[Mapping[type[Record], str]] = MappingProxyType(
    {
        Claim: N_("Claim"),
        Sentiment: N_("Sentiment"),
        FactCheck: N_("Check"),
        Evidence: N_("Evidence"),
        Source: N_("Source"),
        Entity: N_("Person or group"),
        Zone: N_("Line type"),
        Mention: N_("Attribution"),
        Scheme: N_("Label"),
    }
)
