"""Prints every figure as a table: ours beside the bare library in the same run."""

import os
from importlib import import_module
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HEAD: Final = ("what", "ours", "bare", "ratio")
# the start comes first, each loaded in its turn: a process counts the memory of its parent
_ALL: Final = (
    *("start", "save", "reading", "whole"),
    *("exporting", "pages", "incoming", "carrying", "history", "merging"),
)
_READING: Final = ("reading view, ms until painted", "ours", "QPlainTextEdit", "QTextEdit")


def main() -> None:
    """Run every benchmark and print its rows as they come."""
    for name in _ALL:
        module = import_module(f"benchmarks.{name}")
        _say(_READING if name == "reading" else _HEAD)
        print(f"|{'-' * 80}|{'-' * 17}:|{'-' * 29}:|{'-' * 17}:|")
        for row in module.rows():
            _say(row)
        print()


def _say(row: tuple[str, str, str, str]) -> None:
    print("| {:78} | {:>16} | {:>28} | {:>16} |".format(*row), flush=True)


main()
