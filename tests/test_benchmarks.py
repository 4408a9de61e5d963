"""Every benchmark begins: what it takes from the program is there."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_benchmark_can_be_imported():
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted((ROOT / "benchmarks").rglob("*.py"))
        if not path.stem.startswith("__")
    ]
    asked = f"import importlib\nfor name in {names}: importlib.import_module(name)"

    subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=True)
