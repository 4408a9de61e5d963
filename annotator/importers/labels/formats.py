"""The formats of labels: which one a file or folder has, by its content before its name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_
from annotator.importers.draft import Refusal
from annotator.importers.faults import unforeseen
from annotator.importers.labels import (
    brat,
    doccano,
    label_studio,
    newsmtsc,
    refi_qda,
    spacy,
    table,
    uima,
    web_annotation,
    webanno,
)
from annotator.importers.labels.found import FoundArticle
from annotator.importers.labels.json_values import first_keys

_JSON: Final = (".json", ".jsonl", ".jsonld", ".ndjson")
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".ods", ".xls")
_GUIDES: Final = ("README.txt", "csv-metadata.json", "annotation.conf", "TypeSystem.xml")
_FEED: Final = "feed.jsonld"


class LabelFormat(Struct, frozen=True, kw_only=True):
    """One format: `id` names the scheme of what is imported, `keys` those of its JSON objects.

    What `fits` says goes before names.
    """

    id: str
    name: str
    read: Callable[[Path], Iterator[FoundArticle | Refusal]]
    keys: tuple[frozenset[str], ...] = ()
    suffixes: tuple[str, ...] = ()
    in_folder: str = ""
    fits: Callable[[Path], bool] | None = None


FORMATS: Final = (
    LabelFormat(
        id="newsmtsc",
        name=N_("NewsMTSC lines"),
        read=newsmtsc.read,
        keys=(frozenset({"sentence_normalized", "targets"}),),
    ),
    LabelFormat(
        id="label-studio",
        name=N_("Label Studio tasks"),
        read=label_studio.read,
        keys=tuple(
            frozenset({"data", each}) for each in ("annotations", "completions", "predictions")
        ),
        in_folder="tasks.json",
    ),
    LabelFormat(
        id="web-annotation",
        name=N_("W3C Web Annotation"),
        read=web_annotation.read,
        keys=(
            frozenset({"@context", "target"}),
            frozenset({"@context", "items"}),
            frozenset({"@context", "first"}),
            frozenset({"target", "body"}),
        ),
    ),
    LabelFormat(
        id="spacy",
        name=N_("spaCy and Prodigy lines"),
        read=spacy.read,
        keys=(frozenset({"text", "spans"}),),
    ),
    LabelFormat(
        id="doccano",
        name=N_("doccano lines"),
        read=doccano.read,
        keys=tuple(frozenset({"text", each}) for each in ("entities", "label", "labels")),
    ),
    LabelFormat(
        id="brat",
        name=N_("brat standoff"),
        read=brat.read,
        suffixes=(brat.SUFFIX,),
        in_folder=f"*{brat.SUFFIX}",
    ),
    LabelFormat(
        id="webanno", name=N_("WebAnno TSV (INCEpTION)"), read=webanno.read, fits=webanno.is_one
    ),
    LabelFormat(
        id="uima",
        name=N_("UIMA CAS (INCEpTION)"),
        read=uima.read,
        suffixes=(uima.SUFFIX, ".zip"),
        in_folder=f"*{uima.SUFFIX}",
    ),
    LabelFormat(
        id="refi-qda", name=N_("REFI-QDA project"), read=refi_qda.read, suffixes=(refi_qda.SUFFIX,)
    ),
    LabelFormat(id="table", name=N_("Table of labels"), read=table.read, suffixes=_TABLES),
)
"""All of them; of two that fit, the first is taken."""


def meant(path: Path) -> Path:
    """Return the folder that a file such as README.txt explains; any other path itself.

    A folder of ClaimReviews means its feed, which has all of them.
    """
    if (path / _FEED).is_file():
        return path / _FEED
    return path.parent if path.name in _GUIDES else path


def format_of(path: Path) -> LabelFormat | None:
    """Return the format of a file or folder; None when it holds no labels that are known."""
    if found := next((each for each in FORMATS if each.fits and _fits(each.fits, path)), None):
        return found
    if path.is_dir():
        return next((each for each in FORMATS if _is_inside(each, path)), None)
    suffix = path.suffix.lower()
    if suffix in _JSON:
        keys = first_keys(path)
        return next((f for f in FORMATS if any(each <= keys for each in f.keys)), None)
    found = next((each for each in FORMATS if suffix in each.suffixes), None)
    return found if found is None or suffix not in _TABLES or _has_labels(path) else None


def read(path: Path, form: LabelFormat) -> Iterator[FoundArticle | Refusal]:
    """Yield what a file or folder holds, or why it cannot be read; nothing is raised."""
    try:
        with unforeseen(path):
            yield from form.read(path)
    except UnreadableFileError as error:
        yield Refusal(path, str(error))


def _is_inside(form: LabelFormat, path: Path) -> bool:
    return bool(form.in_folder) and next(path.rglob(form.in_folder), None) is not None


def _has_labels(path: Path) -> bool:
    return _fits(lambda path: table.fits(table.columns_of(path)), path)


def _fits(fits: Callable[[Path], bool], path: Path) -> bool:
    try:
        with unforeseen(path):
            return fits(path)
    except UnreadableFileError:
        return False
