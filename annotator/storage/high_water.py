"""The last journal line seen of each project, stored outside its file."""

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from annotator.domain.checksum import sha256
from annotator.i18n import ngettext, tr
from annotator.storage.journal import Journal, Tip

_DIGITS = 20


class SeenLine(Struct, frozen=True):
    """A journal line that this person's program has seen."""

    seq: int
    hash: str


class HighWater:
    """Stores, in a separate file, the last journal line of a project.

    Written after the commit and never flushed: it may lag behind the project but never be ahead of
    it. If the project has less than this, work was lost.
    """

    def __init__(self, folder: Path, project_id: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = _path(folder, project_id)
        path.touch(mode=0o600)
        self._file = path.open("r+b", buffering=0)

    def note(self, tip: Tip) -> None:
        """Store the end of the journal, ignoring errors of the disk."""
        with suppress(OSError):  # the edit itself is saved: an older line only detects less
            self._file.seek(0)
            self._file.write(f"{tip.seq:0{_DIGITS}d} {tip.hash}\n".encode())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def seen(folder: Path, project_id: str) -> SeenLine | None:
    """Return the last line seen of a project; None when it is new here."""
    try:
        words = _path(folder, project_id).read_bytes().decode("ascii", "replace").split()
    except OSError:
        return None
    return SeenLine(int(words[0]), words[1]) if len(words) == 2 and words[0].isdigit() else None


def is_first_advice(folder: Path, project_id: str) -> bool:
    """Return whether the advice on a project's folder is due; true only once per project."""
    marker = _path(folder, project_id).with_suffix(".advised")
    is_first = not marker.exists()
    with suppress(OSError):  # then it is shown again
        marker.touch(mode=0o600)
    return is_first


def open_high_water(
    folder: Path, project_id: str, journal: Journal
) -> tuple[HighWater | None, str]:
    """Return the high-water mark of a project, and a warning, if any."""
    remark = history_warning(seen(folder, project_id), journal)
    try:
        return HighWater(folder, project_id), remark
    except OSError as error:
        lost = tr(
            "The state of this project cannot be remembered: {reason}.", reason=error.strerror
        )
        return None, f"{remark} {lost}".strip()


def history_warning(line: SeenLine | None, journal: Journal) -> str:
    """Return a warning when a journal lacks lines that were seen before; otherwise ''."""
    if line is None or journal.hash_of(line.seq) == line.hash:
        return ""
    missing = line.seq - journal.tip().seq
    if missing > 0:
        return ngettext(
            "This file is older than the one you last worked in: {count} later edit is not in it."
            " If it is a copy or was restored from a backup, look for the newer file before you go"
            " on.",
            "This file is older than the one you last worked in: {count} later edits are not in"
            " it. If it is a copy or was restored from a backup, look for the newer file before"
            " you go on.",
            missing,
        )
    return tr(
        "This file is not the one you last worked in: its history differs. If it is a copy"
        " that somebody else worked in, keep both files."
    )


def _path(folder: Path, project_id: str) -> Path:
    # hashed, so that a project cannot choose the name of the file
    return folder / f"{sha256(project_id.encode())[:32]}.seen"
