"""The window comes up without what it does not show, an export without what it does not write."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import app, places, start
from annotator.commands import click_texts
from annotator.domain.errors import AnnotatorError
from annotator.sample import project as sample

ROOT = Path(__file__).resolve().parent.parent
UNSEEN = (
    "annotator.commands.import_command",
    "annotator.exporters",
    "annotator.pseudo_language",
    "annotator.domain.figures",
    "annotator.domain.search_words",
    "annotator.storage.backups",
    "annotator.storage.replacing",
    "annotator.storage.verification",
    "annotator.ui.dialogs.dialog_widgets",
    "annotator.ui.dialogs.work",
    "annotator.ui.views.claim_picker",
    "click",
    "logging.handlers",
    "annotator.importers",
    "annotator.ui.panels.check_form",
    "annotator.ui.panels.evidence_form",
    "annotator.ui.panels.evidence_section",
    "PySide6.QtGui.QAccessible",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtWidgets.QColorDialog",  # one of 60 that only a search of all makes
    "PySide6.QtWidgets.QFileDialog",
    "csv",
    "_hashlib",
    "annotator.language.sentences.likely_words",
    "budoux",
    "email",
    "importlib.metadata",
    "rapidfuzz",
    "sqlite_utils",
    "xml",
)
"""What only dialogs, commands and files of other kinds need."""
STARTED = """
import sys
from annotator.start import main
from annotator.commands import qt_features
qt_features.leave_out()
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtWidgets import QApplication

def names_of_modules(*_):
    QApplication.processEvents()
    print(*sys.modules)
    for each in (QtCore, QtGui, QtWidgets):
        made = [name for name, kind in vars(each).items() if isinstance(kind, type)]
        print(*(f"{each.__name__}.{name}" for name in made))
    next(w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()).close()
    return 0

QApplication.exec = names_of_modules
main()
"""
DONE = """
import atexit, sys
from annotator.start import main
atexit.register(lambda: print(*sys.modules))
main()
"""
NOT_EXPORTED = (
    "annotator.exporters.csv_text",
    "annotator.exporters.tables",
    "annotator.exporters.workbook",
    "annotator.operations.search_query",
    "annotator.storage.search_reader",
    "importlib.metadata",
    "urllib.request",
    "zipfile",
)
"""What other formats need, and a filter."""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run a script on the sample project and return the words that it prints."""
    home = tmp_path_factory.mktemp("start")
    project = sample.ensure(home, places.state_folder(), "Ana")
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE", "CACHE")}

    def run(script, *words):
        given = [str(project) if word == "PROJECT" else word for word in words]
        done = subprocess.run(
            [sys.executable, "-c", script, *given],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env=os.environ | folders,
            text=True,
        )
        return done.stdout.split()

    return run


@pytest.fixture(scope="module")
def loaded(run):
    """What is loaded when the window on the sample project is painted: modules, classes of Qt.

    PySide makes a class when it is first asked for, and all of a kind when Qt returns one that it
    has not met, such as the viewport of a list.
    """
    return run(STARTED, "PROJECT")


@pytest.fixture(scope="module")
def loaded_to_export(run, tmp_path_factory):
    """The modules that are loaded when the sample project was exported as lines for doccano."""
    out = str(tmp_path_factory.mktemp("export") / "out.jsonl")
    return run(DONE, "export", "PROJECT", "--format", "doccano", "--out", out)


@pytest.mark.parametrize("unseen", UNSEEN)
def test_the_window_needs_no(loaded, unseen):
    assert not [name for name in loaded if f"{name}.".startswith(f"{unseen}.")]


@pytest.mark.parametrize("other", NOT_EXPORTED)
def test_an_export_in_one_format_needs_no(loaded_to_export, other):
    assert "annotator.exporters.span_lines" in loaded_to_export
    assert other not in loaded_to_export


def test_the_list_of_commands_loads_none_of_them(run):
    loaded = run(DONE, "--help")

    assert "annotator.cli" in loaded
    assert not [name for name in loaded if name.endswith("_command")]


@pytest.fixture
def begin(monkeypatch):
    """Start the program with some words; returns what the window was opened on, and the end."""
    opened = []
    monkeypatch.setattr(app, "run", lambda path: opened.append(path) or 7)

    def begin(*words):
        monkeypatch.setattr(sys, "argv", ["annotator", *words])
        with pytest.raises(SystemExit) as end:
            start.main()
        return opened, end.value.code

    return begin


@pytest.mark.parametrize("words", [[], ["news.annotator"], ["NEWS.ANNOTATOR"]])
def test_a_project_alone_or_nothing_opens_the_window(begin, words):
    assert begin(*words) == ([Path(each).absolute() for each in words] or [None], 7)


@pytest.mark.parametrize("words", [["--help"], ["articles", "--help"]])
def test_anything_else_is_a_command(begin, words, capsys):
    assert begin(*words) == ([], 0)
    assert "Usage: annotator" in capsys.readouterr().out


def test_a_refusal_is_told_in_a_sentence(begin, monkeypatch, capsys):
    def refuse(path):
        raise AnnotatorError("There is no screen.")

    monkeypatch.setattr(app, "run", refuse)

    assert begin("news.annotator") == ([], 1)
    assert capsys.readouterr().err == "There is no screen.\n"


def test_an_interrupt_before_the_command_is_there_is_told_in_a_word(begin, monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr(click_texts, "translate_click", interrupt)

    assert begin("articles", "news.annotator") == ([], "\nAborted!")


def test_pyside_does_not_read_the_source_of_what_is_imported_after_it():
    script = (
        "from annotator.commands import qt_features\n"
        "qt_features.leave_out()\n"
        "import linecache, annotator.domain.edit\n"
        "print([file for file in linecache.cache if 'domain' in file])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, cwd=ROOT, text=True
    )
    assert done.stdout == "[]\n"
