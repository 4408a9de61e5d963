"""The commands on an article's text."""

import json

import pytest
from click.testing import CliRunner

from annotator import places, sample
from annotator.cli import main
from annotator.storage.verification import findings


@pytest.fixture
def project(tmp_path):
    """The sample project."""
    return sample.ensure(tmp_path, places.state_folder(), "Ana")


def said(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_text_is_the_exact_one(project):
    answer = said("text", project, "a2")

    assert answer.output.startswith("Share this story")
    assert said("text", project, "A2", "--version", 1).output == answer.output


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("text", "A9"), "There is no article “A9” in this project."),
        (("text", "A2", "--version", "7"), "A2 has no version 7 of its text."),
        (("zones", "A9"), "There is no article “A9”"),
    ],
)
def test_what_is_not_there_is_said(project, words, reason):
    command, *rest = words

    answer = said(command, project, *rest)

    assert answer.exit_code == 1
    assert reason in answer.output


def test_zones_are_proposed_until_they_are_taken(project):
    proposed = json.loads(said("zones", project, "A2", "--json").output)
    assert {zone["state"] for zone in proposed} == {"proposed"}

    taken = json.loads(said("zones", project, "A2", "--apply", "--json").output)
    assert [zone["exact"] for zone in taken] == [zone["exact"] for zone in proposed]
    assert {zone["state"] for zone in taken} == {"taken"}
    assert "taken  boilerplate" in said("zones", project, "A2", "--apply").output


def test_repairs_make_a_version_and_leave_nothing_to_repair(project):
    found = json.loads(said("repairs", project, "A2", "--json").output)
    text = said("text", project, "A2").output
    for repair in found:
        assert text[repair["start_char"] : repair["end_char"]] == repair["exact"]
    assert "missing_space" in said("repairs", project, "A2").output

    said("repairs", project, "A2", "--apply")

    assert json.loads(said("repairs", project, "A2", "--apply", "--json").output) == []
    assert said("text", project, "A2", "--version", 1).output == text
    assert list(findings(project)) == []
