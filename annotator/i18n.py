"""Text for people in the language of the program: gettext, with English as the source.

`tr("“{name}” is empty.", name=name)` is the translated sentence with its fields filled in. What is
read before the language is chosen, such as a table, is marked with `N_` and translated where it
is shown. English costs nothing: no catalogue is loaded.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from annotator import assets

if TYPE_CHECKING:
    from typing import Protocol

    class Catalogue(Protocol):
        """The texts of one language, as gettext reads them."""

        def gettext(self, message: str) -> str:
            """Return the translation of a message."""

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            """Return the translation of the form that a number takes."""

        def pgettext(self, context: str, message: str) -> str:
            """Return the translation of a message in one of its meanings."""


VARIABLE: Final = "ANNOTATOR_LANGUAGE"
"""The environment variable that names the language, as `uk`, `pt_BR` or `qps-ploc`."""

_ENGLISH: Final = frozenset({"", "c", "en"})
_RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


class _Program:
    """The current language of the program; None for English."""

    language = ""
    texts: "Catalogue | None" = None
    is_right_to_left = False


_PROGRAM: Final = _Program()


def choose_language(code: str) -> None:
    """Set the language of the program; English where it has no catalogue."""
    base = code.replace("_", "-").partition("-")[0].lower()
    _PROGRAM.language = "" if base in _ENGLISH else code
    _PROGRAM.is_right_to_left = runs_right_to_left(code)
    if base in _ENGLISH:
        _PROGRAM.texts = None
    elif base == "qps":
        from annotator.pseudo_language import PSEUDO_LANGUAGES, RIGHT_TO_LEFT  # noqa: PLC0415

        _PROGRAM.texts = PSEUDO_LANGUAGES.get(code.lower())
        _PROGRAM.is_right_to_left = code.lower() == RIGHT_TO_LEFT
    else:
        from gettext import translation  # noqa: PLC0415 - English does without

        folder = str(assets.path("i18n"))
        _PROGRAM.texts = translation("annotator", folder, [code, base], fallback=True)


def language() -> str:
    """Return the language that was chosen; '' for English."""
    return _PROGRAM.language


def catalogue() -> "Catalogue | None":
    """Return the texts of the chosen language; None for English."""
    return _PROGRAM.texts


def runs_right_to_left(language: str) -> bool:
    """Return whether a language, such as `ar` or `he-IL`, is written from right to left."""
    return language.replace("_", "-").partition("-")[0].lower() in _RIGHT_TO_LEFT


def is_right_to_left() -> bool:
    """Return whether the program's language is written from right to left."""
    return _PROGRAM.is_right_to_left


def tr(message: str, /, **fields: object) -> str:
    """Return a message in the program's language, with its fields filled in."""
    text = _PROGRAM.texts.gettext(message) if _PROGRAM.texts else message
    return text.format(**fields) if fields else text


def ngettext(one: str, many: str, count: int, /, **fields: object) -> str:
    """Return the form of a message that a count takes; `{count}` in it is the number as read."""
    if _PROGRAM.texts:
        text = _PROGRAM.texts.ngettext(one, many, count)
    else:
        text = one if count == 1 else many
    return text.format(count=format_number(count), **fields)


def pgettext(context: str, message: str, /, **fields: object) -> str:
    """Return a message that other languages word differently in different contexts."""
    text = _PROGRAM.texts.pgettext(context, message) if _PROGRAM.texts else message
    return text.format(**fields) if fields else text


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """Mark a message that `tr` translates where it is shown, and return it as it is."""
    return message


def format_number(value: int) -> str:
    """Return a number with thousands separators."""
    return f"{value:,}".replace(",", pgettext("between thousands", ","))


def capitalised(text: str) -> str:
    """Return a text as the beginning of a sentence; what follows the first letter stays."""
    return text[:1].upper() + text[1:]


def format_list(items: Sequence[str]) -> str:
    """Return several items as one phrase: “A”, “A and B”, “A, B and C”."""
    if len(items) < 2:
        return "".join(items)
    return tr("{some} and {last}", some=", ".join(items[:-1]), last=items[-1])
