"""What an edit is called: a sentence with fields, put into words when it is read."""

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
    """A sentence of the program's catalogue, and what stands in its fields.

    `key` is the English sentence, such as `Add claim {code}`, marked with `N_` where it stands.
    `plural` is its form for several, chosen by the field `count`. What stands in a field may be a
    phrase of the catalogue itself, without others in it. The history keeps the parts, so
    that what is undone years later is named in the language of that day.
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
        """Return a label whose form depends on a count; its two sentences need no `N_`."""
        return cls(one, {_COUNT: str(count), **args}, many)

    @property
    def text(self) -> str:
        """Return the label in words; of one that cannot be filled, the sentence as it stands."""
        if not all(_can_be_filled(form, self.args) for form in (self.key, self.plural)):
            return self.key
        fields = {name: words_of(arg) for name, arg in self.args.items()}
        if not self.plural:
            return tr(self.key, **fields)
        count = fields.pop(_COUNT, "")
        if not (count.isdecimal() and len(count) <= _DIGITS):
            return self.key
        return ngettext(self.key, self.plural, int(count), **fields)

    def coded(self, codes: Mapping[str, str]) -> Self:
        """Return this label with short codes in the place of the ids that stood for them."""
        given = {
            name: codes.get(arg, arg) for name, arg in self.args.items() if isinstance(arg, str)
        }
        return replace(self, args={**self.args, **given})


def words_of(label: EditLabel | str) -> str:
    """Return what an edit is called in words."""
    return label.text if isinstance(label, EditLabel) else label


def _can_be_filled(form: str, args: Mapping[str, str | EditLabel]) -> bool:
    """Return whether a sentence has plain fields only, and all are given; the file may be odd."""
    rest = _FIELD.sub("", form)
    return not {"{", "}"} & {*rest} and args.keys() >= {*_FIELD.findall(form)}
