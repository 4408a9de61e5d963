"""The order of the article list and of the claims of an article."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Self, TypeVar

from msgspec import Struct

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.label_key import LabelKey
from annotator.i18n import N_

T = TypeVar("T")

_DESCENDING: Final = "-"

ARTICLE_ORDERS: Final = {
    "code": N_("Code (order of import)"),
    "headline": N_("Headline"),
    "publisher": N_("Publisher"),
    "published": N_("Date published"),
    "status": N_("Status"),
    "words": N_("Number of words"),
    "claims": N_("Number of claims"),
    "language": N_("Language"),
}
"""What articles can be sorted by, with its name in the menu; the first is the usual order."""

CLAIM_ORDERS: Final = {
    "place": N_("Place in the text"),
    "code": N_("Code"),
    "priority": N_("Priority"),
    "verdict": N_("Verdict"),
}
"""What claims can be sorted by, with its name in the menu; the first is the usual order."""


class ListOrder(Struct, frozen=True):
    """What a list is sorted by, and in which direction."""

    by: str
    is_descending: bool = False

    @classmethod
    def parsed(cls, text: str, known: Iterable[str]) -> Self:
        """Return the order of a text such as `-published`; the first known one for any other."""
        known = list(known)
        by = text.removeprefix(_DESCENDING)
        return cls(by, text.startswith(_DESCENDING)) if by in known else cls(known[0])

    @property
    def text(self) -> str:
        """Return the order as a text that `parsed` understands."""
        return f"{_DESCENDING if self.is_descending else ''}{self.by}"


def code_number(code: str) -> int:
    """Return the number of a short code; 0 for a damaged one."""
    return int(code[1:]) if code[1:].isdecimal() else 0


def ordered_claims(
    claims: Iterable[Claim],
    order: ListOrder,
    check: Callable[[str], FactCheck | None],
    codebook: Codebook,
) -> list[Claim]:
    """Return claims, given in text order, in another; what is alike in it stays in text order.

    `check` returns the fact-check of a claim by its id.
    """
    claims = list(claims)
    match order.by:
        case "code":
            return _sorted(claims, order, lambda claim: code_number(claim.code))
        case "priority":
            ranks = _ranks(codebook, Layer.CHECKWORTHINESS)
            return _sorted(claims, order, lambda claim: _first(ranks, claim.labels))
        case "verdict":
            ranks = _ranks(codebook, Layer.VERDICT)
            return _sorted(claims, order, lambda claim: _first(ranks, _verdicts(check(claim.id))))
        case _:
            return claims[::-1] if order.is_descending else claims


def _ranks(codebook: Codebook, layer: Layer) -> Mapping[LabelKey, int]:
    """Return the place of each label of a layer in the codebook."""
    keys = (scheme.key(label.code) for scheme in codebook.layer(layer) for label in scheme.labels)
    return {key: place for place, key in enumerate(keys)}


def _first(ranks: Mapping[LabelKey, int], keys: Iterable[LabelKey]) -> int | None:
    return min((ranks[key] for key in keys if key in ranks), default=None)


def _verdicts(check: FactCheck | None) -> list[LabelKey]:
    return [check.verdict] if check and check.verdict else []


def _sorted(items: list[T], order: ListOrder, value: Callable[[T], Any]) -> list[T]:
    valued = [(value(item), item) for item in items]
    known = [pair for pair in valued if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.is_descending)
    return [item for _, item in known] + [item for found, item in valued if found is None]
