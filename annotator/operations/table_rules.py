"""What an edited table must not make of a project: each rule refuses in a sentence."""

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, EvidenceStance
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.i18n import tr
from annotator.importers.labels.own_tables import OwnRow
from annotator.operations.codebook_rules import CodebookChangeError, required_name
from annotator.operations.table_fields import plain
from annotator.operations.table_values import Value


class TableRules:
    """Judges the values of one import; names that it has let pass are taken."""

    def __init__(self, reader: ProjectReader) -> None:
        self._reader = reader
        self._names: dict[tuple[str, str], str] = {}  # the entities with a new name and kind
        self._labels: set[tuple[str, str]] = set()  # the new names of labels by their scheme

    def require(self, value: Value, after: str) -> None:
        """Raise ValueError, with a sentence, for a value that the project would refuse."""
        record, attribute = value.record, value.field.attribute
        if isinstance(record, Evidence) and attribute == "stance":
            self._require_source(record, after)
        elif isinstance(record, Entity) and attribute in ("name", "kind"):
            pair = (after, record.kind) if attribute == "name" else (record.name, after)
            self._require_unused(record, pair)
        elif isinstance(record, Scheme) and attribute == "name":
            self._require_label(record, value.part, after)

    def _require_source(self, evidence: Evidence, after: str) -> None:
        if evidence.source_id is None and after != EvidenceStance.NOT_FOUND:
            raise ValueError(tr("evidence without a source can only be “not found”"))

    def _require_unused(self, entity: Entity, pair: tuple[str, str]) -> None:
        known = [e for e in self._reader.find(Entity, name=pair[0]) if e.kind == pair[1]]
        others = {each.id for each in known} | {self._names.setdefault(pair, entity.id)}
        if others != {entity.id}:
            raise ValueError(tr("another one is already called “{name}”", name=pair[0][:60]))

    def _require_label(self, scheme: Scheme, code: str, after: str) -> None:
        name = scheme.id, after.casefold()
        try:
            required_name(after, scheme, code)
        except CodebookChangeError as error:
            raise ValueError(str(error).rstrip(".")) from error
        if name in self._labels:
            raise ValueError(tr("another one is already called “{name}”", name=after[:60]))
        self._labels.add(name)


def contradicting(reader: ProjectReader, row: OwnRow) -> str:
    """Return the column that names another record than the one that the row is about, or ''.

    Its other cells would change that other record.
    """
    mention = reader.get(Mention, _id(row, "mention_id")) if row.table == "labels_flat" else None
    claim = reader.get(Claim, mention.claim_id) if mention else None
    if claim and plain(row.cells.get("claim_code", "")).strip() not in ("", claim.code):
        return "claim_code"
    anchor = reader.get(Anchor, mention.anchor_id) if mention else None
    version = reader.get(TextVersion, anchor.text_id) if anchor else None
    article = reader.get(Article, version.article_id) if version else None
    if article and plain(row.cells.get("article_code", "")).strip() not in ("", article.code):
        return "article_code"
    evidence = reader.get(Evidence, _id(row, "evidence_id")) if row.table == "evidence" else None
    known = f"q{evidence.source_id}" if evidence and evidence.source_id else ""
    is_other = evidence and plain(row.cells.get("source_id", known)).strip() != known
    return "source_id" if is_other else ""


def _id(row: OwnRow, column: str) -> str:
    return plain(row.cells.get(column, "")).strip()[1:]
