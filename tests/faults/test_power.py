"""The power goes: what was acknowledged is on the disk itself (F02).

A file system in a file is copied while the program stands in the midst of its work; mounting the
copy is what a start after a power cut finds, since what the kernel still held is not in it.
"""

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager

import pytest

MEGABYTES = 48


def run(*order):
    subprocess.run([str(word) for word in order], check=True, capture_output=True)


@contextmanager
def mounted(image, folder):
    """Mount a file system that lies in a file."""
    folder.mkdir()
    try:
        run("mount", "-o", "loop", image, folder)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"NOT TESTED against power loss: no loop devices ({error.stderr!r})")
    try:
        yield folder
    finally:
        run("umount", "--lazy", folder)
        folder.rmdir()


@pytest.fixture
def disk(tmp_path):
    """An ext4 file system of its own, as a file."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        pytest.skip("NOT TESTED against power loss: needs root and mkfs.ext4")
    image = tmp_path / "disk.img"
    image.write_bytes(b"")
    os.truncate(image, MEGABYTES << 20)
    run("mkfs.ext4", "-q", image)
    return image


@pytest.mark.red_when("commits_are_not_flushed")
def test_power_lost_after_every_tenth_edit(full, disk, tmp_path, at_work, require_whole):
    copy = tmp_path / "copy.img"
    with mounted(disk, tmp_path / "disk") as folder:
        process = at_work(5, folder / "p.annotator", folder / "state")
        acknowledged = [process.stdout.readline()]
        for _ in range(30 if full else 3):
            acknowledged += [process.stdout.readline() for _ in range(10)]
            process.send_signal(signal.SIGSTOP)
            run("cp", "--sparse=never", disk, copy)
            process.send_signal(signal.SIGCONT)
            with mounted(copy, tmp_path / "after") as after:
                require_whole(acknowledged, after / "p.annotator", after / "state")
        process.kill()
        process.wait()
    assert all(acknowledged)
