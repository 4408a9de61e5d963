"""What click itself says on the command line is in the language of the program."""

import re
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from annotator import i18n
from annotator.commands.click_texts import MODULES, translate_click
from tools.messages import template


@pytest.fixture
def speak(monkeypatch):
    """Let click speak a language in this test only."""
    for name in MODULES:
        module = import_module(f"click.{name}")
        for function in ("_", "ngettext"):
            monkeypatch.setattr(module, function, vars(module).get(function), raising=False)
    former = i18n.language()

    def choose(language):
        i18n.choose_language(language)
        translate_click()

    yield choose
    i18n.choose_language(former)


def answer(*words):
    """Return what a command answers that wants a number and a project that exists."""

    @click.command()
    @click.argument("project", type=click.Path(exists=True))
    @click.option("--count", type=int, metavar="9")
    @click.option("--kind", type=click.Choice(["1", "2"]))
    def show(**_options):
        """9."""

    return CliRunner().invoke(show, words).output


SAID = {
    ("--help",): ("Usage:", "Options", "Show this message and exit."),
    (): ("Try '{command} {option}' for help.", "Error: {message}", "Missing argument"),
    ("--counts",): ("No such option {name!r}.", "Did you mean {possibility}?"),
    ("--count", "x"): ("Invalid value for {param_hint}: {message}",),
    ("--kind", "3"): ("{value!r} is not one of {choices}.",),
    ("x.annotator",): ("{name} {filename!r} does not exist.", "path"),
    (".", "a", "b"): ("Got unexpected extra arguments ({args})",),
}


@pytest.mark.parametrize("words", SAID)
def test_click_speaks_the_language(speak, words):
    speak("qps-ploc")

    shown = answer(*words).casefold()

    for english in SAID[words]:
        for piece in re.split(r"\{[^{}]*\}", i18n.tr(english).strip("[]")):
            assert piece.casefold() in shown


def test_click_stays_english_without_a_language(speak):
    speak("en")

    assert answer("--help").startswith("Usage: ")


def test_translators_are_given_what_click_says():
    given = template().decode()

    for english in (each for said in SAID.values() for each in said):
        assert f'"{english}"' in given
