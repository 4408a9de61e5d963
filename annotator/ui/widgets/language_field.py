"""A field for the language of an article, found by any of its names or its code."""

import re
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from annotator.domain.text import folded
from annotator.i18n import N_, tr
from annotator.language.languages.names import UNDETERMINED, language, languages, primary
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.draft import as_typed

_UNKNOWN: Final = N_(
    "“{words}” is not a known language. Choose one from the list, or type its code, such as “uk”."
)
_TAG: Final = re.compile(r"([a-z]{2,3})((?:[-_][a-z0-9]{1,8})*)", re.IGNORECASE)


class LanguageField(NameField):
    """Completes from English names, native names and codes; its value is a BCP 47 tag.

    Empty is `und`. Text that is not a language stays, marked and uncommitted.
    """

    is_open = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Not known"), parent)
        known = sorted(languages(), key=lambda code: languages()[code].name)
        self._codes = dict(_names(known))
        self.set_names([display_tag(code) for code in known])
        self.refused.connect(self._explain)

    @override
    def value(self) -> str:
        try:
            return self.accept(self.text())
        except ValueError:
            return UNDETERMINED

    @override
    def accept(self, text: str) -> str:
        display_tag = as_typed(text)
        if not display_tag:
            return UNDETERMINED
        if code := self._codes.get(folded(display_tag)) or self._only(folded(display_tag)):
            return code
        # a tag with a country or a script keeps them
        tag = display_tag.rpartition(" · ")[2]
        if found := _TAG.fullmatch(tag):
            return found[1].lower() + found[2].replace("_", "-")
        raise ValueError(tr(_UNKNOWN, words=display_tag))

    @override
    def _is_known(self, typed: str) -> bool:
        return typed in self._codes

    def _only(self, beginning: str) -> str:
        """Return the only language with a name that begins so; '' for none or several."""
        codes = {code for name, code in self._codes.items() if name.startswith(beginning)}
        return codes.pop() if len(codes) == 1 else ""

    @override
    def _write(self, value: str) -> None:
        super()._write(display_tag(value))

    def _explain(self, text: str) -> None:
        if self.isVisible():
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), text, self)


def display_tag(tag: str) -> str:
    """Return a language for display: `Arabic · العربية · ar`; '' for `und`."""
    if primary(tag) in ("", UNDETERMINED):
        return ""
    known = language(tag)
    names = dict.fromkeys((known.name, known.endonym) if known else ())
    return " · ".join((*names, tag))


def _names(codes: list[str]) -> list[tuple[str, str]]:
    """Return every name of the languages with their codes."""
    return [
        (folded(name), code)
        for code in codes
        for name in (code, languages()[code].name, languages()[code].endonym, display_tag(code))
    ]
