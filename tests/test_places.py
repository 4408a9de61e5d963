"""The program's own folders are the person's, and are made by whoever needs them."""

import os
from pathlib import Path

import pytest

from annotator import places


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
