"""Short names of labels, for lists and buttons."""

from collections import Counter
from collections.abc import Sequence

from annotator.domain.codebook import Label


def short_names(labels: Sequence[Label]) -> dict[str, str]:
    """Return the short names of a scheme's labels by their codes, all different."""
    names = {label.code: label.short or label.name for label in labels}
    count = Counter(names.values())
    full = {label.code: label.name for label in labels}
    return {code: name if count[name] == 1 else full[code] for code, name in names.items()}
