"""The field for the publisher of a source: a new name, or one of the project's."""

from typing_extensions import override

from annotator.domain.reading import ProjectReader
from annotator.ui.widgets.completing import NameField


class PublisherField(NameField):
    """Completes from the publishers of the project, looked up while typing."""

    def __init__(self, placeholder: str, reader: ProjectReader) -> None:
        super().__init__(placeholder)
        self._reader = reader

    @override
    def _names_with(self, typed: str) -> list[str]:
        self.set_names(sorted(self._reader.listing.publishers(), key=str.casefold))
        return super()._names_with(typed)
