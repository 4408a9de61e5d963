"""Keeping marks on the newest text of their article when they go back to an earlier state."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.carrying import by_edits, carry
from annotator.domain.claim import Mention
from annotator.domain.edit import Change
from annotator.domain.reading import ProjectReader
from annotator.domain.revision import edits_from_json


def on_newest_text(reader: ProjectReader, changes: Sequence[Change]) -> list[Change]:
    """Return changes that leave no mention on a text which has a newer version.

    One that is there now stays where it is; one that returns is carried over.
    """
    anchors = {c.record.id: c.record for c in changes if isinstance(c.record, Anchor)}
    found: list[Change] = []
    for change in changes:
        mention = change.after
        if isinstance(mention, Mention):
            anchor = anchors.get(mention.anchor_id) or reader.get(Anchor, mention.anchor_id)
            newer = _versions_after(reader, anchor) if isinstance(anchor, Anchor) else []
            if newer and isinstance(change.before, Mention):
                mention = replace(mention, anchor_id=change.before.anchor_id)
            elif newer and isinstance(anchor, Anchor):
                carried = [*_carried(reader, anchor, newer)]
                found += [Change(None, each) for each in carried]
                mention = replace(mention, anchor_id=carried[-1].id)
        found.append(Change(change.before, mention))
    used = {id_ for c in found if isinstance(c.after, Mention) for id_ in _chain(reader, c.after)}
    return [c for c in found if c.before != c.after and (c.after or c.record.id not in used)]


def _chain(reader: ProjectReader, mention: Mention) -> Iterator[str]:
    """Yield the anchor of a mention and those from which it was moved, as far as they are there."""
    id_: str | None = mention.anchor_id
    while id_ and (anchor := reader.get(Anchor, id_)):
        yield id_
        id_ = anchor.previous_id


def _versions_after(reader: ProjectReader, anchor: Anchor) -> list[TextVersion]:
    version = reader.get(TextVersion, anchor.text_id)
    if version is None:
        return []
    found = reader.find(TextVersion, article_id=version.article_id)
    newer = (each for each in found if each.version_no > version.version_no)
    return sorted(newer, key=lambda each: each.version_no)


def _carried(
    reader: ProjectReader, anchor: Anchor, versions: Sequence[TextVersion]
) -> Iterator[Anchor]:
    for version in versions:
        text = reader.text(version.sha256)
        anchor = carry(anchor, version.id, text, by_edits(edits_from_json(version.edits), text))
        yield anchor
