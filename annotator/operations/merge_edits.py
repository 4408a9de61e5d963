"""What is taken over from another project: edits in batches that are one step to undo."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.edit import Change, Content, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.reading import ProjectReader
from annotator.domain.stamp import new_id
from annotator.domain.zone import Zone
from annotator.operations.merge_fields import RecordDifference, taken
from annotator.operations.zoning import article_words

_BATCH: Final = 5_000  # changes of one edit


class MergeChange(Struct, frozen=True):
    """What another project says of one record; it clashes where this one was changed, too.

    `anchors` are those that a moved mark needs.
    """

    difference: RecordDifference
    values: Mapping[str, Any]
    is_clashing: bool
    anchors: Sequence[Anchor] = ()


class Merge(Struct, frozen=True):
    """What another project has that this one does not; its edits take it over.

    `lines` say in words what each of the `changes` is, `replaced` is what gives way to new line
    types, and `contents` are the texts and originals that are needed.
    """

    label: EditLabel
    new: Sequence[Record]
    changes: Sequence[MergeChange]
    lines: Sequence[str]
    replaced: Sequence[Zone]
    contents: Sequence[Content]
    refused: Sequence[str]
    equal: int
    unconfirmed: int

    def edits(self, reader: ProjectReader, places: Collection[int]) -> Sequence[Edit]:
        """Return the edits that take over what is new, and the changes at these places.

        The reader may be another one of the same project than that with which it was looked at.
        """
        wanted = [self.changes[place] for place in sorted(places)]
        values: dict[str, dict[str, Any]] = {}
        for each in wanted:
            values.setdefault(each.difference.mine.id, {}).update(each.values)
        found = {each.difference.mine.id: each.difference for each in wanted}
        anchors = {anchor.id: anchor for each in wanted for anchor in each.anchors}
        changes = [Change(each, None) for each in self.replaced]
        changes += [Change(None, each) for each in (*self.new, *anchors.values())]
        changes += [Change(d.mine, taken(d, values[id_])) for id_, d in found.items()]
        return list(merge_edits(reader, self.label, changes, self.contents))


def merge_edits(
    reader: ProjectReader,
    label: EditLabel,
    changes: Sequence[Change],
    contents: Sequence[Content],
) -> Iterator[Edit]:
    """Yield the edits that make these changes; what is referred to comes before.

    The words of an article are counted again where its text or its excluded lines change.
    """
    texts = {each.sha256: each.body for each in contents if isinstance(each.body, str)}
    found = [*changes, *_counted(reader, changes, texts)]
    group = new_id()
    for first in range(0, len(found), _BATCH):
        batch = tuple(found[first : first + _BATCH])
        versions = [each.after for each in batch if isinstance(each.after, TextVersion)]
        needed = {sha for each in versions for sha in (each.sha256, each.original_sha256)}
        mine = tuple(each for each in contents if each.sha256 in needed)
        yield Edit(label=label, changes=batch, contents=mine, group=group)


def _counted(
    reader: ProjectReader, changes: Sequence[Change], texts: Mapping[str, str]
) -> Iterator[Change]:
    """Yield the changes of word counts of articles that are here."""
    now = {each.record.id: each.after for each in changes}
    touched: defaultdict[str, list[Zone]] = defaultdict(list)
    versions = {e.after.id: e.after for e in changes if isinstance(e.after, TextVersion)}
    for each in changes:
        if isinstance(each.record, Zone):
            touched[each.record.text_id] += [each.after] if isinstance(each.after, Zone) else []
    for text_id in {**touched, **versions}:
        version = versions.get(text_id) or reader.get(TextVersion, text_id)
        article = reader.get(Article, version.article_id) if version else None
        if version is None or article is None:
            continue
        kept = [e for e in reader.find(Zone, text_id=text_id) if e.id not in now]
        text = texts.get(version.sha256) or reader.text(version.sha256)
        count = article_words(text, [*kept, *touched[text_id]])
        before = now.get(article.id, article)
        if isinstance(before, Article) and before.word_count != count:
            yield Change(before, replace(before, word_count=count))
