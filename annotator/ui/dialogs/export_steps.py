"""The work of an export on a worker thread: writing, counting, warning and the preview."""

from collections.abc import Callable, Iterator
from typing import Final

from annotator import exporters
from annotator.domain.reading import ProjectReader
from annotator.exporters import OptionValues
from annotator.exporters.features import CountedRecords, Survey, surveyed
from annotator.exporters.preview import Preview, preview
from annotator.exporters.records import Records
from annotator.exporters.scope import Scope
from annotator.exporters.write import write
from annotator.ui.project.kept_exports import ExportChoice, Part
from annotator.ui.project.workspace import Workspace

_AT_ONCE: Final = 500  # articles


def scope_of(reader: ProjectReader, choice: ExportChoice) -> Scope:
    """Return which records a choice means now."""
    ids = _listed(reader, choice) if choice.part == Part.LISTED else frozenset(choice.ids)
    has_articles = choice.part not in (Part.ALL, Part.CLAIM)
    return Scope(
        article_ids=ids if has_articles else None,
        claim_ids=ids if choice.part == Part.CLAIM else None,
        annotator_id=choice.annotator_id,
        has_pseudonyms=choice.has_pseudonyms,
        omits_excluded=choice.omits_excluded,
    )


def options_of(choice: ExportChoice) -> OptionValues:
    """Return the values of all options of its format, also of those that it does not have."""
    defaults = exporters.format_named(choice.format_id).defaults
    return {name: choice.options.get(name, value) for name, value in defaults.items()}


def writing(
    workspace: Workspace, choice: ExportChoice, *, replaces: bool
) -> Callable[[], Iterator[int]]:
    """Return the steps of an export, which yield the number of rows written."""

    def export() -> Iterator[int]:
        form = exporters.format_named(choice.format_id)
        with workspace.reading() as reader:
            scope, options = scope_of(reader, choice), options_of(choice)
            yield from write(form, reader, choice.file, options, scope, replaces=replaces)

    return export


def counting(workspace: Workspace, choice: ExportChoice) -> Callable[[], Iterator[Survey]]:
    """Return the steps that count what is exported: so far, and at last all."""

    def count() -> Iterator[Survey]:
        with workspace.reading() as reader:
            yield from surveyed(CountedRecords(reader, scope_of(reader, choice)))

    return count


def warning(workspace: Workspace, choice: ExportChoice) -> Callable[[], Iterator[list[str]]]:
    """Return the step that finds what cannot be exported, in sentences."""

    def warn() -> Iterator[list[str]]:
        form = exporters.format_named(choice.format_id)
        with workspace.reading() as reader:
            yield form.warnings(Records(reader, scope_of(reader, choice)), options_of(choice))

    return warn


def previewing(
    workspace: Workspace, choice: ExportChoice, file: str
) -> Callable[[], Iterator[Preview | None]]:
    """Return the steps that make a preview of a file, by default of the main one."""

    def show() -> Iterator[Preview | None]:
        form = exporters.format_named(choice.format_id)
        with workspace.reading() as reader:
            yield from preview(form, reader, options_of(choice), scope_of(reader, choice), file)

    return show


def _listed(reader: ProjectReader, choice: ExportChoice) -> frozenset[str]:
    positions = reader.listing.positions(choice.query, choice.status)
    parts = (positions[n : n + _AT_ONCE] for n in range(0, len(positions), _AT_ONCE))
    return frozenset(found.id for part in parts for found in reader.listing.at(part).values())
