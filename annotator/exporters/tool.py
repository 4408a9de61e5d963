"""What exports say they were made with."""

from importlib.metadata import PackageNotFoundError, version
from typing import Final


def _version() -> str:
    try:
        return version("annotator")
    except PackageNotFoundError:  # started from a folder that was never installed
        return "of unknown version"


TOOL: Final = f"Annotator {_version()}"
