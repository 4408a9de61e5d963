"""Names of labels as short as lists and buttons have room for."""

from collections import Counter
from collections.abc import Sequence

from annotator.domain.codebook import Label

_ROOM = 16
_ALTERNATIVES = (" / ", " (", " or ")


def short_names(labels: Sequence[Label]) -> dict[str, str]:
    """Return what to call each label of a scheme by its code, no two alike.

    Of a long name the first of several wordings is taken, as in “Mixed (partial quote)”, and the
    last word goes when other names end in it, too, as in “Not enough evidence”.
    """
    names = {label.code: _first_wording(label.name) for label in labels}
    endings = Counter(_last_word(name) for name in names.values())
    for code, name in names.items():
        if len(name) > _ROOM and endings[_last_word(name)] > 1:
            names[code] = name.rpartition(" ")[0] or name
    count = Counter(names.values())
    full = {label.code: label.name for label in labels}
    return {code: name if count[name] == 1 else full[code] for code, name in names.items()}


def _first_wording(name: str) -> str:
    ends = [place for mark in _ALTERNATIVES if (place := name.find(mark)) > 0]
    return name[: min(ends, default=len(name))] if len(name) > _ROOM else name


def _last_word(name: str) -> str:
    return name.rpartition(" ")[2].casefold()
