"""Each break replaces something that the program has: a renamed attribute would break nothing."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "faults" / "sabotage"


def replaced(path):
    """Yield the attributes to which a module of breaks assigns, by the names of its imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
                    yield target.value.id, target.attr


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.py")))
def test_a_break_replaces_an_attribute_that_is_there(name):
    path = FOLDER / f"{name}.py"
    module = import_module(f"tests.faults.sabotage.{name}".removesuffix(".__init__"))

    owners = [(getattr(module, owner, None), attribute) for owner, attribute in replaced(path)]
    assert [each for owner, each in owners if owner and not hasattr(owner, each)] == []
