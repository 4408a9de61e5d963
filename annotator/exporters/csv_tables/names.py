"""The tables of entities, annotators and labels."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from annotator.domain.codebook import Label, Scheme
from annotator.domain.people import Annotator, Entity
from annotator.exporters.table import Column, Kind, Table, key


class _Entry(Struct, frozen=True):
    scheme: Scheme
    ordinal: int
    label: Label


def _entries(scheme: Scheme) -> Iterator[_Entry]:
    return (_Entry(scheme, number, label) for number, label in enumerate(scheme.labels, start=1))


ENTITIES: Final[Table[Entity, Entity]] = Table(
    name="entities",
    description="One row per person, state, office or group that speaks or is spoken of.",
    items=lambda entity: (entity,),
    key=("entity_id",),
    columns=(
        Column("entity_id", Kind.ID, lambda e: key("n", e.id), "Key of the entity."),
        Column("name", Kind.TEXT, lambda e: e.name, "Name."),
        Column("kind", Kind.CODE, lambda e: e.kind, "person, organisation, state, alliance …"),
        Column("same_as", Kind.TEXT, lambda e: e.same_as, "A page that identifies it."),
        Column("aliases", Kind.TEXT, lambda e: " | ".join(e.aliases), "Other names."),
        Column("notes", Kind.TEXT, lambda e: e.notes, "Notes."),
    ),
)

ANNOTATORS: Final[Table[Annotator, Annotator]] = Table(
    name="annotators",
    description="One row per person who labels.",
    items=lambda annotator: (annotator,),
    key=("annotator_id",),
    columns=(
        Column("annotator_id", Kind.ID, lambda a: key("p", a.id), "Key of the annotator."),
        Column("name", Kind.TEXT, lambda a: a.name, "Name."),
        Column("kind", Kind.CODE, lambda a: a.kind, "human or machine."),
        Column("role", Kind.CODE, lambda a: a.role, "checker, reviewer, editor or tool."),
        Column("created_at", Kind.TIME, lambda a: a.created_at, "Since when."),
    ),
)

LABELS: Final[Table[Scheme, _Entry]] = Table(
    name="labels",
    description="The codebook: one row per label.",
    items=_entries,
    key=("scheme_id", "code"),
    columns=(
        Column("scheme_id", Kind.CODE, lambda e: e.scheme.id, "Scheme and version."),
        Column("layer", Kind.CODE, lambda e: e.scheme.layer, "What it says something of."),
        Column("scheme_title", Kind.TEXT, lambda e: e.scheme.title, "Title of the scheme."),
        Column("code", Kind.CODE, lambda e: e.label.code, "Code; it never changes its meaning."),
        Column("name", Kind.TEXT, lambda e: e.label.name, "Name in the window."),
        Column("short", Kind.TEXT, lambda e: e.label.short, "Short name; empty when the same."),
        Column("definition", Kind.TEXT, lambda e: e.label.definition, "Definition."),
        Column("ordinal", Kind.WHOLE, lambda e: e.ordinal, "Place in the list, from 1."),
        Column("number", Kind.NUMBER, lambda e: e.label.number, "Place on the scale."),
        Column("colour", Kind.CODE, lambda e: e.label.colour, "Colour in the window."),
        Column("key", Kind.CODE, lambda e: e.label.key, "Key that picks it."),
        Column("is_retired", Kind.FLAG, lambda e: e.label.is_retired, "No longer offered."),
        Column("is_ordinal", Kind.FLAG, lambda e: e.scheme.is_ordinal, "The scheme is a scale."),
        Column(
            "multi_select", Kind.FLAG, lambda e: e.scheme.multi_select, "Several may be chosen."
        ),
        Column("licence", Kind.TEXT, lambda e: e.scheme.licence, "Licence of the scheme."),
        Column("source_url", Kind.TEXT, lambda e: e.scheme.source_url, "Where it comes from."),
    ),
)
