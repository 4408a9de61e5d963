"""Type and colour as the person chose them, at once."""

import pytest

from annotator.ui.application.settings import Settings
from annotator.ui.theming.theme import Scheme


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
    assert ticked(colours) == ["Match system"]

    colours[2].trigger()

    assert theme.scheme is Scheme.DARK
    assert preferences.settings.scheme == "dark"
    assert ticked(choices("Colours")) == ["Dark"]


def test_faces_and_line_heights_are_chosen(choices, preferences, window):
    faces, heights = choices("Typeface"), choices("Line spacing")
    faces[-1].trigger()
    heights[-1].trigger()

    assert preferences.settings.text_family == faces[-1].data() != ""
    assert preferences.settings.line_height == 2.0
    assert ticked(choices("Line spacing")) == ["2"]


def test_the_size_is_reset_and_typeface_and_spacing_stay(choices, window, preferences):
    choices("Line spacing")[0].trigger()
    choices("Typeface")[-1].trigger()
    family = preferences.settings.text_family
    preferences.change(text_size_px=40)

    window.actions_["view.zoom_reset"].trigger()

    now = preferences.settings
    assert (now.text_size_px, now.text_family) == (Settings().text_size_px, family)
    assert ticked(choices("Line spacing")) == ["1.3"]


def test_whole_words_are_selected_unless_one_chooses_otherwise(window, preferences):
    switch = window.actions_["view.whole_words"]
    assert switch.isChecked()
    assert window.desk.text.selects_words

    switch.trigger()

    assert not preferences.settings.whole_words
    assert not switch.isChecked()
    assert not window.desk.text.selects_words
