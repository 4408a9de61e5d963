"""The real program as a screen reader meets it: over AT-SPI, on a screen and buses of its own."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotator.sample import project as sample

ROOT = Path(__file__).parents[2]
CLIENT = Path(__file__).with_name("at_spi_client.py")
HEADLINE = "Summit in Varen ends without a pledge"
WORDS = "Premier Oskar Lind"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
CAN_READ = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
PATIENCE = 60  # seconds


def lacking():
    """Return what is not on this computer of what the test needs; nothing when all is there."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is of Linux"
    missing = [name for name in ("Xvfb", "dbus-daemon") if shutil.which(name) is None]
    missing += [] if any(map(os.path.exists, LAUNCHERS)) else ["at-spi2-core"]
    missing += [] if reader() else ["a python3 with gi and Atspi 2.0"]
    return ", ".join(missing)


def reader():
    """Return the Python of the system, if it can read over AT-SPI."""
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    can = python and subprocess.run([python, "-c", CAN_READ], capture_output=True, check=False)
    return python if can and can.returncode == 0 else None


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What a client found in the program, which shows the sample as text for screen readers."""
    if missing := lacking():
        pytest.skip(f"NOT READ OVER AT-SPI, missing here: {missing}")
    home = tmp_path_factory.mktemp("spi")
    project = sample.ensure(home, home / "seen", "Ana")
    settings = home / "config" / "annotator" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"native_text": true, "annotator_name": "Ana"}')
    with ExitStack() as running:
        environ = surroundings(running, home)
        program = begin(running, [sys.executable, "main.py", str(project)], environ)
        asked = [reader(), "-W", "ignore", str(CLIENT), HEADLINE, WORDS]
        client = subprocess.run(
            asked, env=environ, capture_output=True, timeout=PATIENCE, check=False, text=True
        )
        if program.poll() is not None and "platform plugin" in (told := program.stderr.read()):
            pytest.skip(f"NOT READ OVER AT-SPI, Qt has no window here: {told}")
        assert program.poll() is None, program.stderr.read()
    assert client.returncode == 0, client.stderr
    return json.loads(client.stdout)


def surroundings(running, home):
    """Start a screen and a session bus; return the environment of what is to be read."""
    screen = begin(running, ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24"], os.environ)
    folders = ("config", "data", "state", "cache", "runtime")
    environ = {
        **os.environ,
        **{f"XDG_{name.upper()}_HOME": str(home / name) for name in folders[:4]},
        "XDG_RUNTIME_DIR": str(home / "runtime"),
        "HOME": str(home),
        "DISPLAY": f":{screen.stdout.readline().strip()}",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    (home / "runtime").mkdir(mode=0o700)
    bus = begin(running, ["dbus-daemon", "--session", "--nofork", "--print-address=1"], environ)
    return environ | {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}


def begin(running, command, environ):
    """Start something that is ended with the test."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )

    def end():
        process.terminate()
        try:
            process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()

    running.callback(end)
    return process


def test_the_article_is_read_letter_by_letter(found):
    assert "".join(found["letters"]) == found["text"][: len(found["letters"])]
    assert WORDS in found["text"]
    assert "focusable" in found["states"]


def test_the_caret_is_followed_through_letters_and_sentences(found):
    begin, walked, sentence = found["carets"]

    assert (begin, walked) == (0, 2)
    assert found["text"][sentence:].startswith("The two-day summit")
    assert "The two-day summit closed on Thursday" in found["sentence"]
    assert "Sentence 1 of 2, paragraph 2 of" in found["sentence"]


def test_a_mark_is_told_where_the_caret_enters_it(found):
    assert [words[:18] for words in found["entered"]] == ["Claim C1, refuted:"]


def test_what_a_screen_reader_selects_is_selected(found):
    assert found["selected"] == [0, len(WORDS)]


def test_marks_and_carets_are_no_changes_of_the_text(found):
    assert found["changes"] == 0


def test_whatever_takes_the_keyboard_has_a_name(found):
    seen = [each for each in found["widgets"] if "showing" in each["states"]]
    takes = [each for each in seen if "focusable" in each["states"]]

    assert len(takes) > 50
    assert [each for each in takes if not each["name"].strip()] == []


def test_rows_of_choices_are_radio_buttons_or_check_boxes(found):
    roles = {each["name"]: each["role"] for each in found["widgets"]}
    kinds = {name.partition(":")[0]: role for name, role in roles.items() if ": " in name}

    assert kinds["Quote"] == kinds["Kind"] == kinds["Priority"] == "radio button"
    assert kinds["Type"] == "check box"


def test_fields_are_called_by_their_labels(found):
    named = {(each["role"], each["name"]) for each in found["widgets"]}

    assert {("text", "Claim"), ("text", "Claimant"), ("text", "Said on")} <= named


def test_heads_of_sections_say_whether_they_are_open(found):
    heads = [each["description"] for each in found["widgets"] if each["name"].endswith(" Claims")]

    assert [words.partition(",")[0] for words in heads] == ["open"]
