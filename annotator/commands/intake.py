"""Bringing files into a project: what came in, what was there already, what was refused."""

import os
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from annotator.domain.direction import isolated
from annotator.domain.edit import Edit
from annotator.domain.errors import UnreadableFileError
from annotator.domain.people import Annotator
from annotator.domain.reading import ProjectReader
from annotator.domain.stamp import new_id
from annotator.importers import Draft, Refusal, read_files
from annotator.importers.arrival import arrival
from annotator.importers.choices import NONE, Choices
from annotator.importers.encodings import title_of
from annotator.importers.left_out import told_of
from annotator.importers.original import shown

BATCH: Final = 500
"""How many articles come in with one edit."""

_IN_WINDOW: Final = "see “Omitted page content…” in the window."
_LETTERS: Final = "letters"  # of a document that says how it is written, and says it wrongly
_HEAVY: Final = 20_000_000
_PART: Final = re.compile(r"(?:, (?:sheet )?“[^”]*”)?, (?:row|line|entry|article) [\d,]+$")


class Desk(Protocol):
    """The open project, as far as an import needs it."""

    @property
    def reader(self) -> ProjectReader:
        """Return what reads the project."""

    @property
    def annotator(self) -> Annotator:
        """Return whose edits these are."""

    def next_codes(self, prefix: str, count: int) -> list[str]:
        """Return the next few short codes."""

    def apply(self, edit: Edit) -> Edit:
        """Do an edit, and return it as it was written."""

    def undo(self) -> Edit | None:
        """Take the last step back."""


class Imported(Struct, frozen=True, omit_defaults=True):
    """An article that came in, as programs are told of it.

    `left_out` counts the long passages of its page that are not in the text.
    """

    code: str
    headline: str
    file: str
    guesses: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    left_out: int = 0

    def lines(self) -> Iterator[str]:
        """Return what to tell the person of it, except guesses."""
        yield f"{self.code}  {isolated(self.headline)}"
        yield from (f"    {sentence}" for sentence in self.not_understood)
        if self.left_out:
            yield f"    {told_of(self.left_out)}: {_IN_WINDOW}"


class Intake(Struct):
    """What became of the files, in their order.

    What was `imported` has its guesses and what of it was not understood; `skipped` is what
    nobody can have meant as an article, such as hidden files.
    """

    imported: list[Imported] = field(default_factory=list)
    already_here: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Return what to tell the person of what was not refused."""
        for each in self.imported:
            yield from each.lines()
        for twin in self.already_here:
            yield f"“{twin['file']}” is already here as {twin['code']}."
        yield from _reasons(self.skipped)
        yield from self._guesses()
        counts = [f"{len(self.imported):,} imported", f"{len(self.already_here):,} already here"]
        counts += [f"{len(self.refused):,} refused"] if self.refused else []
        counts += [f"{len(self.skipped):,} skipped"] if self.skipped else []
        yield f"{', '.join(counts)}."

    def refusals(self) -> Iterator[str]:
        """Return what to tell the person of what was refused."""
        yield from _reasons(self.refused)

    def _guesses(self) -> Iterator[str]:
        """Return each guess once, however many articles came of the file."""
        told = {(_file(each.file), guess): each for each in self.imported for guess in each.guesses}
        for (name, guess), article in told.items():
            option = guess.partition(" ")[0].rstrip(":")
            advice = f" To set it, use --{option}." if option != _LETTERS else ""
            yield f"Guessed for “{name}”: {guess} ({article.code}).{advice}"

    def note(self, refusal: Refusal) -> None:
        """Take down a file, or a part of one, that does not come in."""
        lines = self.skipped if refusal.is_skipped else self.refused
        lines.append({"file": str(refusal.path), "reason": refusal.reason})


def bring_in(
    desk: Desk,
    paths: Iterable[Path],
    language: str = "",
    choices: Choices = NONE,
) -> Intake:
    """Import every file that can be read, in batches that are one step to undo.

    `language` is that of the articles whose files do not tell it; empty to guess it. An
    interruption takes back what had come in.
    """
    intake, batches = Intake(), _Batches(desk)
    try:
        for found in read_files(paths, choices):
            if isinstance(found, Refusal):
                intake.note(found)
            elif code := batches.code_of(found):
                intake.already_here.append({"code": code, "file": found.file_name})
            else:
                _take_in(batches, intake, replace(found, language=found.language or language))
        batches.apply()
    except KeyboardInterrupt:
        batches.take_back()
        raise
    return intake


def _take_in(batches: "_Batches", intake: Intake, draft: Draft) -> None:
    try:
        code = batches.add(draft)
    except UnreadableFileError as error:
        intake.refused.append({"file": draft.file_name, "reason": str(error)})
    else:
        intake.imported.append(_imported(code, draft))


def _imported(code: str, draft: Draft) -> Imported:
    known = f"encoding {draft.encoding}" if title_of(draft.encoding) != draft.encoding else _LETTERS
    guess = (known,) if draft.is_guessed else ()
    return Imported(
        code,
        draft.headline,
        draft.file_name,
        (*guess, *draft.guesses),
        draft.caveats,
        draft.left_out,
    )


def _reasons(passed: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Return the reasons, each with its path where files in several folders have one name."""
    folders: dict[str, set[Path]] = defaultdict(set)
    for each in passed:
        folders[Path(each["file"]).name].add(Path(each["file"]).parent)
    for each in passed:
        path = Path(each["file"])
        place = f" ({shown(path.parent)}{os.sep})" if len(folders[path.name]) > 1 else ""
        yield each["reason"] + place


def _file(name: str) -> str:
    """Return the file of a part of it, such as `x.csv, row 7`."""
    return _PART.sub("", name)


class _Batches:
    """Applies arrivals a batch at a time, all in one group."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._group = new_id()
        self._codes: dict[str, str] = {}
        self._free: deque[str] = deque()
        self._edits: list[Edit] = []
        self._weight = 0
        self._has_applied = False

    def code_of(self, draft: Draft) -> str:
        """Return the code of the article that has this text already; empty for none."""
        sha256 = draft.sha256
        return self._codes.get(sha256) or self._desk.reader.code_with_text(sha256)

    def add(self, draft: Draft) -> str:
        """Take a draft in and return the code it gets."""
        if not self._free:
            self._free = deque(self._desk.next_codes("A", BATCH))
        code = self._free[0]
        edit = arrival(draft, code, self._desk.annotator.id)
        self._free.popleft()  # a draft that is refused leaves its code to the next
        self._edits.append(edit)
        self._codes[edit.contents[0].sha256] = code
        self._weight += sum(len(content.body) for content in edit.contents)
        if len(self._edits) == BATCH or self._weight > _HEAVY:
            self.apply()
        return code

    def apply(self) -> None:
        """Put what has been taken in on the disk."""
        if self._edits:
            several = f"Import {len(self._edits)} articles"
            label = several if len(self._edits) > 1 else self._edits[0].label
            self._desk.apply(replace(Edit.joined(label, self._edits), group=self._group))
            self._edits, self._weight, self._has_applied = [], 0, True
            self._free.clear()

    def take_back(self) -> None:
        """Undo what has been applied."""
        if self._has_applied:
            self._desk.undo()
