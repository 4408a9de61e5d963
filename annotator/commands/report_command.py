"""The command that writes a report to read."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from annotator.commands.arguments import PATH, looking, project_argument
from annotator.commands.kept_settings import kept_setting
from annotator.commands.shell import example, say, say_damaged
from annotator.exporters.write import write_file
from annotator.i18n import tr
from annotator.operations.report import Reporter, desk_of, subject_of
from annotator.operations.report_html import html_pieces


@click.command(
    help=tr(
        "Write a report on PROJECT to read: an HTML page without outside parts.\n\n"
        "It has the marked passages, the evidence, the verdicts, what is missing, and the"
        " corrections since a check was completed. The name and the logo are those of the settings."
    ),
    short_help=tr("Write a report to read."),
    epilog=example("report news.annotator --only C1 --out C1.html"),
)
@project_argument
@click.option("--only", "code", default="", metavar="A1|C1", help=tr("Only this article or claim."))
@click.option("--notes", "has_notes", is_flag=True, help=tr("Include notes."))
@click.option("--out", type=PATH, required=True, metavar="FILE", help=tr("A new file: .html."))
def report(project: Path, code: str, out: Path, *, has_notes: bool) -> None:
    """Write a report on a project."""
    desk = desk_of(kept_setting("desk_name", ""), kept_setting("desk_logo", ""))
    today = datetime.now().astimezone().date().isoformat()
    with looking(project) as reader:
        reporter = Reporter(reader, desk, str, today=today, has_notes=has_notes)
        made = reporter.report(subject_of(reader, code))
        with closing(write_file(out, html_pieces(made, str))) as progress:
            for _ in progress:
                pass
        damages = reader.noticed()
    say_damaged(damages)
    say(tr("Wrote the report “{path}”.", path=out))


COMMAND: Final = report
