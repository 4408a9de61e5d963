"""Evidence of a fact-check: adding, quoting from an article, discarding, removing."""

from typing import Final

from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Change, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.quotation import without_marks
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_
from annotator.operations.checking import check_of, started
from annotator.operations.sources import source_name, take_source, unused_sources, used_as_source

EVIDENCE_BEGUN: Final = EditLabel(N_("Add evidence"))
"""The label of the edit that begins a piece of evidence."""


def add_evidence(
    check: FactCheck, source: Source, by: str, *, quote: str = "", is_known: bool = False
) -> tuple[Edit, Evidence]:
    """Return the edit that adds evidence, with its source unless `is_known`; the evidence."""
    evidence = Evidence(check_id=check.id, source_id=source.id, quote=quote, added_by=by)
    records = (evidence,) if is_known else (source, evidence)
    return Edit.add(EVIDENCE_BEGUN, *records), evidence


def remove_evidence(reader: ProjectReader, evidence: Evidence) -> Edit:
    """Return the removal of a piece of evidence, and of its source when nothing else uses it."""
    sources = unused_sources(reader, [evidence])
    return Edit.remove(EditLabel(N_("Remove evidence")), evidence, *sources)


def begin_evidence(
    reader: ProjectReader, claim: Claim, source: Source, by: str, quote: str = ""
) -> tuple[Edit, Evidence]:
    """Return the edit that adds evidence on a claim, with a check if it has none; the evidence."""
    check = check_of(reader, claim.id) or FactCheck(claim_id=claim.id, checked_by=by)
    is_known = reader.get(Source, source.id) is not None
    edit, evidence = add_evidence(check, source, by, quote=quote, is_known=is_known)
    if reader.get(FactCheck, check.id) is None:
        begun = Edit.add(edit.label, started(check))
        edit = Edit.joined(edit.label, [begun, edit])
    return edit, evidence


def quotation(
    reader: ProjectReader, article: Article, words: str, today: str
) -> tuple[str, Source]:
    """Return a text from an article as a quote, without quotation marks, and its source.

    `today` is a date `YYYY-MM-DD`.
    """
    return without_marks(words), used_as_source(reader, article, today)


def quoted(reader: ProjectReader, evidence: Evidence, quote: str, source: Source) -> Edit:
    """Return the edit that sets the quote of evidence, and its source if that is still empty."""
    label = EditLabel(N_("Quote as evidence"))
    changed = replace(evidence, quote=quote)
    edit = Edit.swap(label, evidence, changed)
    former = reader.get(Source, evidence.source_id) if evidence.source_id else None
    if source_name(former):
        return edit
    return Edit.joined(label, [edit, take_source(reader, changed, source)])


def begun_evidence_step(step: Edit) -> Edit | None:
    """Return the step if it began an empty piece of evidence; otherwise None."""
    pieces = [record for record in step.added if isinstance(record, Evidence)]
    if step.label != EVIDENCE_BEGUN or any(each.quote for each in pieces):
        return None
    return step


def begun_records(step: Edit) -> list[Record]:
    """Return the evidence that a step added, and its source."""
    return [change.record for change in step.changes if not isinstance(change.record, FactCheck)]


def discard_evidence(reader: ProjectReader, step: Edit) -> Edit:
    """Return the edit that discards the evidence of a step, and its check if it is unused."""
    kept = tuple(each for each in step.changes if not _is_needed(reader, each))
    return Edit(label=EditLabel(N_("Discard evidence")), changes=kept).inverse()


def _is_needed(reader: ProjectReader, change: Change) -> bool:
    """Return whether a check that was added with the evidence has been worked on since."""
    check = change.record
    if not isinstance(check, FactCheck):
        return False
    others = reader.find(Evidence, check_id=check.id)[1:]
    return bool(others) or reader.get(FactCheck, check.id) != check
