"""What an import of labels did, counted and in sentences."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field

from annotator.i18n import N_, format_list, format_number, ngettext, tr
from annotator.operations.label_places import Placement, Unit

_LEFT_OUT: Final = {
    "relations": N_("relations"),
    "events": N_("events"),
    "chains": N_("chain links"),
    "choices": N_("choices for whole texts"),
    "annotations": N_("labels of further annotators"),
    "rejected": N_("rejected labels"),
}


class LabelReport(Struct):
    """What an import of labels did, or would do.

    `how` counts the labels by how their place was found, `units` the texts by what positions count
    in them, `left_out` what has no place in a project. Each refusal is a sentence.
    """

    new_articles: int = 0
    known_articles: int = 0
    already_here: int = 0
    suggestions: int = 0
    is_suggesting: bool = False
    how: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)

    @property
    def labels(self) -> int:
        """Return how many labels are imported."""
        return self.how.total()

    def lines(self) -> Iterator[str]:
        """Return what is imported, and what a person should know of it."""
        yield tr("{counts}.", counts=", ".join(filter(None, self._counts())))
        if converted := self.units[Unit.UTF16] + self.units[Unit.BYTES]:
            yield ngettext(
                "In {count} text the positions count UTF-16 units or bytes; they are converted.",
                "In {count} texts the positions count UTF-16 units or bytes; they are converted.",
                converted,
            )
        if by_words := self.how[Placement.BY_WORDS]:
            yield ngettext(
                "{count} label has no position that fits and was found by its words.",
                "{count} labels have no position that fits and were found by their words.",
                by_words,
            )
        if unsure := self.how[Placement.UNSURE]:
            yield ngettext(
                "{count} label may mark the wrong words: review it.",
                "{count} labels may mark the wrong words: review them.",
                unsure,
            )
        if self.left_out:
            things = [
                tr("{thing} ({count})", thing=tr(_LEFT_OUT[name]), count=format_number(count))
                for name, count in self.left_out.items()
            ]
            yield tr("Skipped: {things}.", things=format_list(things))

    def _new(self) -> str:
        suggested = ngettext("{count} new suggestion", "{count} new suggestions", self.suggestions)
        labels = ngettext("{count} new label", "{count} new labels", self.labels)
        if self.labels and self.suggestions:
            return f"{labels}, {suggested}"
        return suggested if self.suggestions or self.is_suggesting else labels

    def _counts(self) -> list[str]:
        new, known, refused = self.new_articles, self.known_articles, len(self.refused)
        here = self.already_here
        return [
            self._new(),
            ngettext("{count} already here", "{count} already here", here) if here else "",
            ngettext("{count} new article", "{count} new articles", new) if new else "",
            ngettext("{count} known article", "{count} known articles", known) if known else "",
            ngettext("{count} refused", "{count} refused", refused) if refused else "",
        ]
