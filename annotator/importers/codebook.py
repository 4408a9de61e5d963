"""Codebooks from TOML files."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Struct

from annotator import assets
from annotator.domain.codebook import LARGEST_NUMBER, Label, Layer, Scheme, numbered
from annotator.domain.errors import AnnotatorError
from annotator.i18n import tr

_Word = Annotated[str, msgspec.Meta(min_length=1)]
_Version = Annotated[str, msgspec.Meta(pattern="^[^@]+$")]  # a scheme is known as id@version


class CodebookError(AnnotatorError):
    """A codebook cannot be read, or is invalid."""


class CodebookFile(Struct, frozen=True):
    """A codebook that comes with the program, identified by its file name."""

    name: str
    description: str
    path: Path


class _Label(msgspec.Struct, forbid_unknown_fields=True):
    code: _Word
    name: _Word
    short: str = ""
    definition: str = ""
    number: Annotated[float, msgspec.Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None
    colour: str = ""
    key: Annotated[str, msgspec.Meta(max_length=1)] = ""
    is_retired: bool = False


class _Scheme(msgspec.Struct, forbid_unknown_fields=True):
    id: _Word
    version: _Version
    layer: Layer
    title: _Word
    label: Annotated[list[_Label], msgspec.Meta(min_length=1)]
    source_url: str = ""
    licence: str = ""
    is_ordinal: bool = False
    multi_select: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    name: _Word
    description: str = ""
    extends: str = ""
    scheme: list[_Scheme] = []


def shipped() -> list[CodebookFile]:
    """Return the codebooks that come with the program, the standard one first."""
    found = [(path, _read(path)) for path in _shipped_paths()]
    return [CodebookFile(file.name, file.description, path) for path, file in found]


def load(path: Path) -> tuple[Scheme, ...]:
    """Return the schemes of a codebook, including those of a shipped one that it extends.

    Raises CodebookError, which names the place in the file, as in `$.scheme[0].label[2]`, or the
    scheme with a code that its layer does not allow, or a key that two labels share.
    """
    file = _read(path)
    schemes = [_scheme(each) for each in file.scheme]
    for scheme in schemes:
        _refuse_unknown(path, scheme)
        _refuse_shared_keys(path, scheme)
    layers = {scheme.layer for scheme in schemes}
    taken_over = load(_shipped_path(file.extends)) if file.extends else ()
    schemes += [scheme for scheme in taken_over if scheme.layer not in layers]
    _refuse_repetitions(path, schemes)
    return numbered(schemes)


def named(name: str) -> tuple[Scheme, ...]:
    """Return the schemes of a shipped codebook, by file name, or of a TOML file, by path."""
    return load(Path(name) if name.endswith(".toml") else _shipped_path(name))


def _shipped_path(name: str) -> Path:
    known = {path.stem: path for path in _shipped_paths()}
    if name not in known:
        names = ", ".join(known)
        message = tr(
            "There is no codebook “{name}”. Choose one of: {names}.", name=name, names=names
        )
        raise CodebookError(message)
    return known[name]


def _shipped_paths() -> list[Path]:
    """Return the files of the shipped codebooks, the standard one first."""
    paths = sorted(assets.path("codebooks").glob("*.toml"))
    return sorted(paths, key=lambda path: path.stem != "standard")


def _read(path: Path) -> _File:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(content, _File)
    except OSError as error:
        reason = error.strerror
        message = tr("“{file}” cannot be read: {reason}.", file=path.name, reason=reason)
    except UnicodeDecodeError:
        message = tr("“{file}” is not UTF-8 text.", file=path.name)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        message = tr("“{file}” is not a codebook: {reason}.", file=path.name, reason=error)
    raise CodebookError(message)


def _scheme(scheme: _Scheme) -> Scheme:
    return Scheme(
        id=f"{scheme.id}@{scheme.version}",
        layer=scheme.layer,
        title=scheme.title,
        source_url=scheme.source_url,
        licence=scheme.licence,
        is_ordinal=scheme.is_ordinal,
        multi_select=scheme.multi_select,
        labels=tuple(msgspec.convert(label, Label, from_attributes=True) for label in scheme.label),
    )


def _refuse_unknown(path: Path, scheme: Scheme) -> None:
    layer = Layer(scheme.layer)
    for label in scheme.labels:
        if not scheme.allows(label.code):
            message = tr(
                "“{file}” cannot be used: its scheme “{scheme}” has the code “{code}”. The codes of"
                " “{layer}” are fixed: {known}.",
                file=path.name,
                scheme=scheme.id,
                code=label.code,
                layer=layer,
                known=", ".join(layer.codes or ()),
            )
            raise CodebookError(message)
        if layer is Layer.SENTIMENT_POLARITY and label.number != int(label.code):
            message = tr(
                "“{file}” cannot be used: its scheme “{scheme}” has another number for “{code}”. It"
                " must be {code}.",
                file=path.name,
                scheme=scheme.id,
                code=label.code,
            )
            raise CodebookError(message)


def _refuse_shared_keys(path: Path, scheme: Scheme) -> None:
    named: dict[str, list[str]] = {}
    for label in scheme.labels:
        if label.key and not label.is_retired:
            named.setdefault(label.key.casefold(), []).append(label.name)
    if twice := next((names for names in named.values() if len(names) > 1), None):
        message = tr(
            "“{file}” cannot be used: its scheme “{scheme}” has one key for “{first}” and"
            " “{second}”. Give each label a key of its own.",
            file=path.name,
            scheme=scheme.id,
            first=twice[0],
            second=twice[1],
        )
        raise CodebookError(message)


def _refuse_repetitions(path: Path, schemes: list[Scheme]) -> None:
    ids = [scheme.id for scheme in schemes]
    codes = [f"{scheme.id} {label.code}" for scheme in schemes for label in scheme.labels]
    twice = [name for name, count in Counter([*ids, *codes]).items() if count > 1]
    if twice:
        message = tr(
            "“{file}” is not a codebook: it has “{name}” twice.", file=path.name, name=twice[0]
        )
        raise CodebookError(message)
