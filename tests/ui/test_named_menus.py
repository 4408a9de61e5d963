"""What the documentation names by its menu stands in that menu of the window, under that name."""

import re
from pathlib import Path

import pytest

from annotator.ui.commands.actions import MENUS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
MENU = re.compile(rf"\*((?:{'|'.join(MENUS)}) (?:→|›) [^*]+)\*")


def named(page: Path) -> list[str]:
    """Return the entries that a page names, with the menus that lead to them."""
    return MENU.findall(" ".join(page.read_text(encoding="utf-8").split()))


def entries(menu) -> set[str]:
    """Return the texts of a menu and of those in it, each after the name of its own menu."""
    found = set()
    for action in menu.actions():
        text = action.text().replace("&", "")
        within = entries(action.menu()) if action.menu() else set()
        found |= {text, *(f"{text} → {each}" for each in within)}
    return found


@pytest.mark.in_english("the documentation is")
def test_every_menu_entry_that_is_named_is_there(window):
    there = entries(window.menuBar())

    missing = {(page.name, each) for page in PAGES for each in named(page) if each not in there}
    assert sorted(missing) == []


def test_the_documentation_names_entries_of_menus():
    assert len([each for page in PAGES for each in named(page)]) > len(MENUS)
