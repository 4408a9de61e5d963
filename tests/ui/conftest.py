"""What every test of the window shares: the light scheme, whatever another test left."""

import pytest

from annotator.ui.theme import Scheme, apply, load
from annotator.ui.theming.sheet import style_sheet


@pytest.fixture(autouse=True)
def light(qapp):
    """Dress the application in the light scheme, if it is not."""
    if qapp.styleSheet() != style_sheet(load("light")):
        apply(qapp, Scheme.LIGHT)
