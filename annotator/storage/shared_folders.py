"""Folders shared with other machines: those of cloud services, and network drives."""

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
    """Return the service that shares a file's folder with other machines; empty for none."""
    real = Path(os.path.realpath(path))
    return _cloud(real.parent.parts) or _network(real)


def _cloud(parts: Iterable[str]) -> str:
    """Return the cloud service that owns a path with these parts; empty for none."""
    for part in parts:
        for name, sign in _CLOUDS:
            if re.fullmatch(sign, part.casefold()):
                return tr(name)
    return ""


def _network(path: Path) -> str:
    if is_unc(path) or _SHARED_TYPES.fullmatch(_type(path, _mounts())):
        return tr(_NETWORK)
    # only a system command tells the kind of volume; this is also right for a USB stick
    is_volume = sys.platform == "darwin" and path.parts[1:2] == ("Volumes",)
    return tr("another drive") if is_volume else ""


def is_unc(path: PurePath) -> bool:
    """Return whether a Windows path names another machine."""
    drive = path.drive.upper()
    is_device = drive.startswith(("\\\\?\\", "\\\\."))
    return drive.startswith("\\\\?\\UNC") or (drive.startswith("\\\\") and not is_device)


def _mounts() -> list[tuple[str, str]]:
    """Return (mount point, type) of all mounted file systems, where the system tells."""
    try:
        lines = os.fsdecode(_MOUNTS.read_bytes()).splitlines()
    except OSError:
        return []
    halves = (line.split(" - ") for line in lines if " - " in line)
    return [(_unescaped(one.split(" ")[4]), other.split(" ")[0]) for one, other in halves]


def _unescaped(place: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)


def _type(path: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the file system type of a path: of its longest mount point."""
    found = [(len(place), kind) for place, kind in mounts if path.is_relative_to(place)]
    # of two at the same mount point, the later one is visible
    return max(reversed(found), key=lambda each: each[0], default=(0, ""))[1]
