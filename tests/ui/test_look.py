"""Type and colour as the person chose them, at once."""

import pytest

from annotator.ui.settings import Settings
from annotator.ui.theme import Scheme


@pytest.fixture
def choices(window):
    """Return the actions of a submenu of View, as they are when it opens."""

    def choices(title):
        [view] = [each.menu() for each in window.menuBar().actions() if each.text() == "&View"]
        [menu] = [each.menu() for each in view.actions() if each.text() == title]
        menu.aboutToShow.emit()
        return menu.actions()

    return choices


def ticked(actions):
    return [action.text() for action in actions if action.isChecked()]


@pytest.mark.parametrize(
    ("size", "action", "after"),
    [
        (16, "view.zoom_in", 17),
        (16, "view.zoom_out", 15),
        (40, "view.zoom_in", 40),
        (11, "view.zoom_out", 11),
        (19, "view.zoom_in", 20),
    ],
)
def test_the_text_grows_and_shrinks_by_steps(window, preferences, size, action, after):
    preferences.change(text_size_px=size)

    window.actions_[action].trigger()

    assert preferences.settings.text_size_px == after


def test_a_choice_of_colours_is_seen_at_once_and_kept(choices, window, preferences, theme):
    colours = choices("Colours")
    assert ticked(colours) == ["As the system"]

    colours[2].trigger()

    assert theme.scheme is Scheme.DARK
    assert preferences.settings.scheme == "dark"
    assert ticked(choices("Colours")) == ["Dark"]


def test_faces_and_line_heights_are_chosen(choices, preferences, window):
    faces, heights = choices("Typeface of the text"), choices("Line height of the text")
    faces[-1].trigger()
    heights[-1].trigger()

    assert preferences.settings.text_family == faces[-1].data() != ""
    assert preferences.settings.line_height == 2.0
    assert ticked(choices("Line height of the text")) == ["2"]


def test_back_as_it_was_the_menus_tell_it_too(choices, window, preferences):
    choices("Line height of the text")[0].trigger()
    preferences.change(text_size_px=40, text_family="Serif")

    window.actions_["view.zoom_reset"].trigger()

    plain, now = Settings(), preferences.settings
    assert (now.text_size_px, now.text_family) == (plain.text_size_px, plain.text_family)
    assert ticked(choices("Line height of the text")) == ["1.6"]
    assert ticked(choices("Typeface of the text")) == ["The first good serif"]
