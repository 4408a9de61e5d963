"""The last journal line seen of each project, remembered outside its file."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from annotator.storage.journal import Journal, Tip

_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A journal line that this person's program has seen."""

    seq: int
    hash: str


class HighWater:
    """Remembers, in a file of its own, how far a project's journal had come.

    Written after the commit and never flushed: it may lag behind the project, never run ahead,
    so that what it misses was lost.
    """

    def __init__(self, folder: Path, project_id: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # hashed, so that no project names a file of its own choice
        self._path = folder / f"{sha256(project_id.encode()).hexdigest()[:32]}.seen"
        self._path.touch(mode=0o600)
        self._file = self._path.open("r+b", buffering=0)

    def seen(self) -> Mark | None:
        """Return the last line seen; None when the project is new here."""
        words = self._path.read_bytes().decode("ascii", "replace").split()
        if len(words) != 2 or not words[0].isdigit():
            return None
        return Mark(int(words[0]), words[1])

    def note(self, tip: Tip) -> None:
        """Remember the end of the journal, as well as the disk allows."""
        with suppress(OSError):  # the edit itself is on the disk: a mark that lags only warns less
            self._file.seek(0)
            self._file.write(f"{tip.seq:0{_DIGITS}d} {tip.hash}\n".encode())

    def warning(self, journal: Journal) -> str:
        """Return what the file lacks compared with what was seen; empty when nothing."""
        seen = self.seen()
        if seen is None or journal.hash_of(seen.seq) == seen.hash:
            return ""
        missing = seen.seq - journal.tip().seq
        if missing > 0:
            return (
                f"This file is older than the one you last worked in: {missing} later"
                f" {'edit is' if missing == 1 else 'edits are'} not in it. If it is a copy or was"
                " restored from a backup, look for the newer file before you go on."
            )
        return (
            "This file is not the one you last worked in: its history differs. If it is a copy"
            " that somebody else worked in, keep both files."
        )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
