"""Folders for what is not part of a project, and the name of the user."""

import getpass
from pathlib import Path
from typing import Final

import platformdirs

_NAME: Final = "annotator"
_PACKAGE: Final = Path(__file__).resolve().parent


def settings_folder() -> Path:
    """Return the folder of the person's settings."""
    return platformdirs.user_config_path(_NAME, appauthor=False)


def state_folder() -> Path:
    """Return the folder that remembers the last state seen of each project."""
    return platformdirs.user_state_path(_NAME, appauthor=False)


def search_folder() -> Path:
    """Return the folder of the search indexes, which can be rebuilt."""
    return platformdirs.user_cache_path(_NAME, appauthor=False) / "search"


def log_folder() -> Path:
    """Return the folder of the log."""
    return platformdirs.user_log_path(_NAME, appauthor=False)


def backup_folder() -> Path:
    """Return the folder of this computer for backups of projects in shared folders."""
    return platformdirs.user_data_path(_NAME, appauthor=False) / "backups"


def data_folder() -> Path:
    """Return the folder of the user's data, in which a desktop looks for programs and icons."""
    return platformdirs.user_data_path()


def projects_folder() -> Path:
    """Return the default folder for projects.

    In the source tree that is projects/, elsewhere a folder among the person's documents.
    """
    root = checkout()
    return root / "projects" if root else platformdirs.user_documents_path() / "Annotator"


def checkout() -> Path | None:
    """Return the source tree that the program runs from; None when it is installed."""
    return None if (_PACKAGE / "projects").is_dir() else _PACKAGE.parent


def user_name() -> str:
    """Return the user's login name; empty when there is none."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # getpass raises different errors on each system
        return ""
