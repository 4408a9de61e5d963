"""The column matches chosen by a person, saved by the shapes of tables."""

from pathlib import Path

import msgspec

from annotator.importers.table_match import Match
from annotator.operations.found_drafts import Answers
from annotator.ui.application.settings import Preferences


class Matches:
    """The answers about tables and lists in an import; skipped tables are skipped until its end.

    Without preferences nothing is saved for later imports.
    """

    def __init__(self, preferences: Preferences | None) -> None:
        self._preferences = preferences
        kept = preferences.settings.column_matches if preferences else {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._encodings: dict[Path, str] = {}
        self._known = {shape: msgspec.convert(match, Match) for shape, match in kept.items()}

    def answers(self) -> Answers:
        """Return all answers; a match without a text column skips its tables."""
        return Answers(dict(self._known), dict(self._lists), dict(self._encodings))

    def match(self, shape: str) -> Match | None:
        """Return the match of tables of a shape; None without one."""
        return self._known.get(shape)

    def has_list(self, names: tuple[str, ...]) -> bool:
        """Return whether one of the lists with these names was chosen."""
        return names in self._lists

    def put_list(self, names: tuple[str, ...], name: str) -> None:
        """Save, for this import, which of the lists with these names is to be read."""
        self._lists[names] = name

    def put_encoding(self, path: Path, encoding: str) -> None:
        """Save, for this import, the encoding of a file."""
        self._encodings[path] = encoding

    def put(self, shape: str, match: Match | None) -> None:
        """Save a match; None skips such tables in this import."""
        self._known[shape] = match or Match()
        if self._preferences and match:
            settings = self._preferences.settings.with_match(shape, match.as_dict())
            self._preferences.put(settings)
