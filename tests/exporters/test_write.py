"""An export is in its folder whole, or not at all, and never in place of anything else."""

import ctypes
import errno
import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from annotator.exporters import Piece, flushing
from annotator.exporters import sums as sums_module
from annotator.exporters.sums import SUMS_FILE, foreign
from annotator.exporters.write import ExportError, exchange, replace_file, write_folder

OLD = [Piece("a.csv", b"old", 1), Piece("texts/A1.txt", b"text")]
NEW = [Piece("a.csv", b"new ", 2), Piece("b.csv", b"b", 1), Piece("a.csv", b"rows", 3)]

SLOW_EXPORT = """
import sys, time
from pathlib import Path
from annotator.exporters import Piece, flushing
from annotator.exporters.write import write_folder

def pieces():
    for number in range(1000):
        yield Piece("a.csv", b"half ", 1)

for rows in write_folder(Path(sys.argv[1]), pieces()):
    print(rows, flush=True)
    time.sleep(0.01)
"""


@pytest.fixture
def out(tmp_path):
    """A folder that does not exist yet."""
    return tmp_path / "out"


def write(target, pieces=NEW):
    """Write pieces and return the progress."""
    return list(write_folder(target, iter(pieces)))


def held(folder):
    """Return what lies in a folder, the checksums aside."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != SUMS_FILE)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def left(out):
    """Return the names of what lies beside the folder."""
    return {path.name for path in out.parent.iterdir()}


def test_pieces_become_files_with_their_progress(out):
    progress = write(out)

    assert progress[:3] == [2, 3, 6]
    assert set(progress[3:]) == {6}
    assert held(out) == {"a.csv": b"new rows", "b.csv": b"b"}
    assert left(out) == {"out"}


@pytest.mark.parametrize("at_once", [1, 1000])
def test_checksums_are_those_of_the_files(out, monkeypatch, at_once):
    monkeypatch.setattr(sums_module, "_AT_ONCE", at_once)
    texts = [Piece(f"texts/A{n}.txt", b"text", is_whole_file=True) for n in (1, 2, 2, 3)]
    write(out, [*NEW[:2], *texts, *NEW[2:]])

    assert held(out)["texts/A2.txt"] == b"texttext"  # in a damaged project, two have one name
    sums = dict(line.split("  ")[::-1] for line in (out / SUMS_FILE).read_text().splitlines())
    assert sums == {name: sha256(content).hexdigest() for name, content in held(out).items()}


def test_an_earlier_export_is_replaced(out):
    write(out, OLD)

    write(out)

    assert held(out) == {"a.csv": b"new rows", "b.csv": b"b"}
    assert left(out) == {"out"}


def test_an_empty_folder_and_the_litter_of_desktops_are_no_hindrance(out):
    out.mkdir()
    for name in (".DS_Store", "._a.csv"):
        (out / name).write_bytes(b"x")

    write(out)

    assert held(out) == {"a.csv": b"new rows", "b.csv": b"b"}


def test_folders_on_the_way_are_made(out):
    write(out / "deep" / "down")

    assert held(out / "deep" / "down")


def test_a_relative_path_is_one_from_here(out, monkeypatch):
    monkeypatch.chdir(out.parent)

    write(Path("out"))

    assert held(out)


@pytest.mark.parametrize("name", ["thesis.docx", "texts/notes.txt", "a.csv"])
def test_a_folder_with_anything_else_in_it_is_refused(out, name):
    write(out, OLD)
    (out / name).write_bytes(b"a person's own work")
    before = held(out)

    with pytest.raises(ExportError, match=f"holds “{name}”, which is not an export"):
        write(out)

    assert held(out) == before
    assert left(out) == {"out"}


def test_a_link_in_the_folder_is_something_else(out):
    write(out, OLD)
    (out / "a.csv").unlink()
    (out / "a.csv").symlink_to("/etc/hostname")

    with pytest.raises(ExportError, match="holds “a"):
        write(out)


def test_a_link_as_the_target_is_not_followed(out):
    (out.parent / "secret").mkdir()
    out.symlink_to("secret")

    with pytest.raises(ExportError, match="“out” is a link to another folder"):
        write(out)

    assert held(out.parent / "secret") == {}


@pytest.mark.parametrize("target", ["/dev/full", "/dev/full/out"])
def test_a_device_is_no_folder(target):
    with pytest.raises(ExportError, match=r"is not a folder|there is a file"):
        write(Path(target))


def test_the_root_of_a_drive_is_no_folder_for_an_export():
    with pytest.raises(ExportError, match="is a whole drive"):
        write(Path(Path.cwd().anchor))


def test_a_file_is_no_folder(out):
    out.write_bytes(b"precious")

    with pytest.raises(ExportError, match="“out” is not a folder"):
        write(out)

    assert out.read_bytes() == b"precious"


@pytest.mark.parametrize("name", ["../x", "/etc/x", "texts/../../x", "", ".hidden", "a\\b", "a\nb"])
def test_no_file_is_written_outside_the_folder(out, name):
    with pytest.raises(ExportError, match="cannot be the name of a file"):
        write(out, [Piece(name, b"x")])

    assert left(out) == set()


@pytest.mark.parametrize("steps", [1, 3, 4])
def test_cancelling_leaves_nothing(out, steps):
    writing = write_folder(out, iter(NEW))
    for _ in range(steps):
        next(writing)

    writing.close()

    assert left(out) == set()


def test_cancelling_leaves_the_earlier_export(out):
    write(out, OLD)
    writing = write_folder(out, iter(NEW))
    next(writing)

    writing.close()

    assert held(out) == {"a.csv": b"old", "texts/A1.txt": b"text"}
    assert left(out) == {"out"}


def test_a_failure_of_the_project_leaves_nothing(out):
    def pieces():
        yield NEW[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(out, pieces())

    assert left(out) == set()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full. Free some space"),
        (errno.EACCES, "you have no write access"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_failure_of_the_disk_is_told_and_leaves_the_earlier_export(
    out, monkeypatch, number, words
):
    write(out, OLD)

    def fail(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=words):
        write(out)

    assert held(out) == {"a.csv": b"old", "texts/A1.txt": b"text"}
    assert left(out) == {"out"}


def many():
    """Return more files than are flushed one by one."""
    return [Piece(f"texts/A{number}.txt", b"text") for number in range(200)]


def test_many_files_are_flushed_at_once(out, monkeypatch):
    flushed = []
    monkeypatch.setattr(flushing, "flush_file", flushed.append)

    write(out, many())

    assert (flushed == []) == (sys.platform == "linux")
    assert len(held(out)) == 200


def test_where_the_system_cannot_flush_all_at_once_each_file_is(out, monkeypatch):
    flushed = []
    monkeypatch.setattr(flushing, "_is_linux", lambda: False)
    monkeypatch.setattr(flushing, "flush_file", flushed.append)

    write(out, many())

    assert len(flushed) == 201  # and the list of sums


def test_a_failure_of_the_flush_of_all_is_told(out, monkeypatch):
    class Failing:
        def __init__(self, *_, **__):
            pass

        def syncfs(self, _):
            ctypes.set_errno(errno.EIO)
            return -1

    monkeypatch.setattr(flushing.ctypes, "CDLL", Failing)

    with pytest.raises(ExportError, match="Input/output error"):
        write(out, many())
    assert left(out) == set()


@pytest.fixture
def no_exchange(monkeypatch):
    """A system on which two folders cannot change places in one step."""
    monkeypatch.setattr("annotator.exporters.write.exchange", lambda *_: False)


@pytest.mark.usefixtures("no_exchange")
def test_an_earlier_export_is_replaced_on_every_system(out):
    write(out, OLD)

    write(out)

    assert held(out) == {"a.csv": b"new rows", "b.csv": b"b"}
    assert left(out) == {"out"}


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize("has_old", [True, False])
def test_the_earlier_export_returns_when_the_new_one_cannot_take_its_place(
    out, monkeypatch, has_old
):
    if has_old:
        write(out, OLD)
    rename = Path.rename

    def fail_for_draft(self, target):
        if "draft" in self.name:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_draft)
    with pytest.raises(ExportError, match="Device or resource busy"):
        write(out)

    assert left(out) == ({"out"} if has_old else set())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can")
def test_two_folders_change_places_in_one_step(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()

    assert exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one" / "other").exists()
    assert not exchange(tmp_path / "one", tmp_path / "nothing")


def test_a_run_that_ended_between_two_steps_is_settled_by_the_next(out):
    write(out, OLD)
    out.rename(out.with_name(".out.before"))

    with pytest.raises(ExportError):
        write(out, [Piece("..", b"")])

    assert held(out) == {"a.csv": b"old", "texts/A1.txt": b"text"}


def test_what_is_left_of_a_run_is_cleared_away_unless_it_was_changed(out):
    write(out, OLD)
    for name in (".out.before", ".out.draft-1"):
        write(out.with_name("other"), OLD)
        out.with_name("other").rename(out.with_name(name))

    write(out)
    assert left(out) == {"out"}

    out.with_name(".out.before").mkdir()
    (out.with_name(".out.before") / "own").write_bytes(b"x")
    write(out)
    assert left(out) == {"out", ".out.before"}


def test_killing_the_program_leaves_the_earlier_export(out):
    write(out, OLD)
    command = [sys.executable, "-c", SLOW_EXPORT, str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
        assert running.stdout.readline() == b"1\n"
        running.send_signal(signal.SIGKILL)

    assert held(out) == {"a.csv": b"old", "texts/A1.txt": b"text"}

    write(out)
    assert left(out) == {"out"}


def test_a_file_is_replaced_as_a_whole(tmp_path):
    target = tmp_path / "new" / "A1.pdf"
    for content in (b"old", b"new"):
        replace_file(target, content)

    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_cannot_be_replaced_stays(tmp_path):
    (tmp_path / "A1.pdf").mkdir()

    with pytest.raises(ExportError, match="was not written"):
        replace_file(tmp_path / "A1.pdf", b"new")

    assert list(tmp_path.iterdir()) == [tmp_path / "A1.pdf"]


def test_a_file_that_is_begun_again_after_it_was_whole_has_the_sum_of_both(out):
    texts = [Piece("texts/A1.v1.txt", content, is_whole_file=True) for content in (b"one", b"two")]
    write(out, [*NEW, *texts, texts[0]])

    assert (out / "texts/A1.v1.txt").read_bytes() == b"onetwoone"
    assert foreign(out) == ""


def test_every_step_with_rows_is_told_and_some_without(out):
    text = Piece("texts/A1.txt", b"words", is_whole_file=True)

    told = write(out, [Piece("a.csv", b"1", 5), *[text] * 40, Piece("a.csv", b"2", 5)])
    flushed = [10] * 3
    assert told == [5, 5, 5, 10, *flushed]
