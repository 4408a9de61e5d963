"""Where Qt lacks a library of the system, the program says which packages to install."""

import ctypes
import subprocess
import sys

import pytest

from annotator import app
from annotator.cli import main
from annotator.commands import qt_libraries, window
from annotator.domain.errors import AnnotatorError

GLIB = "libglib-2.0.so.0: cannot open shared object file: No such file or directory"
CURSOR = "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"


@pytest.fixture(autouse=True)
def debian(monkeypatch):
    """A system with apt, and nothing missing that ldd could tell of."""
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(qt_libraries, "_missing", list)


def test_a_missing_library_is_told_as_the_package_that_brings_it():
    with (
        pytest.raises(AnnotatorError, match=r"apt-get install libglib2\.0-0”"),
        qt_libraries.required(),
    ):
        raise ImportError(GLIB)


def test_any_other_failing_import_is_none_of_its_business():
    with pytest.raises(ImportError, match="cannot import name"), qt_libraries.required():
        raise ImportError("cannot import name 'x'")


def test_all_that_is_missing_is_named_at_once(monkeypatch):
    listed = "\tlibEGL.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6\n\tlibGL.so.1 => not found"
    done = subprocess.CompletedProcess([], 0, stdout=listed)
    monkeypatch.undo()
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)

    assert qt_libraries._missing() == ["libEGL.so.1", "libGL.so.1"]


def test_without_a_loader_to_ask_the_one_that_failed_is_named(monkeypatch):
    def run(*_, **__):
        raise FileNotFoundError

    monkeypatch.undo()
    monkeypatch.setattr(subprocess, "run", run)

    assert qt_libraries._missing() == []


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libEGL.so.1", "libegl1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
    ],
)
def test_packages_are_named_as_debian_names_them(library, package):
    assert f"install {package}”" in qt_libraries.advice([library])


def test_elsewhere_the_files_are_named(monkeypatch):
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda _: None)

    assert "the packages that bring libEGL.so.1, then" in qt_libraries.advice(["libEGL.so.1"])


@pytest.mark.parametrize(
    ("variables", "is_looked_at"),
    [
        ({}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, False),
    ],
)
def test_what_draws_on_an_x_server_is_looked_at_before_qt_would_abort(
    monkeypatch, variables, is_looked_at
):
    def load(path):
        raise OSError(CURSOR)

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", load)
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    if is_looked_at:
        with pytest.raises(AnnotatorError, match="libxcb-cursor0"):
            qt_libraries.require_screen_plugin()
    else:
        qt_libraries.require_screen_plugin()


@pytest.mark.parametrize("error", [None, "undefined symbol: x"])
def test_a_plugin_that_loads_or_fails_in_another_way_is_left_to_qt(monkeypatch, error):
    def load(path):
        if error:
            raise OSError(error)

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")

    qt_libraries.require_screen_plugin()


def test_other_systems_bring_their_own(monkeypatch):
    looked_at = []
    monkeypatch.setattr(ctypes, "CDLL", looked_at.append)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(sys, "platform", "darwin")

    qt_libraries.require_screen_plugin()

    assert looked_at == []


def test_the_window_is_refused_in_a_sentence_and_commands_go_on(tmp_path):
    lacking = (
        "import sys\n"
        "class Lacking:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'PySide6.QtCore':\n"
        f"            raise ImportError({GLIB!r})\n"
        "sys.meta_path.insert(0, Lacking())\n"
        "from annotator.cli import main\n"
        "main()\n"
    )

    def run(*words):
        command = [sys.executable, "-c", lacking, *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    for words in ([], ["--sample"], ["tour", "--out", "o"]):
        told = run(*words)
        assert (told.returncode, told.stdout) == (1, "")
        assert "The window needs system libraries" in told.stderr
        assert "Traceback" not in told.stderr
    assert run("new", "news.annotator").returncode == 0


def test_without_a_screen_nothing_is_looked_at(monkeypatch):
    monkeypatch.setattr(app, "has_screen", lambda: False)
    monkeypatch.setattr(app, "run", lambda path: 7)

    assert window.open_window(None) == 7


def test_a_window_is_shown_where_everything_is_there(monkeypatch):
    seen = []
    monkeypatch.setattr(app, "has_screen", lambda: True)
    monkeypatch.setattr(qt_libraries, "require_screen_plugin", lambda: seen.append("looked"))
    monkeypatch.setattr(app, "run", lambda path: seen.append(path) or 0)

    main([], standalone_mode=False)

    assert seen == ["looked", None]
