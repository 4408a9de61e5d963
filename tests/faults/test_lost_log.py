"""After a crash the log beside the project is lost or damaged: it is noticed (F25 to F27, F29)."""

import shutil

import pytest

from annotator.storage import engine
from annotator.storage.project import open_project
from annotator.storage.verification import findings

pytestmark = pytest.mark.skipif(
    not engine.is_safe_for_wal(engine.sqlite3.sqlite_version_info), reason="this engine has no log"
)


@pytest.fixture
def crashed(project, at_work, tmp_path):
    """The folder of a project whose program was killed at work, and what was acknowledged."""
    process = at_work(3)
    acknowledged = [process.stdout.readline() for _ in range(30)]
    process.kill()
    process.wait()
    return shutil.copytree(tmp_path, tmp_path / "crashed"), acknowledged


def flipped(raw):
    place = len(raw) // 3
    return raw[:place] + bytes([raw[place] ^ 4]) + raw[place + 1 :]


@pytest.mark.red_when("nothing_is_remembered")
def test_a_lost_or_damaged_log_is_said_on_opening(crashed, state_folder, tmp_path):
    raw = (crashed[0] / "trial.annotator-wal").read_bytes()
    for number, log in enumerate([b"", raw[:32], raw[: len(raw) // 2], flipped(raw)]):
        folder = shutil.copytree(crashed[0], tmp_path / f"damaged {number}")
        (folder / "trial.annotator-wal").write_bytes(log)
        project = folder / "trial.annotator"

        assert any("older than the one" in words for words in findings(project, state_folder))
        store = open_project(project, state_folder)
        assert "older than the one you last worked in" in store.warning
        store.close()
        assert not any("older" not in words for words in findings(project, state_folder))


@pytest.mark.red_when("the_log_is_thrown_away")
def test_a_lost_index_of_the_log_loses_nothing(crashed, require_whole):
    folder, acknowledged = crashed
    (folder / "trial.annotator-shm").unlink(missing_ok=True)

    require_whole(acknowledged, folder / "trial.annotator")


@pytest.mark.red_when("nothing_is_remembered")
def test_a_copy_without_its_log_is_noticed(crashed, state_folder):
    folder, _ = crashed
    alone = folder / "mailed.annotator"
    shutil.copy(folder / "trial.annotator", alone)

    store = open_project(alone, state_folder)
    assert "later edits are not in it" in store.warning
    store.close()
