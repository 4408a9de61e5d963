"""Labels of edits: messages with fields, translated when they are shown."""

import re
from collections.abc import Mapping
from typing import Final, Self

from msgspec import Struct
from msgspec.structs import replace

from annotator.i18n import ngettext, tr

_FIELD: Final = re.compile(r"\{(\w+)\}")
_DIGITS: Final = 9  # of a count
_COUNT: Final = "count"


class EditLabel(Struct, frozen=True, omit_defaults=True):
    """A message of the program's catalogue, with the values of its fields.

    `key` is the English message, such as `Add claim {code}`, marked with `N_` in the source.
    `plural` is its plural form, chosen by the field `count`. A value may itself be a label, but
    not nested further. The history stores the parts, so that an old step is shown in the current
    language.
    """

    key: str
    args: "Mapping[str, str | EditLabel]" = {}
    plural: str = ""

    @classmethod
    def of(cls, key: str, /, **args: "str | EditLabel") -> Self:
        """Return a label with its fields."""
        return cls(key, args)

    @classmethod
    def counted(cls, one: str, many: str, count: int, /, **args: "str | EditLabel") -> Self:
        """Return a label whose form depends on a count; its two forms need no `N_`."""
        return cls(one, {_COUNT: str(count), **args}, many)

    @property
    def text(self) -> str:
        """Return the label as text; with its fields unfilled when values are missing."""
        if not all(_can_be_filled(form, self.args) for form in (self.key, self.plural)):
            return self.key
        fields = {name: words_of(arg) for name, arg in self.args.items()}
        if not self.plural:
            return tr(self.key, **fields)
        count = fields.pop(_COUNT, "")
        if not (count.isdecimal() and len(count) <= _DIGITS):
            return self.key
        return ngettext(self.key, self.plural, int(count), **fields)

    def with_codes(self, codes: Mapping[str, str]) -> Self:
        """Return this label with ids replaced by the short codes of their records."""
        given = {
            name: codes.get(arg, arg) for name, arg in self.args.items() if isinstance(arg, str)
        }
        return replace(self, args={**self.args, **given})


def words_of(label: EditLabel | str) -> str:
    """Return the label of an edit as text."""
    return label.text if isinstance(label, EditLabel) else label


def _can_be_filled(form: str, args: Mapping[str, str | EditLabel]) -> bool:
    """Return whether a message has plain fields only, all given; a damaged file may differ."""
    rest = _FIELD.sub("", form)
    return not {"{", "}"} & {*rest} and args.keys() >= {*_FIELD.findall(form)}
