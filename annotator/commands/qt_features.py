"""Python's own import, without the search of PySide for features that are used nowhere here."""

import builtins


def leave_out() -> None:
    """Load PySide, and take back the import that it has replaced.

    PySide reads the source of every module imported after it, looking for `__feature__`, which
    changes the names of its methods; `linecache` then keeps all of that source in memory.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415 - what replaces the import

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
