"""Where the files of resources/ are."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Return the path of a resource, such as `icons/claim.svg` or `codebooks`.

    A wheel and a frozen program carry resources/ inside the package, the source tree beside it.
    """
    packed = _PACKAGE / "resources"
    return (packed if packed.is_dir() else _PACKAGE.parent / "resources") / name
