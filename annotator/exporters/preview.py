"""The beginning of the files of an export, made from a few articles and never written."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.reading import ProjectReader
from annotator.exporters import csv_package
from annotator.exporters.csv_options import PRESETS, csv_options
from annotator.exporters.export_format import ExportFormat, OptionValues, Piece
from annotator.exporters.project_part import ProjectPart
from annotator.exporters.records import Records
from annotator.exporters.scope import Scope
from annotator.exporters.table_choice import Columns, chosen_columns, option_values, tables_with

_MARKED: Final = 4  # articles with marks
_LOOKED_AT: Final = 200  # articles, at most
_FEW: Final = 6  # a project of so many articles is shown whole
_ENOUGH: Final = 1 << 14  # bytes of a file
_LINES: Final = 30
_WIDTH: Final = 400  # characters of a line or cell
_MARK: Final = "\ufeff"


class Preview(Struct, frozen=True, kw_only=True):
    """The first lines of a file as they are written and, of a table, its first rows of cells.

    The first row has the names of the columns. A file that is not text has no lines. `files` are
    those that could be shown. With `is_sample`, it was made from some of the articles.
    """

    file: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    files: tuple[str, ...] = ()
    is_sample: bool = False


def preview(
    form: ExportFormat, reader: ProjectReader, chosen: OptionValues, scope: Scope, file: str = ""
) -> Iterator[Preview | None]:
    """Yield None after each step, and at last the preview of a file, by default the main one."""
    yield None
    sample = sample_of(reader, scope)
    yield None
    records = Records(reader, sample)
    if columns := form.columns():
        found = _of_table(form, dict(columns), records, chosen, file)
    else:
        contents: dict[str, bytes] = {}
        for piece in form.pieces(records, chosen):
            contents[piece.file] = contents.get(piece.file, b"") + piece.content
            if form.suffix and len(contents[piece.file]) >= _ENOUGH:
                break
            yield None
        found = _of_files(form, contents, file)
    yield replace(found, is_sample=sample is not scope)


def sample_of(reader: ProjectReader, scope: Scope) -> Scope:
    """Return a scope of a few articles of a scope, with marks if possible; itself if it is small.

    Only the first articles are looked at.
    """
    part = ProjectPart(reader, scope)
    named = sorted(scope.claim_ids or ())[:_MARKED]
    if named:
        found: Iterable[str] = (a.id for claim_id in named for a in part.articles_with(claim_id))
    else:
        found = (article.id for article in part.articles())
    ids = list(dict.fromkeys(islice(found, _LOOKED_AT)))
    if len(ids) <= _FEW:
        return scope
    mentions = ((each, filter(part.has_mention, reader.mentions_in(each))) for each in ids)
    marked = ((each, {placed.mention.claim_id for placed in some}) for each, some in mentions)
    chosen = dict(islice((pair for pair in marked if pair[1]), _MARKED))
    if not chosen:
        return replace(scope, article_ids=frozenset(ids[:_MARKED]))
    # with its claims named, the others need not be looked up
    claims = frozenset(claim_id for some in chosen.values() for claim_id in some)
    return replace(scope, article_ids=frozenset(chosen), claim_ids=claims)


def _of_table(
    form: ExportFormat, known: Columns, records: Records, chosen: OptionValues, file: str
) -> Preview:
    """Return the beginning of a table, as the CSV package would have it.

    Only a format whose files are CSV has its lines.
    """
    columns = chosen_columns(chosen, known)
    files = tuple(table.file for table in tables_with(columns))
    if not files:
        return Preview(file="", lines=())
    file = file if file in files else files[0]
    is_csv = bool({option.name for option in form.options} & {*PRESETS["analysis"]})
    values = {**PRESETS["analysis"], **chosen}
    pieces = csv_package.pieces(records, {**values, **option_values(columns)})
    piece = next((each for each in pieces if each.file == file), Piece(file, b""))
    text = piece.content.decode().removeprefix(_MARK)
    options = csv_options(values)
    if options.names_delimiter:
        text = text.partition(options.line_end)[2]
    rows = csv.reader(StringIO(text, newline=""), delimiter=options.delimiter)
    cells = tuple(tuple(cell[:_WIDTH] for cell in row) for row in islice(rows, _LINES))
    lines = _lines(piece.content.decode()) if is_csv else ()
    return Preview(file=file, lines=lines, rows=cells, files=files)


def _of_files(form: ExportFormat, contents: dict[str, bytes], file: str) -> Preview:
    named = sorted((name for name in contents if contents[name]), key=lambda n: n == form.guide)
    shown = file if file in named else next(iter(named), "")
    try:
        content = contents.get(shown, b"")[:_ENOUGH]
        lines = _lines(content.decode(errors="strict" if len(content) < _ENOUGH else "ignore"))
    except UnicodeDecodeError:
        lines = ()
    return Preview(file=shown, lines=lines, files=tuple(named))


def _lines(text: str) -> tuple[str, ...]:
    lines = text.removeprefix(_MARK).splitlines()[:_LINES]
    return tuple(line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…" for line in lines)
