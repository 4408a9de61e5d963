"""The workflow and the Git hooks run the commands of the Makefile, on what the project supports."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
AUTOMATION = [*(ROOT / ".github" / "workflows").glob("*.yml"), ROOT / ".pre-commit-config.yaml"]
WORKFLOW = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", AUTOMATION, ids=lambda path: path.name)
def test_check_and_test_are_run_and_nothing_that_make_does_not_know(path):
    text = path.read_text(encoding="utf-8")
    called = set(re.findall(r"^\s*(?:run|entry): make (.+)$", text, re.M))

    assert {"check", "test"} <= called <= TARGETS
    assert not re.search(r"\t|[ ]$", text, re.M)  # what YAML refuses, or nobody sees


def test_every_supported_system_and_python_is_tried():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    systems = re.search(r"system: \[(.+)\]", WORKFLOW)[1].split(", ")
    pythons = re.search(r"python: \[(.+)\]", WORKFLOW)[1].replace('"', "").split(", ")

    assert [system.removesuffix("-latest") for system in systems] == ["ubuntu", "windows", "macos"]
    assert pythons == ["3.11", "3.12", "3.13", "3.14"]
    assert project["requires-python"] == f">={pythons[0]}"


def test_the_workflow_fetches_the_uv_that_setup_would_fetch():
    wanted = re.search(r'version: "([\d.]+)\.x"', WORKFLOW)[1]

    assert f"uv~={wanted}." in (ROOT / "tools" / "setup.sh").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", ["setup.sh", "engines.sh"])
def test_scripts_that_make_starts_have_line_ends_that_sh_reads(script):
    assert b"\r" not in (ROOT / "tools" / script).read_bytes()
    assert f"tools/{script}" in (ROOT / "Makefile").read_text(encoding="utf-8")
