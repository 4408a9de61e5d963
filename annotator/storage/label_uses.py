"""Where the labels of the codebook are used."""

from collections.abc import Callable, Sequence
from typing import Final

from annotator.domain.codebook import Label, Layer, Scheme
from annotator.domain.errors import StorageError
from annotator.domain.label_key import LabelKey
from annotator.i18n import N_, tr
from annotator.storage.engine import Connection, ask

CODED: Final = (
    ("claim", "assertion_kind", Layer.ASSERTION_KIND),
    ("attribution", "quote_type", Layer.QUOTE_TYPE),
    ("fact_check", "status", Layer.CHECK_STATUS),
    ("evidence", "stance", Layer.EVIDENCE_STANCE),
    ("source", "medium", Layer.SOURCE_MEDIUM),
    ("source", "reliability", Layer.SOURCE_RELIABILITY),
)
"""The columns that hold codes of fixed layers as text."""

_COLUMNS: Final = (*CODED, ("sentiment", "polarity", Layer.SENTIMENT_POLARITY))

CLAIMS_WITH: Final = "id IN (SELECT claim_id FROM claim_label WHERE scheme_id = ? AND code = ?)"
CHECKS_WITH: Final = "verdict_scheme = ? AND verdict_code = ?"
"""The claims and the fact-checks that use a label of an open layer."""

_OPEN: Final = (
    "SELECT scheme_id, code, count(*) FROM claim_label WHERE {of_claims} GROUP BY 1, 2"
    " UNION ALL SELECT verdict_scheme, verdict_code, count(*) FROM fact_check"
    " WHERE verdict_code IS NOT NULL AND {of_checks} GROUP BY 1, 2"
)
_FIXED: Final = (
    "SELECT scheme.id, used.code, used.count FROM scheme JOIN"
    ' (SELECT CAST("{column}" AS TEXT) AS code, count(*) AS count FROM {table} GROUP BY 1) AS used'
    " WHERE scheme.layer = ?"
)
_USED: Final = N_("{edit} was not done: the label “{label}” is still in use. Merge or retire it.")


def label_uses(db: Connection, scheme: Scheme | None = None) -> dict[LabelKey, int]:
    """Return how many records use each label; labels without any are missing.

    With a scheme, labels of other layers are not counted: only what may have its own is read.
    """
    found: dict[LabelKey, int] = {}
    columns = [each for each in _COLUMNS if scheme is None or each[2] == scheme.layer]
    queries = [_FIXED.format(table=table, column=column) for table, column, _ in columns]
    layers = [str(layer) for _, _, layer in columns]
    wheres = ("scheme_id = ?", "verdict_scheme = ?") if scheme else ("1", "1")
    opened = _OPEN.format(of_claims=wheres[0], of_checks=wheres[1])
    values = [*([scheme.id] * 2 if scheme else []), *layers]
    for scheme_id, code, count in ask(db, " UNION ALL ".join([opened, *queries]), values):
        key = LabelKey(str(scheme_id), str(code))
        found[key] = found.get(key, 0) + count
    return found


def require_unused(
    db: Connection, labels: Sequence[tuple[Scheme, Label]], name: Callable[[], str]
) -> None:
    """Raise StorageError when removed labels are still in use; `name` returns the edit's name."""
    for scheme, label in labels:
        if _is_used(db, scheme, label.code):
            raise StorageError(tr(_USED, edit=name(), label=label.name))


def _is_used(db: Connection, scheme: Scheme, code: str) -> bool:
    places = [
        (f'{table} WHERE CAST("{column}" AS TEXT) = ?', [code])
        for table, column, layer in _COLUMNS
        if layer == scheme.layer
    ]
    places.append(("claim_label WHERE scheme_id = ? AND code = ?", [scheme.id, code]))
    places.append((f"fact_check WHERE {CHECKS_WITH}", [scheme.id, code]))
    return any(ask(db, f"SELECT 1 FROM {place} LIMIT 1", values) for place, values in places)
