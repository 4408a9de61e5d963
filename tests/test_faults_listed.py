"""Each fault that is listed has a test, and each test that is named there exists."""

import ast
import re
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = [
    line
    for line in (ROOT / "docs" / "faults.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| F\d\d ", line)
]
LEFT_OUT = {14, 18, 34, 42, 58, 66}
"""Numbers that the list never had."""


def named(row):
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)


def functions_in(file):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_fault_is_listed():
    numbers = [int(each) for row in ROWS for each in re.findall(r"\bF(\d\d)\b", row)]

    assert sorted(numbers) == sorted(set(range(1, 71)) - LEFT_OUT)


def test_every_fault_has_tests_that_exist():
    assert [row for row in ROWS if not named(row)] == []
    pairs = set(chain.from_iterable(map(named, ROWS)))
    found = {file: functions_in(file) for file, _ in pairs}
    assert [f"{file}::{name}" for file, name in sorted(pairs) if name not in found[file]] == []
