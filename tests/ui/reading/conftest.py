"""A real reading view with a short article in it."""

import pytest
from made_up import TEXT

from annotator.ui.reading import ArticleView, Heading, ReadingColours
from annotator.ui.theming.palette import load


@pytest.fixture
def view(qtbot):
    shown = ArticleView()
    qtbot.addWidget(shown)
    shown.set_colours(ReadingColours.of(load("light")))
    shown.resize(760, 500)
    shown.set_article(Heading("Summit ends", "The Courier · 2031"), TEXT, "en")
    shown.show()
    qtbot.waitExposed(shown)
    shown.setFocus()
    return shown
