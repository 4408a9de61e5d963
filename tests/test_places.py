"""The program's own folders are the person's, and are made by whoever needs them."""

import os
from importlib import import_module
from pathlib import Path

import platformdirs
import pytest

from annotator import places
from annotator.storage.high_water import HighWater, is_first_advice
from annotator.ui.application.settings import Settings, load, save
from annotator.ui.project.bookmarks import Bookmark, Bookmarks


@pytest.mark.parametrize("folder", [places.settings_folder, places.state_folder, places.log_folder])
def test_each_folder_is_the_programs_own_and_not_made_yet(folder):
    assert "annotator" in folder().parts
    assert folder().is_relative_to(os.environ["HOME"])
    assert not folder().exists()


def test_projects_lie_in_the_source_tree_or_among_the_documents(monkeypatch, tmp_path):
    source = places.projects_folder()
    monkeypatch.setattr(places, "_PACKAGE", tmp_path)
    (tmp_path / "projects").mkdir()

    assert source == Path(__file__).resolve().parent.parent / "projects"
    assert places.projects_folder().parts[-2:] == ("Documents", "Annotator")


@pytest.mark.parametrize("system", ["windows.Windows", "macos.MacOS", "unix.Unix"])
@pytest.mark.usefixtures("qapp")  # bookmarks wait for a timer
def test_on_every_system_settings_and_state_may_share_a_folder(monkeypatch, tmp_path, system):
    module, name = system.split(".")
    dirs = getattr(import_module(f"platformdirs.{module}"), name)
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda name: f"{tmp_path}/{name}")
    monkeypatch.setattr(platformdirs, "PlatformDirs", dirs)
    settings, state = places.settings_folder(), places.state_folder()

    save(Settings(annotator_name="Ana"), settings)
    HighWater(state, "a").close()
    bookmarks = Bookmarks(state, "a")
    bookmarks.put("A1", Bookmark(place=7))
    bookmarks.flush()

    assert load(settings).settings.annotator_name == "Ana"
    assert Bookmarks(state, "a").find("A1") == Bookmark(place=7)
    assert is_first_advice(state, "a")
    assert "annotator" in places.log_folder().parts


@pytest.mark.parametrize("failure", [ImportError, KeyError, OSError])
def test_a_login_name_that_cannot_be_found_is_empty(monkeypatch, failure):
    def fail():
        raise failure

    monkeypatch.setattr("getpass.getuser", fail)

    assert places.user_name() == ""
