"""What the making of a copy tells on its way, and of its end."""

from pathlib import Path

from msgspec import Struct


class Progress(Struct, frozen=True):
    """How far a copy has come, in pages of the file, and then in parts of its check."""

    step: str
    done: int
    total: int


class Copied(Struct, frozen=True):
    """A finished copy, and what is wrong with it, which then is wrong with the original, too."""

    path: Path
    findings: tuple[str, ...]
