"""UIMA CAS as XMI, from INCEpTION and other UIMA tools, with the types beside it.

https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html. The library converts the positions, which are
UTF-16 units, to code points. Also read is the ZIP archive that INCEpTION makes of a document.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from warnings import catch_warnings, simplefilter

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_
from annotator.importers.draft import Refusal
from annotator.importers.faults import parsing, unreadable
from annotator.importers.labels.found import FoundArticle, FoundLabel, chained, merged
from annotator.importers.labels.uima_labels import GRAMMAR, label_of, name_of
from annotator.importers.original import contents, display_name
from annotator.importers.xml_guard import Examiner
from annotator.importers.zip_guard import package, part

SUFFIX: Final = ".xmi"
"""How the names of files with annotations end."""

ELEMENTS: Final = 1_000_000
"""How many elements one of them may have."""

_DAMAGED: Final = N_("“{file}” is damaged, or not a UIMA CAS: {reason}.")
_NO_TYPES: Final = N_("“{file}” needs its types: put TypeSystem.xml beside it.")
_TYPES: Final = "TypeSystem.xml"


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield the text of each file with its labels; raises UnreadableFileError."""
    files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
    for file in files:
        try:
            yield _zipped(file) if file.suffix.lower() == ".zip" else _beside(file)
        except UnreadableFileError as error:
            yield Refusal(file, str(error))


def _zipped(path: Path) -> FoundArticle:
    with package(contents(path), path, _DAMAGED) as opened:
        names = [name for name in opened.namelist() if name.lower().endswith(SUFFIX)]
        types = [name for name in opened.namelist() if name.endswith(_TYPES)]
        if not names or not types:
            raise unreadable(path, _NO_TYPES)
        return _article(path, part(opened, names[0]), part(opened, types[0]))


def _beside(path: Path) -> FoundArticle:
    types = path.with_name(_TYPES)
    if not types.is_file():
        raise unreadable(path, _NO_TYPES)
    return _article(path, contents(path), contents(types))


def _article(path: Path, xmi: bytes, types: bytes) -> FoundArticle:
    from cassis import load_cas_from_xmi, load_typesystem  # noqa: PLC0415 - 100 ms
    from lxml.etree import LxmlError  # noqa: PLC0415

    with parsing(path, _DAMAGED, LxmlError), catch_warnings():
        simplefilter("ignore")  # of types that nobody declared
        for each in (types, xmi):
            Examiner(ELEMENTS).examine(each)
        cas = load_cas_from_xmi(BytesIO(xmi), load_typesystem(BytesIO(types)), lenient=True)
        text = cas.sofa_string or ""
        labels: dict[str, FoundLabel] = {}
        joins: list[tuple[str, str]] = []
        last: dict[str, str] = {}
        for number, found in enumerate(cas.select_all_annotations()):
            if not _is_label(found):
                continue
            mark = getattr(found, "mark_id", None)
            own = f"{mark} {name_of(found.type.name, _values(found))}"
            if mark and own in last:
                joins.append((last[own], str(number)))
            last[own] = str(number)
            labels[str(number)] = _label(found)
    if not text.strip():
        raise unreadable(path, N_("“{file}” contains no text."))
    place = display_name(path)
    return FoundArticle(place=place, text=text, labels=merged(chained(labels, joins)))


def _is_label(found: Any) -> bool:  # noqa: ANN401 - of the library, which makes its classes
    ends = (getattr(found, "begin", None), getattr(found, "end", None))
    return all(isinstance(each, int) for each in ends) and not found.type.name.startswith(GRAMMAR)


def _label(found: Any) -> FoundLabel:  # noqa: ANN401 - as above
    return label_of(found.type.name, _values(found), (found.begin, found.end))


def _values(found: Any) -> dict[str, object]:  # noqa: ANN401 - as above
    return {each.name: getattr(found, each.name, None) for each in found.type.all_features}
