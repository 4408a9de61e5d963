"""The settings of the window, for commands: they must not load Qt to read them."""

import json
from contextlib import suppress
from typing import Any, TypeVar

from annotator import places

T = TypeVar("T", str, int)


def kept_setting(name: str, default: T) -> T:
    """Return a setting of the window; the default where none is kept, or one of another type."""
    kept: Any = {}
    with suppress(OSError, ValueError):
        kept = json.loads((places.settings_folder() / "settings.json").read_bytes())
    value = kept.get(name, default) if isinstance(kept, dict) else default
    return value if type(value) is type(default) else default
