"""The manual: as its sources say, whole, and readable for everyone."""

import itertools
import re

import pytest
from lxml import html

from annotator import assets
from annotator.operations import manual
from annotator.ui.application.manual import PAGES
from annotator.ui.application.shortcuts import SHORTCUTS
from tools import manual as source

NAMES = [name for name, _ in manual.contents()]
STYLE = assets.path("manual/manual.css").read_text(encoding="utf-8")


def tree(name):
    return html.fromstring(assets.path(f"manual/{name}.html").read_bytes())


def test_every_page_is_as_the_guide_says():
    made = source.pages()

    assert set(NAMES) == set(made)
    for name, page in made.items():
        kept = assets.path(f"manual/{name}.html").read_text(encoding="utf-8")
        assert kept == page, "run `make manual`"


@pytest.mark.parametrize("page", sorted(set(PAGES.values())))
def test_every_page_that_a_key_leads_to_is_there(page):
    assert page in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_link_and_picture_of_a_page_is_there(name):
    for link in tree(name).iter("a"):
        target, _, section = link.get("href").partition("#")
        page = tree(target.removesuffix(".html")) if target else tree(name)
        assert not section or page.xpath(f"//*[@id='{section}']"), link.get("href")
    for picture in tree(name).iter("img"):
        assert assets.path("manual").joinpath(picture.get("src")).is_file(), picture.get("src")


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_of_an_action(name):
    named = tree(name).xpath("//kbd/@data-action")

    assert set(named) <= SHORTCUTS.keys()
    assert "{key:" not in assets.path(f"manual/{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_read_by_everyone(name):
    """See the Web Content Accessibility Guidelines 2.2, 1.1.1, 1.3.1, 2.4.1, 2.4.2, 3.1.1."""
    page = tree(name)
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    ids = page.xpath("//@id")

    assert page.get("lang") == "en"
    assert page.findtext(".//title")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(ids) == len(set(ids))
    assert all(len(picture.get("alt", "")) > 20 for picture in page.iter("img"))
    assert all(cell.get("scope") == "col" for cell in page.iter("th"))
    assert all(link.text_content().strip() for link in page.iter("a"))
    assert page.xpath("//main[@id='content']")
    assert page.xpath("//nav[@aria-label]")


def colours(scheme):
    return dict(re.findall(r"--(\w+): (#\w+)", scheme))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", STYLE.split("prefers-color-scheme: dark"))
def test_every_ink_can_be_read_on_every_ground(scheme):
    shown = colours(scheme)

    for ink in ("ink", "second", "accent"):
        for ground in ("paper", "chrome", "field"):
            assert contrast(shown[ink], shown[ground]) >= 4.5, (ink, ground)
    assert contrast(shown["ink"], shown["selected"]) >= 4.5


def test_keys_are_those_in_use_and_an_action_without_one_says_so():
    keys = {"help.manual": "⌘?"}

    page = manual.page("index", lambda action: keys.get(action, ""))
    assert "<kbd>⌘?</kbd>" in page
    assert "<nav" not in page
    assert "<kbd>no key</kbd>" in manual.page("index", lambda _: "")


def test_a_file_without_content_is_an_empty_page(monkeypatch):
    monkeypatch.setattr(manual, "_read", lambda name: "")

    assert manual.page("index", str) == ""
    assert manual.contents() == (("index", ""),)
