"""A person's settings, for all projects."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final, Literal, Self, TypeAlias, get_type_hints

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import asdict, replace
from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, tr
from annotator.ui.application.shortcuts import KEYS, KeyMap

MOST_RECENT: Final = 12
"""How many projects are remembered."""

MOST_MATCHES: Final = 200
"""For how many kinds of tables the match of columns is remembered."""

MOST_KEYS: Final = 500
"""For how many actions keys of a person's own are remembered."""

SchemeName: TypeAlias = Literal["system", "light", "dark"]

TEXT_SIZES: Final = (11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32, 40)
"""The sizes of articles that are offered, in pixels where the interface has type of 13."""

LINE_HEIGHTS: Final = (1.3, 1.45, 1.6, 1.75, 2.0)
"""The line heights that are offered, as multiples of the size."""

INTERFACE_PERCENTS: Final = (100, 110, 125, 150, 175, 200)
"""The sizes of the interface that are offered, in percent of the desktop's."""

NO_SPELLING: Final = "off"
"""The setting with which no spelling is checked."""

_FILE: Final = "settings.json"
_ASIDE: Final = "settings-damaged.json"
_UNREADABLE: Final = N_("Some settings could not be read and were reset.")
_KEPT: Final = N_("Some settings could not be read. The former file is kept as “{path}”.")
_DAMAGES: Final = (msgspec.DecodeError, UnicodeDecodeError)
_ENTRIES: Final[Mapping[str, tuple[object, int]]] = {
    "recent": (str, MOST_RECENT),
    "column_matches": (dict[str, int | None], MOST_MATCHES),
    "keys": (tuple[str, ...], MOST_KEYS),
}
_FORMER_LINE_HEIGHT: Final = 1.6  # the default of versions that wrote every value, chosen or not


class Settings(Struct, frozen=True):
    """All settings.

    `text_family` is empty for the first suitable serif that is installed; `line_height` is a
    multiple of the text's size; `interface_percent` is the size of everything else in percent of
    the desktop's; `annotator_name` is who works now, empty before anybody has said;
    `autosave_pause_ms` is the pause in typing after which it is saved; `recent` has paths of
    projects, newest first, at most 12. `folds_furniture` hides excluded lines; `shows_suggestions`
    shows suggested labels; `native_text`
    shows articles in one of Qt's text widgets, for screen readers; with `whole_words` the mouse
    selects by words; `allow_local_links` allows links to this computer and the local network;
    `column_matches` has the columns of an article's fields by the shapes of tables, newest last,
    at most 200. `spelling` is the language of the dictionary for notes, such as `en_GB`, empty
    for the system's and `off` for none. `watched_folder` is the folder watched for new files,
    empty for none, and `watched_until` the time of the newest file that was offered, in seconds
    since 1970. `backup_folder` is the folder of backups, empty for one beside each project, and
    `backups_kept` how many of the newest are kept, 0 for no backups. `desk_name` and `desk_logo`,
    the path of a PNG or JPEG file, are at the head of reports; empty for none. `keys` has the
    keys that a person has given to actions, by their ids.

    Only values that differ from the default are written, so that later defaults apply.
    """

    scheme: SchemeName = "system"
    text_family: str = ""
    text_size_px: Annotated[int, Meta(ge=8, le=72)] = 16
    line_height: Annotated[float, Meta(ge=1.0, le=3.0)] = 1.75
    interface_percent: Annotated[int, Meta(ge=100, le=200)] = 100
    autosave_pause_ms: Annotated[int, Meta(ge=200, le=1500)] = 800
    annotator_name: str = ""
    recent: Annotated[tuple[str, ...], Meta(max_length=MOST_RECENT)] = ()
    folds_furniture: bool = False
    shows_suggestions: bool = True
    whole_words: bool = True
    native_text: bool = False
    allow_local_links: bool = False
    column_matches: Annotated[dict[str, dict[str, int | None]], Meta(max_length=MOST_MATCHES)] = (
        field(default_factory=dict)
    )
    spelling: str = ""
    watched_folder: str = ""
    watched_until: float = 0.0
    backup_folder: str = ""
    backups_kept: Annotated[int, Meta(ge=0, le=1000)] = 10
    desk_name: str = ""
    desk_logo: str = ""
    keys: Annotated[dict[str, tuple[str, ...]], Meta(max_length=MOST_KEYS)] = field(
        default_factory=dict
    )

    def folder_of_projects(self) -> str:
        """Return the folder of the newest project; '' where there is none."""
        return str(Path(self.recent[0]).parent) if self.recent else ""

    def with_recent(self, path: str) -> Self:
        """Return these settings with the project as the newest one."""
        others = (known for known in self.recent if known != path)
        return replace(self, recent=(path, *others)[:MOST_RECENT])

    def without_recent(self, path: str) -> Self:
        """Return these settings without the project."""
        return replace(self, recent=tuple(known for known in self.recent if known != path))

    def with_match(self, shape: str, match: Mapping[str, int | None]) -> Self:
        """Return these settings with the columns of tables of a shape."""
        others = {key: known for key, known in self.column_matches.items() if key != shape}
        newest = [*others.items(), (shape, dict(match))][-MOST_MATCHES:]
        return replace(self, column_matches=dict(newest))


class Loaded(Struct, frozen=True):
    """The settings of a file, and a sentence about what could not be read; '' for nothing."""

    settings: Settings = Settings()
    news: str = ""


class Preferences(QObject):
    """The current settings; every change is saved at once.

    `news` says what could not be read at the start, until somebody takes it.
    """

    changed = Signal(object)  # Settings
    refused = Signal(object)  # AnnotatorError

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        loaded = load(folder)
        self._settings, self._news = loaded.settings, loaded.news

    @property
    def settings(self) -> Settings:
        """Return the current settings."""
        return self._settings

    def take_news(self) -> str:
        """Return what could not be read at the start, the first time; '' afterwards."""
        news, self._news = self._news, ""
        return news

    def change(self, **fields: object) -> None:
        """Change settings by name; a failure to save them is reported.

        Raises msgspec.ValidationError for a value that its setting cannot have.
        """
        self.put(msgspec.convert(msgspec.to_builtins(self._settings) | fields, Settings))

    def put(self, settings: Settings) -> None:
        """Use and save these settings."""
        if settings == self._settings:
            return
        self._settings = settings
        try:
            save(settings, self._folder)
        except AnnotatorError as error:
            self.refused.emit(error)
        self.changed.emit(settings)


def open_preferences(folder: Path, parent: QObject | None = None) -> Preferences:
    """Return the settings kept in a folder; actions have the keys of these settings from now on."""
    preferences = Preferences(folder, parent)
    preferences.changed.connect(_use_keys)
    _use_keys(preferences.settings)
    return preferences


def load(folder: Path) -> Loaded:
    """Return the settings kept in a folder, with defaults for all that cannot be read.

    A file with anything that is not understood is kept under another name, and what was understood
    takes its place, so that this is said once.
    """
    try:
        kept = (folder / _FILE).read_bytes()
    except OSError:
        return Loaded()
    fields, is_whole = _understood(kept)
    settings = msgspec.convert(_chosen(fields), Settings)
    return Loaded(settings, "" if is_whole else _set_aside(kept, settings, folder))


def _set_aside(kept: bytes, settings: Settings, folder: Path) -> str:
    """Keep a damaged file under another name, and return what is to be said about it."""
    try:
        _write(folder / _ASIDE, kept)
        save(settings, folder)
    except (OSError, AnnotatorError):
        return tr(_UNREADABLE)
    return tr(_KEPT, path=folder / _ASIDE)


def _use_keys(settings: Settings) -> None:
    KEYS.use(KeyMap(settings.keys))


def save(settings: Settings, folder: Path) -> None:
    """Save the settings in a folder, completely or not at all.

    Raises AnnotatorError when they cannot be written.
    """
    try:
        _write(folder / _FILE, msgspec.json.format(msgspec.json.encode(_unusual(settings))))
    except OSError as error:
        raise AnnotatorError(
            tr(
                "The settings could not be saved in “{folder}”: {reason}.",
                folder=folder,
                reason=error.strerror,
            )
        ) from error


def _unusual(settings: Settings) -> dict[str, object]:
    usual = asdict(Settings())
    return {name: value for name, value in asdict(settings).items() if value != usual[name]}


def _chosen(fields: dict[str, object]) -> dict[str, object]:
    """Return the values without a default of an earlier version, which looks like a choice."""
    usual = asdict(Settings())
    has_defaults = any(fields[name] == usual[name] for name in fields.keys() - {"annotator_name"})
    if has_defaults and fields.get("line_height") == _FORMER_LINE_HEIGHT:
        return {name: value for name, value in fields.items() if name != "line_height"}
    return fields


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-new")
    draft.write_bytes(content)
    draft.replace(path)


def _understood(kept: bytes) -> tuple[dict[str, object], bool]:
    """Return the values that can be used, and whether that is everything in the file."""
    try:
        written = msgspec.json.decode(kept, type=dict[str, msgspec.Raw])
    except _DAMAGES:
        return {}, False
    kinds = get_type_hints(Settings, include_extras=True)
    fields: dict[str, object] = {}
    is_whole = written.keys() <= kinds.keys()
    for name in written.keys() & kinds.keys():
        try:
            fields[name] = msgspec.json.decode(written[name], type=kinds[name])
        except _DAMAGES:
            is_whole = False
            with suppress(KeyError, *_DAMAGES):  # KeyError: it has no entries
                fields[name] = _entries(name, written[name])
    return fields, is_whole


def _entries(name: str, written: msgspec.Raw) -> object:
    """Return the entries of a list or a mapping that can be used.

    Raises msgspec.DecodeError for a value that is neither.
    """
    kind, most = _ENTRIES[name]
    if name == "recent":
        listed = msgspec.json.decode(written, type=list[msgspec.Raw])
        return tuple(each for part in listed for each in _usable(part, kind))[:most]
    named = msgspec.json.decode(written, type=dict[str, msgspec.Raw])
    found = [(key, each) for key, part in named.items() for each in _usable(part, kind)]
    return dict(found[-most:])


def _usable(part: msgspec.Raw, kind: object) -> Iterator[object]:
    """Yield an entry, if it can be used."""
    with suppress(*_DAMAGES):
        yield msgspec.json.decode(part, type=kind)
