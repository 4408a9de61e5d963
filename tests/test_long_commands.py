"""What takes long on the command line says how far it is, and can be ended without a trace."""

import os
import signal
from contextlib import closing
from threading import Event

import pytest
from click.testing import CliRunner

from annotator import places
from annotator.cli import main
from annotator.commands import progress
from annotator.domain.copying import Progress
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import compacting, recovering, replacing, verification
from annotator.storage.project import create_project


@pytest.fixture
def project(tmp_path, schemes):
    """A project, closed."""
    path = tmp_path / "news.annotator"
    with closing(create_project(path, "News", schemes, places.state_folder())) as store:
        store.sign_in("Ana")
        store.apply(Edit.add("Add", Entity(name="Anna")))
    return path


@pytest.fixture
def run(project):
    """Run a command on the project."""

    def invoke(command, *rest):
        return CliRunner().invoke(main, [command, str(project), *rest])

    return invoke


@pytest.fixture
def terminal(monkeypatch):
    """Let somebody look at the error stream, and write there without a pause."""
    monkeypatch.setattr(progress, "is_terminal", lambda: True)
    monkeypatch.setattr(progress, "_PAUSE", 0)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["check"], "Checking: 3 of 9 (0:00)"),
        (["backup"], "Copying (MB): 1 of 1"),
        (["search", "anna"], "Indexing: 0 of 6 (0:00)"),
        (["compact"], "Compacting… (0:00)"),
        (["recover"], "Checking the backups…"),
        (["recover", "--from", "history"], "Checking"),
        (["restore", "1"], "Checking: 8 of 8"),
    ],
)
def test_a_terminal_is_told_how_far_it_is_and_a_file_is_not(run, terminal, command, words):
    run("backup")

    told = run(*command)

    assert told.exit_code == 0
    assert words in told.stderr
    assert told.stderr.endswith(f"\r{'':79}\r"), "the line is left there"
    assert "\r" not in told.stdout


@pytest.mark.parametrize("columns", [40, 200])
def test_the_line_fits_the_terminal(terminal, monkeypatch, columns):
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    own, its = pty.openpty()
    termios.tcsetwinsize(its, (24, columns))

    with os.fdopen(own, "rb", buffering=0) as screen, os.fdopen(its, "w") as stderr:
        with monkeypatch.context() as patched:
            patched.setattr(progress.sys, "stderr", stderr)
            progress.ProgressLine().show(Progress("Checking " * 30, 0, 0))
        line = screen.read(1000).decode()

    assert [len(each) for each in line.split("\r")] == [0, columns - 1, 0]


def test_a_terminal_is_told_the_time_during_a_step_that_takes_long(terminal, monkeypatch):
    written, is_often = [], Event()

    def echo(words, **_):
        written.append(words.strip())
        if len(written) > 3:
            is_often.set()

    def steps():
        yield Progress("Checking the backup", 0, 0)
        yield is_often.wait(5)

    monkeypatch.setattr(progress, "_TICK", 0.01)
    monkeypatch.setattr(progress.click, "echo", echo)

    assert [*progress.followed(steps())] == [True]
    assert "Checking the backup… (0:00)" in written
    assert written[-1] == ""


def test_nothing_is_told_where_nobody_looks(run):
    assert run("check").stderr == ""
    assert [*progress.followed(iter(["a result", Progress("Copying", 1, 2)]))] == ["a result"]


USUAL = {
    "SIGINT": signal.default_int_handler,
    "SIGTERM": signal.SIG_DFL,
    "SIGHUP": signal.SIG_DFL,
}
LONG = {
    "check": (verification, "integrity", ()),
    "compact": (compacting, "_check", ()),
    "recover": (recovering, "quick_findings", ()),
    "restore": (replacing, "complete", ("1",)),
}


@pytest.fixture
def heard():
    """Let each signal do what it usually does, also under `nohup` or in the background."""
    former = {name: signal.signal(getattr(signal, name), does) for name, does in USUAL.items()}
    yield
    for name, did in former.items():
        signal.signal(getattr(signal, name), did)


@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: such signals are those of POSIX")
@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("name", USUAL)
@pytest.mark.parametrize("command", LONG)
def test_what_is_ended_leaves_everything_as_it_was(run, project, monkeypatch, command, name):
    module, function, rest = LONG[command]
    run("backup")
    before = project.read_bytes()
    former = USUAL[name]
    do = getattr(module, function)
    asked = []

    def end(*given):
        asked.append(given)
        signal.raise_signal(getattr(signal, name))
        return do(*given)

    monkeypatch.setattr(module, function, end)

    told = run(command, *rest)

    assert (told.exit_code, told.stderr.strip()) == (1, "Aborted!")
    assert asked
    assert project.read_bytes() == before
    assert [*project.parent.rglob(f".{project.name}*")] == []
    assert signal.getsignal(getattr(signal, name)) == former
