"""What people read is plain, current English: the terms of the glossary, no old ones."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import annotator

ROOT = Path(annotator.__file__).parent
HOME = ROOT.parent
PAGES = ("README.md", "CONTRIBUTING.md")
OLD = {
    r"^says it$": "Claimant",
    r"^worth it$": "Priority",
    r"^date is$": "Date basis",
    r"\bfurniture\b": "boilerplate",
    r"\b(?:left|leaves?) out\b": "excluded, omitted or skipped",
    r"\bplace before\b": "previous",
    r"\b(?:came|come|comes) (?:in|again)\b": "imported, updated",
    r"\bthrown? (?:it )?away\b": "discard",
    r"\b(?:takes|brings|taken) (?:it|the \w+) back\b|\btaken back\b": "undo",
    r"\bput right\b": "repaired, corrected",
    r"\bstruck through\b": "strikethrough",
    r"\bnearly the same\b": "similar",
    r"\bwhat became of\b": "result",
    r"\bthis machine\b": "this computer, local network",
    r"\bwhole path\b": "full path",
    r"\bnot touched\b": "not changed",
    r"\bfor reading only\b": "read-only",
    r"\bexists already\b": "already exists",
    r"\(s\)": "the singular or the plural",
}
# what is matched in pages and files, and what the database is asked
NOT_READ = ("importers/page_", "storage/word_search.py")


def shown(path):
    """Return the strings of a module that may reach a person, but for its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


@cache
def strings():
    """Return the strings of every module, read once."""
    return {path: list(shown(path)) for path in ROOT.rglob("*.py")}


@pytest.mark.parametrize("old", OLD)
def test_no_old_word_is_said(old):
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text.strip()!r}; say {OLD[old]}"
        for path in sorted(ROOT.rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(NOT_READ)
        for line, text in strings()[path]
        if re.search(old, text, re.IGNORECASE)
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "page", [*PAGES, *sorted(HOME.glob("docs/**/*.md"))], ids=lambda page: Path(page).stem
)
def test_no_old_word_is_in_the_documentation(page):
    text = (HOME / page).read_text(encoding="utf-8").partition("## Words to avoid")[0]

    found = [(found[0], OLD[old]) for old in OLD for found in re.finditer(old, text, re.IGNORECASE)]
    assert not found
