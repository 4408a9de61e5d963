"""New versions of an article's text, and carrying its marks over."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, AnchorState
from annotator.domain.article import Article, TextKind, TextVersion
from annotator.domain.carrying import (
    UNSETTLED,
    Locate,
    Mark,
    by_edits,
    carried_zones,
    carry,
    placed_marks,
)
from annotator.domain.claim import Mention
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.reading import ProjectReader
from annotator.domain.revision import (
    TextEdit,
    applied,
    edits_from_json,
    edits_to_json,
    inverse,
    narrowed,
)
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion, SuggestionState
from annotator.domain.zone import Zone
from annotator.i18n import N_, ngettext, tr
from annotator.importers import Draft
from annotator.importers.draft import Omission
from annotator.importers.omitted_content import additions_note, insertions
from annotator.language.differences.comparing import edits_between
from annotator.language.differences.reanchoring import Reanchoring
from annotator.language.repairs.repair import Repair
from annotator.operations.zoning import article_words


class MarkOutcome(Struct, frozen=True):
    """The effect of a new text on one mark: its anchors before and after."""

    mark: Mark
    former: Anchor
    anchor: Anchor

    @property
    def is_sure(self) -> bool:
        """Return whether the mark certainly has the same text."""
        return self.anchor.state not in UNSETTLED

    @property
    def is_orphan(self) -> bool:
        """Return whether its text is gone."""
        return self.anchor.state == AnchorState.ORPHAN


def new_version(
    reader: ProjectReader,
    article: Article,
    edits: Sequence[TextEdit],
    reason: str,
    annotator_id: str,
) -> Edit:
    """Return the edit that corrects an article's newest text and carries every mark over.

    Raises ValueError when the edits do not fit the text or change nothing.
    """
    former = reader.version(article.id)
    before = reader.text(former.sha256)
    edits = narrowed(before, edits)
    text = applied(before, edits)
    version = next_version(former, text, edits, reason, annotator_id)
    return revised(reader, article, version, text, by_edits(edits, text))


def next_version(
    former: TextVersion, text: str, edits: Sequence[TextEdit], reason: str, annotator_id: str
) -> TextVersion:
    """Return the version that follows another, as one corrected by a person.

    For an article that was imported again, set `kind`, `original_sha256`, `encoding` and
    `file_name`. Raises ValueError when the text is the same.
    """
    content = Content(text)
    if content.sha256 == former.sha256:
        raise ValueError("the text stays as it is")
    return TextVersion(
        article_id=former.article_id,
        sha256=content.sha256,
        length=len(text),
        version_no=former.version_no + 1,
        kind=TextKind.REPAIRED,
        parent_id=former.id,
        edits=edits_to_json(edits),
        reason=reason,
        created_by=annotator_id,
    )


def revised(
    reader: ProjectReader, article: Article, version: TextVersion, text: str, locate: Locate
) -> Edit:
    """Return the edit that adds a version, made by `next_version`, and carries every mark over.

    Marks that are orphans already stay on their version.
    """
    counted = replace(article, word_count=_words(reader, version, text))
    changes = [Change(None, version)]
    if counted != article:
        changes.append(Change(article, counted))
    marks = [
        (mark, anchor)
        for mark, anchor in placed_marks(reader, article.id)
        if anchor.text_id == version.parent_id
    ]
    anchors = {anchor.id: anchor for _, anchor in marks}
    carried = {id_: carry(anchor, version.id, text, locate) for id_, anchor in anchors.items()}
    changes += [Change(None, anchor) for anchor in carried.values()]
    changes += [
        Change(mark, replace(mark, anchor_id=carried[anchor.id].id)) for mark, anchor in marks
    ]
    changes += _carried_suggestions(reader, version, text, locate)
    is_repaired = version.kind == TextKind.REPAIRED
    key = N_("Correct text of {code}") if is_repaired else N_("New text of {code}")
    label = EditLabel.of(key, code=article.code)
    return Edit(label=label, changes=tuple(changes), contents=(Content(text),))


def repaired(
    reader: ProjectReader, article: Article, repairs: Sequence[Repair], annotator_id: str
) -> Edit:
    """Return the edit that applies some repairs to an article's newest text.

    Raises ValueError when there are none, or they are not of this text.
    """
    edits = sorted(edit for repair in repairs for edit in repair.edits)
    reason = ngettext("{count} repair", "{count} repairs", len(repairs))
    edit = new_version(reader, article, edits, reason, annotator_id)
    label = EditLabel.of(N_("Repair text of {code}"), code=article.code)
    return replace(_with_zones(reader, edit), label=label)


def with_passages(
    reader: ProjectReader, article: Article, passages: Sequence[Omission], annotator_id: str
) -> Edit:
    """Return the edit that adds omitted passages to an article's newest text.

    Raises ValueError when there are none.
    """
    edits = insertions(reader.text(reader.version(article.id).sha256), passages)
    edit = new_version(reader, article, edits, additions_note(passages), annotator_id)
    label = EditLabel.counted(
        "Add {count} passage to {code}",
        "Add {count} passages to {code}",
        len(passages),
        code=article.code,
    )
    return replace(_with_zones(reader, edit), label=label)


def added_spans(text: str, passages: Sequence[Omission]) -> tuple[Span, ...]:
    """Return the spans of passages in the text after they were added."""
    edits = insertions(text, passages)
    new = applied(text, edits)
    places = (Span(each.start, each.end).trimmed(new) for each in inverse(text, edits))
    return tuple(place for place in places if place)


def corrected(
    reader: ProjectReader, article: Article, text: str, reason: str, annotator_id: str
) -> Edit:
    """Return the edit that replaces an article's newest text by a corrected one.

    Raises ValueError when the text is the same.
    """
    former = reader.version(article.id)
    before = reader.text(former.sha256)
    edits = edits_between(before, text)
    version = next_version(former, text, edits, reason, annotator_id)
    edit = revised(reader, article, version, text, Reanchoring(before, text, edits).place)
    return _with_zones(reader, edit)


def replaced(reader: ProjectReader, article: Article, draft: Draft, annotator_id: str) -> Edit:
    """Return the edit that adds a draft as a new version of an article.

    Its original bytes are stored. Raises ValueError when the text is the same, and
    UnreadableFileError when these bytes are gone.
    """
    reason = tr("Updated from “{file}”", file=draft.file_name) if draft.file_name else tr("Updated")
    edit = corrected(reader, article, draft.text, reason, annotator_id)
    original = draft.contents[-1]
    version = replace(
        _added(edit),
        kind=TextKind.NORMALISED,
        original_sha256=original.sha256,
        encoding=draft.encoding,
        file_name=draft.file_name,
    )
    return replace(
        edit,
        label=EditLabel.of(N_("New text of {code}"), code=article.code),
        changes=(Change(None, version), *edit.changes[1:]),
        contents=(*edit.contents, original),
    )


def mark_outcomes(reader: ProjectReader, edit: Edit) -> list[MarkOutcome]:
    """Return the effect of such an edit on each mark, before it is applied."""
    anchors = {each.record.id: each.record for each in edit.changes}
    found: list[MarkOutcome] = []
    for change in edit.changes:
        match change:
            case Change(Mention() | Sentiment() as before, Mention() | Sentiment() as after):
                former = reader.get(Anchor, before.anchor_id or "")
                anchor = anchors.get(after.anchor_id or "")
                if former and isinstance(anchor, Anchor):
                    found.append(MarkOutcome(after, former, anchor))
            case _:
                pass
    return found


def _words(reader: ProjectReader, version: TextVersion, text: str) -> int:
    """Return the word count of a version without the excluded lines of the previous one."""
    zones = reader.find(Zone, text_id=version.parent_id)
    carried = carried_zones(zones, edits_from_json(version.edits), version.id)
    return article_words(text, [c.after for c in carried if isinstance(c.after, Zone)])


def _carried_suggestions(
    reader: ProjectReader, version: TextVersion, text: str, locate: Locate
) -> Iterator[Change]:
    """Yield the changes that carry the open suggestions over; those without their text are gone."""
    article_id, is_open = version.article_id, SuggestionState.OPEN
    for each in reader.find(Suggestion, article_id=article_id, state=is_open):
        anchor = reader.get(Anchor, each.anchor_id)
        carried = carry(anchor, version.id, text, locate) if anchor else None
        if carried is None or carried.state == AnchorState.ORPHAN:
            yield Change(each, replace(each, state=SuggestionState.GONE))
        else:
            yield Change(None, carried)
            yield Change(each, replace(each, anchor_id=carried.id))


def _added(edit: Edit) -> TextVersion:
    records = (change.record for change in edit.changes)
    return next(record for record in records if isinstance(record, TextVersion))


def _with_zones(reader: ProjectReader, edit: Edit) -> Edit:
    """Return the edit with the zones of the former version carried over, too."""
    version = _added(edit)
    zones = reader.find(Zone, text_id=version.parent_id)
    carried = carried_zones(zones, edits_from_json(version.edits), version.id)
    return replace(edit, changes=(*edit.changes, *carried))


def with_marks(done: str, outcomes: Sequence[MarkOutcome]) -> str:
    """Return a message of what was done, and of the marks that need review."""
    waiting = sum(not each.is_sure for each in outcomes)
    if waiting:
        return ngettext(
            "{done}; {count} mark to review", "{done}; {count} marks to review", waiting, done=done
        )
    if not outcomes:
        return done
    return ngettext(
        "{done}; the mark was kept", "{done}; all {count} marks were kept", len(outcomes), done=done
    )
