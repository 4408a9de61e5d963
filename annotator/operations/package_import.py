"""Making records of the tables of a CSV package, with the ids that their keys have."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from annotator.domain.anchor import Anchor, Fragment, anchored
from annotator.domain.article import Article, TextKind, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Label, Scheme, numbered
from annotator.domain.edit import Content, Record
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.reading import ProjectReader
from annotator.domain.revision import edits_to_json
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import Zone
from annotator.i18n import N_
from annotator.importers.faults import unreadable
from annotator.language.differences.comparing import edits_between
from annotator.operations.package_tables import Cells, PackageTables
from annotator.operations.table_fields import BETWEEN

R = TypeVar("R", bound=msgspec.Struct)

_FORM: Final = N_("“{file}” is not as it was exported: {reason}.")
_RENAMED: Final[Mapping[type, Mapping[str, str]]] = {
    Article: {"id": "article_id", "code": "article_code"},
    Annotator: {"id": "annotator_id"},
    Entity: {"id": "entity_id"},
    Claim: {
        "id": "claim_id",
        "code": "claim_code",
        "text": "claim_text",
        "assertion_kind": "assertion_kind_code",
        "date": "claim_date",
        "date_basis": "claim_date_basis",
        "venue": "claim_venue",
    },
    Mention: {"id": "mention_id"},
    Attribution: {"quote_type": "quote_type_code", "source_id": "source_entity_id"},
    Sentiment: {"id": "sentiment_id", "target_text": "target_name"},
    Zone: {"id": "zone_id", "start": "start_char", "end": "end_char", "kind": "kind_code"},
    FactCheck: {"id": "check_id", "conclusion": "verdict_text", "checked_by": "checked_by_id"},
    Evidence: {"id": "evidence_id", "added_by": "added_by_id"},
    Source: {"id": "source_id"},
    Scheme: {"id": "scheme_id", "title": "scheme_title"},
}
"""The columns of fields that are called otherwise."""

_LISTS: Final = frozenset({"aliases", "labels", "attributions", "fragments", "verdict", "ordinal"})
"""Fields that are more than one cell."""


def records_of(folder: Path, name: str) -> Iterator[Record | Content]:
    """Yield the contents and records of a package, those that are referred to first.

    The project is called `name`. Raises UnreadableFileError.
    """
    try:
        yield from _Package(PackageTables(folder)).records(name)
    except (KeyError, ValueError, msgspec.ValidationError) as error:
        raise unreadable(folder, _FORM, reason=str(error)) from error


def is_of_another(reader: ProjectReader, folder: Path) -> bool:
    """Return whether a package is that of another project.

    None of its articles is here, or one of them is here under another id.
    """
    rows = list(PackageTables(folder).rows("articles"))
    new = [row for row in rows if not reader.get(Article, row.get("article_id", "")[1:])]
    texts = (reader.find(TextVersion, sha256=row.get("text_sha256", "")) for row in new)
    return len(new) == len(rows) or any(texts)


class _Package:
    def __init__(self, tables: PackageTables) -> None:
        self._tables = tables
        self._people = [_made(Annotator, row) for row in tables.rows("annotators")]
        self._versions: dict[tuple[str, int], TextVersion] = {}
        self._texts: dict[str, str] = {}  # by their hash

    def records(self, name: str) -> Iterator[Record | Content]:
        """Yield everything, in the order in which it can be added."""
        yield Project(name=name)
        yield from self._people
        yield from self._schemes()
        yield from (self._entity(row) for row in self._tables.rows("entities"))
        for row in self._tables.rows("articles"):
            yield from self._article(row)
        yield from self._claims()
        yield from self._mentions()
        yield from self._sentiments()
        for row in self._tables.rows("zones"):
            version = self._versions[row["article_id"], int(row["text_version"])]
            yield _made(Zone, row, text_id=version.id)
        yield from self._checks()

    def _person(self, name: str) -> str:
        """Return the id of the person of a name; of the first one where it is not known."""
        found = (each.id for each in self._people if each.name == name)
        return next(found, self._people[0].id)

    def _schemes(self) -> Iterator[Scheme]:
        made = []
        for rows in self._tables.by("labels", "scheme_id").values():
            labels = tuple(_made(Label, row, number=_number(row["number"])) for row in rows)
            made.append(_made(Scheme, rows[0], labels=labels))
        yield from numbered(made)

    def _entity(self, row: Cells) -> Entity:
        return _made(Entity, row, aliases=tuple(filter(None, row["aliases"].split(BETWEEN))))

    def _article(self, row: Cells) -> Iterator[Record | Content]:
        article = _made(Article, row)
        yield article
        parent: TextVersion | None = None
        for number, text in self._tables.texts(article.code).items():
            content = Content(text)
            self._texts[content.sha256] = text
            version = TextVersion(
                article_id=article.id,
                sha256=content.sha256,
                length=len(text),
                version_no=number,
                file_name=row["file_name"],
                kind=TextKind.REPAIRED if parent else TextKind.NORMALISED,
                parent_id=parent.id if parent else None,
                edits=self._edits(parent, text),
                created_by=self._people[0].id,
                created_at=article.imported_at,
            )
            self._versions[row["article_id"], number] = version
            parent = version
            yield content
            yield version

    def _edits(self, parent: TextVersion | None, text: str) -> str:
        """Return what makes a text of the one before it."""
        if parent is None:
            return ""
        return edits_to_json(edits_between(self._texts[parent.sha256], text))

    def _claims(self) -> Iterator[Claim]:
        labels = self._tables.by("claim_labels", "claim_id")
        for row in self._tables.rows("claims"):
            keys = (LabelKey(e["scheme_id"], e["code"]) for e in labels.get(row["claim_id"], ()))
            person = self._person(row["created_by"])
            yield _made(Claim, row, labels=frozenset(keys), created_by=person)

    def _mentions(self) -> Iterator[Record]:
        said = self._tables.by("attributions", "mention_id")
        for id_, rows in self._tables.by("claim_mentions", "mention_id").items():
            anchor = Anchor(
                text_id=self._versions[rows[0]["article_id"], int(rows[0]["text_version"])].id,
                state=rows[0]["anchor_state"],
                fragments=tuple(map(_fragment, rows)),
            )
            yield anchor
            levels = tuple(map(_attribution, said.get(id_, ())))
            yield _made(Mention, rows[0], anchor_id=anchor.id, attributions=levels)

    def _sentiments(self) -> Iterator[Record]:
        for row in self._tables.rows("sentiments"):
            anchor = self._anchor(row) if row["start_char"] else None
            yield from [anchor] if anchor else []
            target = "" if row["target_id"] else row["target_name"]
            more = {"anchor_id": anchor.id if anchor else None, "target_text": target}
            yield _made(Sentiment, row, **more)

    def _anchor(self, row: Cells) -> Anchor:
        """Return the anchor of a sentiment, of whose stretches only the words are known."""
        version = self._versions[row["article_id"], int(row["text_version"])]
        text, at = self._texts[version.sha256], int(row["start_char"])
        spans = [Span(at, int(row["end_char"]))]
        if int(row["fragment_count"]) > 1:
            spans = []
            for words in row["exact"].split(" … "):
                start = text.index(words, at)
                at = start + len(words)
                spans.append(Span(start, at))
        return anchored(version.id, text, spans)

    def _checks(self) -> Iterator[Record]:
        for row in self._tables.rows("fact_checks"):
            scheme, code = row["verdict_scheme"], row["verdict_code"]
            yield _made(FactCheck, row, verdict=LabelKey(scheme, code) if code else None)
        yield from (_made(Source, row) for row in self._tables.rows("sources"))
        yield from (_made(Evidence, row) for row in self._tables.rows("evidence"))


def _made(kind: type[R], row: Cells, **more: Any) -> R:  # noqa: ANN401 - of any field
    """Return a record of the cells of a row, with more values in place of those."""
    renamed = _RENAMED.get(kind, {})
    values: dict[str, object] = {}
    for name in kind.__struct_fields__:
        cell = row.get(renamed.get(name, name))
        if name in more or name in _LISTS or cell is None:
            continue
        is_key = name == "id" or name.endswith(("_id", "_by"))
        values[name] = _id(kind, name, cell) if is_key else cell
    typed = msgspec.convert({**values, **_defaults(kind, more)}, kind, strict=False)
    return msgspec.structs.replace(typed, **more)


def _defaults(kind: type, more: Mapping[str, Any]) -> Mapping[str, object]:
    """Return something valid for the fields that are set afterwards."""
    info = {each.name: each for each in msgspec.structs.fields(kind)}
    needed = (name for name in more if info[name].required)
    return {name: [] if name in _LISTS else "" for name in needed}


def _id(kind: type, name: str, cell: str) -> str | None:
    """Return an id without the letter before it; None for no reference."""
    return cell if kind is Scheme and name == "id" else cell[1:] or None


def _number(cell: str) -> float | None:
    return float(cell.replace(",", ".")) if cell else None


def _fragment(row: Cells) -> Fragment:
    start, end = int(row["start_char"]), int(row["end_char"])
    return Fragment(
        start=start, end=end, exact=row["exact"], prefix=row["prefix"], suffix=row["suffix"]
    )


def _attribution(row: Cells) -> Attribution:
    return _made(Attribution, {**row, "quote_type_code": row["quote_type_code"] or "none"})
