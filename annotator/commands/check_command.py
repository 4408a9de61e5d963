"""The command that verifies a project file."""

from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.arguments import json_option, project_argument
from annotator.commands.progress import ProgressLine
from annotator.commands.shell import answer, example, say
from annotator.domain.copying import Progress
from annotator.i18n import ngettext, tr
from annotator.storage.reader import reading
from annotator.storage.verification import STEPS, Step, steps


@click.command(
    help=tr(
        "Verify PROJECT: the file, every mark, every label and the history of every change.\n\n"
        "Problems are listed, and the exit code is then 1. Remarks are not problems: for "
        "example, that a clock was set back."
    ),
    epilog=example("check news.annotator"),
)
@project_argument
@json_option
@click.pass_context
def check(ctx: click.Context, project: Path, *, is_json: bool) -> None:
    """Verify a project."""
    done = _steps(project)
    problems = [problem for step in done for problem in step.findings]
    remarks = [remark for step in done for remark in step.remarks]
    if is_json:
        answer({"problems": problems, "remarks": remarks})
    else:
        for line in [*problems, *(tr("Remark: {remark}", remark=remark) for remark in remarks)]:
            say(line)
    if not problems and not is_json:
        say(tr("No problems found: {counts}.", counts=_counts(project)))
    ctx.exit(1 if problems else 0)


def _steps(project: Path) -> list[Step]:
    """Return every step of the check, while it is told on a terminal how far that is."""
    line, done = ProgressLine(), list[Step]()
    with line.ticking():
        line.show(Progress(tr("Checking"), 0, STEPS))
        for step in steps(project, places.state_folder()):
            done.append(step)
            line.show(Progress(tr("Checking"), len(done), STEPS))
    return done


def _counts(path: Path) -> str:
    with reading(path) as reader:
        counts = reader.counts()
    named = (
        ngettext("{count} article", "{count} articles", counts.articles),
        ngettext("{count} claim", "{count} claims", counts.claims),
        ngettext("{count} mention", "{count} mentions", counts.mentions),
    )
    return ", ".join(named)


COMMAND: Final = check
