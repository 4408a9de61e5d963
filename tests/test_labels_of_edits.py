"""What a person undoes is named by a sentence with fields, never by prose put together."""

import ast
from pathlib import Path

import pytest

import annotator

ROOT = Path(annotator.__file__).parent
MAKERS = {"add", "remove", "swap", "joined"}


def labels(tree):
    """Return what is given as a label to Edit, Edit.add and their like."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        match call.func:
            case ast.Attribute(value=ast.Name(id="Edit"), attr=name) if name in MAKERS:
                yield from call.args[:1]
            case ast.Name(id="Edit" | "replace"):
                yield from (each.value for each in call.keywords if each.arg == "label")


def prose(path):
    found = labels(ast.parse(path.read_text("utf-8")))
    return [ast.unparse(each) for each in found if isinstance(each, ast.JoinedStr | ast.Constant)]


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: path.stem)
def test_no_label_of_an_edit_is_prose(path):
    assert [each for each in prose(path) if each != "''"] == []
