"""Folders that other machines share are known by their names and by the type of their drive."""

from pathlib import Path, PureWindowsPath

import pytest

from annotator.storage import shared_folders
from annotator.storage.shared_folders import is_unc, sharer

CLOUDS = [
    ("Dropbox", "Dropbox"),
    ("Dropbox (Personal)", "Dropbox"),
    ("OneDrive", "OneDrive"),
    ("OneDrive - Daily News", "OneDrive"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive-ana@example.org", "Google Drive"),
    ("My Drive", "Google Drive"),
    ("iCloudDrive", "iCloud"),
    ("Mobile Documents", "iCloud"),
    ("Nextcloud", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("pCloudDrive", "pCloud"),
    ("MEGAsync", "MEGA"),
    ("Box Sync", "Box"),
    ("Proton Drive", "Proton Drive"),
    ("Yandex.Disk", "Yandex Disk"),
    ("CloudStorage", "a cloud service"),
]


@pytest.fixture
def mounted(monkeypatch, tmp_path):
    """Mount drives of these types at these places."""

    def mount(*lines):
        table = tmp_path / "mountinfo"
        table.write_text("".join(f"{line}\n" for line in lines))
        monkeypatch.setattr(shared_folders, "_MOUNTS", table)

    mount("22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw")
    return mount


@pytest.mark.parametrize(("folder", "name"), CLOUDS)
def test_folders_of_cloud_services_are_known(mounted, folder, name):
    assert sharer(Path("/home/ana", folder, "news", "a.annotator")) == name


@pytest.mark.parametrize("folder", ["Boxing", "My Driver", "Mega city", "On the dropbox", "Drive"])
def test_other_folders_are_not(mounted, folder):
    assert sharer(Path("/home/ana", folder, "Dropbox.annotator")) == ""


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.rclone"])
def test_network_drives_are_known(mounted, kind):
    mounted(
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
        f"40 22 0:40 / /mnt/the\\040news rw - {kind} server:/news rw",
        "no line of this table",
    )

    assert sharer(Path("/mnt/the news/a.annotator")) == "a network drive"
    assert sharer(Path("/mnt/the newsroom/a.annotator")) == ""


def test_a_drive_inside_a_network_drive_is_a_drive(mounted):
    mounted(
        "22 1 0:40 / / rw - nfs4 server:/ rw",
        "40 22 8:1 / /home rw - nfs4 server:/home rw",
        "41 22 8:1 / /home rw - ext4 /dev/sda1 rw",
    )

    assert sharer(Path("/home/a.annotator")) == ""


def test_without_a_table_no_drive_is_known(monkeypatch, tmp_path):
    monkeypatch.setattr(shared_folders, "_MOUNTS", tmp_path / "nothing")

    assert sharer(tmp_path / "a.annotator") == ""


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        (r"\\server\share\a.annotator", True),
        (r"C:\news\a.annotator", False),
        (r"\\?\C:\news\a.annotator", False),
        (r"\\?\UNC\server\share\a.annotator", True),
    ],
)
def test_paths_to_another_machine_are_known(path, is_there):
    assert is_unc(PureWindowsPath(path)) == is_there


def test_a_volume_of_a_mac_may_be_anything(mounted, monkeypatch):
    monkeypatch.setattr(shared_folders.sys, "platform", "darwin")

    assert sharer(Path("/Volumes/News/a.annotator")) == "another drive"
    assert sharer(Path("/Users/ana/a.annotator")) == ""
