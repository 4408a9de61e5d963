"""The Pythons that have libraries and tools to judge exports by.

ANNOTATOR_READERS names them, separated as in PATH; this one is asked last.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

_PYTHONS = (
    *filter(None, os.environ.get("ANNOTATOR_READERS", "").split(os.pathsep)),
    sys.executable,
)
_READERS = Path(__file__).parent / "readers.py"
_FINDS = (
    "import sys; from importlib.util import find_spec; sys.exit(find_spec(sys.argv[1]) is None)"
)


@cache
def python_with(library):
    """Return the first Python that has a library; empty for none."""
    for each in _PYTHONS:
        if subprocess.run([each, "-c", _FINDS, library], check=False).returncode == 0:
            return each
    return ""


def require(library):
    """Skip a test of a library that is missing."""
    if not python_with(library):
        pytest.skip(f"NOT TESTED without {library}; ANNOTATOR_READERS can name Pythons with it")


def read_with(library, line, folder, names=("marks",)):
    """Return the rows of tables, as a library reads them; nothing is an empty cell."""
    command = [python_with(library), _READERS, library, line, *names]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    read = json.loads(run.stdout)
    return {
        name: [["" if cell is None else cell for cell in row] for row in rows]
        for name, rows in read.items()
    }
