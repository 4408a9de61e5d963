"""Labelling by keys alone in the real window, under other keyboard layouts (`--full`).

Keys are pressed by their place, as hands do. It needs an X server of its own, `setxkbmap` and
`xdotool`; without them it is skipped and says so.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.sentiment import Sentiment
from annotator.importers import Draft, codebook
from annotator.operations.new_article import article_from_draft
from annotator.storage.project import create_project, open_project
from tests.codes import next_code

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = json.loads((ROOT / "tests/ui/application/layouts.json").read_text("utf-8"))
PROGRAM = Path(__file__).with_name("program.py")
TOOLS = ("Xvfb", "setxkbmap", "xdotool")
TEXT = "Rain fell. The levy doubled in spring. Officials agreed. Nobody asked why.\n"
# where the keys are on a PC keyboard, as X11 counts them
PLACES = dict(zip("1234567890JKCSVENAMRZXL[]/", range(26), strict=True))
# letters that stand elsewhere where there are Latin ones
LETTERS = {"fr": {"Z": 25}, "be": {"Z": 25}, "cz": {"Z": 29}, "de": {"Z": 29}}
AS_TYPED = ("us", "de", "tr", "jp")
SHIFT, CTRL, ENTER, ESCAPE = 50, 37, "Return", "Escape"


@pytest.fixture(scope="module")
def screen():
    """An X server that nobody else uses."""
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        pytest.skip(f"there is no {' and no '.join(missing)}: NOT TESTED under other layouts")
    read, write = os.pipe()
    server = subprocess.Popen(
        # without -noreset it would forget the layout when setxkbmap ends
        ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", "1366x768x24"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def project(tmp_path):
    """A project with one article."""
    path = tmp_path / "trial.annotator"
    store = create_project(path, "Trial", codebook.named("standard"), tmp_path / "state")
    store.sign_in("Ana")
    draft = Draft(
        headline="Levy", text=TEXT, original=TEXT.encode(), encoding="utf-8", file_name="a.txt"
    )
    store.apply(article_from_draft(draft, next_code(store, "A"), store.annotator.id))
    store.close()
    return path


@pytest.fixture
def hands(screen, project, tmp_path):
    """The program in its window, and hands on a keyboard of some layout."""
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "CACHE")}
    environment = (
        os.environ
        | folders
        | {
            "XDG_STATE_HOME": str(tmp_path / "state-home"),
            "DISPLAY": screen,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(tmp_path),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
    )
    started = []

    def begin(layout):
        subprocess.run(["setxkbmap", layout], env=environment, check=True)
        program = subprocess.Popen([sys.executable, PROGRAM, str(project)], env=environment)
        started.append(program)
        return Hands(environment, program, layout)

    yield begin
    for program in started:
        program.kill()
        program.wait()


class Hands:
    """Press keys, and wait until the program has answered."""

    def __init__(self, environment, program, layout):
        self.environment, self.program = environment, program
        self.codes = {key: LAYOUTS[layout][place][3] for key, place in PLACES.items()}
        self.codes |= LETTERS.get(layout, {})
        self._run("windowfocus", "--sync", self._window())

    def press(self, *keys, held=()):
        """Press keys one after the other: names as on a US keyboard, or codes."""
        for key in keys:
            code = str(self.codes.get(key, key))
            down = [word for each in held for word in ("keydown", str(each))]
            up = [word for each in held for word in ("keyup", str(each))]
            self._run(*down, "key", code, *up)
            time.sleep(0.25)

    def layout(self):
        """Return what layout the server has."""
        order = ["setxkbmap", "-query"]
        done = subprocess.run(order, env=self.environment, check=True, capture_output=True)
        return done.stdout.decode()

    def _window(self):
        """Return the number of the window once it is there and can be worked in."""
        for _ in range(300):
            time.sleep(0.1)
            found = self._run("search", "--onlyvisible", "--name", "^Trial", check=False).split()
            if found:
                time.sleep(2)
                return found[-1]
        pytest.fail("the window never came")

    def _run(self, *words, check=True):
        order = ["xdotool", *words]
        done = subprocess.run(
            order, env=self.environment, check=check, capture_output=True, text=True, timeout=300
        )
        return done.stdout


def tried(layout):
    """Return a layout with the break that must be seen: on some, keys are what they type."""
    name = "keys_are_kept" if layout in AS_TYPED else "keys_are_what_they_type"
    return pytest.param(layout, marks=pytest.mark.red_when(name))


@pytest.mark.long
@pytest.mark.parametrize("layout", [tried(layout) for layout in LAYOUTS])
def test_a_claim_is_made_and_judged_with_the_keyboard_alone(hands, layout, project, tmp_path):
    person = hands(layout)
    person.press("J", "C", ENTER, ESCAPE)
    person.press("V", "2")
    person.press("J", "K", "J", "S", "6", ESCAPE)
    person.press("Z", held=[CTRL])
    person.press("Z", held=[CTRL, SHIFT])
    if layout in ("fr", "be", "cz"):
        person.press("K", "V")
        person.press("1", held=[SHIFT])
    person.program.terminate()
    person.program.wait(timeout=120)
    assert f"layout:     {layout}\n" in person.layout()

    with closing(open_project(project, tmp_path / "state", read_only=True)) as store:
        (claim,) = store.reader.find(Claim)
        (check,) = store.reader.find(FactCheck)
        (sentiment,) = store.reader.find(Sentiment)
    assert claim.text == "The levy doubled in spring."
    expected = "supported" if layout in ("fr", "be", "cz") else "refuted"
    assert (check.verdict.code, sentiment.polarity) == (expected, 2)
