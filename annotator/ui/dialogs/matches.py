"""The matches of columns that a person made, remembered by the shape of their tables."""

import msgspec

from annotator.importers.table_match import Match
from annotator.ui.settings import Preferences


class Matches:
    """What is known of tables; what a person left out stays out until the program ends an import.

    Without preferences nothing is remembered for another time.
    """

    def __init__(self, preferences: Preferences | None) -> None:
        self._preferences = preferences
        kept = preferences.settings.column_matches if preferences else {}
        self._known = {shape: msgspec.convert(match, Match) for shape, match in kept.items()}

    def known(self) -> dict[str, Match]:
        """Return the matches by shape; one without a text column leaves its tables out."""
        return dict(self._known)

    def lacks(self, shape: str) -> bool:
        """Return whether nobody has told anything of tables of a shape yet."""
        return shape not in self._known

    def put(self, shape: str, match: Match | None) -> None:
        """Keep a match; None leaves such tables out of this import."""
        self._known[shape] = match or Match()
        if self._preferences and match:
            settings = self._preferences.settings.with_match(shape, match.as_dict())
            self._preferences.put(settings)
