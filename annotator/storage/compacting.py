"""Making the file of a project smaller, and telling what takes its room."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from math import inf
from pathlib import Path
from typing import Final

from msgspec import Struct

from annotator.domain.backup import BackupContents
from annotator.domain.copying import Progress
from annotator.domain.errors import Remedy, StorageError
from annotator.i18n import N_, tr
from annotator.storage import engine
from annotator.storage.backups import contents_of, snapshot
from annotator.storage.copying import complete, require_room
from annotator.storage.drafts import discard, draft_of, remove_drafts
from annotator.storage.engine import ask
from annotator.storage.lock import ProjectLock
from annotator.storage.looking import real
from annotator.storage.opening import require_project
from annotator.storage.quick_check import quick_findings
from annotator.storage.replacing import put_in_place
from annotator.storage.upgraded_copy import version_of

_DAMAGED: Final = N_("“{file}” was not compacted, because it is damaged. {problem}")
_SIZES: Final = (
    "SELECT (SELECT ifnull(sum(length(CAST(content AS BLOB)) + {text_packed}), 0) FROM text),"
    " (SELECT ifnull(sum(length(content)), 0) FROM original),"
    " (SELECT ifnull(sum(length(CAST(changes AS BLOB)) + {packed}), 0) FROM journal)"
)
_PACKED: Final = 10  # lines of the history are kept compressed from this file version on
_TEXTS_PACKED: Final = 13  # and texts from this one
_LENGTH: Final = "ifnull(length(packed), 0)"


class ProjectSize(Struct, frozen=True):
    """What a project holds, and the bytes of its file and of parts of it.

    `unused` would be freed by compacting.
    """

    contents: BackupContents
    file: int
    texts: int
    originals: int
    history: int
    unused: int


def project_size(path: Path) -> ProjectSize:
    """Return what takes the room of a project; raises StorageError."""
    with closing(snapshot(path)) as db:
        packed = _LENGTH if version_of(db) >= _PACKED else "0"
        text_packed = _LENGTH if version_of(db) >= _TEXTS_PACKED else "0"
        sizes = ask(db, _SIZES.format(packed=packed, text_packed=text_packed))
        ((texts, originals, history),) = sizes
        ((page,),) = ask(db, "PRAGMA page_size")
        ((unused,),) = ask(db, "PRAGMA freelist_count")
        contents, size = contents_of(db), real(path).stat().st_size
    return ProjectSize(contents, size, texts, originals, history, unused * page)


def compacting(path: Path) -> Iterator[Progress]:
    """Write the project without unused room into a new file, and put that in its place.

    Raises StorageError, changing nothing, for a project that is open or damaged.
    """
    path = real(path)
    require_project(path)
    with (
        engine.refusing(lambda: tr("“{file}” could not be compacted", file=path.name)),
        ExitStack() as end,
    ):
        lock = ProjectLock(path)
        end.callback(lock.release)
        remove_drafts(path)
        draft = draft_of(path)
        end.callback(discard, draft)
        yield Progress(tr("Compacting"), 0, 0)
        _write(path, draft)
        yield Progress(tr("Checking"), 0, 0)
        _check(draft, path.name)
        lock.release()  # Windows replaces no open file
        put_in_place(draft, path)


def _write(path: Path, draft: Path) -> None:
    with closing(engine.open_for_writing(path)) as db:
        require_room(db, path)
        # VACUUM alone keeps all of it in memory, with this engine
        with db.limited(inf):
            db.execute("VACUUM INTO ?", [str(draft)])
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _check(draft: Path, name: str) -> None:
    for problem in quick_findings(draft, lambda: True):
        raise StorageError(tr(_DAMAGED, file=name, problem=problem), Remedy.CHECK)
    complete(draft)
