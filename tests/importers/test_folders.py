"""Every file in a folder is read, or has a line that says why not."""

import os
from pathlib import Path

import pytest

from annotator.importers import Draft, Refusal, folders, html
from annotator.importers.folders import gathered, read_files
from annotator.storage.project import create_project


@pytest.fixture
def saved(tmp_path):
    """Save a file in the folder; returns its path."""

    def save(name, content=b"Words"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return save


def told(folder):
    """Return what is told of each file that is not to be read: its name, and what is said."""
    found = [each for each in gathered([folder]) if isinstance(each, Refusal)]
    return {each.path.name: (each.is_skipped, each.reason.partition("” ")[2]) for each in found}


def test_each_file_that_is_not_read_says_why(saved, tmp_path):
    saved("a.txt")
    saved("story.xyz")
    saved("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    saved("~$open.docx")
    saved(".cache/one")
    saved(".cache/two/three")

    unknown = "is of an unknown type. Import it on its own to read it as text."
    assert told(tmp_path) == {
        "story.xyz": (False, unknown),
        "~$open.docx": (True, "is a hidden or system file."),
        ".cache": (True, "is a hidden folder with 2 files."),
    }


def test_a_project_is_passed_over_as_what_it_is(schemes, tmp_path):
    create_project(tmp_path / "x.annotator", "x", schemes, tmp_path / "seen").close()

    words = "is an Annotator project, or part of one. Open the project instead."
    assert told(tmp_path)["x.annotator"] == (True, words)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_what_is_no_file_is_called_so(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    (refusal,) = read_files([tmp_path])

    assert refusal.reason.startswith("“pipe” is a device or a pipe")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_to_files_are_read_and_links_to_folders_are_named(saved, tmp_path):
    outside = saved("outside/b.txt").parent
    folder = saved("folder/a.txt").parent
    (folder / "link.txt").symlink_to(outside / "b.txt")
    (folder / "links").symlink_to(outside)
    (folder / "broken.txt").symlink_to(outside / "gone.txt")
    (folder / "broken").symlink_to(outside / "gone")

    found = list(read_files([folder]))

    assert [each.file_name for each in found if isinstance(each, Draft)] == ["a.txt", "link.txt"]
    assert {each.path.name for each in found if isinstance(each, Refusal)} == {
        *("broken", "broken.txt", "links"),
    }
    assert told(folder)["links"] == (True, "is a link to another folder and was not followed.")


def test_a_folder_that_cannot_be_opened_is_named(saved, tmp_path, monkeypatch):
    locked = saved("locked/a.txt").parent
    scan = os.scandir

    def refuse(path):
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)

    (refusal,) = gathered([tmp_path])
    assert refusal.reason == "The folder “locked” cannot be opened: Permission denied."
    assert not refusal.is_skipped


def test_a_file_is_known_by_what_is_in_it_where_its_name_says_nothing(saved, tmp_path, monkeypatch):
    page = saved("page.php")
    monkeypatch.setattr(folders, "format_of", lambda _: html.FORMAT)

    assert list(gathered([tmp_path])) == [page]


@pytest.mark.parametrize("name", ["", "export"])
def test_an_export_is_told_as_one_thing(saved, tmp_path, name):
    saved("export/annotator-export.sha256")
    saved("export/texts/A1.v1.txt")

    words = "is an Annotator export, which cannot be imported. Open its project instead."
    assert told(tmp_path / name) == {"export": (False, words)}


def test_a_part_of_a_file_that_is_not_read_has_its_line_too(saved):
    path = saved(
        "x.rss", b"<rss><channel><item></item><item><title>A</title></item></channel></rss>"
    )

    assert all(isinstance(each, Refusal) for each in read_files([path]))
