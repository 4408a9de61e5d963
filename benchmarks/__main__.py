"""Prints every figure as a table: ours beside the bare library in the same run."""

import os
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks import carrying, exporting, incoming, pages, reading, save, start, whole

_HEAD: Final = ("what", "ours", "bare", "ratio")
# the start comes first: a process counts the memory of the one it was split off from
_ALL: Final = (start, save, reading, whole, exporting, pages, incoming, carrying)
_READING: Final = ("reading view, ms until painted", "ours", "QPlainTextEdit", "QTextEdit")


def main() -> None:
    """Run every benchmark and print its rows as they come."""
    for module in _ALL:
        is_view = module.__name__.endswith(".reading")
        _say(_READING if is_view else _HEAD)
        print(f"|{'-' * 80}|{'-' * 17}:|{'-' * 29}:|{'-' * 17}:|")
        for row in module.rows():
            _say(row)
        print()


def _say(row: tuple[str, str, str, str]) -> None:
    print("| {:78} | {:>16} | {:>28} | {:>16} |".format(*row), flush=True)


main()
