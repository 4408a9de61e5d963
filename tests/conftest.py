"""What every test shares: no screen, no settings of the person's own, and real objects."""

import os
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QSettings

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")

_homes = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option behind `make faults`."""
    parser.addoption("--full", action="store_true", help="run every round of the fault tests")


def pytest_configure(config: pytest.Config) -> None:
    """Turn the whole process away from the screen and from the person's own folders."""
    home = TemporaryDirectory(prefix="annotator-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    os.environ |= {"HOME": home.name} | {name: f"{home.name}/{name}" for name in FOLDERS}


@pytest.fixture(autouse=True)
def own_folders(monkeypatch):
    """Settings, recent projects and state that no other test has seen; not made before use."""
    place = f"{os.environ['HOME']}/{next(_homes)}"
    for name in FOLDERS:
        monkeypatch.setenv(name, f"{place}/{name}")
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        # Qt reads the variable once in a process, and would go on with the first test's
        QSettings.setPath(kind, QSettings.Scope.UserScope, f"{place}/XDG_CONFIG_HOME")


@pytest.fixture(scope="session")
def full(pytestconfig):
    """Whether every round of a fault test is wanted (`--full`), or a few."""
    return pytestconfig.getoption("full")


@pytest.fixture(scope="session")
def real_articles():
    """The four articles as they come from the web; they lie beside the checkout, not in it."""
    folder = ROOT.parent / "shared" / "articles"
    paths = tuple(sorted(folder.glob("*.txt")))
    if len(paths) != 4:
        pytest.skip("the four real articles are not in ../shared/articles: NOT TESTED on them")
    return paths


# ---- The five objects of the program: article, claim, store, workspace, focus ----
