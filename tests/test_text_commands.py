"""The commands on an article's text."""

import json

import pytest
from click.testing import CliRunner

from annotator import places
from annotator.cli import main
from annotator.sample import project as sample
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


def test_the_text_comes_as_data_with_its_version(project):
    told = json.loads(said("text", project, "A2", "--json").output)

    assert told["text"] == said("text", project, "A2").output
    assert (told["code"], told["version"], len(told["sha256"])) == ("A2", 1, 64)


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

    taken = json.loads(
        said("zones", project, "A2", "--apply", "--annotator", "Ana", "--json").output
    )
    assert [zone["exact"] for zone in taken] == [zone["exact"] for zone in proposed]
    assert {zone["state"] for zone in taken} == {"taken"}
    assert (
        "taken  boilerplate" in said("zones", project, "A2", "--apply", "--annotator", "Ana").output
    )


def test_repairs_make_a_version_and_leave_nothing_to_repair(project):
    found = json.loads(said("repairs", project, "A2", "--json").output)
    text = said("text", project, "A2").output
    for repair in found:
        assert text[repair["start_char"] : repair["end_char"]] == repair["exact"]
    line = said("repairs", project, "A2").output.splitlines()[0]
    kind, _place, around, reason = line.split("  ")
    assert (kind, reason.startswith("no space after")) == ("missing_space", True)
    assert around.strip("…") in " ".join(text.split())

    done = said("repairs", project, "A2", "--apply", "--annotator", "Ana").output
    assert done == f"{len(found)} repaired: A2 now has text version 2.\n"
    assert said("repairs", project, "A2").output == "Nothing to repair in A2.\n"

    assert (
        json.loads(said("repairs", project, "A2", "--apply", "--annotator", "Ana", "--json").output)
        == []
    )
    assert said("text", project, "A2", "--version", 1).output == text
    assert list(findings(project)) == []


def test_an_article_without_furniture_is_said_to_be_so(tmp_path):
    project, words = tmp_path / "new.annotator", tmp_path / "a.txt"
    words.write_text(f"Lind spoke, {'and nobody left the hall ' * 2}before he had ended.\n")
    said("new", project)
    said("import", project, words, "--annotator", "Ana")

    answer = said("zones", project, "a1", "--apply", "--annotator", "Ana")

    assert answer.output == "No boilerplate found in A1.\n"
