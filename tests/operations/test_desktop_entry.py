"""The desktop entry: written where a desktop looks, understood by it, and gone again."""

import configparser
import os
import shutil
import stat
import subprocess
import sys

import pytest

from annotator.domain.errors import AnnotatorError
from annotator.operations import desktop_entry
from annotator.storage.project import create_project

ODD = ("/opt/Fact “desk” 100%/an$notator\\x", 'two "words"')

ASK_FOR_TYPE = (
    "import sys; from PySide6.QtCore import QMimeDatabase;"
    "print(QMimeDatabase().mimeTypeForFile(sys.argv[1]).name())"
)


def exec_of(entry):
    """Return the arguments that a desktop reads from an entry, by its specification."""
    parser = configparser.RawConfigParser()
    parser.read(entry, encoding="utf-8")
    value = parser["Desktop Entry"]["Exec"].replace("\\\\", "\\")  # the escapes of any value
    arguments, rest = [], value
    while rest.startswith('"'):
        argument, at = "", 1
        while rest[at] != '"':
            at += rest[at] == "\\"
            argument += rest[at]
            at += 1
        arguments.append(argument.replace("%%", "%"))
        rest = rest[at + 1 :].lstrip()
    return (*arguments, rest)


def test_any_path_of_the_program_is_understood(tmp_path):
    entry, *_ = desktop_entry.install(tmp_path, ODD)

    assert exec_of(entry) == (*ODD, "%f")


def test_the_entry_is_valid(tmp_path):
    validate = shutil.which("desktop-file-validate")
    if not validate:
        pytest.skip("NOT TESTED: desktop-file-validate is not installed")
    entry, *_ = desktop_entry.install(tmp_path, ODD)

    found = subprocess.run([validate, entry], capture_output=True, text=True, check=False)

    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize("name", ["News.annotator", "no ending"])
def test_a_project_is_known_by_its_name_and_by_what_is_in_it(tmp_path, schemes, name):
    if not shutil.which("update-mime-database"):
        pytest.skip("NOT TESTED: update-mime-database is not installed")
    desktop_entry.install(tmp_path / "data", ODD)
    create_project(tmp_path / "a.annotator", "News", schemes, tmp_path / "state").close()
    project = (tmp_path / "a.annotator").rename(tmp_path / name)

    said = subprocess.run(
        [sys.executable, "-c", ASK_FOR_TYPE, project],
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "application/x-annotator-project"


def test_installing_again_replaces_and_removing_leaves_nothing(tmp_path):
    desktop_entry.install(tmp_path, ("/old/annotator",))
    paths = desktop_entry.install(tmp_path, ("/new/annotator",))
    assert exec_of(paths[0]) == ("/new/annotator", "%f")

    assert desktop_entry.remove(tmp_path) == paths
    assert not any(path.exists() for path in paths)
    assert desktop_entry.remove(tmp_path) == ()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "applications").write_text("a file in the way")

    with pytest.raises(AnnotatorError, match=f"“{tmp_path}” could not be written"):
        desktop_entry.install(tmp_path, ODD)


def test_a_file_that_cannot_be_removed_is_named(tmp_path, monkeypatch):
    desktop_entry.install(tmp_path, ODD)

    def refuse(path):
        raise PermissionError(stat.S_IRWXU, "not permitted", str(path))

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    with pytest.raises(AnnotatorError, match="could not be changed"):
        desktop_entry.remove(tmp_path)


def test_a_desktop_without_caches_is_served_too(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)

    assert all(path.exists() for path in desktop_entry.install(tmp_path, ODD))


def test_caches_that_cannot_be_updated_stop_nothing(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(shutil, "which", lambda name: asked.append(name) or shutil.__file__)
    monkeypatch.setattr(
        subprocess, "run", lambda words, **more: subprocess.CompletedProcess(words, 1)
    )

    assert all(path.exists() for path in desktop_entry.install(tmp_path, ODD))
    assert asked == ["update-mime-database", "update-desktop-database", "gtk-update-icon-cache"]
