"""Prints every figure as a table: what, ours, bare, and the ratio of the two."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks import exporting, reading, save, start

_HEAD = ("what", "ours", "bare", "ratio")


def main() -> None:
    """Run every benchmark and print its rows as they come."""
    print("| {:58} | {:>16} | {:>28} | {:>16} |".format(*_HEAD))
    print(f"|{'-' * 60}|{'-' * 17}:|{'-' * 29}:|{'-' * 17}:|")
    for module in (save, reading, start, exporting):
        for row in module.rows():
            print("| {:58} | {:>16} | {:>28} | {:>16} |".format(*row), flush=True)


main()
