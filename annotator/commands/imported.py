"""What the command line prints about an import: imported, already here, refused."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from annotator.domain.direction import isolated
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_, ngettext, tr
from annotator.importers.encodings import title_of
from annotator.importers.omitted_content import omission_note
from annotator.importers.original import display_name
from annotator.operations.import_report import Outcome, State

_LETTERS: Final = "letters"  # of a document that declares a wrong encoding
_GUESSED: Final = {
    "encoding": N_(
        "Guessed for “{file}”: encoding {value} ({article}). To set it, use --encoding."
    ),
    "columns:": N_("Guessed for “{file}”: columns: {value} ({article}). To set it, use --columns."),
    "list": N_("Guessed for “{file}”: list {value} ({article}). To set it, use --list."),
    _LETTERS: N_("Guessed for “{file}”: letters ({article})."),
}
"""The sentence by the first word of a guess, which is a code; the rest is its value."""
_PART: Final = re.compile(r"(?:, (?:sheet )?“[^”]*”)?, (?:row|line|entry|article) [\d,]+$")


class ImportedArticle(Struct, frozen=True, omit_defaults=True):
    """An imported article, as in the JSON output.

    `left_out` counts the long passages of its page that are not in the text.
    """

    code: str
    headline: str
    file: str
    guesses: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    left_out: int = 0

    @classmethod
    def of(cls, outcome: Outcome) -> "ImportedArticle":
        """Return an imported article."""
        letters = [_letters(outcome.encoding)] if outcome.encoding else []
        return cls(
            outcome.code,
            outcome.headline,
            outcome.file,
            (*letters, *outcome.guesses),
            outcome.caveats,
            outcome.omitted_count,
        )

    def lines(self) -> Iterator[str]:
        """Return the lines about it, except guesses."""
        yield f"{self.code}  {isolated(self.headline)}"
        yield from (f"    {sentence}" for sentence in self.not_understood)
        if self.left_out:
            advice = tr("see “Omitted page content…” in the window.")
            yield f"    {omission_note(self.left_out)}: {advice}"


class KnownArticle(Struct, frozen=True):
    """A file whose text is in the project already, with the code of its article."""

    code: str
    file: str


class Refused(Struct, frozen=True):
    """A file, or a part of one, that was not imported."""

    file: str
    reason: str


class Imported(Struct, frozen=True):
    """The results for the files, in their order.

    `skipped` are files that cannot be meant as articles, such as hidden ones.
    """

    imported: list[ImportedArticle] = field(default_factory=list)
    already_here: list[KnownArticle] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    skipped: list[Refused] = field(default_factory=list)

    @classmethod
    def of(cls, outcomes: Iterable[Outcome], reader: ProjectReader) -> "Imported":
        """Return the outcomes of an import that is in the project."""
        outcomes, found = list(outcomes), cls()
        known = [each.sha256 for each in outcomes if each.state is State.ALREADY_HERE]
        codes = reader.codes_with_texts(known)
        for each in outcomes:
            file = str(each.path or each.file)
            if each.state is State.SKIPPED:
                found.skipped.append(Refused(file, each.reason))
            elif each.state is State.REFUSED:
                found.refused.append(Refused(file, each.reason))
            elif each.state is State.ALREADY_HERE:
                found.already_here.append(KnownArticle(codes.get(each.sha256, ""), each.file))
            else:
                found.imported.append(ImportedArticle.of(each))
        return found

    def lines(self) -> Iterator[str]:
        """Return the lines about what was not refused."""
        for each in self.imported:
            yield from each.lines()
        for twin in self.already_here:
            yield tr("“{file}” is already here as {article}.", file=twin.file, article=twin.code)
        yield from _reasons(self.skipped)
        yield from self._guesses()
        yield tr("{counts}.", counts=", ".join(filter(None, self._counts())))

    def refusals(self) -> Iterator[str]:
        """Return the lines about what was refused."""
        yield from _reasons(self.refused)

    def _counts(self) -> Sequence[str]:
        refused, skipped = len(self.refused), len(self.skipped)
        return [
            ngettext("{count} imported", "{count} imported", len(self.imported)),
            ngettext("{count} already here", "{count} already here", len(self.already_here)),
            ngettext("{count} refused", "{count} refused", refused) if refused else "",
            ngettext("{count} skipped", "{count} skipped", skipped) if skipped else "",
        ]

    def _guesses(self) -> Iterator[str]:
        """Return each guess once, however many articles the file had."""
        guesses = {
            (_file(each.file), guess): each for each in self.imported for guess in each.guesses
        }
        for (name, guess), article in guesses.items():
            code, _, value = guess.partition(" ")
            yield tr(_GUESSED[code], file=name, value=value, article=article.code)


def _reasons(passed: Sequence[Refused]) -> Iterator[str]:
    """Return the reasons, with the path where files in several folders have the same name."""
    folders: dict[str, set[Path]] = defaultdict(set)
    for each in passed:
        folders[Path(each.file).name].add(Path(each.file).parent)
    for each in passed:
        path = Path(each.file)
        place = f" ({display_name(path.parent)}{os.sep})" if len(folders[path.name]) > 1 else ""
        yield each.reason + place


def _letters(encoding: str) -> str:
    """Return what the guess of an encoding is called."""
    known = title_of(encoding) != encoding
    return f"encoding {encoding}" if known else _LETTERS


def _file(name: str) -> str:
    """Return the file that a part such as `x.csv, row 7` belongs to."""
    return _PART.sub("", name)
