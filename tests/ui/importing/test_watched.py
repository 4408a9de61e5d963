"""New files in a folder that a person chose are offered in one line, and never come in unasked."""

import os
import time

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from annotator.ui.importing.watched import WatchedFolder, _new_files
from annotator.ui.importing.watched_bar import WatchedBar

STORY = "The premier said on Thursday that no guarantees were given to anyone at all. "


@pytest.fixture
def folder(tmp_path):
    """A folder with a file that is older than the watch."""
    folder = tmp_path / "Saved"
    folder.mkdir()
    (folder / "old.txt").write_text(STORY, encoding="utf-8")
    return folder


@pytest.fixture
def watched(qtbot, preferences, folder, monkeypatch):
    """The folder, watched, and what is told of it; the watch does not wait."""
    monkeypatch.setattr("annotator.ui.importing.watched._CALM", 10)
    watched = WatchedFolder(preferences)
    told = []
    watched.found.connect(told.append)
    watched.watch(str(folder))
    yield watched, told
    watched.stop()
    watched.deleteLater()


def save(folder, name, text=STORY):
    """Save a file whose time is surely after that of the watch."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    later = time.time() + 60
    os.utime(path, (later, later))
    return path


def names(told):
    return [path.name for path in told[-1]] if told else []


def test_a_new_file_is_told_of_and_older_and_half_written_ones_are_not(qtbot, watched, folder):
    _, told = watched
    for name in (".hidden.txt", "page.html.part", "x.crdownload", "picture.png"):
        save(folder, name)
    save(folder, "empty.txt", "")
    save(folder, "new.txt")

    qtbot.waitUntil(lambda: names(told) == ["new.txt"])


def test_a_file_that_grows_is_told_of_when_it_has_ended(qtbot, watched, folder):
    watcher, told = watched
    watcher._compare({folder / "x.txt": (1, 9e9)})
    watcher._compare({folder / "x.txt": (2, 9e9)})
    assert not told

    watcher._compare({folder / "x.txt": (2, 9e9)})
    assert names(told) == ["x.txt"]


def test_what_was_passed_over_is_not_told_of_again(qtbot, watched, folder, preferences):
    watcher, told = watched
    save(folder, "new.txt")
    qtbot.waitUntil(lambda: names(told) == ["new.txt"])

    watcher.pass_over()
    assert told[-1] == ()

    other = WatchedFolder(preferences)
    (found,) = list(_look(other))
    other.stop()
    assert found == {}


def _look(watcher):
    settings = watcher._preferences.settings
    return _new_files(watcher.folder, settings.watched_until)


def test_a_folder_that_is_gone_is_no_failure(qtbot, watched, folder):
    watcher, told = watched
    (folder / "old.txt").unlink()
    folder.rmdir()

    watcher._look()
    qtbot.waitUntil(lambda: watcher._task is None)
    assert told == []


def test_nothing_is_watched_until_a_person_wants_it(preferences):
    watched = WatchedFolder(preferences)

    assert watched.folder == ""
    assert watched._watcher is None


def test_the_line_says_how_many_there_are(qtbot, folder):
    bar = WatchedBar()
    qtbot.addWidget(bar)
    words = bar.findChild(QLabel, "watched.words")

    bar.offer((folder / "a.txt",))
    assert words.text() == "1 new file in “Saved”"
    bar.offer((folder / "a.txt", folder / "b.txt"))
    assert words.text() == "2 new files in “Saved”"
    bar.offer(())
    assert bar.isHidden()


# ---- In the window ----


def offer(window, path):
    """Let the watch see a file twice, so that it is whole."""
    watched = window.dialogs.importing._watched
    for _ in range(2):
        watched._compare({path: (1, 9e9)})


@pytest.fixture
def choose(monkeypatch):
    """Choose this folder whenever one is asked for."""

    def choose(folder):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))

    return choose


def test_a_folder_is_watched_and_its_files_are_offered_for_import(
    window, workspace, folder, choose, when_asked, said
):
    choose(folder)
    window.actions_["project.watch"].trigger()
    assert said() == f"Watching “{folder}”: new files there are offered for import."

    bar = window.dialogs.importing.bar
    offer(window, save(folder, "new.txt"))
    asked = []
    when_asked(lambda dialog: asked.append(dialog.objectName()))
    bar.findChild(QPushButton, "watched.import").click()

    assert asked == ["import"]
    assert bar.isHidden()
    assert len(workspace.reader.article_summaries()) == 1


def test_the_line_goes_when_it_is_dismissed(window, folder, choose):
    choose(folder)
    window.actions_["project.watch"].trigger()
    bar = window.dialogs.importing.bar
    offer(window, folder / "x.txt")
    assert not bar.isHidden()

    bar.findChild(QPushButton, "watched.dismiss").click()

    assert bar.isHidden()


@pytest.mark.parametrize("chosen", ["", "another"])
def test_another_folder_can_be_watched(window, folder, tmp_path, choose, press_when_asked, chosen):
    choose(folder)
    watch = window.actions_["project.watch"]
    watch.trigger()

    press_when_asked("message.Choose another folder…")
    choose(chosen and tmp_path)
    watch.trigger()

    settings = window.dialogs.importing._preferences.settings
    assert settings.watched_folder == str(tmp_path if chosen else folder)


def test_the_watch_is_ended_where_it_was_begun(
    window, folder, choose, press_when_asked, preferences
):
    choose(folder)
    window.actions_["project.watch"].trigger()
    press_when_asked("message.Stop watching")

    window.actions_["project.watch"].trigger()

    assert preferences.settings.watched_folder == ""
