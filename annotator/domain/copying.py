"""Progress and result of copying a project."""

from pathlib import Path

from msgspec import Struct


class Progress(Struct, frozen=True):
    """The progress of a copy: in pages of the file, then in steps of its check."""

    step: str
    done: int
    total: int


class Copied(Struct, frozen=True):
    """A finished copy, and the problems found in it, which the original has, too."""

    path: Path
    findings: tuple[str, ...]
