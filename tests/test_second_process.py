"""A large file of labels is read by a second process, and comes in as if there was none."""

import io
import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import msgspec
import pytest
from click.testing import CliRunner

from annotator import places
from annotator.cli import main
from annotator.commands import label_drafting, second_process
from annotator.commands.label_drafting import EDIT, FAILURE, REFUSAL, REPORT, SIZE, Request, answer
from annotator.commands.second_process import LabelProcess
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.storage.project import create_project, open_project
from annotator.storage.reader import reading
from tests.importers.test_labels_found import TEXT, lines

MANY = 1_800  # labels of a text: with two texts, there is more than one edit


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)


@pytest.fixture
def file(tmp_path):
    """Two texts with thousands of labels, a label that fits nowhere, and a line that is no JSON."""
    places = [[n % 6, 8 + n % 9, "A"] for n in range(MANY)]
    texts = [{"text": f"{TEXT} {n}", "label": places} for n in range(2)]
    path = lines(tmp_path, *texts, {"text": TEXT, "label": [[0, 10**9, "A"]]})
    path.write_bytes(path.read_bytes() + b"\nno JSON")
    return path


@pytest.fixture
def project(tmp_path):
    """A project without articles, closed."""
    path = tmp_path / "news.annotator"
    create_project(path, "News", [], places.state_folder()).close()
    return path


@pytest.fixture
def started(monkeypatch):
    """The processes that were started; from now on, every file is large."""
    monkeypatch.setattr(second_process, "LARGE", 1)
    found, begin = [], second_process._started

    def start():
        found.append(begin())
        return found[-1]

    monkeypatch.setattr(second_process, "_started", start)
    return found


def run(project, file, *more):
    words = ["import-labels", str(project), str(file), "--annotator", "Ana", *more]
    return CliRunner().invoke(main, words)


def rows(path):
    """Return what a project has, without ids and times."""
    with reading(path) as reader:
        articles = [(e.headline, e.language, e.word_count) for e in reader.each(Article)]
        claims = sorted((e.text, *sorted(map(str, e.labels))) for e in reader.each(Claim))
        return articles, claims, reader.count(Mention), reader.codebook().schemes


@pytest.mark.parametrize("more", [(), ("--as-suggestions",)])
def test_what_it_brings_is_what_one_process_brings(file, tmp_path, started, monkeypatch, more):
    apart = run(tmp_path / "apart.annotator", file, *more)
    monkeypatch.setattr(second_process, "LARGE", 10**9)
    alone = run(tmp_path / "alone.annotator", file, *more)

    assert apart.output.replace("apart", "alone") == alone.output
    assert apart.exit_code == alone.exit_code == 1
    assert "2 refused" in alone.output
    found, expected = rows(tmp_path / "apart.annotator"), rows(tmp_path / "alone.annotator")
    assert found[:3] == expected[:3]
    assert [len(each.labels) for each in found[3]] == [len(each.labels) for each in expected[3]]
    assert [each._process.returncode is not None for each in started] == [True]


def test_all_of_it_is_one_step_to_undo(file, project, started):
    run(project, file)

    with closing(open_project(project, places.state_folder())) as store:
        assert store.undo_label() == "Import labels (doccano lines)"
        store.undo()
        assert store.reader.count(Article) == 0


def test_a_folder_is_as_large_as_its_files(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    for name in ("a.ann", "in/b.ann"):
        (tmp_path / name).write_bytes(b"x" * 600)
    (tmp_path / "gone.ann").symlink_to("nowhere")

    monkeypatch.setattr(second_process, "LARGE", 1_200)
    assert second_process._is_worth_it(tmp_path)
    monkeypatch.setattr(second_process, "LARGE", 1_201_000)
    assert not second_process._is_worth_it(tmp_path)


def test_one_processor_does_not_run_two(file, project, started, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: None)

    assert "3,600 new labels" in run(project, file).output
    assert started == []


@pytest.mark.parametrize("program", ["/nowhere/python", "true"])
@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: there is no program “true”")
def test_a_system_that_starts_no_process_is_done_without(
    file, project, started, monkeypatch, program
):
    monkeypatch.setattr(sys, "executable", program)

    assert "3,600 new labels" in run(project, file).output
    assert len(started) == 1


def test_nothing_is_left_of_an_import_whose_process_is_gone(file, project, started, monkeypatch):
    received = LabelProcess._receive

    def lost(process):
        if process._next[0]:
            process._process.kill()
            process._told.read()
        received(process)

    monkeypatch.setattr(LabelProcess, "_receive", lost)

    result = run(project, file)

    assert result.exit_code == 1
    assert "Nothing was imported: the system ended a part of the program." in result.output
    assert rows(project)[:3] == ([], [], 0)


@pytest.mark.parametrize("begun", [False, True])
def test_an_interruption_ends_the_process_and_leaves_nothing(
    file, project, started, monkeypatch, begun
):
    received = LabelProcess._receive

    def interrupted(process):
        if process._next[0] or not begun:
            process._told.peek()  # it reads the project by now
            raise KeyboardInterrupt
        received(process)

    monkeypatch.setattr(LabelProcess, "_receive", interrupted)

    result = run(project, file)

    assert result.exit_code != 0
    assert started[0]._process.returncode is not None
    assert [each.name for each in project.parent.glob("news*")] == ["news.annotator"]
    assert rows(project)[:3] == ([], [], 0)


def asked(project, file, form="doccano"):
    return Request(str(project), str(file), form, "a" * 20, is_suggesting=False)


def test_the_process_tells_of_each_edit_and_then_reports(file, project):
    told, kinds = io.BytesIO(), []

    answer(asked(project, file), told)

    told.seek(0)
    while kind := told.read(1):
        kinds.append(kind)
        told.seek(int.from_bytes(told.read(SIZE), "little"), io.SEEK_CUR)
    assert kinds == [EDIT, EDIT, EDIT, REPORT]


def test_a_process_that_cannot_read_the_project_says_why(file, tmp_path):
    told = io.BytesIO()

    answer(asked(tmp_path / "none.annotator", file), told)

    assert told.getvalue()[:1] == REFUSAL
    assert "none.annotator" in told.getvalue()[1 + SIZE :].decode()


def test_a_process_that_fails_says_where(file, project):
    told = io.BytesIO()

    with pytest.raises(StopIteration):
        answer(asked(project, file, form="no form"), told)

    assert told.getvalue()[:1] == FAILURE
    assert "StopIteration" in told.getvalue()[1 + SIZE :].decode()


def test_the_process_hashes_with_openssl():
    names = "import sys, annotator.commands.label_drafting; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", names], capture_output=True, check=True, text=True)

    assert "_hashlib" in done.stdout.split()


def test_a_process_whose_command_is_gone_ends(file, project):
    class Gone(io.BytesIO):
        def write(self, _):
            raise BrokenPipeError

    answer(asked(project, file), Gone())


def test_the_process_reads_what_it_is_asked_in_the_language_of_the_command(
    file, project, tmp_path, monkeypatch
):
    chosen = []
    monkeypatch.setenv("ANNOTATOR_LANGUAGE", "uk")
    monkeypatch.setattr(label_drafting.i18n, "choose_language", chosen.append)
    stdin, stdout = tmp_path / "asked", tmp_path / "told"
    stdin.write_bytes(msgspec.msgpack.encode(asked(tmp_path / "none.annotator", file)))
    with stdin.open() as read, stdout.open("w") as write:
        monkeypatch.setattr(sys, "stdin", read)
        monkeypatch.setattr(sys, "stdout", write)
        label_drafting.main()

    assert stdout.read_bytes()[:1] == REFUSAL
    assert chosen == ["uk"]


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: no signal stops a process")
def test_a_process_that_is_stopped_for_a_while_tells_all_of_it(file, project, started, monkeypatch):
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")  # as in many containers
    monkeypatch.setattr(second_process, "_PIPE", 4096)  # it waits in the midst of a message
    received = LabelProcess._receive

    def stopping(process):
        process._told.peek()
        time.sleep(0.2)
        for each in (signal.SIGSTOP, signal.SIGCONT):
            os.kill(process._process.pid, each)
        received(process)

    monkeypatch.setattr(LabelProcess, "_receive", stopping)

    assert "3,600 new labels" in run(project, file).output


@pytest.mark.parametrize(("kind", "error"), [(REFUSAL, "“a” is gone."), (FAILURE, "Traceback")])
def test_why_the_process_ended_is_why_the_import_ends(
    project, file, started, monkeypatch, kind, error
):
    monkeypatch.setattr(LabelProcess, "_receive", lambda process: None)
    monkeypatch.setattr(
        LabelProcess,
        "answers",
        lambda process, _: setattr(process, "_next", (kind, error.encode())) or True,
    )

    result = run(project, file)

    assert error in str(result.exception) + result.output
