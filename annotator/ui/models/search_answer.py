"""What the search has found so far."""

from annotator.domain.search import Found, IndexState, SearchKind
from annotator.i18n import tr
from annotator.ui.models.search_rows import found_words, progress_words


class SearchAnswer:
    """What was found of the words that were asked last; until something is, that of the former.

    Searches have numbers, so that what an earlier one finds late is ignored.
    """

    def __init__(self) -> None:
        self.found: dict[SearchKind, Found] = {}
        self.is_over = True
        self._progress = ""  # of the index
        self._earlier, self._is_former = 0, False

    @property
    def is_whole(self) -> bool:
        """Return whether everything can be searched."""
        return not self._progress

    @property
    def has_come(self) -> bool:
        """Return whether a place was found, or none will be."""
        return self.is_over or (self._has_places and not self._is_former)

    def begin(self, earlier: int) -> None:
        """Wait for a search; `earlier` is the number of the last one before."""
        self._earlier, self._is_former, self.is_over = earlier, True, False
        self.found = self.found if self._has_places else {}

    def clear(self, earlier: int) -> None:
        """Hold nothing, as nothing is looked for."""
        self.begin(earlier)
        self.found, self.is_over = {}, True

    def take(self, number: int, found: Found) -> None:
        """Add what was found of a kind."""
        if number > self._earlier:
            self.found = {} if self._is_former else self.found
            self.found[found.kind] = found
            self._is_former = False

    def end(self, number: int) -> bool:
        """Note that a search has ended, and return whether it was the last one."""
        is_last = number > self._earlier and not self._is_former
        self.is_over = self.is_over or is_last
        return is_last

    def index(self, state: IndexState) -> bool:
        """Note how much can be searched, and return whether more or less than all is new."""
        was_whole, self._progress = self.is_whole, progress_words(state)
        return was_whole != self.is_whole

    def words(self, *, is_late: bool) -> str:
        """Return how much was found, whether more is looked for, and how much can be searched."""
        shown = found_words(self.found, is_over=self.is_over, is_whole=self.is_whole)
        looking = tr("Looking…") if is_late and not self.is_over else ""
        return " · ".join(filter(None, (shown, looking, self._progress)))

    @property
    def _has_places(self) -> bool:
        return any(each.hits for each in self.found.values())
