"""The command that writes a report to read."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from annotator.commands import qt_features, qt_libraries
from annotator.commands.arguments import PATH, looking, project_argument
from annotator.commands.kept_settings import kept_setting
from annotator.commands.shell import example, say, say_damaged
from annotator.exporters.export_format import Piece
from annotator.exporters.write import write_file
from annotator.i18n import tr
from annotator.operations.report import Report, Reporter, desk_of, subject_of

_SUFFIXES: Final = (".html", ".pdf")


@click.command(
    help=tr(
        "Write a report on PROJECT to read: a page for the browser in one file, or a PDF.\n\n"
        "It has the marked passages, the evidence, the verdicts, what is missing, and the"
        " corrections since a check was completed. The name and the logo are those of the settings."
    ),
    epilog=example("report news.annotator --only C1 --out C1.html"),
)
@project_argument
@click.option("--only", "code", default="", metavar="A1|C1", help=tr("Only this article or claim."))
@click.option("--notes", "has_notes", is_flag=True, help=tr("Include notes."))
@click.option(
    "--out", type=PATH, required=True, metavar="FILE", help=tr("A new file: .html or .pdf.")
)
def report(project: Path, code: str, out: Path, *, has_notes: bool) -> None:
    """Write a report on a project."""
    if out.suffix.lower() not in _SUFFIXES:
        raise click.UsageError(tr("The name of a report ends in .html or .pdf."))
    desk = desk_of(kept_setting("desk_name", ""), kept_setting("desk_logo", ""))
    today = datetime.now().astimezone().date().isoformat()
    with looking(project) as reader:
        reporter = Reporter(reader, desk, str, today=today, has_notes=has_notes)
        made = reporter.report(subject_of(reader, code))
        with closing(write_file(out, _pieces(made, out.suffix.lower()))) as progress:
            for _ in progress:
                pass
        damages = reader.noticed()
    say_damaged(damages)
    say(tr("Wrote the report “{path}”.", path=out))


def _pieces(made: Report, suffix: str) -> Iterator[Piece]:
    if suffix == ".pdf":
        yield Piece("report.pdf", _pdf(made))
        return
    from annotator.operations.report_html import html_pieces  # noqa: PLC0415 - its engine is slow

    yield from html_pieces(made)


def _pdf(made: Report) -> bytes:
    """Return the report as PDF, which Qt makes without a screen."""
    with qt_libraries.required():
        qt_features.leave_out()
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

        from annotator.ui.models.print_document import Typefaces  # noqa: PLC0415
        from annotator.ui.models.report_file import content_of, report_pdf  # noqa: PLC0415
        from annotator.ui.theming import fonts  # noqa: PLC0415

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    program = QGuiApplication.instance() or QGuiApplication([])
    assert isinstance(program, QGuiApplication)  # noqa: S101 - it lives while the pages are painted
    return content_of(report_pdf(made, Typefaces(fonts.reading(), program.font())))


COMMAND: Final = report
