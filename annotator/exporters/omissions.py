"""What an export does not have, in the English words of its documentation."""

from collections.abc import Iterator
from typing import Final

from annotator.exporters.scope import Scope
from annotator.exporters.table_choice import ALL, TEXTS, Columns, lacking_keys

_CHOSEN: Final = (
    "Only some articles or claims were chosen; they are here with what belongs to them."
)
_ONE: Final = "Only the marks of one annotator are here."
EXCLUDED: Final = "Marks and sentences in excluded lines are not here; zones.csv lists such lines."
"""Says that marks in excluded lines are missing."""

PSEUDONYMS: Final = "Annotators are called by numbers, not by their names."
"""Says that the names of annotators are missing."""

PARTS: Final = (_CHOSEN, _ONE, EXCLUDED)
"""The sentences of which one says that rows are missing on purpose."""


def omissions(scope: Scope, columns: Columns, known: Columns = ALL) -> list[str]:
    """Return in sentences what of the project, and of the `known` columns, is not here."""
    return [*_of_project(scope), *_of_tables(columns, known)]


def _of_project(scope: Scope) -> Iterator[str]:
    if scope.article_ids is not None or scope.claim_ids is not None:
        yield _CHOSEN
    if scope.annotator_id:
        yield _ONE
    if scope.has_pseudonyms:
        yield PSEUDONYMS
    if scope.omits_excluded:
        yield EXCLUDED


def _of_tables(columns: Columns, known: Columns) -> Iterator[str]:
    missing = [f"{name}.csv" for name in known if name not in columns and name != TEXTS]
    if missing:
        yield f"Tables that are not here: {', '.join(missing)}."
    if TEXTS in known and TEXTS not in columns:
        yield "The texts are not here."
    for name, own in columns.items():
        if left_out := [each for each in known[name] if each not in own]:
            yield f"Columns that {name}.csv does not have: {', '.join(left_out)}."
    for file, keys in lacking_keys(columns).items():
        yield f"Without {', '.join(keys)}, changes made in {file} cannot be imported back."
