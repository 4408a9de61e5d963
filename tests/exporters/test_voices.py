"""Whatever is done to claimants and quote types, no row of an export contradicts itself."""

import random

import pytest
from msgspec.structs import replace

from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.operations.labelling import (
    add_mention,
    attributed,
    passage_of,
    proposed_quote_type,
    quoted_as,
)

TEXT = "“The levy doubled,” she said. The levy had doubled. It was “hardly” new."


@pytest.mark.parametrize("seed", range(12))
def test_no_row_names_somebody_beside_an_own_voice(desk, export, rows, seed):
    chance = random.Random(seed)
    version = desk.article(TEXT)
    people = [desk.add(Entity(name=name)).id for name in ("Mirel Anso", "Oskar Lind")]
    claim = desk.claim()
    for words in ("“The levy doubled,” she said.", "The levy had doubled.", "It was “hardly” new."):
        desk.mention(claim, version, words)

    for _ in range(chance.randrange(4, 24)):
        step(desk, claim.id, people, chance)

    folder = export(desk)
    flat, said = rows(folder, "labels_flat"), rows(folder, "attributions")
    assert not [row for row in flat if row["claimant"] and row["quote_type_code"] == "none"]
    assert not [row for row in flat if row["attributed_to"] and row["quote_type_code"] == "none"]
    assert not [row for row in said if row["source_name"] and row["quote_type_code"] == "none"]
    codes = rows(folder, "claims")[0]["gap_codes"]
    is_named = bool(rows(folder, "claims")[0]["claimant_name"])
    all_own = {row["quote_type_code"] for row in flat} == {"none"}
    assert ("own_voice" in codes) == (is_named and all_own)


def step(desk, claim_id, people, chance):
    """Do one of the things that a person does to who says it and how; sometimes undo."""
    reader = desk.reader
    claim = reader.get(Claim, claim_id)
    mention = chance.choice(reader.find(Mention, claim_id=claim_id))
    match chance.randrange(6):
        case 0 | 1:
            who = chance.choice([*people, None])
            named = Edit.swap("Name", claim, replace(claim, claimant_id=who))
            desk.store.apply(Edit.joined("Name", [named, *attributed(reader, claim, who, "Name")]))
        case 2 | 5:
            how = chance.choice(["direct", "mixed", "indirect", "none", "none", "none"])
            desk.store.apply(Edit.swap("Quote", mention, quoted_as(reader, mention, how)))
        case 3:
            if how := proposed_quote_type(reader, mention):
                desk.store.apply(Edit.swap("Take", mention, quoted_as(reader, mention, how)))
        case _:
            edit, _ = add_mention(claim, passage_of(reader, mention), desk.by)
            desk.store.apply(edit)
    if chance.random() < 0.2:
        desk.store.undo()
