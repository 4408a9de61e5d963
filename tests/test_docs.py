"""What the documentation names is there: paths, links, commands, options, targets and counts."""

import re
import tomllib
from functools import cache
from pathlib import Path

import click
import pytest

from annotator import assets
from annotator.cli import main
from annotator.domain.codebook import Layer
from annotator.ui.panels import PANELS
from tools.layers import PICTURE, picture

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted(ROOT.glob("docs/**/*.md")),
]
EACH_PAGE = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)
MADE = (
    "build/",
    ".uv/",
    ".venv/",
    "dist/",
    "../shared/",
)  # by the commands, or beside the checkout
OF_AN_EXPORT = ("texts/", "README.txt")
NO_PATHS = ("N/A", "/2025/03/04/")
NAMES_OF_OTHERS = {"ExtraSelections", "deleted_at", "merged_into"}  # of Qt, and of the design
OPTIONS_OF_OTHERS = {"--full", "--chance", "--randomly-seed", "--hook-type"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def said(page):
    """Return what stands between backticks, in lines and in blocks."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.S)
    return [*re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S)), *blocks]


def paths(page):
    """Return what is said to be a file or a folder of the checkout."""
    form = r"[\w.*-]*(?:/[\w.*-]+)+/?|[\w-]+\.(?:py|md|toml|sql|svg|qss|yml|sh|lock|txt)"
    for each in said(page):
        is_known = not each.startswith((*MADE, *OF_AN_EXPORT)) and each not in NO_PATHS
        if re.fullmatch(form, each) and is_known:
            yield each


@cache
def anchors(page):
    """Return the names of the heads of a page, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@EACH_PAGE
def test_every_path_that_is_named_exists(page):
    places = (ROOT, ROOT / "annotator", page.parent)

    missing = {each for each in paths(page) if not any([*place.glob(each)] for place in places)}
    assert not missing


@EACH_PAGE
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            name, _, anchor = target.partition("#")
            there = page.parent / name if name else page
            assert there.exists(), target
            assert not anchor or anchor in anchors(there), target


def commands():
    """Return the commands that people see, by name."""
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if not command.hidden}


def options(command):
    known = command.get_params(click.Context(command))
    return {option for each in known for option in (*each.opts, *each.secondary_opts)}


@EACH_PAGE
def test_every_command_and_option_that_is_named_exists(page):
    known = commands()
    of_all = set().union(*map(options, known.values())) | {"--help"} | OPTIONS_OF_OTHERS
    for line in "\n".join(said(page)).splitlines():
        words = line.removeprefix("uv run ").split()
        of_it = of_all
        if words[:1] == ["annotator"] and words[1:] and words[1].isalpha() and words[1].islower():
            assert words[1] in known, line
            of_it = options(known[words[1]]) | {"--help"}
        if words[:1] == ["annotator"] or line.startswith("--"):
            assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", line)) <= of_it, line


def test_every_command_is_in_the_readme():
    text = PAGES[0].read_text(encoding="utf-8")

    assert set(re.findall(r"^annotator ([a-z-]+) ", text, re.M)) == set(commands())


def test_every_target_of_make_is_explained_and_no_other():
    targets = set(re.findall(r"^([a-z]+):.* #", (ROOT / "Makefile").read_text("utf-8"), re.M))
    explained = set(re.findall(r"^\| `make ([a-z]+)`", PAGES[1].read_text("utf-8"), re.M))
    named = {
        each for page in PAGES for each in re.findall(r"`make ([a-z]+)", page.read_text("utf-8"))
    }

    assert explained == targets
    assert named <= targets


def entries(name):
    return tomllib.loads(assets.path(f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("page", "sentence", "count"),
    [
        ("README.md", r"the (\w+) panels", len(PANELS)),
        ("docs/architecture.md", r"the (\w+) tagging panels", len(PANELS)),
        ("docs/architecture.md", r"(\w+) layers are open", sum(not each.codes for each in Layer)),
        (
            "docs/architecture.md",
            r"in the other (\w+) the codes",
            sum(bool(e.codes) for e in Layer),
        ),
        ("docs/sentences.md", r"(\d+) languages, of which", len(entries("languages"))),
        (
            "docs/sentences.md",
            r"abbreviations of (\d+) languages",
            len(entries("sentences")["abbreviations"].keys() - {"all"}),
        ),
        (
            "docs/importing.md",
            r"in words in about (\d+) languages",
            len(entries("dates").keys() - {"fillers"}),
        ),
    ],
)
def test_counts_are_true(page, sentence, count):
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    word = re.search(sentence, text, re.I)[1].lower()

    assert (NUMBERS.index(word) if word in NUMBERS else int(word)) == count


def test_the_picture_of_the_layers_is_that_of_the_contracts():
    assert PICTURE.read_text(encoding="utf-8") == picture(), "run make docs"


@cache
def words_of_the_code():
    """Return every name that stands in the program, its tests and its data."""
    kinds = ("annotator/**/*.py", "annotator/**/*.sql", "tests/**/*.py", "benchmarks/*.py")
    files = [path for kind in kinds for path in ROOT.glob(kind) if path != Path(__file__)]
    return set(re.findall(r"\w+", "\n".join(path.read_text("utf-8") for path in files)))


@EACH_PAGE
def test_every_name_of_the_code_that_is_named_exists(page):
    form = r"[A-Za-z_]+\(\)|[A-Z][a-z]+[A-Z]\w*|[a-z]+_[a-z_]+|[A-Za-z_]+\.[a-z_]+(?:\(\))?"
    named = [each for each in said(page) if re.fullmatch(form, each)]

    parts = {part for each in named for part in re.findall(r"\w+", each)}
    assert not parts - words_of_the_code() - NAMES_OF_OTHERS


def test_every_package_and_folder_of_ui_is_in_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages, _, folders = text.partition("Inside `annotator/ui/`")

    def inside(folder):
        return {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}

    assert set(re.findall(r"^\| `annotator/(\w+)/`", packages, re.M)) == inside("annotator")
    listed = folders.partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", listed, re.M)) == inside("annotator/ui")
