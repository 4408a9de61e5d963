"""A report as one HTML file: no script, no outside parts, for the screen and for paper."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from annotator import assets
from annotator.domain.direction import without_bidi_controls
from annotator.domain.web_address import web_address
from annotator.exporters.export_format import Piece
from annotator.exporters.xml_text import writable
from annotator.i18n import is_right_to_left, language, runs_right_to_left
from annotator.operations.printing import PrintOptions
from annotator.operations.report import Report, ReportedClaim
from annotator.operations.report_words import claims_title, columns, row_of, titles

_TONES: Final = {"negative": "refuted", "neutral": "unchecked", "positive": "supported"}
_KNOWN: Final = frozenset({"refuted", "conflicting", "supported"})
_PIECE: Final = 64 * 1024  # characters
_LINES: Final = PrintOptions(has_notes=False)


def html_pieces(report: Report) -> Iterator[Piece]:
    """Yield the parts of the file; their rows are the claims in them."""
    told = _Told(report)
    template = _environment(report.format_date).get_template("report.html.jinja")
    parts: list[str] = []
    length = 0
    for text in template.generate(_context(report, told)):
        parts.append(text)
        length += len(text)
        if length >= _PIECE:
            yield Piece("report.html", "".join(parts).encode(), told.take())
            parts, length = [], 0
    yield Piece("report.html", "".join(parts).encode(), told.take())


class _Told:
    """Counts the claims of a report as they are read."""

    def __init__(self, report: Report) -> None:
        self._report, self._count = report, 0

    def __iter__(self) -> Iterator[ReportedClaim]:
        for claim in self._report.claims:
            self._count += 1
            yield claim

    def take(self) -> int:
        """Return how many were read since it was last asked."""
        count, self._count = self._count, 0
        return count


def _context(report: Report, told: _Told) -> Mapping[str, Any]:
    desk = report.desk
    logo = f"data:{desk.logo_type};base64,{b64encode(desk.logo).decode()}" if desk.logo else ""
    article = report.article
    return {
        "report": report,
        "claims": told,
        "paragraphs": [*article.heading(_LINES), *article.body(_LINES)] if article else (),
        "logo": logo,
        "light": _theme("light"),
        "dark": _theme("dark"),
        "language": language() or "en",
        "is_right_to_left": is_right_to_left(),
        "words": titles(),
        "columns": columns(),
        "rows": (row_of(each, report.format_date) for each in report.articles),
        "claims_title": claims_title(report.claim_count),
    }


def _environment(format_date: Callable[[str], str]) -> Environment:
    made = Environment(
        loader=FileSystemLoader(assets.path("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
    )
    made.filters |= {
        "tone": _tone,
        "date": format_date,
        "direction": lambda code: "rtl" if runs_right_to_left(code) else "auto",
    }
    made.tests["web_address"] = _is_web_address
    return made


def _shown(value: object) -> object:
    """Return a text without what a page cannot hold, or what would reorder the rest of it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return writable(without_bidi_controls(value))
    return value


def _tone(name: str) -> str:
    tone = _TONES.get(name, name)
    return tone if tone in _KNOWN else "unchecked"


def _is_web_address(text: str) -> bool:
    try:
        return bool(web_address(text))
    except ValueError:
        return False


def _theme(name: str) -> Any:  # noqa: ANN401 - a table
    return msgspec.toml.decode(assets.path(f"themes/{name}.toml").read_bytes())
