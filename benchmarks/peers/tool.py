"""What every tool is asked to do."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from benchmarks.peers.browser import Browser, is_there
from benchmarks.peers.server import Servers


class Tool(ABC):
    """One annotation tool with one project at a time."""

    name: ClassVar[str]

    @abstractmethod
    def bring_in(self, count: int) -> int:
        """Import so many articles with two spans each into a new project; return how many."""

    def index(self) -> bool:
        """Make what searching needs beyond the import; return whether there is such a thing."""
        return False

    @abstractmethod
    def find(self, word: str) -> int:
        """Return how many articles have the word."""

    @abstractmethod
    def save(self) -> bool:
        """Save one span; return true."""

    def save_by_hand(self) -> float:
        """Save one span in its window or page by the mouse or a key, as a person does.

        Return the seconds from that until the span is painted and saved; 0 if it cannot.
        """
        return 0.0

    def save_and_paint_all(self) -> float:
        """Save one in the same way, until its whole window is painted; 0 if that is not known."""
        return 0.0

    def leave(self) -> None:  # noqa: B027 - not all have one
        """Close its page, if it has one, which would take time from the others."""

    @abstractmethod
    def export(self, target: Path) -> int:
        """Export every article with every span; return the bytes, 0 if it cannot."""

    def package(self, target: Path) -> int:  # noqa: ARG002
        """Export sentences, sources and checks, too; return the bytes, 0 if it cannot."""
        return 0

    @abstractmethod
    def processor(self) -> float:
        """Return the seconds of the processor used so far."""

    @abstractmethod
    def memory(self) -> float:
        """Return the resident memory in MB."""

    @abstractmethod
    def close(self) -> None:
        """End what was started."""


class Served(Tool):
    """A tool that people reach by a browser."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self._browser: Browser | None = None
        self._is_stuck = False

    def save_by_hand(self) -> float:
        """Save a span in its page; 0 without a browser, and once the page does not answer."""
        if self._is_stuck or not is_there():
            return 0.0
        try:
            if self._browser is None:
                self._browser = Browser(self.servers.folder / "browser")
                self.sign_in(self._browser)
            return self.mark(self._browser)
        except TimeoutError:
            self.leave()
            self._is_stuck = True
            return 0.0

    @abstractmethod
    def sign_in(self, browser: Browser) -> None:
        """Sign in, and open what `mark` needs."""

    @abstractmethod
    def mark(self, browser: Browser) -> float:
        """Save one span in its page; return the seconds until it is painted and saved."""

    @override
    def leave(self) -> None:
        # it is opened again when it is needed
        if self._browser:
            self._browser.close()
            self._browser = None
        self._is_stuck = False

    def processor(self) -> float:
        """Return what its servers have used."""
        return self.servers.processor()

    def memory(self) -> float:
        """Return the memory of its servers."""
        return self.servers.memory()

    def close(self) -> None:
        """End its servers and its page."""
        self.leave()
        self.servers.stop()
