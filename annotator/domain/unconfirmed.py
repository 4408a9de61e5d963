"""Unconfirmed text: typed into a field and not its value, because invalid or unfinished."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from annotator.domain.completeness import Gap
from annotator.domain.direction import whole_isolates
from annotator.i18n import N_, tr

CODE: Final = "not_understood"
"""The code of the gap for an unconfirmed text."""

NOT_SAVED: Final = N_("It could not be saved.")
"""The complaint about a valid text that the project refused."""

NOT_FINISHED: Final = N_("Not saved yet. Press Enter to save it.")
"""The complaint about a text that was being typed when the program ended."""

_NOT_FINISHED: Final = N_("{field} not finished: “{words}”")
_TO_DO: Final = {
    "": _NOT_FINISHED,
    NOT_FINISHED: _NOT_FINISHED,
    NOT_SAVED: N_("{field} not saved: “{words}”"),
}
_SHOWN: Final = 60  # characters


class Unconfirmed(Struct, frozen=True, gc=False, kw_only=True):
    """Text in a field that is not its value yet.

    `record_id` is that of the record to which the field belongs, `field` the field's id such as
    `claim.date`, and `label` its English name in a sentence. `complaint` says why the text is not
    accepted, in English where it is one of this module; it is empty while the text is being typed.
    """

    record_id: str
    field: str
    label: str
    text: str
    complaint: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return the key of the field, unique in the project."""
        return self.record_id, self.field

    @property
    def to_do(self) -> str:
        """Return the to-do on one line: `date not understood: “in May”`."""
        message = _TO_DO.get(self.complaint, N_("{field} not understood: “{words}”"))
        return tr(message, field=tr(self.label), words=shortened(self.text))

    @property
    def restored(self) -> str:
        """Return the text with its field, on one line: `date “in May”`."""
        return f"{tr(self.label)} “{shortened(self.text)}”"


def as_gaps(typed: Iterable[Unconfirmed]) -> tuple[Gap, ...]:
    """Return unconfirmed texts as gaps."""
    return tuple(Gap(CODE, each.to_do) for each in typed)


def shortened(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text[: 4 * _SHOWN].split())
    return line if len(line) <= _SHOWN else f"{whole_isolates(line[:_SHOWN].rstrip())} …"
