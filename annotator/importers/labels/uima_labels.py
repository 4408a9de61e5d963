"""Labels from annotations of UIMA types, however their file is written."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from annotator.importers.labels.found import FoundLabel, Place, note_of, score_of

GRAMMAR: Final = (  # what tools find by themselves, and nobody labelled
    "uima.",
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.",
)
"""How the names of types begin that no person labels with."""

_NAMING: Final = ("label", "value", "category", "type", "referenceType")
_IDS: Final = frozenset({"identifier", "identity"})
_SCORES: Final = ("score", "confidence")
_OWN: Final = frozenset({"mark_id", "label", "code", "wording", "polarity", "target"})
_INTERNAL: Final = frozenset({"begin", "end", "sofa", "xmiID", "type", *_SCORES})


def label_of(
    type_name: str, values: Mapping[str, Any], place: Place, more: Iterable[str] = ()
) -> FoundLabel:
    """Return an annotation as a label, with more remarks.

    Those that this program has exported keep what they say.
    """
    words = {key: value for key, value in values.items() if isinstance(value, str) and value}
    is_own = "mark_id" in values
    polarity = words.get("polarity", "")
    named = name_of(type_name, values)
    hidden = _INTERNAL | (_OWN if is_own else frozenset())
    scores = (score_of(values.get(each)) for each in _SCORES)
    others = [f"{key}: {value}" for key, value in words.items() if key not in hidden]
    return FoundLabel(
        labels=(named,),
        places=(place,),
        wording=words.get("wording", "") if is_own else "",
        note=note_of([*(each for each in others if not each.endswith(f": {named}")), *more]),
        polarity=int(polarity) if is_own and polarity.lstrip("-") in ("0", "1", "2", "3") else None,
        target=words.get("target", "") if is_own else "",
        score=next((each for each in scores if each is not None), None),
    )


def name_of(type_name: str, values: Mapping[str, Any]) -> str:
    """Return the label of an annotation: one of its values, or the short name of its type.

    A value is its label by its name, or as the only text that it has.
    """
    words = {key: value for key, value in values.items() if isinstance(value, str) and value}
    named = [words[key] for key in _NAMING if key in words]
    others = [value for key, value in words.items() if key not in _INTERNAL | _IDS]
    only = others if len(others) == 1 else []
    return next(iter([*named, *only]), type_name.rpartition(".")[2])
