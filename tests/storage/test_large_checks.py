"""A check of a large project takes a page of rows at a time, and the time that its size allows."""

import shutil
import tempfile
from contextlib import closing

import pytest

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import engine, replay, replay_states, upgraded_copy
from annotator.storage.replay import Replay
from annotator.storage.replay_states import ReplayStates
from annotator.storage.schema import SCRIPTS
from annotator.storage.upgraded_copy import at_current_version
from tests.storage.test_upgrading import old  # noqa: F401 - a fixture


@pytest.fixture
def paged(monkeypatch):
    """Let every page and every batch be of one."""
    monkeypatch.setattr(replay, "_PAGE", 1)
    monkeypatch.setattr(replay_states, "_WAITING", 0)


@pytest.mark.usefixtures("paged")
def test_a_journal_is_compared_page_by_page(store, one_of_each):
    extra = Entity(name="Anna", aliases=("A", "B"))
    store.apply(Edit.add("Add", extra, Entity(name="Bea", aliases=("C",))))
    store.apply(Edit.remove("Remove", store.reader.find(Entity)[-1]))
    assert list(Replay(store._db).findings()) == []

    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("DELETE FROM entity WHERE id = ?", [extra.id])
    missing = f"One of the entities ({extra.id}) is missing from the project."
    assert list(Replay(store._db).findings()) == [missing]
    store._db.execute("UPDATE entity_alias SET entity_id = 'nobody'")
    found = list(Replay(store._db).findings())
    assert "One of the other names of entities (nobody) is not in the history." in found


@pytest.mark.parametrize("has_room", [True, False])
def test_what_is_followed_lies_in_a_file_where_there_is_room(has_room, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "" if has_room else tmp_path / "none"))
    with closing(ReplayStates()) as states:
        states.put("claim", "1", b"{}")
        assert states.rest("claim") == ["1"]
        assert [each.name for each in tmp_path.glob("*/[!.]*")] == ["scratch"] * has_room
    assert [*tmp_path.iterdir()] == []


def test_what_is_gone_cannot_go_again():
    with closing(ReplayStates()) as states:
        states.put("claim", "1", b"{}")
        states.rest("claim")
        states.drop("claim", "1")
        for id_ in ("1", "2"):
            with pytest.raises(KeyError):
                states.drop("claim", id_)
        assert states.rest("claim") == []


def test_a_copy_of_an_old_project_has_the_time_of_its_file(old):  # noqa: F811
    db = engine.open_for_reading(old)
    db.seconds = 1234.5

    with closing(at_current_version(db)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (len(SCRIPTS),)
        assert copy.seconds == 1234.5


@pytest.mark.parametrize("free", [10**9, 0])
def test_a_large_old_project_is_copied_to_the_disk_where_there_is_room(
    old,  # noqa: F811
    free,
    tmp_path,
    monkeypatch,
):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(upgraded_copy, "SMALL", 0)
    usage = shutil.disk_usage(folder)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)

    with closing(at_current_version(engine.open_for_reading(old))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (len(SCRIPTS),)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert [each.name for each in folder.glob("*/[!.]*")] == ["scratch"] * bool(free)
    assert [*folder.iterdir()] == []
