"""What every tool is asked to do."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

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

    def processor(self) -> float:
        """Return what its servers have used."""
        return self.servers.processor()

    def memory(self) -> float:
        """Return the memory of its servers."""
        return self.servers.memory()

    def close(self) -> None:
        """End its servers."""
        self.servers.stop()
