"""Folders that other machines share: those of cloud services, and network drives."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Final

from annotator.i18n import N_, tr

_MOUNTS: Final = Path("/proc/self/mountinfo")
_NETWORK: Final = N_("a network drive")

_CLOUDS: Final = (
    ("Dropbox", r"dropbox( \(.+\))?|com\.getdropbox.*"),
    ("OneDrive", r"onedrive( ?- ?.+)?"),
    ("Google Drive", r"google ?drive.*|my ?drive|drivefs"),
    ("iCloud", r"icloud ?drive|mobile documents|com~apple~clouddocs"),
    ("Nextcloud", r"nextcloud\d*"),
    ("ownCloud", r"owncloud\d*"),
    ("Seafile", r"seafile|seadrive"),
    ("pCloud", r"pcloud ?drive|pcloud"),
    ("MEGA", r"mega(sync)?"),
    ("Box", r"box sync|box-box"),
    ("Proton Drive", r"proton ?drive.*"),
    ("Yandex Disk", r"yandex\.?disk"),
    ("Syncthing", r"syncthing"),
    (N_("a cloud service"), r"cloudstorage"),
)
_SHARED_TYPES: Final = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|9p|ceph|glusterfs|lustre|davfs2?|afpfs|webdav"
    r"|fuse\.(sshfs|rclone|davfs2?|s3fs|glusterfs|gvfsd-fuse|curlftpfs|google-drive-ocamlfuse"
    r"|onedriver|seadrive|smbnetfs|cephfs)"
)


def sharer(path: Path) -> str:
    """Return what shares the folder of a file with other machines; empty when nothing known."""
    real = Path(os.path.realpath(path))
    return _cloud(real.parent.parts) or _network(real)


def _cloud(parts: Iterable[str]) -> str:
    """Return the service to which a folder of these names belongs."""
    for part in parts:
        for name, sign in _CLOUDS:
            if re.fullmatch(sign, part.casefold()):
                return tr(name)
    return ""


def _network(path: Path) -> str:
    if is_unc(path) or _SHARED_TYPES.fullmatch(_type(path, _mounts())):
        return tr(_NETWORK)
    # which kind of volume it is, only a command of the system tells; a stick is as well off so
    is_volume = sys.platform == "darwin" and path.parts[1:2] == ("Volumes",)
    return tr("another drive") if is_volume else ""


def is_unc(path: PurePath) -> bool:
    """Return whether a path of Windows names another machine."""
    drive = path.drive.upper()
    is_device = drive.startswith(("\\\\?\\", "\\\\."))
    return drive.startswith("\\\\?\\UNC") or (drive.startswith("\\\\") and not is_device)


def _mounts() -> list[tuple[str, str]]:
    """Return (place, type) of all that is mounted, where the system tells."""
    try:
        lines = os.fsdecode(_MOUNTS.read_bytes()).splitlines()
    except OSError:
        return []
    halves = (line.split(" - ") for line in lines if " - " in line)
    return [(_unescaped(one.split(" ")[4]), other.split(" ")[0]) for one, other in halves]


def _unescaped(place: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)


def _type(path: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the type of the drive that a path lies on: of the longest place that leads there."""
    found = [(len(place), kind) for place, kind in mounts if path.is_relative_to(place)]
    # of two mounted over the same place, the later one is seen
    return max(reversed(found), key=lambda each: each[0], default=(0, ""))[1]
