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
    r"\bnext place\b": "find next",
    r"\bout of the work\b": "exclude article",
    r"\bdone and go on\b": "mark done and open next",
    r"\bread the file again\b": "reopen with encoding",
    r"\bleave (?:these lines|this kind|all)\b": "exclude",
    r"\bsay what these lines\b": "set line type",
    r"\bhere, too\b": "link to existing claim",
    r"\bends of the mark\b": "adjust mark",
    r"\busual size\b": "reset text size",
    r"\bfold(?:ed|s)? away\b": "hide excluded lines",
    r"\bpanels back\b": "reset layout",
    r"\blet go of\b": "clear selection, then mark",
    r"\bin the program went wrong\b": "ran into a problem",
    r"\bwords are gone\b": "this mark's text is gone",
    r"\bchoose a mark first\b": "select a mark first",
    r"\bstands? on the words\b": "kept the original text",
    r"\bare the article already\b": "already included",
    r"\bthis very text\b": "this exact text",
    r"^add as a new version$|^leave it$": "add version, ignore",
    r"\bas it is stays\b": "is preserved",
    r"\blose it\b": "close without saving",
    r"\bread right\b": "which encoding displays this correctly",
    r"\baddress is asked\b": "only this page is downloaded",
    r"\bmark by which\b": "UTF-8 marker (BOM)",
    r"\bput an apostrophe\b": "protect against spreadsheet formulas",
    r"^(?:(?-i:Sure)|it is|says it|worth it|date is)$": "Confidence, Traits, Claimant, Priority …",
    r"\bwithout its words\b": "quote missing",
    r"^quantity in the past$": "Quantity (past or present)",
    r"\(s\)": "the singular or the plural",
    r"\btak(?:es?|ing|en) (?:\w+ )?away\b": "discard",
    r"\blooking for what\b": "counting, comparing",
    r"\bfor sure\b": "may",
    r"”,? is (?:no(?! longer)|none of)\b": "is not a, is not one of",
    r"\b(?:open as|project is|\() ?read only\b|^read only$": "read-only",
    r"ing …$": "Reading…",
    r"\banew\b": "again",
    r"\b(?:has|have) the keyboard\b(?! focus)": "is focused",
}
OF_CODE = {
    r"\banew\b": "again",
    r"\bor else\b|[;,] else\b": "otherwise",
    r"\b[Tt]ake note\b": "note",
    r"\bso many\b": "the number, or its name",
    r"\bwhile nobody\b|\bnobody waits\b": "while idle",
    r"\bcomes? to be\b": "becomes",
    r"\bgone to\b": "go to",
    r"\bgoing round\b": "wrapping around",
    r"\b(?:bring(?:s|ing)?|brought) (?:it |them )?in\b": "import",
    r"\b(?:come|comes|came) in\b": "are imported, arrive",
    r"\bleft out\b": "omitted, excluded",
    r"\b(?:has|have) the keyboard\b(?! focus)": "is focused",
    r"\bgives? (?:\w+ )+the keyboard\b(?! focus)": "focus",
    r"\bwhat is (?:typed|read|seen|not understood)\b": "pending text, the current sentence",
    r"\bwithout saying so\b": "without emitting a signal",
    r"\bin (?:sight|their place)\b": "visible",
    r"\bfold(?:ed|s)? away\b": "hide, collapse",
    r"\bone (?:reads|types)\b": "the current position, while typing",
}
# what is matched in pages and files, and what the database is asked
NOT_READ = ("importers/page_", "importers/missing_blocks.py", "storage/word_search.py")


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


@pytest.mark.parametrize(
    "path", sorted(HOME.glob("resources/codebooks/*.toml")), ids=lambda p: p.stem
)
def test_no_old_word_is_in_a_codebook(path):
    names = re.findall(r'^(?:name|short|title|definition) = "(.*)"$', path.read_text("utf-8"), re.M)

    assert names
    assert [name for name in names for old in OLD if re.search(old, name, re.IGNORECASE)] == []


@cache
def docstrings():
    """Return the docstrings of modules, classes and functions, with their places."""
    places = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return [
        (f"{path.relative_to(ROOT)}: {getattr(node, 'name', '')}", " ".join(text.split()))
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, places) and (text := ast.get_docstring(node))
    ]


@pytest.mark.parametrize("old", OF_CODE)
def test_docstrings_are_written_as_an_engineer_would(old):
    found = [f"{place}: {text}" for place, text in docstrings() if re.search(old, text)]

    assert not found, f"say {OF_CODE[old]}:\n" + "\n".join(found)
