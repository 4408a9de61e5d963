"""The table of damaged records."""

from typing import Final

from annotator.domain.damage import Damage
from annotator.exporters.table import Column, Kind, Table, key

_LETTERS: Final = {
    "article": "a",
    "claim": "c",
    "claim_mention": "m",
    "sentiment": "s",
    "fact_check": "f",
    "evidence": "e",
    "source": "q",
    "entity": "n",
    "annotator": "p",
    "text_zone": "z",
    "suggestion": "g",
}

DAMAGED: Final[Table[Damage, Damage]] = Table(
    name="damaged",
    description="One row per record or text that is not as it was written; README.txt says more.",
    items=lambda damage: (damage,),
    key=("record_kind", "record_id"),
    columns=(
        Column("record_kind", Kind.CODE, lambda d: d.table, "Kind: claim, claim_mention, text …"),
        Column(
            "record_id",
            Kind.ID,
            lambda d: key(_LETTERS.get(d.table, ""), d.id) or "part",
            "Its key, as in the other tables, or a text’s hash; “part” for a part of the file.",
        ),
        Column("record_name", Kind.TEXT, lambda d: d.name, "What people call it."),
        Column("article_id", Kind.ID, lambda d: key("a", d.article_id), "Its article, if known."),
        Column("reason", Kind.TEXT, lambda d: d.reason, "What is wrong with it."),
    ),
)
