"""Reads the program over AT-SPI, as a screen reader does, and writes down as JSON what it found.

Run by a Python that has GObject introspection, which the program's own need not have, with the
name of the article's text and some words that begin a mark in it.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 20  # seconds
LETTERS = 30
RIGHT, DOWN, LEFT = 0xFF53, 0xFF54, 0xFF51  # keysyms
announced, carets, changes = [], [], []


def waited(find, what):
    """Ask until there is an answer, and let events arrive meanwhile."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        while GLib.MainContext.default().iteration(may_block=False):
            pass
        if found := find():
            return found
        time.sleep(0.02)
    sys.exit(f"not found: {what}")


def program():
    desktop = Atspi.get_desktop(0)
    apps = (desktop.get_child_at_index(n) for n in range(desktop.get_child_count()))
    return next((app for app in apps if app and app.get_child_count()), None)


def everything(top):
    yield top
    for number in range(top.get_child_count()):
        if child := top.get_child_at_index(number):
            yield from everything(child)


def states_of(each):
    return sorted(state.value_nick for state in each.get_state_set().get_states())


def listen():
    for name, found, value in (
        ("object:announcement", announced, lambda event: event.any_data),
        ("object:text-caret-moved", carets, lambda event: event.detail1),
        ("object:text-changed", changes, lambda event: event.source.get_name()),
    ):
        heard = Atspi.EventListener.new(lambda event, f=found, v=value: f.append(v(event)))
        heard.register(name)
        yield heard


def press(keysym, times=1):
    for _ in range(times):
        before = len(carets)
        Atspi.generate_keyboard_event(keysym, None, Atspi.KeySynthType.SYM)
        waited(lambda n=before: len(carets) > n, "a caret that moves")


def widgets(app):
    return [
        {
            "role": each.get_role_name(),
            "name": each.get_name(),
            "description": each.get_description(),
            "states": states_of(each),
        }
        for each in everything(app)
    ]


def article(app):
    def found():
        texts = (each for each in everything(app) if each.get_role_name() == "text")
        return next((each for each in texts if each.get_name() == sys.argv[1]), None)

    return waited(found, "the text of the article")


def read(iface):
    count = iface.get_character_count()
    return {
        "text": iface.get_text(0, count),
        "letters": [iface.get_text(place, place + 1) for place in range(LETTERS)],
    }


def walk(iface):
    carets_seen = [iface.get_caret_offset()]
    press(RIGHT, 3)
    press(LEFT)
    carets_seen.append(iface.get_caret_offset())
    announced.clear()
    press(DOWN)
    sentence = waited(lambda: announced[-1:], "a sentence that is announced")
    return {"carets": [*carets_seen, iface.get_caret_offset()], "sentence": sentence[0]}


def enter_mark(iface, words):
    place = read(iface)["text"].index(words)
    iface.set_caret_offset(place - 1)
    waited(lambda: iface.get_caret_offset() == place - 1, "the caret before the mark")
    waited(lambda: place - 1 in carets, "the caret that moved")
    announced.clear()
    press(RIGHT)
    waited(lambda: announced, "the mark that is announced")
    entered = list(announced)
    iface.add_selection(place, place + len(words))
    chosen = waited(lambda: iface.get_n_selections() and iface.get_selection(0), "a selection")
    return {
        "entered": entered,
        "selected": [chosen.start_offset - place, chosen.end_offset - place],
    }


def take_keyboard(text, iface):
    """Click into the text, which also makes the window active where nothing manages windows."""
    place = text.get_extents(Atspi.CoordType.SCREEN)
    x, y = place.x + place.width // 2, place.y + place.height // 2
    Atspi.generate_mouse_event(x, y, "b1c")
    waited(lambda: "focused" in states_of(text), "the keyboard in the text")
    waited(iface.get_caret_offset, "the caret where the click was")
    iface.set_caret_offset(0)
    waited(lambda: iface.get_caret_offset() == 0, "the caret at the beginning")


def main():
    Atspi.init()
    kept = list(listen())
    app = waited(program, "the program")
    text = article(app)
    iface = text.get_text_iface()
    take_keyboard(text, iface)
    found = {"widgets": widgets(app), "states": states_of(text), **read(iface), **walk(iface)}
    found |= enter_mark(iface, sys.argv[2])
    found["changes"] = changes.count(sys.argv[1])  # fields may change with what is here
    del kept
    json.dump(found, sys.stdout)


main()
