"""Languages that nobody speaks, made from the English: they show what a translation would break.

`qps-ploc` has accents and is about 40 % longer, as German is; `qps-plocm` is written from right to
left. Both put a message between brackets, so that one cut at its end can be seen.
"""

import re
from collections.abc import Mapping
from typing import Final

_KEPT: Final = re.compile(r"\{[^{}]*\}|<[^<>]*>|&(?:\w+;)?|%\(\w+\)s|\n")
"""Fields, tags, entities and mnemonics, which every translation keeps."""

_PLAIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ACCENTS: Final = "åḃçđéḟğĥîĵķļṁñöþɋŕšţûṽŵẋýž"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשתךםןף"
_VOWELS: Final = re.compile("([aeiouAEIOU])")


class PseudoLanguage:
    """The texts of one of them, as gettext would read them from its catalogue."""

    def __init__(self, letters: str) -> None:
        self._letters = str.maketrans(_PLAIN + _PLAIN.upper(), letters + letters.upper())
        self.ends = "[", "]"

    def gettext(self, message: str) -> str:
        """Return a message in other letters, with its fields as they are."""
        if not message:
            return message
        kept = _KEPT.findall(message)
        parts = [self._word(part) for part in _KEPT.split(message)]
        inside = "".join(f"{part}{sign}" for part, sign in zip(parts, [*kept, ""], strict=True))
        first, last = self.ends
        return f"{first}{inside}{last}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a number; two forms, as in English."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message; the sign between thousands is as it is in English."""
        return message if context == "between thousands" else self.gettext(message)

    def _word(self, part: str) -> str:
        return _VOWELS.sub(r"\1\1", part).translate(self._letters)


RIGHT_TO_LEFT: Final = "qps-plocm"

PSEUDO_LANGUAGES: Final[Mapping[str, PseudoLanguage]] = {
    "qps-ploc": PseudoLanguage(_ACCENTS),
    RIGHT_TO_LEFT: PseudoLanguage(_HEBREW),
}
