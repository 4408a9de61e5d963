"""A REFI-QDA project (`.qdpx`) for QualCoder, NVivo, MAXQDA, ATLAS.ti and others.

https://www.qdasoftware.org: a ZIP archive with `project.qde` (XML) and the sources. Positions are
code points, the end not included.
"""

from collections.abc import Callable, Iterator
from io import RawIOBase
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from typing_extensions import override

from annotator.domain.people import Annotator
from annotator.domain.project import Project
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.facts import MentionFacts
from annotator.exporters.marks import LabelledText, Mark, labelled_texts
from annotator.exporters.metadata import TOOL
from annotator.exporters.records import Records
from annotator.exporters.xml_text import writable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_HEAD: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<Project xmlns="urn:QDA-XML:project:1.0" name={name} origin={origin}>\n'
)


class _Stream(RawIOBase):
    """Collects what the archive writes, to be taken piece by piece."""

    def __init__(self) -> None:
        self._held = bytearray()

    @override
    def write(self, data: "ReadableBuffer", /) -> int:
        self._held += bytes(data)
        return len(bytes(data))

    def taken(self, rows: int = 0) -> Piece:
        """Return what was written since the last call."""
        piece = Piece("", bytes(self._held), rows)
        self._held.clear()
        return piece


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the archive: first the texts, then the project that marks them."""
    stream = _Stream()
    labels: set[str] = set()

    def texts() -> Iterator[LabelledText]:
        return labelled_texts(records, str(chosen["labels"]))

    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for labelled in texts():
            labels.update(label for mark in labelled.marks for label in mark.labels)
            archive.writestr(f"sources/{_source_id(labelled)}.txt", writable(labelled.text))
            yield stream.taken(len(labelled.marks))
        with archive.open("project.qde", "w", force_zip64=True) as file:
            for part in _project(records, sorted(labels), texts):
                file.write(part.encode())
                yield stream.taken()
    yield stream.taken()


def _project(
    records: Records, labels: list[str], texts: Callable[[], Iterator[LabelledText]]
) -> Iterator[str]:
    name = next((project.name for project in records.reader.each(Project)), "")
    yield _HEAD.format(name=_quoted(name), origin=_quoted(TOOL))
    yield from _listed("Users", map(_user, records.reader.each(Annotator)))
    if labels:
        yield "<CodeBook>\n"
        yield from _listed("Codes", (_code(label) for label in labels))
        yield "</CodeBook>\n"
    yield from _listed("Sources", (_source(labelled) for labelled in texts()))
    yield "</Project>\n"


def _listed(tag: str, parts: Iterator[str]) -> Iterator[str]:
    """Yield a list; none when it is empty, which the schema forbids."""
    has_begun = False
    for part in parts:
        if not has_begun:
            yield f"<{tag}>\n"
            has_begun = True
        yield f"{part}\n"
    if has_begun:
        yield f"</{tag}>\n"


def _user(annotator: Annotator) -> str:
    return f"<User guid={_guid(annotator.id)} name={_quoted(annotator.name)}/>"


def _code(label: str) -> str:
    return f'<Code guid="{_code_id(label)}" name={_quoted(label)} isCodable="true"/>'


def _source(labelled: LabelledText) -> str:
    article = labelled.facts.article
    path = f"internal://{_source_id(labelled)}.txt"
    title = f"{article.code} {article.headline}".strip()
    head = (
        f'<TextSource guid="{_source_id(labelled)}" name={_quoted(title)}'
        f" plainTextPath={_quoted(path)}>"
    )
    marks = "".join(_selections(mark) for mark in labelled.marks)
    about = f"<Description>{escape(writable(article.notes))}</Description>" if article.notes else ""
    return f"{head}{about}{marks}</TextSource>"


def _selections(mark: Mark) -> str:
    by = _guid(mark.annotator_id)
    found = []
    for number, each in enumerate(mark.anchor.fragments, 1):
        place = f'startPosition="{each.start}" endPosition="{each.end}"'
        own = str(uuid5(NAMESPACE_URL, f"{mark.id}-{number}"))
        coded = "".join(
            f'<Coding guid="{uuid5(NAMESPACE_URL, own + label)}" creatingUser={by}>'
            f'<CodeRef targetGUID="{_code_id(label)}"/></Coding>'
            for label in mark.labels
        )
        about = f"<Description>{escape(writable(_about(mark)))}</Description>"
        found.append(
            f'<PlainTextSelection guid="{own}" name={_quoted(each.exact[:60])}'
            f" creatingUser={by} {place}>{about}{coded}</PlainTextSelection>"
        )
    return "".join(found)


def _about(mark: Mark) -> str:
    facts = mark.facts
    if isinstance(facts, MentionFacts):
        return f"{facts.claim.claim.code} {facts.claim.claim.text}".strip()
    return facts.sentiment.note


def _source_id(labelled: LabelledText) -> str:
    return str(uuid5(NAMESPACE_URL, labelled.facts.newest.id))


def _code_id(label: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"label:{label}"))


def _guid(id: str) -> str:  # noqa: A002
    return _quoted(str(uuid5(NAMESPACE_URL, id)))


def _quoted(text: str) -> str:
    return quoteattr(writable(" ".join(text.split())))
