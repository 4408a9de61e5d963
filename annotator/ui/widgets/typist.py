"""Who typed the text that a field shows."""

from collections.abc import Callable


class Typist:
    """Remembers who typed a text, as that may be saved when somebody else works.

    `who` names the person who works now.
    """

    def __init__(self, read: Callable[[], str]) -> None:
        self.who: Callable[[], str] = str
        self._read = read
        self._typed = ("", "")

    @property
    def name(self) -> str:
        """Return the name of who typed the text; empty for nobody, or if it is not known."""
        text, name = self._typed
        return name if text == self._read() else ""

    def note(self, name: str | None = None) -> None:
        """Note that the text was typed by somebody; by default it is whoever works now."""
        self._typed = self._read(), self.who() if name is None else name
