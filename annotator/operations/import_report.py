"""The report of an import: the outcome of each article, for the dialog and as a file."""

import csv
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.text import one_line
from annotator.giving_way import give_way
from annotator.i18n import N_, format_number, ngettext, tr
from annotator.importers import Draft, Refusal
from annotator.importers.encodings import short_name
from annotator.importers.omitted_content import omission_note
from annotator.importers.original import display_name, name_of_folder
from annotator.operations.import_rows import ImportRow


class State(StrEnum):
    """The outcome of an article or a file, most urgent first; the values are texts."""

    REFUSED = N_("refused")
    TO_CHECK = N_("imported, check")
    ALREADY_HERE = N_("already here")
    SIMILAR = N_("similar")
    NEW_VERSION = N_("new version")
    NOT_IMPORTED = N_("not imported")
    SKIPPED = N_("skipped")
    IMPORTED = N_("imported")


_ORDER = tuple(State)


class Outcome(Struct, frozen=True, kw_only=True):
    """The outcome of one article of an import, or of a file without one.

    `file` names the file and the part of it; `path` is None for a text from no file. `article_id`
    and `code` are those of the imported article. `encoding` is set when it was guessed.
    `similarity` names the similar text, if any; `reason` says why it was not imported.
    `omitted_count` counts the long passages of its page that the text lacks.
    """

    state: State
    file: str
    path: Path | None = None
    article_id: str = ""
    code: str = ""
    headline: str = ""
    sha256: str = ""
    encoding: str = ""
    similarity: str = ""
    guesses: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    omitted_count: int = 0
    reason: str = ""

    def with_code(self, code: str) -> Self:
        """Return this with the short code of its article."""
        return replace(self, code=code)

    @property
    def message(self) -> str:
        """Return the message for the user."""
        if not self.article_id:
            return self.reason
        what = f"{self.code}, {self.similarity}" if self.similarity else self.code
        if self.encoding:  # before the headline, which may be long and cut off
            name = short_name(self.encoding)
            what = tr("{code} (encoding: {encoding}, guessed)", code=what, encoding=name)
        omitted = omission_note(self.omitted_count)
        if self.caveats:
            sentences = (*self.caveats, *([f"{omitted}."] if omitted else []))
            return f"{what}: {' '.join(sentences)}"
        headline = f"{self.headline} ({omitted})" if omitted else self.headline
        return f"{what}: {headline}" if self.similarity else f"{what}  {headline}"


def imported(row: ImportRow, draft: Draft, article_id: str) -> Outcome:
    """Return the outcome of a row that was imported as this draft."""
    similar = row.similar.description if row.similar else ""
    alone = State.SIMILAR if similar else State.IMPORTED
    return Outcome(
        state=State.TO_CHECK if draft.caveats else alone,
        file=draft.file_name,
        path=row.path,
        article_id=article_id,
        headline=draft.headline,
        encoding=draft.encoding if draft.is_guessed else "",
        similarity=similar,
        guesses=draft.guesses,
        caveats=tuple(draft.caveats.values()),
        omitted_count=draft.omitted_count,
    )


def lost(row: ImportRow, reason: str) -> Outcome:
    """Return the outcome of a wanted row that could not be imported."""
    return Outcome(state=State.REFUSED, file=row.draft.file_name, path=row.path, reason=reason)


def not_wanted(row: ImportRow) -> Outcome:
    """Return the outcome of a row that is not imported as a new article."""
    state, reason = State.NOT_IMPORTED, row.state if not row.is_new else tr("not selected")
    if row.version_of and row.similar:
        state = State.NEW_VERSION
        reason = tr("offered as a new version of {name}", name=row.similar.name)
    elif row.duplicate_of:
        state = State.ALREADY_HERE
    return Outcome(
        state=state, file=row.draft.file_name, path=row.path, sha256=row.sha256, reason=reason
    )


def refused(refusal: Refusal) -> Outcome:
    """Return the outcome of a file, or part of one, that was refused or skipped."""
    state = State.SKIPPED if refusal.is_skipped else State.REFUSED
    return Outcome(
        state=state, file=display_name(refusal.path), path=refusal.path, reason=refusal.reason
    )


class ReportLine(Struct, frozen=True):
    """One line of the report: state, file and message.

    `code` is set when long passages of the article's page are not in the text.
    """

    state: State
    name: str
    message: str
    code: str = ""

    @property
    def is_special(self) -> bool:
        """Return whether it needs attention: neither imported without remarks, nor skipped."""
        return self.state not in (State.IMPORTED, State.SKIPPED) or bool(self.code)


def lines_of(outcomes: Sequence[Outcome]) -> list[ReportLine]:
    """Return a line for each outcome, most urgent first."""
    names = _told_apart([(each.file, _folder(each.path)) for each in outcomes])
    lines: list[ReportLine] = []
    for each, name in zip(outcomes, names, strict=True):
        give_way()
        code = each.code if each.omitted_count else ""
        lines.append(ReportLine(each.state, name, each.message, code))
    return sorted(lines, key=lambda line: (_ORDER.index(line.state), not line.code))


def summary(lines: Sequence[ReportLine]) -> str:
    """Return the number of lines in each state, as text."""
    counts = Counter(line.state for line in lines)
    check = counts.pop(State.TO_CHECK, 0)
    total = counts.pop(State.IMPORTED, 0) + counts.pop(State.SIMILAR, 0) + check
    imported = ngettext("{count} imported", "{count} imported", total)
    if check:
        imported = ngettext(
            "{count} imported ({check} to check)",
            "{count} imported ({check} to check)",
            total,
            check=format_number(check),
        )
    others = [_counted(each, counts[each]) for each in _ORDER[::-1] if counts[each]]
    return ", ".join([imported, *others])


def _counted(state: State, count: int) -> str:
    """Return how many were not imported, for a reason."""
    return {
        State.REFUSED: ngettext("{count} refused", "{count} refused", count),
        State.ALREADY_HERE: ngettext("{count} already here", "{count} already here", count),
        State.NEW_VERSION: ngettext("{count} new version", "{count} new versions", count),
        State.NOT_IMPORTED: ngettext("{count} not imported", "{count} not imported", count),
        State.SKIPPED: ngettext("{count} skipped", "{count} skipped", count),
    }[state]


def as_csv(lines: Sequence[ReportLine]) -> str:
    """Return the report as CSV, guarded against spreadsheet formulas."""
    from annotator.exporters.csv_text import guarded  # noqa: PLC0415 - it loads every exporter

    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(("state", "file", "words"))
    writer.writerows(map(guarded, (line.state, line.name, line.message)) for line in lines)
    return table.getvalue()


def as_text(lines: Sequence[ReportLine]) -> str:
    """Return the report as plain text, a line for each article."""
    body = (f"{tr(line.state)}: {one_line(line.name)}: {one_line(line.message)}" for line in lines)
    return "\n".join([summary(lines), "", *body, ""])


def _folder(path: Path | None) -> str:
    return name_of_folder(path) if path else ""


def _told_apart(places: Sequence[tuple[str, str]]) -> list[str]:
    """Return the names of files, with their folder where a name occurs in several folders."""
    folders: dict[str, set[str]] = {}
    for name, folder in places:
        folders.setdefault(name, set()).add(folder)
    return [f"{folder}/{name}" if len(folders[name]) > 1 else name for name, folder in places]
