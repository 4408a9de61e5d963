"""What can be edited in an exported table, and how its cells are read."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.check import Confidence, FactCheck
from annotator.domain.claim import Claim, DateBasis, Mention
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.people import tidy_name
from annotator.domain.sentiment import POLARITIES, Sentiment
from annotator.domain.text import clean
from annotator.exporters.csv_text import unguarded
from annotator.i18n import N_, tr
from annotator.importers.date_column import DateColumn

Kept = Article | Claim | FactCheck | Mention | Sentiment
"""A record that a row may change."""


class Form(Enum):
    """What a cell holds."""

    TEXT = auto()
    DATE = auto()
    CODE = auto()
    LABELS = auto()
    VERDICT = auto()
    NAME = auto()
    POLARITY = auto()
    FLAG = auto()


class Field(Struct, frozen=True):
    """A column, the attribute of the record that it holds, and its name for people."""

    column: str
    attribute: str
    title: str
    form: Form = Form.TEXT
    layer: Layer | None = None
    codes: tuple[str, ...] = ()


class Subject(Struct, frozen=True):
    """The kind of record that some columns of a row are about, by the column with its key."""

    kind: type[Kept]
    key: str
    fields: tuple[Field, ...]


_TEXT: Final = Field("claim_text", "text", N_("Claim"))
_KIND: Final = Field(
    "assertion_kind_code", "assertion_kind", N_("Kind"), Form.CODE, Layer.ASSERTION_KIND
)
_VERDICT: Final = Field("verdict_code", "verdict", N_("Verdict"), Form.VERDICT, Layer.VERDICT)
_STATUS: Final = (N_("Status"), Form.CODE, Layer.CHECK_STATUS)
_CONCLUSION: Final = Field("verdict_text", "conclusion", N_("Conclusion"))
_AS_OF: Final = Field("as_of", "as_of", N_("As of"), Form.DATE)

SUBJECTS: Final[Mapping[str, tuple[Subject, ...]]] = MappingProxyType(
    {
        "labels_flat": (
            Subject(
                Claim,
                "claim_code",
                (
                    _TEXT,
                    Field("claimant", "claimant_id", N_("Claimant"), Form.NAME),
                    _KIND,
                    Field("claim_types", "labels", N_("Type"), Form.LABELS, Layer.CLAIM_TYPE),
                    Field(
                        "checkworthiness_code",
                        "labels",
                        N_("Priority"),
                        Form.LABELS,
                        Layer.CHECKWORTHINESS,
                    ),
                ),
            ),
            Subject(
                FactCheck,
                "claim_code",
                (_VERDICT, Field("check_status", "status", *_STATUS), _CONCLUSION, _AS_OF),
            ),
            Subject(
                Mention,
                "mention_id",
                (Field("quote_type_code", "quote_type", N_("Quote"), Form.CODE, Layer.QUOTE_TYPE),),
            ),
        ),
        "claims": (
            Subject(
                Claim,
                "claim_id",
                (
                    _TEXT,
                    Field("claimant_name", "claimant_id", N_("Claimant"), Form.NAME),
                    _KIND,
                    Field("claim_date", "date", N_("Date"), Form.DATE),
                    Field(
                        "claim_date_basis",
                        "date_basis",
                        N_("Basis of the date"),
                        Form.CODE,
                        codes=tuple(DateBasis),
                    ),
                    Field("claim_venue", "venue", N_("Place")),
                ),
            ),
        ),
        "fact_checks": (
            Subject(
                FactCheck,
                "check_id",
                (
                    _VERDICT,
                    Field("status", "status", *_STATUS),
                    _CONCLUSION,
                    Field("justification", "justification", N_("Reasons")),
                    _AS_OF,
                    Field(
                        "confidence",
                        "confidence",
                        N_("Confidence"),
                        Form.CODE,
                        codes=tuple(Confidence),
                    ),
                    Field("notes", "notes", N_("Notes")),
                ),
            ),
        ),
        "sentiments": (
            Subject(
                Sentiment,
                "sentiment_id",
                (
                    Field("polarity", "polarity", N_("Polarity"), Form.POLARITY),
                    Field("target_name", "target_text", N_("Target")),
                    Field("note", "note", N_("Note")),
                ),
            ),
        ),
        "claim_mentions": (
            Subject(
                Mention,
                "mention_id",
                (
                    Field("needs_context", "needs_context", N_("Needs context"), Form.FLAG),
                    Field("context_note", "context_note", N_("Context")),
                ),
            ),
        ),
        "articles": (
            Subject(
                Article,
                "article_id",
                (
                    Field("headline", "headline", N_("Headline")),
                    Field("byline", "byline", N_("Byline")),
                    Field("publisher", "publisher", N_("Publisher")),
                    Field("published_at", "published_at", N_("Published"), Form.DATE),
                    Field("notes", "notes", N_("Notes")),
                ),
            ),
        ),
    }
)
"""The subjects of a row, by table."""

BETWEEN: Final = " | "
"""What joins several codes in one cell."""

_YES: Final = frozenset({"true", "1", "yes", "wahr", "vrai", "verdadero", "vero", "prawda"})
_NO: Final = frozenset({"false", "0", "no", "", "falsch", "faux", "falso", "fałsz"})
_SERIAL: Final = re.compile(r"\d{5}(?:\.0+)?")
_EXCELS_FIRST: Final = date(1899, 12, 30)  # so that day 61 is 1 March 1900, as Excel counts
_MIDNIGHT: Final = re.compile(r"[ T]00:00(?::00)?(?:\.0+)?$")


def plain(cell: str) -> str:
    """Return a cell as text, without the apostrophe that keeps spreadsheets from running it."""
    return clean(unguarded(cell))


def value_of(field: Field, cell: str, codebook: Codebook, days: DateColumn) -> str:
    """Return what a cell says, as it would be exported; raises ValueError with a sentence."""
    text = plain(cell)
    if field.form in _READERS:
        return _READERS[field.form](text)
    if field.form is Form.DATE:
        return _date(text, days)
    if field.form is Form.LABELS:
        parts = [each for each in text.split(BETWEEN.strip()) if each.strip()]
        return joined(_code(field, each, codebook) for each in parts)
    return _code(field, text, codebook) if text.strip() else ""


def joined(codes: Iterable[str]) -> str:
    """Return several codes as one text, sorted."""
    return BETWEEN.join(sorted({*codes}))


def _code(field: Field, text: str, codebook: Codebook) -> str:
    """Return a code that is written as it is, or as its name."""
    wanted = text.strip()
    schemes = codebook.layer(field.layer) if field.layer else ()
    labels = [label for scheme in schemes for label in scheme.labels]
    codes = {*field.codes, *(label.code for label in labels)}
    if wanted in codes:
        return wanted
    names = {label.name.casefold(): label.code for label in reversed(labels)}
    names |= {code.casefold(): code for code in codes}
    if wanted.casefold() in names:
        return names[wanted.casefold()]
    raise ValueError(tr("“{text}” is none of its labels", text=wanted[:60]))


def _date(text: str, days: DateColumn) -> str:
    text = _MIDNIGHT.sub("", text.strip())
    if not text:
        return ""
    if _SERIAL.fullmatch(text):
        return (_EXCELS_FIRST + timedelta(days=int(text[:5]))).isoformat()
    found = days.date(text)
    if not found:
        raise ValueError(tr("“{text}” is not a date, or not a clear one", text=text[:60]))
    return found


def _polarity(text: str) -> str:
    written = text.strip().replace("−", "-").replace(",", ".")
    try:
        number = float(written)
    except ValueError:
        number = 99
    if number not in POLARITIES:
        raise ValueError(tr("“{text}” is no polarity from −3 to +3", text=text.strip()[:60]))
    return str(int(number))


def _flag(text: str) -> str:
    word = text.strip().casefold()
    if word in _YES | _NO:
        return "true" if word in _YES else "false"
    raise ValueError(tr("“{text}” is neither true nor false", text=text.strip()[:60]))


_READERS: Final[Mapping[Form, Callable[[str], str]]] = MappingProxyType(
    {
        Form.TEXT: str,
        Form.NAME: tidy_name,
        Form.POLARITY: _polarity,
        Form.FLAG: _flag,
    }
)
