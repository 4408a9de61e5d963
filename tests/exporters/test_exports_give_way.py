"""An export looks often whether the window answers a person, so that it can rest."""

import sys

import pytest
import xlsxwriter  # noqa: F401 - or its import would be a piece

from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.giving_way import WINDOW, giving_way

LINES = "".join(
    f"Officials said {number} people came to the town on a day.\n" for number in range(8)
)
ARTICLES = 64
LONG = 6_000
"""Calls between two looks, which take a few milliseconds."""
ONCE = 2
"""Long pieces that do not grow with the project: describing the tables, closing the workbook."""


@pytest.fixture
def much(desk):
    """A project of which many pieces would be long if they were not cut."""
    for number in range(ARTICLES):
        version = desk.article(f"{number}\n{LINES}")
        for said in range(2):
            desk.mention(desk.claim(f"{number} {said}"), version, f"said {said} people")
    return desk


@pytest.fixture
def calls(monkeypatch):
    """Count the calls from one look to the next, on this thread."""
    found = [0]

    def count(frame, event, called):
        found[-1] += event in ("call", "c_call")

    monkeypatch.setattr(WINDOW, "let_pass", lambda: found.append(0))
    with giving_way():
        sys.setprofile(count)
        yield found
        sys.setprofile(None)


@pytest.mark.parametrize("name", ["csv", "xlsx", "label-studio"])
def test_no_piece_of_an_export_grows_with_the_project(much, tmp_path, calls, name):
    form = format_named(name)

    list(write(form, much.reader, tmp_path / f"out{form.suffix}"))
    sys.setprofile(None)

    assert len(calls) > ARTICLES
    assert sum(piece > LONG for piece in calls) <= ONCE, sorted(calls)[-9:]
