"""Code stays short enough to be read at a glance, and says what it is for."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from grimp import build_graph

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    ROOT / "main.py",
    *sorted(ROOT.glob("annotator/**/*.py")),
    *ROOT.glob("benchmarks/**/*.py"),
]
LIMITS = {ast.FunctionDef: 30, ast.AsyncFunctionDef: 30, ast.ClassDef: 200}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_is_short_and_says_what_it_is_for(source):
    text = source.read_text(encoding="utf-8")
    module = ast.parse(text)

    assert ast.get_docstring(module)
    assert len(text.splitlines()) <= (400 if is_table(module) else 300)
    assert not [breach for node in ast.walk(module) if (breach := too_long(node))]
    assert not list(catch_alls(module))
    assert not [node.lineno for node in ast.walk(module) if is_of_cursor(node)], "see each_row"


def catch_alls(module: ast.Module) -> Iterator[str]:
    """Yield the functions that catch every exception, and do not raise the same one again."""
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            inside = ast.walk(function)
            if any(isinstance(each, ast.ExceptHandler) and swallows(each) for each in inside):
                yield function.name


def swallows(handler: ast.ExceptHandler) -> bool:
    caught = ast.unparse(handler.type) if handler.type else "Exception"
    raised = (each for each in ast.walk(handler) if isinstance(each, ast.Raise))
    is_again = any(each.exc is None for each in raised)
    return bool(re.search(r"\b(?:Base)?Exception\b", caught)) and not is_again


def is_table(module: ast.Module) -> bool:
    """Return whether most lines of a module are those of constants."""
    constants = [node for node in module.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    others = [node for node in module.body if node not in constants]
    return sum(map(lines_of, constants)) > sum(map(lines_of, others))


def lines_of(node: ast.stmt) -> int:
    return node.end_lineno - node.lineno + 1


def is_of_cursor(node: ast.AST) -> bool:
    """Return whether something yields from a cursor of the engine."""
    return isinstance(node, ast.YieldFrom) and bool(
        re.search(r"\.execute(many)?\([^()]*\)$", ast.unparse(node.value))
    )


def too_long(node: ast.AST) -> str:
    """Return which definition is longer than its limit in lines, or nothing."""
    limit = LIMITS.get(type(node))
    if limit is None or (lines := node.end_lineno - node.lineno + 1) <= limit:
        return ""
    return f"{node.name}: {lines} lines, {limit} allowed"


def test_whoever_catches_every_exception_is_found():
    caught = "def {}():\n    try:\n        pass\n    except {}:\n        {}\n"
    source = caught.format("one", "Exception as error", "raise ValueError from error")
    source += caught.format("two", "BaseException", "raise")
    source += caught.format("three", "(OSError, Exception)", "pass")
    source += caught.format("four", "OSError", "pass")

    assert list(catch_alls(ast.parse(source))) == ["one", "three"]


def test_a_generator_that_yields_from_a_cursor_is_found():
    taken = "yield from db.execute('SELECT 1')"
    good = ("for row in db.execute('SELECT 1'): yield row", f"{taken}.fetchall()")

    assert any(map(is_of_cursor, ast.walk(ast.parse(f"def one():\n    {taken}"))))
    assert not any(
        is_of_cursor(node)
        for each in good
        for node in ast.walk(ast.parse(f"def one():\n    {each}"))
    )


def test_an_overlong_function_is_found():
    source = "def long():\n" + "    pass\n" * 30

    assert too_long(ast.parse(source).body[0]) == "long: 31 lines, 30 allowed"


def test_a_module_of_rows_is_a_table_and_one_of_functions_is_none():
    rows = "ROWS = (\n" + "    1,\n" * 9 + ")\n"

    assert is_table(ast.parse(rows + "def total():\n    return sum(ROWS)\n"))
    assert not is_table(ast.parse("ONE = 1\n" + "def one():\n    return ONE\n"))


def test_no_module_needs_itself():
    """Imports of types and imports in functions count: they tie modules, too."""
    graph = build_graph("annotator", cache_dir=None)
    imported = graph.find_modules_directly_imported_by
    order = TopologicalSorter({module: imported(module) for module in graph.modules})
    order.prepare()  # raises CycleError with the modules of a circle


def test_no_two_modules_of_tests_have_one_name():
    names = Counter(path.name for path in ROOT.glob("tests/**/*.py"))

    # pytest would not run the second one
    assert [name for name, count in names.items() if count > 1] == ["conftest.py"]
