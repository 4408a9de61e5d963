"""The matches of columns that a person made, remembered by the shape of their tables."""

from pathlib import Path

import msgspec

from annotator.importers.table_match import Match
from annotator.operations.found_drafts import Answers
from annotator.ui.application.settings import Preferences


class Matches:
    """What is known of tables; what a person left out stays out until the program ends an import.

    Without preferences nothing is remembered for another time.
    """

    def __init__(self, preferences: Preferences | None) -> None:
        self._preferences = preferences
        kept = preferences.settings.column_matches if preferences else {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._encodings: dict[Path, str] = {}
        self._known = {shape: msgspec.convert(match, Match) for shape, match in kept.items()}

    def answers(self) -> Answers:
        """Return all that is known; a match without a text column leaves its tables out."""
        return Answers(dict(self._known), dict(self._lists), dict(self._encodings))

    def match(self, shape: str) -> Match | None:
        """Return the match of tables of a shape; None when nobody has matched them yet."""
        return self._known.get(shape)

    def has_list(self, names: tuple[str, ...]) -> bool:
        """Return whether it is known which of the lists with these names is to be read."""
        return names in self._lists

    def put_list(self, names: tuple[str, ...], name: str) -> None:
        """Keep, for this import, which of the lists with these names is to be read."""
        self._lists[names] = name

    def put_encoding(self, path: Path, encoding: str) -> None:
        """Keep, for this import, in which encoding a file is read."""
        self._encodings[path] = encoding

    def put(self, shape: str, match: Match | None) -> None:
        """Keep a match; None leaves such tables out of this import."""
        self._known[shape] = match or Match()
        if self._preferences and match:
            settings = self._preferences.settings.with_match(shape, match.as_dict())
            self._preferences.put(settings)
