"""A file with labels, looked at before anything is written, whatever it is."""

from collections.abc import Collection, Container, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.edit import Edit
from annotator.domain.reading import ProjectReader
from annotator.giving_way import let_go
from annotator.i18n import N_
from annotator.importers import project_lines
from annotator.importers.faults import unforeseen, unreadable
from annotator.importers.labels import claim_lists, own_tables
from annotator.importers.labels.formats import LabelFormat, format_of, meant, read
from annotator.operations.claim_list_import import ClaimListImport
from annotator.operations.label_import import LabelImport
from annotator.operations.merge_edits import Merge
from annotator.operations.merge_report import lines_of
from annotator.operations.merging import Found, ProjectComparison
from annotator.operations.package_import import is_of_another, records_of
from annotator.operations.package_tables import is_package
from annotator.operations.table_changes import TableDiff
from annotator.operations.table_diff import difference
from annotator.operations.table_import import TableImport

_EMPTY: Final = N_("“{file}” is empty.")
_UNKNOWN: Final = N_("“{file}” is in no known format for labels.")


class Choice(Struct, frozen=True):
    """One change that can be taken or not, as a line, and whether it is taken by default."""

    line: str
    is_taken: bool


class LabelFile(Struct, frozen=True):
    """What a file would do: sentences, changes to choose from, and what is refused.

    `edits` are those of labels made elsewhere, which are taken as a whole; `diff` is that of an
    edited table, `merge` that of another copy of the project. `as_suggestions` is the same file
    with its labels as suggestions.
    """

    summary: tuple[str, ...]
    refused: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    diff: TableDiff | None = None
    merge: Merge | None = None
    merge_choices: tuple[Choice, ...] = ()
    as_suggestions: "LabelFile | None" = None

    @property
    def has_more(self) -> bool:
        """Return whether there is something to take over that is not to be chosen."""
        is_new = bool(self.diff and self.diff.new) or bool(self.merge and self.merge.new)
        return is_new or bool(self.edits)

    @property
    def choices(self) -> Sequence[Choice]:
        """Return what to choose from; clashing changes and removals are not taken by default."""
        if self.merge or self.diff is None:
            return self.merge_choices
        return [Choice(each.line, each.is_safe) for each in self.diff.to_choose]

    def chosen(
        self, reader: ProjectReader, annotator_id: str, places: Collection[int]
    ) -> Sequence[Edit]:
        """Return the edits that take over what was chosen, by its place among the choices."""
        if self.merge:
            return self.merge.edits(reader, places)
        if self.diff is None:
            return self.edits
        found = self.diff.to_choose
        wanted = [found[place] for place in sorted(places)]
        edit = TableImport(reader, annotator_id).edit(wanted, self.diff.new)
        return [edit] if edit.changes else []


def looked_at(reader: ProjectReader, path: Path, annotator_id: str) -> LabelFile:
    """Return what a file, or the folder that is meant, would do to a project.

    Raises UnreadableFileError.
    """
    path = meant(path)
    with unforeseen(path):
        if is_another_project(reader, path):
            merge = merge_of(reader, path)
            found = LabelFile(tuple(lines_of(merge)), tuple(merge.refused), merge=merge)
            both = zip(merge.lines, merge.changes, strict=True)
            choices = [Choice(line, not each.is_clashing) for line, each in both]
            return replace(found, merge_choices=tuple(choices))
        if own_tables.is_ours(path):
            diff = difference(reader, own_tables.read(path))
            return LabelFile((next(diff.lines()), *diff.remarks()), diff.refused, diff=diff)
        if claim_lists.is_one(path):
            claims = ClaimListImport(reader, annotator_id)
            edits = tuple(claims.edits(claim_lists.read(path)))
            return LabelFile(tuple(claims.lines()), tuple(claims.refused), edits)
        return _made_elsewhere(reader, path, annotator_id)


def is_another_project(reader: ProjectReader, path: Path) -> bool:
    """Return whether a path is a whole project, or the tables of one with other articles."""
    if path.is_file():
        return project_lines.is_project_lines(path)
    return is_package(path) and is_of_another(reader, path)


def merge_of(reader: ProjectReader, path: Path) -> Merge:
    """Return what another copy of the project has; raises AnnotatorError for one not whole."""
    found: Iterator[Found]
    if path.is_dir():
        found = records_of(path, path.name)
    else:
        project_lines.require_whole(path)
        found = project_lines.read_records(path)
    comparison = ProjectComparison(reader, found, path.name)
    merge = comparison.result(partial(_contents, path))
    records = comparison.compared_records()
    del comparison  # most of the project, which the window would free at once
    let_go(records)
    return merge


def _contents(path: Path, hashes: Container[str]) -> Iterator[Found]:
    if path.is_dir():
        return records_of(path, path.name)
    return project_lines.read_contents(path, hashes)


def _made_elsewhere(reader: ProjectReader, path: Path, annotator_id: str) -> LabelFile:
    form = format_of(path)
    if form is None:
        is_empty = path.is_file() and not path.stat().st_size
        raise unreadable(path, _EMPTY if is_empty else _UNKNOWN)
    jobs = [
        LabelImport(reader, form, annotator_id, source=path.name, is_suggesting=is_suggesting)
        for is_suggesting in (False, True)
    ]
    labels, suggestions = (_outcome(job, path, form) for job in jobs)
    if not jobs[0].report.labels:
        return labels
    return replace(labels, as_suggestions=suggestions)


def _outcome(job: LabelImport, path: Path, form: LabelFormat) -> LabelFile:
    edits = tuple(job.edits(read(path, form)))
    return LabelFile(tuple(job.report.lines()), tuple(job.report.refused), edits)
