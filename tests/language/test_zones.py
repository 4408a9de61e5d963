"""Each rule finds its lines of furniture, and lines of the article like them stay."""

import pytest

from annotator.language.zones.lines import lines
from annotator.language.zones.proposing import proposals, title
from annotator.language.zones.rules import rulebook

PROSE = (
    "The council met on Tuesday and put off the vote on the new bridge until the spring session."
)
OTHER = "Nobody spoke of the ferry, which has carried the town for longer than anyone recalls."


def found(text, language="en", **known):
    return [
        (str(proposal.kind), proposal.span.of(text))
        for proposal in proposals(text, language, **known)
    ]


def kinds(*lines, language="en", **known):
    """Return what each line is taken for, `body` when for nothing."""
    text = "\n".join(lines)
    zones = proposals(text, language, **known)
    starts = [len("\n".join(lines[:place])) + (place > 0) for place in range(len(lines))]
    return [
        next((str(zone.kind) for zone in zones if zone.span.holds(start)), "body")
        for start in starts
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share post:", "boilerplate"),
        ("✉ Share this story ☍", "boilerplate"),
        ("Share on Facebook", "boilerplate"),
        ("Facebook Twitter WhatsApp 12", "boilerplate"),
        ("Subscribe to our morning letter", "boilerplate"),
        ("ADVERTISEMENT", "boilerplate"),
        ("Article continues below", "boilerplate"),
        ("Read the full interview here", "boilerplate"),
        ("Home > World > Europe", "boilerplate"),
        ("Home | Analysis", "boilerplate"),
        ("English edition", "boilerplate"),
        ("© 2031 Harbour Post", "boilerplate"),
        ("Copyright 2031 Harbour Post", "boilerplate"),
        ("We use cookies to improve your visit.", "boilerplate"),
        ("Tags: bridge, council", "tags"),
        ("TAGS: Bridge,Council", "tags"),
        ("#bridge #council", "tags"),
        ("Tags: " + "bridge, " * 40, "tags"),
        ("LEAVE A REPLY", "comments"),
        ("12 comments", "comments"),
        ("Date:", "dateline"),
        ("Published: 4 March 2031", "dateline"),
        ("Author: Lea Wehr", "byline"),
        ("Photo: Harbour Post archive", "caption"),
        ("A view of the bridge / Getty Images", "caption"),
        ("Read more: What the new bridge will cost", "related"),
    ],
)
def test_a_line_of_boilerplate_is_known_by_itself(line, kind):
    assert kinds(PROSE, line, OTHER)[1] == kind


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by four per cent.",
        "Comment is free, he said.",
        "Author: the king of nothing in particular",
        "Published: nobody knows when or where",
        "They asked websites to tell readers of cookies first.",
        "Minister at home, traveller abroad",
        "“Share your thoughts in the comments,” she wrote.",
        "• Search",
        "3 12",
        "A photo by Getty Images.",
        "• Share your house with a stranger",
        "Tags: " + "and so on, " * 60,
    ],
)
def test_a_line_of_the_article_that_looks_a_little_like_it_stays(line):
    assert kinds(PROSE, line, OTHER)[1] == "body"


@pytest.mark.parametrize("heading", ["Further reading", "In this story", "Featured"])
def test_a_last_part_told_in_sentences_is_the_article(heading):
    told = ("The minutes lie in the town hall.", "The bridge stays closed until May.")

    assert kinds(PROSE, OTHER, heading, *told) == ["body"] * 5
    assert kinds(PROSE, OTHER, heading, "The bridge vote", "A quay for all") == [
        *("body", "body"),
        *("related", "related", "related"),
    ]


def test_steps_to_take_stay_and_a_row_of_buttons_does_not():
    steps = ("Log in", "Open menu", "Choose your pass", "Print")

    assert kinds(PROSE, *steps, OTHER) == ["body"] * 6
    assert kinds(PROSE, "Share", "Print", "Menu", OTHER) == ["body", *["boilerplate"] * 3, "body"]


def test_the_date_of_an_event_below_the_text_stays():
    place = ("When and where", "12 May 2031, 19:30", "Town hall, Main street 5")

    assert kinds(PROSE, OTHER, *place) == ["body"] * 5


def test_a_paragraph_that_mostly_asks_the_reader_for_something_is_boilerplate():
    plea = "It goes on. Share your thoughts with us! Let us know in the comments what you think."

    assert kinds(PROSE, plea) == ["body", "boilerplate"]


def test_a_paragraph_that_asks_in_passing_stays():
    line = "The vote is near. The mayor calls it safe. Share your thoughts, she told the town."

    assert kinds(PROSE, line) == ["body", "body"]


def test_a_long_paragraph_is_never_asking():
    assert kinds(PROSE, "Share your thoughts. " * 50) == ["body", "body"]


def test_the_headline_is_found_by_the_words_of_the_article_record():
    assert kinds("Bridge", PROSE, headline="BRIDGE!") == ["headline", "body"]
    assert kinds("Bridge vote | Post", PROSE, headline="Bridge vote", publisher="Post") == [
        "headline",
        "body",
    ]


def test_a_headline_may_run_over_lines_and_stand_twice():
    lines = ("Council puts off", "the bridge vote", "", "Council puts off the bridge vote", PROSE)

    assert kinds(*lines, headline="Council puts off the bridge vote")[:4:3] == ["headline"] * 2
    assert kinds(*lines, headline="Council puts off the bridge vote")[1] == "headline"


def test_a_headline_that_was_changed_a_little_is_still_the_headline():
    lines = ("Council puts off vote on new harbour bridge", PROSE)

    assert kinds(*lines, headline="Council puts off vote on harbour bridge")[0] == "headline"
    assert kinds(*lines, headline="Football: nil to nil")[0] == "body"


def test_without_a_record_the_first_line_is_the_headline_if_it_looks_like_one():
    assert kinds("Share post:", "Council puts off vote", PROSE)[1] == "headline"
    assert kinds(PROSE, "Council puts off vote")[0] == "body"
    assert kinds("Council puts off vote") == ["body"]
    assert kinds("google.JPG", PROSE)[0] == "body"


def test_a_headline_taken_from_a_line_of_boilerplate_is_looked_for_again():
    lines = ("Tags: #bridge", "Council puts off vote", PROSE)

    assert kinds(*lines, headline="Tags: #bridge") == ["tags", "headline", "body"]


def test_a_table_of_contents_ends_where_its_entries_stand_nowhere_else():
    lines = ("Contents", "1. The vote", "2. The cost", "The vote", PROSE, "The cost", OTHER)

    assert kinds(*lines)[:4] == ["contents", "contents", "contents", "body"]


def test_names_and_dates_are_known_above_and_below_the_article_only():
    lines = ("By Lea Wehr and Tom Adry", "4 March 2031, 14:03 GMT", PROSE, PROSE, "By Sea", PROSE)

    assert kinds(*lines)[:2] == ["byline", "dateline"]
    assert kinds(*lines)[4] == "body"
    assert kinds(PROSE, OTHER, "By Lea Wehr")[2] == "byline"


@pytest.mark.parametrize("line", ["By the river", "By Lea Wehr.", "By 2031", "By " + "Lea " * 40])
def test_a_line_that_begins_with_by_is_not_always_a_byline(line):
    assert kinds("The vote is off", line, PROSE)[1] == "body"


def test_names_without_capitals_are_a_byline_when_they_are_few():
    story = "قال رئيس الوزراء إن القمة انتهت من دون أي ضمانات، ولم يتحدث أحد من الحاضرين. " * 4
    names = "أحمد علي حسن سعيد كريم ناصر"

    assert kinds("انتهت القمة", "بقلم: أحمد علي", story, story, language="ar")[1] == "byline"
    assert kinds("انتهت القمة", f"بقلم: {names}", story, story, language="ar")[1] == "body"


def test_the_dates_of_a_chronicle_stay():
    lines = ("4 March 2031", "Snow.", "5 March 2031", "Rain.", "6 March 2031", "Sun.")

    assert set(kinds(*lines)) == {"body"}


def test_a_number_alone_is_no_date():
    assert kinds("2031", PROSE) == ["body", "body"]


def test_the_lines_directly_below_a_comment_form_belong_to_it():
    lines = (PROSE, "Leave a reply", "Write something kind", "", "Night train to the coast")

    assert kinds(*lines) == ["body", "comments", "comments", "body", "body"]


def test_a_comment_heading_above_the_last_paragraph_stands_alone():
    lines = (PROSE, "Leave a comment", "The vote", OTHER)

    assert kinds(*lines)[1:3] == ["comments", "body"]


def test_teasers_run_to_the_end_of_the_page():
    lines = (PROSE, "Popular", "", "Night train returns", "", "Ten soups", "", "A keeper swims...")

    assert kinds(*lines) == ["body", *["related"] * 7]


def test_teasers_between_paragraphs_end_at_the_blank_line():
    lines = (PROSE, "", "Related", "Night train returns", "", "The cost", "", OTHER)

    assert kinds(*lines)[2:6] == ["related", "related", "body", "body"]


def test_below_a_heading_that_is_followed_by_prose_nothing_is_a_teaser():
    assert kinds(PROSE, "Related", "The cost", OTHER)[2] == "body"


def test_a_text_without_paragraphs_has_no_foot():
    assert kinds("Popular", "Night train returns", "Ten soups")[1:] == ["body", "body"]


def test_the_name_of_the_outlet_alone_on_a_line_is_boilerplate():
    assert kinds("Harbour Post", PROSE, publisher="Harbour Post") == ["boilerplate", "body"]


def test_neighbours_of_one_rule_make_one_zone_and_blank_lines_lie_inside():
    text = f"{PROSE}\n\nShare\n\nPrint\n\n3 comments\n"

    assert found(text) == [("boilerplate", "Share\n\nPrint"), ("comments", "3 comments")]


def test_an_unknown_language_has_the_rules_of_english():
    assert kinds(PROSE, "Share post:", language="tlh-Latn") == ["body", "boilerplate"]


def test_people_read_what_a_rule_knows():
    assert title("en.comments") == "comment form"
    assert title("any.repeated") == "repeated text"


def test_what_an_item_of_a_list_says_is_known_without_its_bullet():
    page = lines("- Compartir\n\n• Compartir en Facebook\n\n- «Hola», dijo ayer a todos.\n\n-\n")

    assert [rulebook("es").behind_bullet(line) for line in page] == ["es.share", "es.share", "", ""]
