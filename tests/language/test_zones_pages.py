"""A page that was pasted whole: its menus and forms are found, and the article stays whole."""

import pytest
from pasted_pages import article_lines, pasted

from annotator.language.languages.guessing import guess
from annotator.language.zones.lines import key
from annotator.language.zones.proposing import proposals

PROSE = (
    "The council met on Tuesday, put off the vote on the bridge once more, and went home at noon."
)
OTHER = "The talk was held in a room above the fish market, with the window open to the harbour."
MENU = "Home\nNews\nSport\nCulture\nWeather\nSearch\nLog in\nOpinion\nPuzzles\nShop"
FOOT = "Share this\nMost read\nThe vote is off again\nPrivacy policy\nContact us\n© 2031"
# what the expected texts have of the page: links, names of editors, a quotation pulled out
NO_LINES_OF_AN_ARTICLE = {
    "Related Stories",
    "Read more: Inside a Controversial Startup's Risky Attempt to Control Our Climate",
    (
        "Read more: A Controversial Technology Is Creating an Unprecedented Rift Among Climate"
        " Scientists"
    ),
    "READ MORE: Riot is considering making these changes to the Worlds 2024 format",
    "Follow ONE Esports on Facebook and Twitter for more LoL news, guides, and highlights.",
    "（编辑：严玉洁 王辉）",
    "【责任编辑：严玉洁】",
    '"I sense that this person offered him to collaborate with American intelligence authorities"',
}


def zone_lines(text, language="en", **known):
    """Return the lines that are proposed to be excluded."""
    zones = [zone for zone in proposals(text, language, **known) if zone.is_excluded]
    return [line for zone in zones for line in zone.span.of(text).split("\n") if line]


def page(*article, menu=MENU, foot=FOOT):
    return "\n\n".join((menu, *article, foot))


def test_menus_above_and_below_an_article_are_found_whole():
    text = page("Bridge vote is put off again", PROSE, OTHER)

    assert zone_lines(text) == [*MENU.split("\n"), *FOOT.split("\n")]


def test_what_stands_between_the_headline_and_the_text_stays():
    lead = "A night on the quay"

    assert lead not in zone_lines(page("Bridge vote is put off again", lead, PROSE, OTHER))
    assert lead not in zone_lines(page(lead, PROSE, OTHER))


def test_a_headline_far_above_the_text_is_known_by_the_date_below_it():
    title, date = "Bridge vote is put off again", "27 February 2031"
    buttons = "\n".join(f"Button {letter}" for letter in "abcdefghijklmnop")

    assert title not in zone_lines(page(title, date, buttons, PROSE, OTHER))


@pytest.mark.parametrize(
    "listed",
    [
        "\n".join(f"Best {name}: The Quay" for name in ("picture", "song", "score", "sound")),
        "\n".join(f"{name} {number} 2 1" for number, name in enumerate(("Varen", "Kald", "Ost"))),
        "\n".join(["The sea was low", "the light was thin", "and nobody came"] * 3),
    ],
    ids=["winners", "results", "a poem"],
)
def test_a_list_below_the_text_stays_in_the_article(listed):
    excluded = zone_lines(page("Bridge vote is put off again", PROSE, OTHER, listed))

    assert not set(excluded) & set(listed.split("\n"))


def test_an_article_without_a_page_around_it_keeps_its_short_lines():
    steps = "\n".join(f"Step {letter}" for letter in "abcdefghijkl")

    assert zone_lines(f"A headline of some words\n\n{PROSE}\n\n{OTHER}\n\n{steps}\n") == []
    assert zone_lines("Home\nNews\nSport\n" * 5) == []


def test_items_of_a_menu_are_known_behind_their_bullets_outside_the_article_only():
    links = "* Facebook\n* Twitter\n• Share this"

    assert zone_lines(f"A headline of some words\n\n{PROSE}\n\n{OTHER}\n\n{links}") == links.split(
        "\n"
    )
    assert zone_lines(f"A headline of some words\n\n{PROSE}\n\n{links}\n\n{OTHER}") == []
    assert (
        zone_lines(f"A headline of some words\n\n{PROSE}\n\n{OTHER}\n\n* Search\n* Swim\n* Row")
        == []
    )


def test_in_a_text_of_unknown_language_the_rules_of_all_count():
    assert zone_lines(f"{PROSE}\n\nNewsletter abonnieren\n\n{OTHER}", "und") == [
        "Newsletter abonnieren"
    ]


def numbers_left_out(text):
    """Return the numbers of the lines that are proposed to be excluded."""
    numbers = set()
    for zone in proposals(text, guess(text)):
        first = text.count("\n", 0, zone.span.start)
        lines = range(first, first + zone.span.of(text).count("\n") + 1)
        numbers |= set(lines) if zone.is_excluded else set()
    return numbers


def pasted_pages(shared_data):
    """Yield each page as two browsers paste it, with the text of its article."""
    for expected in sorted((shared_data / "newspaper4k" / "txt").glob("*.txt")):
        saved = shared_data / "newspaper4k" / "html" / f"{expected.stem}.html"
        if saved.exists():
            for bullets in (False, True):
                yield pasted(saved.read_bytes(), bullets=bullets), expected.read_text("utf-8")


def test_of_whole_pages_most_furniture_is_found_and_no_line_of_the_article(shared_data):
    furniture, found, wrong = 0, 0, set()
    for text, told in pasted_pages(shared_data):
        lines, excluded = text.split("\n"), numbers_left_out(text)
        article = article_lines(lines, told)
        others = {number for number, line in enumerate(lines) if line} - article
        furniture, found = furniture + len(others), found + len(others & excluded)
        kept = {key(lines[number]) for number in article - excluded}
        lost = {lines[number].strip("* ") for number in article & excluded}
        wrong |= {line for line in lost if key(line) not in kept}

    assert found >= 0.6 * furniture
    assert wrong == NO_LINES_OF_AN_ARTICLE
