"""Decoding bytes whose encoding is not known."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import chain
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotator import assets
from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean, is_clean
from annotator.i18n import format_number, tr
from annotator.importers.signatures import controls, has_controls, kind_of

_MOST: Final = 5
_SAMPLE: Final = 20_000
_TELLING: Final = 1_000_000
_RIGHT: Final = 4
_PART: Final = 100_000
_FEW: Final = 100
_DOUBLE: Final = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII: Final = bytes(range(0x80))
_LETTER: Final = r"[^\W\d_]"
_FOREIGN: Final = re.compile(
    r"[^\W\d_\x00-\x7f]|[\x80-\x9f\ufffd]"
    rf"|(?<={_LETTER})[^\w\s\x00-\x7f\xad\u2010-\u201f\u2026](?={_LETTER})"
)
_USUAL: Final = re.compile(
    r"[\t\n\r -~\xa0-\u07ff\u0900-\u1fff\u200b-\u2064\u20a0-\u21ff\u3000-\u30ff\u4e00-\u9fff"
    r"\uac00-\ud7a3\ufb50-\ufdcf\ufe70-\ufeff\uff01-\uffee\U0001f000-\U0001faff]"
)
_PLAUSIBLE: Final = 0.95
_LOST: Final = re.compile("â€(?![\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])")


class Guess(Struct, frozen=True):
    """One way to decode bytes: the encoding by its Python name, and the text.

    `is_sure` says that the bytes themselves show the encoding and all of them are valid; any other
    guess must be reviewed, and `\ufffd` in it stands for invalid bytes. With `is_verbatim`, they
    are the text in UTF-8.
    """

    encoding: str
    text: str
    is_sure: bool
    is_verbatim: bool = False


class Encoding(msgspec.Struct, frozen=True):
    """A code page: its Python name, a title for people, and the letters of its languages."""

    name: str
    title: str
    guessed: bool = True
    letters: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def scripts(self) -> str:
        """Return the scripts it covers, in English."""
        return self.title.partition(" (")[0]

    @property
    def display_title(self) -> str:
        """Return the translated title; the name of the code page is not translated."""
        return self.title.replace(self.scripts, tr(self.scripts), 1)


class _Table(msgspec.Struct, frozen=True):
    encoding: tuple[Encoding, ...]


@cache
def encodings() -> tuple[Encoding, ...]:
    """Return the encodings to choose from (resources/encodings.toml), common ones first."""
    table = assets.path("encodings.toml").read_bytes()
    return msgspec.toml.decode(table, type=_Table).encoding


def guesses(data: bytes) -> tuple[Guess, ...]:
    """Return one to five ways to decode bytes, the likeliest first.

    They give different texts, cleaned; a sure guess is the only one. Raises UnreadableFileError,
    with a sentence that names what the bytes look like, when they are not text.
    """
    first = _unicode(data)
    others = () if first and first.is_sure else _pages(data)
    found: dict[str, Guess] = {}
    for guess in chain((first,) if first else (), others):
        text = clean(guess.text)
        found.setdefault(text, replace(guess, text=text))
        if len(found) == _MOST:
            break
    return tuple(found.values())


def certain(data: bytes) -> Guess | None:
    """Return the decoded text of bytes that show their encoding; None when it must be guessed.

    The text is not cleaned. Raises UnreadableFileError as `guesses` does.
    """
    first = _unicode(data)
    return first if first and first.is_sure else None


def leniently(data: bytes, encoding: str) -> Guess | None:
    """Return the text with a � for every invalid byte; None when there are many.

    The text is not cleaned.
    """
    try:
        return Guess(encoding, data.decode(encoding), is_sure=True)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", errors="ignore")) - wrong
    return Guess(encoding, text, is_sure=False) if right >= _RIGHT * wrong else None


def best_guess(data: bytes, encoding: str = "") -> Guess:
    """Return bytes decoded as they show, otherwise in a chosen encoding, otherwise as guessed.

    Raises UnreadableFileError.
    """
    guess = _clean_utf8(data) or guesses(data)[0]
    return decoded(data, encoding) if encoding and not guess.is_sure else guess


def decoded(data: bytes, encoding: str) -> Guess:
    """Return bytes decoded in an encoding that a person chose, cleaned; a few may be invalid.

    Raises UnreadableFileError when the encoding is unknown or many bytes are invalid; bytes are
    counted from 1.
    """
    try:
        return Guess(encoding, clean(data.decode(encoding)), is_sure=True)
    except UnicodeDecodeError as error:
        if found := leniently(data, encoding):
            return replace(found, text=clean(found.text))
        line = data.count(b"\n", 0, error.start) + 1
        message = tr(
            "This is not {encoding} text: byte {at} (0x{byte:02X}, in line {line}) is invalid.",
            encoding=title_of(encoding),
            at=format_number(error.start + 1),
            byte=data[error.start],
            line=format_number(line),
        )
        raise UnreadableFileError(message) from error
    except (LookupError, ValueError) as error:
        raise UnreadableFileError(
            tr("There is no encoding “{encoding}”.", encoding=encoding)
        ) from error


def without_mojibake(text: str) -> str | None:
    """Return the text with mojibake repaired, such as `â€™` for ’, as a suggestion.

    Everything else stays unchanged; None when there is nothing to repair.
    """
    from ftfy import fix_encoding  # noqa: PLC0415
    from ftfy.badness import badness, is_bad  # noqa: PLC0415

    whole = _LOST.sub("â€\x9d", text)  # cleaning removes the third byte of a closing quotation mark
    lines = [fix_encoding(line) if is_bad(line) else line for line in whole.split("\n")]
    better = clean("\n".join(lines))
    return better if badness(better) < badness(text) else None


def title_of(encoding: str) -> str:
    """Return the title of an encoding."""
    return next((each.display_title for each in encodings() if each.name == encoding), encoding)


def short_name(encoding: str) -> str:
    """Return the title of an encoding, without its scripts."""
    title = next((each.title for each in encodings() if each.name == encoding), encoding)
    return title.rpartition("(")[2].removesuffix(")")


def _clean_utf8(data: bytes) -> Guess | None:
    """Return quickly what most files hold: UTF-8 in which nothing has to be cleaned."""
    with suppress(UnicodeDecodeError):
        text = data.decode()
        if is_clean(data) and not kind_of(data):
            return Guess("utf-8", text, is_sure=True, is_verbatim=True)
    return None


def _unicode(data: bytes) -> Guess | None:
    if kind := kind_of(data):
        raise UnreadableFileError(tr("This is {kind}, not text.", kind=kind))
    escapes = b"\x1b$" in data and data.isascii()
    narrow = leniently(data, "iso2022_jp" if escapes else "utf-8")
    binary = controls(data)
    is_narrow = narrow is not None and narrow.is_sure and b"\0" not in data and not binary
    if found := _marked(data) or (None if is_narrow else _without_mark(data)):
        return found
    if binary:
        raise UnreadableFileError(tr("This is {kind}, not text.", kind=binary))
    return narrow


def _marked(data: bytes) -> Guess | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return leniently(data, encoding)
    return None


def _without_mark(data: bytes) -> Guess | None:
    """Return UTF-16 without a byte order mark, recognised by bytes such as the zeros of ASCII."""
    if len(data) % 2 or not has_controls(data[:_SAMPLE]):
        return None
    encoding = max(("utf-16-le", "utf-16-be"), key=lambda each: _plausibility(data, each))
    if _plausibility(data, encoding)[0] < _PLAUSIBLE:
        return None
    return guess if (guess := leniently(data, encoding)) and guess.is_sure else None


def _plausibility(data: bytes, encoding: str) -> tuple[float, int]:
    """Return the share of plausible scripts in a text, 0 to 1, and the amount of ASCII."""
    text = data[:_SAMPLE].decode(encoding, errors="replace")
    usual = "".join(_USUAL.findall(text))
    return len(usual) / len(text), sum(map(str.isascii, usual))


def _pages(data: bytes) -> Iterator[Guess]:
    """Yield the bytes decoded in each code page, the likeliest first."""
    yield from _damaged(data)
    for encoding in _ranked(data):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            yield Guess(_usual_name(data, text, encoding), text, is_sure=False)


def _damaged(data: bytes) -> Iterator[Guess]:
    """Yield code pages in which all but a few bytes are valid.

    None when a multi-byte encoding fits all bytes: they are hardly valid in one by chance.
    """
    if any(_fits(data, name) for name in _DOUBLE):
        return
    sample = data[:_PART]
    most = max(1, len(sample.translate(None, _ASCII)) // _FEW)
    for name in (each.name for each in encodings() if each.guessed):
        sound = sample.decode(name, "ignore").encode(name, "ignore")
        if len(sample) - len(sound) > most or _fits(data, name):
            continue
        if _ranked(sound)[0] == name and (found := leniently(data, name)):
            yield replace(found, encoding=_usual_name(data, found.text, name))


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _usual_name(data: bytes, text: str, encoding: str) -> str:
    """Return the most common code page that decodes the bytes to this text."""
    sharing = (each.name for each in encodings() if each.letters)
    alike = (name for name in sharing if data.decode(name, errors="replace") == text)
    return next(alike, encoding)


def _ranked(data: bytes) -> list[str]:
    """Return code pages, the likeliest first; similar ones by how well their letters fit."""
    from charset_normalizer import from_bytes  # noqa: PLC0415

    table = [each.name for each in encodings() if each.guessed]
    likely = [match.encoding for match in from_bytes(data, cp_isolation=table)]
    lines = data[:_TELLING].splitlines()
    sample = b"\n".join(line for line in lines if not line.isascii())[:_SAMPLE]
    fits = {each.name: _fit(sample, each) for each in encodings() if each.letters}
    best = iter(sorted((name for name in fits if name in likely), key=lambda each: -fits[each]))
    return [*(next(best) if name in fits else name for name in likely), *table]


def _fit(sample: bytes, encoding: Encoding) -> float:
    """Return the share of non-ASCII letters that the best fitting language uses, 0 to 1."""
    text = sample.decode(encoding.name, errors="replace").lower()
    counts = Counter(_FOREIGN.findall(text))
    known = (sum(counts[letter] for letter in letters) for letters in encoding.letters.values())
    return max(known) / counts.total() if counts else 1
