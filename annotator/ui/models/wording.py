"""Names of labels as short as lists and buttons have room for."""

from collections import Counter
from collections.abc import Sequence

from annotator.domain.codebook import Label


def short_names(labels: Sequence[Label]) -> dict[str, str]:
    """Return what to call each label of a scheme by its code, no two alike."""
    names = {label.code: label.short or label.name for label in labels}
    count = Counter(names.values())
    full = {label.code: label.name for label in labels}
    return {code: name if count[name] == 1 else full[code] for code, name in names.items()}
