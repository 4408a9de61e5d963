"""Backups on the command line: made, listed and restored as in the window."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator import places
from annotator.cli import main
from annotator.commands import stats_command
from annotator.commands.backup_places import back_up_first
from annotator.domain.backup import BackupReason
from annotator.domain.errors import Remedy, StorageError
from annotator.storage.project import open_project
from annotator.storage.schema import SCRIPTS
from annotator.ui.application.settings import Settings, save


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder of its own, as Zoe."""
    monkeypatch.chdir(tmp_path)
    save(Settings(annotator_name="Zoe"), places.settings_folder())

    def run(*words, code=0):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result.output

    return run


@pytest.fixture
def news(run):
    """A project with an article, and a backup of it without."""
    Path("a.txt").write_text("A headline\n\nA sentence.", encoding="utf-8")
    run("new", "news.annotator")
    assert "Backed up to" in run("backup", "news.annotator")
    run("import", "news.annotator", "a.txt")
    return Path("news.annotator")


def count(run, news):
    return len(json.loads(run("articles", news, "--json")))


def test_a_backup_is_listed_with_what_it_holds_and_what_restoring_takes_away(run, news):
    listed = run("restore", news)

    assert "By hand: 0 articles, 0 claims and 0 marks" in listed
    assert "Restoring discards 2 edits, the last one: Import A1." in listed


def test_a_backup_is_restored_and_the_state_before_can_be_restored_too(run, news):
    assert "The previous state is kept as" in run("restore", news, "1")
    assert count(run, news) == 0

    assert json.loads(run("restore", news, "2", "--json"))["before"]
    assert count(run, news) == 1


def test_a_project_that_is_gone_is_listed_and_restored_by_its_name(run, news):
    news.unlink()

    assert "By hand" in run("restore", news)
    assert run("restore", news, "1") == "Restored backup 1.\n"
    assert count(run, news) == 0


def test_the_copy_before_an_upgrade_is_listed_and_restored_by_the_name_of_its_file(run):
    script = Path(__file__).parent / "storage" / "old" / "version-9.sql"
    with closing(sqlite3.connect("old.annotator")) as db:
        db.executescript(script.read_text(encoding="utf-8"))
    open_project(Path("old.annotator"), places.state_folder()).close()

    copy = f"old before version {len(SCRIPTS)}.annotator"
    assert run("restore", "old.annotator").startswith(f"{copy}  ")
    assert json.loads(run("restore", "old.annotator", "--json"))[0]["number"] is None
    assert f"Restored backup {copy}." in run("restore", "old.annotator", copy)


def test_backups_are_told_as_json(run, news):
    made = json.loads(run("backup", news, "--json", "--folder", "there"))
    (asked,) = json.loads(run("restore", news, "--json", "--folder", "there"))[:1]

    assert made == {"backup": asked["file"], "damaged": False}
    assert (asked["number"], asked["articles"], asked["edits_lost"]) == (2, 1, 0)


def test_a_project_without_backups_and_a_number_that_is_none_are_told(run):
    run("new", "news.annotator")

    assert run("restore", "news.annotator") == "There are no backups.\n"
    assert "There is no backup 7." in run("restore", "news.annotator", "7", code=1)


def test_a_damaged_project_is_backed_up_and_said_to_be_damaged(run, news):
    with closing(sqlite3.connect(news)) as db, db:
        db.execute("INSERT INTO text VALUES (?, 'other', NULL, 5)", ["0" * 64])

    assert "The check found problems" in run("backup", news, code=1)
    assert "By hand, has problems" in run("restore", news)


def test_a_backup_that_cannot_be_read_is_listed_as_that(run, news):
    (backup,) = Path("Annotator backups").iterdir()
    backup.write_bytes(b"")

    assert "It cannot be read." in run("restore", news)
    assert json.loads(run("restore", news, "--json"))[0]["articles"] is None


@pytest.mark.parametrize("kept", ["[]", '{"backups_kept": true}', "no JSON"])
def test_settings_that_are_damaged_are_not_needed(run, news, kept):
    (places.settings_folder() / "settings.json").write_text(kept, encoding="utf-8")

    assert "Backed up" in run("backup", news)


def test_a_damaged_project_is_recovered_from_its_history(run, news):
    with closing(sqlite3.connect(news)) as db, db:
        db.execute("DELETE FROM article_text")

    listed = run("recover", news)
    assert "backup: The newest backup: 0 articles, 0 claims and 0 marks." in listed
    assert "history: Rebuilt from the history of changes: 1 article" in listed
    assert {each["from"] for each in json.loads(run("recover", news, "--json"))} >= {"history"}

    assert "Recovered: Rebuilt" in run("recover", news, "--from", "history")
    assert count(run, news) == 1
    assert run("check", news).startswith("No problems found")


def test_what_was_recovered_is_told_as_json_and_a_way_that_is_none_is_refused(run, news):
    assert json.loads(run("recover", news, "--from", "backup", "--json"))["from"] == "backup"
    for backup in Path("Annotator backups").iterdir():
        backup.unlink()
    assert "Nothing can be recovered that way" in run("recover", news, "--from", "backup", code=1)
    news.write_bytes(b"")
    assert "Look for a copy" in run("recover", news)
    assert "There is no file" in run("recover", "other.annotator", code=1)
    assert "is a folder" in run("recover", ".", code=1)


def test_a_project_is_compacted_and_stays_what_it_was(run, news):
    with closing(sqlite3.connect(news)) as db, db:
        db.execute("CREATE TABLE large AS SELECT zeroblob(3000000) AS unused")
        db.execute("DROP TABLE large")
    before = news.stat().st_size

    assert "Compacted from 3" in run("compact", news)
    assert news.stat().st_size < before - 2_000_000
    assert count(run, news) == 1
    assert run("check", news).startswith("No problems found")
    assert json.loads(run("compact", news, "--json"))["after"] == news.stat().st_size


def test_an_open_or_damaged_project_is_not_compacted(run, news):
    with closing(open_project(news, places.state_folder())):
        assert "already open" in run("compact", news, code=1)
    with closing(sqlite3.connect(news)) as db, db:
        db.execute("INSERT INTO text VALUES (?, 'other', NULL, 5)", ["0" * 64])

    assert "was not compacted, because it is damaged" in run("compact", news, code=1)
    assert sorted(Path().glob(".*")) == []


def test_the_size_of_a_project_and_of_its_parts_is_told(run, news):
    told = run("stats", news)
    assert "1 article" in told
    assert "MB" in told

    stats = json.loads(run("stats", news, "--json"))
    assert stats["file"] == news.stat().st_size
    assert (stats["articles"], stats["claims"], stats["marks"]) == (1, 0, 0)
    assert stats["texts"] == len("A headline\n\nA sentence.")
    assert stats["edits"] == 3


def test_the_figures_of_a_project_are_told(run, news):
    told = run("stats", news)
    assert "Articles by status\n  1  To do\n" in told
    assert "Gaps by rule" not in told  # there is nothing to tell of them

    figures = json.loads(run("stats", news, "--json"))["figures"]
    assert figures[0]["rows"] == [{"name": "To do", "counts": {"": 1}}]
    assert {each["id"]: each["is_whole"] for each in figures}["gaps_by_rule"]


@pytest.mark.parametrize(("kept", "count"), [(10, 1), (0, 0)])
def test_a_large_change_is_backed_up_first_unless_no_backups_are_kept(run, kept, count):
    run("new", "news.annotator")
    save(Settings(annotator_name="Zoe", backups_kept=kept), places.settings_folder())

    back_up_first(Path("news.annotator"), BackupReason.IMPORT)

    assert len([*Path().glob("Annotator backups/*import*")]) == count


def test_a_backup_that_fails_is_told_and_prevents_nothing(run, capsys):
    run("new", "news.annotator")
    Path("Annotator backups").write_bytes(b"in the way")

    back_up_first(Path("news.annotator"), BackupReason.IMPORT)

    assert "No backup was made" in capsys.readouterr().err


@pytest.mark.parametrize(("remedy", "code"), [(Remedy.CHECK, 0), (Remedy.COPY, 1)])
def test_the_figures_of_a_damaged_project_are_told_as_far_as_they_can(
    run, news, monkeypatch, remedy, code
):
    def fail(_):
        raise StorageError("The project could not be read.", remedy)

    monkeypatch.setattr(stats_command, "project_size", fail)

    told = run("stats", news, code=code)

    assert "The project could not be read." in told
    assert ("Articles by status" in told) is (code == 0)
    if code == 0:
        assert json.loads(run("stats", news, "--json"))["damaged"]
