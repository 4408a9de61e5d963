"""Python's own import in place of PySide's, which looks for features that are not used here."""

import builtins


def leave_out() -> None:
    """Load PySide, and restore the import function that it has replaced.

    PySide reads the source of every module imported after it, looking for `__feature__`, which
    changes the names of its methods; `linecache` then keeps all of that source in memory.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415 - what replaces the import

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
