"""The values of the filters of the search that a project has, to be chosen from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from annotator.domain.codebook import Codebook, Layer
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.search import FilterKey
from annotator.i18n import capitalised, tr
from annotator.ui.models.article_items import STATUS_WORDS

FilterChoices: TypeAlias = Mapping[FilterKey, Sequence[tuple[str, str]]]
"""Values of filters, each with its name."""

_MOST: Final = 20  # names in a menu
_YEARS: Final = 10


def choices_of(reader: ProjectReader, codebook: Codebook) -> FilterChoices:
    """Return the values of each filter: labels, and the names that occur most recently."""
    years = range(date.today().year, date.today().year - _YEARS, -1)
    people = [entity.name for entity in reader.find(Entity)][::-1]
    verdicts = [
        (label.code, label.name)
        for scheme in codebook.layer(Layer.VERDICT)
        for label in scheme.labels
        if not label.is_retired
    ]
    return {
        FilterKey.STATUS: [(code, capitalised(tr(word))) for code, word in STATUS_WORDS.items()],
        FilterKey.VERDICT: [*verdicts, ("none", capitalised(tr("unchecked")))],
        FilterKey.CLAIMANT: [(name, name) for name in people[:_MOST]],
        FilterKey.PUBLISHER: [(name, name) for name in reader.listing.publishers()[:_MOST]],
        FilterKey.AFTER: [(str(year), str(year)) for year in years],
    }
