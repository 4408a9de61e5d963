"""The program ends in the midst of typing: at most two seconds of it are lost (F04, F09, F69)."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from test_power import disk, mounted, run  # noqa: F401 - one is a fixture
from typist import text

from annotator.domain.claim import Claim
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.places import state_folder
from annotator.storage.project import open_project
from annotator.storage.verification import findings
from annotator.ui.project.workspace import Workspace

TYPIST = Path(__file__).with_name("typist.py")
FIELDS = ("claim.text", "claim.claimant", "claim.date")
LOST = 2.0  # seconds, of the typist's own clock


@pytest.fixture
def typing(project):
    """Let somebody type; the process is gone after the test at the latest."""
    processes = []

    def start(field, count, *how, path=project):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        order = [sys.executable, str(TYPIST), str(path), field, str(count), *how]
        processes.append(
            subprocess.Popen(
                order, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def lines_of(process, count):
    """Return what the typist wrote, up to so many letters."""
    lines = []
    while len(lines) < count:
        line = process.stdout.readline()
        assert line, f"it ended by itself: {process.stderr.read()}"
        lines.append(line)
    return lines


def ended(process, lines):
    """Return every line until the end, and the exit code."""
    rest, told = process.communicate(timeout=120)
    assert "Traceback" not in told
    return [line.split() for line in [*lines, *rest.splitlines()]], process.returncode


def value_of(reader, field):
    """Return what is saved as the value of a field; '' where there is none."""
    [claim] = reader.find(Claim)
    if field == "claim.claimant" and claim.claimant_id:
        return reader.get(Entity, claim.claimant_id).name
    return claim.text if field == "claim.text" else ""


def require_kept(path, field, lines, folder=None):
    """Fail unless all but the last two seconds of typing are there, and return the notice."""
    folder = folder or state_folder()
    with closing(open_project(path, folder)) as store:
        store.sign_in("Ana")
        found = value_of(store.reader, field)
        for typed in store.reader.unconfirmed():
            found = typed.text
        notice = Workspace(store).notice
    times = {int(number): float(at) for number, at, *_ in lines}
    most = max(times) + 1  # the program may end between a letter and its line
    count = next((n for n in range(most, 0, -1) if text(n).strip() == found.strip()), 0)
    assert count, f"nothing was saved: {found[-20:]!r}"
    later = [at for number, at in times.items() if number > count + 1]
    lost = max(later) - min(later) if later else 0.0
    assert lost <= LOST, f"{lost:.1f} seconds of typing are lost: {found[-20:]!r}"
    assert list(findings(path, folder)) == []
    return notice


def pytest_generate_tests(metafunc):
    """Sweep over every field and signal, or over those that differ most."""
    full = metafunc.config.getoption("full")
    if "field" in metafunc.fixturenames:
        is_apart = pytest.mark.red_when("what_is_no_value_yet_is_not_kept")
        fields = [FIELDS[0], *(pytest.param(field, marks=is_apart) for field in FIELDS[1:])]
        metafunc.parametrize("field", fields if full else fields[:2])
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", ["SIGTERM", "SIGHUP"] if full else ["SIGTERM"])


@pytest.mark.red_when("typing_is_saved_in_pauses_only")
def test_killed_while_typing_without_a_rest(full, project, typing, field, qapp):
    random = Random(field)
    for _ in range(20 if full else 1):
        process = typing(field, 10_000)
        lines = lines_of(process, random.randrange(70, 400 if full else 80))
        process.kill()

        lines, code = ended(process, lines)
        notice = require_kept(project, field, lines)

        assert code == -signal.SIGKILL
        said = {said for *_, said in lines}
        assert "typing…" in said <= {"typing…", "saving…"}  # and never “saved”
        assert notice.startswith("Annotator was not closed properly.")
        if field != "claim.text":
            assert "Restored unsaved text" in notice
            with closing(open_project(project, state_folder())) as store:
                for typed in store.reader.unconfirmed():
                    store.unconfirmed.drop(typed)


@pytest.mark.red_when("signals_end_the_program_at_once", "what_is_typed_goes_with_the_window")
@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: such signals are those of POSIX")
def test_asked_to_end_while_typing(full, project, typing, name, qapp):
    for field in FIELDS if full else FIELDS[:1]:
        process = typing(field, 10_000, "unsaved")
        lines = lines_of(process, 8)
        process.send_signal(getattr(signal, name))

        lines, code = ended(process, lines)
        require_kept(project, field, lines)

        assert code == 0
        assert not Path(f"{project}-wal").exists()


@pytest.mark.red_when("dialogs_are_waited_for")
def test_asked_to_end_while_a_dialog_waits(project, typing, qapp):
    process = typing("claim.text", 30, "dialog")
    lines = lines_of(process, 31)  # the last one when the dialog has the keyboard
    process.send_signal(signal.SIGTERM)

    lines, code = ended(process, lines)

    assert code == 0
    assert require_kept(project, "claim.text", lines) == ""
    with closing(open_project(project, state_folder())) as store:
        assert store.reader.find(Claim)[0].text == text(30).strip()


@pytest.mark.red_when("what_is_typed_goes_with_the_window")
def test_the_window_is_closed_while_typing(project, typing, qapp):
    field = "claim.date"
    process = typing(field, 25, "close", "unsaved")

    lines, code = ended(process, lines_of(process, 25))

    assert code == 0
    assert require_kept(project, field, lines) == ""


@pytest.mark.red_when("waking_ends_the_program")
@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: such signals are those of POSIX")
def test_stopped_in_the_midst_and_woken_it_goes_on(project, typing, qapp):
    field = "claim.date"
    process = typing(field, 60, "close")
    lines = lines_of(process, 20)
    for _ in range(2):
        process.send_signal(signal.SIGSTOP)
        time.sleep(LOST)  # longer than anything waits in the window
        with pytest.raises(StorageError, match="is already open"):
            open_project(project, state_folder())
        process.send_signal(signal.SIGCONT)
        lines += lines_of(process, 20)

    lines, code = ended(process, lines)  # it is closed after the last letter

    assert code == 0
    assert require_kept(project, field, lines) == ""
    with closing(open_project(project, state_folder())) as store:
        assert [typed.text for typed in store.reader.unconfirmed()] == [text(60)]


@pytest.mark.long
@pytest.mark.red_when("commits_are_not_flushed")
def test_the_power_goes_while_typing(disk, project, typing, tmp_path, qapp):  # noqa: F811
    copy = tmp_path / "copy.img"
    with mounted(disk, tmp_path / "disk") as folder:
        path = folder / project.name
        shutil.copy(project, path)
        run("sync", path, folder)
        process = typing("claim.text", 10_000, path=path)
        lines = lines_of(process, 75)
        for _ in range(10):
            lines += lines_of(process, 40)
            process.send_signal(signal.SIGSTOP)
            run("cp", "--sparse=never", disk, copy)
            with mounted(copy, tmp_path / "after") as after:
                seen = [line.split() for line in lines]
                notice = require_kept(after / path.name, "claim.text", seen, after / "state")
                assert notice.startswith("Annotator was not closed properly.")
            process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()
