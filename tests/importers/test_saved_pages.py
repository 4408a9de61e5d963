"""The words of a saved page come in as they stand there: all of them, and no others."""

import re
from collections import Counter

import pytest
from lxml.html import document_fromstring
from made_pages import made
from trafilatura import extract

from annotator.domain.errors import UnreadableFileError
from annotator.importers.draft import Omission
from annotator.importers.html import drafts, omissions

BOARD = "The board of the harbour, which met on Monday, voted to widen the quay before the spring."
FERRIES = "The ferries go on as they do now, and nobody needs to fear for the timetable, it wrote."
VOTE = (
    "“There was no vote,” said the mayor. “Somebody counted hands in a corridor, and that is all.”"
)
TEXT = f"<p>{BOARD}</p><p>{FERRIES}</p><p>{VOTE}</p>"
LONG = f"{FERRIES} It was not said what would become of those who have no car of their own."


def read(body, head="<title>Quay is widened</title>"):
    """The article of a page with this body."""
    source = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head>'
    (draft,) = drafts(f"{source}<body>{body}</body></html>".encode(), "page.html")
    return draft


def lines(body):
    """The text of an article whose headline is known, line by line."""
    return read(f"<article><h1>Quay is widened</h1>{body}</article>").text.split("\n")


def line(html):
    """The line that HTML becomes among paragraphs."""
    return lines(f"<p>{BOARD}</p><p>{html}</p><p>{VOTE}</p>")[1]


# ---- Pages made by rule ----


@pytest.mark.parametrize("hundred", range(10))
def test_pages_made_by_rule_come_in_exactly(hundred, full):
    for number in range(hundred * 100, hundred * 100 + (100 if full else 20)):
        page = made(number)
        (draft,) = drafts(page.html.encode(), "page.html")

        shown = [each for each in draft.text.split("\n") if each not in page.beside]
        facts = (draft.headline, draft.byline, draft.published_at)
        assert (number, shown) == (number, page.lines)
        assert (number, *facts) == (number, page.headline, page.byline, page.published_at)
        assert (number, draft.omitted_count) == (number, 0)


def test_no_page_made_by_rule_is_read_worse_than_by_trafilatura_alone():
    for number in range(40):
        page = made(number)
        (draft,) = drafts(page.html.encode(), "page.html")
        expected = "\n".join(page.lines)

        theirs = extract(page.html, include_comments=False) or ""
        assert alike(draft.text, expected) >= alike(theirs, expected) - 0.02


def test_no_real_page_is_read_worse_than_by_trafilatura_alone(shared_data):
    folder = shared_data / "newspaper4k"
    for path in sorted((folder / "html").glob("*.html")):
        known = folder / "txt" / f"{path.stem}.txt"
        if known.exists():
            expected = known.read_text(encoding="utf-8")
            (draft,) = drafts(path.read_bytes(), path.name)
            theirs = extract(path.read_bytes(), include_comments=False) or ""

            assert alike(draft.text, expected) >= alike(theirs, expected) - 0.02


def test_every_heading_that_is_expected_of_real_pages_is_in_the_text(shared_data):
    folder, found = shared_data / "newspaper4k", 0
    for known in sorted((folder / "txt").glob("*.txt")):
        page = folder / "html" / known.name.replace(".txt", ".html")
        if not page.exists():
            continue
        (draft,) = drafts(page.read_bytes(), page.name)
        heads = document_fromstring(page.read_bytes()).iter("h2", "h3", "h4", "h5", "h6")
        expected = {" ".join(each.split()) for each in known.read_text("utf-8").split("\n")}
        wanted = expected & {" ".join(head.text_content().split()) for head in heads}
        wanted -= {"", "Related Stories"}  # the head of a list of links that is empty
        found += len(wanted)

        assert wanted <= {" ".join(each.split()) for each in draft.text.split("\n")}
    assert found >= 7


def alike(text, expected):
    """The F1 of all runs of four words."""
    ours, theirs = (shingles(each) for each in (text, expected))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def shingles(text):
    words = re.findall(r"\w+", text)
    return Counter(zip(*(words[n:] for n in range(4)), strict=False))


# ---- Headings and times ----


@pytest.mark.parametrize("level", "23456")
def test_a_subheading_stands_before_its_paragraph(level):
    body = f"<p>{BOARD}</p><h{level}>Who pays?</h{level}><p>{FERRIES}</p><p>{VOTE}</p>"

    assert lines(body) == [BOARD, "Who pays?", FERRIES, VOTE]


def test_the_headline_is_no_line_of_the_text_but_another_first_heading_is():
    assert lines(TEXT) == [BOARD, FERRIES, VOTE]
    live = read(f"<h1>Live: harbour widens</h1>{TEXT}", "<title>Harbour widens quay - Post</title>")
    assert (live.headline, live.text.split("\n")[0]) == (
        "Harbour widens quay",
        "Live: harbour widens",
    )


def test_entries_of_a_live_blog_keep_time_and_head():
    entries = (("18:04", "Mayor speaks", BOARD), ("17:30", "Ferries wait", FERRIES))
    body = "".join(f"<div><time>{a}</time><h3>{b}</h3><p>{c}</p></div>" for a, b, c in entries)

    assert lines(body) == [each for entry in entries for each in entry]


def test_the_heading_of_something_else_does_not_come_in():
    box = "<h3>Read more</h3><a href='/x'>A cat was rescued from a tree</a>"
    aside = f"<aside>{box}</aside>"
    related = f'<div class="related-stories"><h3>Read more</h3><p>{FERRIES[:30]}.</p></div>'

    hidden = '<h3 class="visually-hidden">Read more</h3><h3 hidden>Read more</h3>'
    for other in (aside, related, f"<nav>{box}</nav>", hidden):
        assert "Read more" not in lines(f"<p>{BOARD}</p>{other}<p>{FERRIES}</p><p>{VOTE}</p>")


def test_a_section_with_the_name_of_something_else_keeps_its_heading():
    section = f'<section class="social-policy"><h2>Who pays?</h2><p>{FERRIES}</p></section>'

    assert lines(f"<p>{BOARD}</p>{section}<p>{VOTE}</p>") == [BOARD, "Who pays?", FERRIES, VOTE]


def test_short_answers_between_paragraphs_are_kept():
    body = f"<p>{BOARD}</p><p>Will it?</p><p>No.</p><p>{FERRIES}</p><p>{VOTE}</p>"

    assert lines(body) == [BOARD, "Will it?", "No.", FERRIES, VOTE]


# ---- Figures ----


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("It has <s>24</s> 42 ferries.", "It has 42 ferries."),
        ("It has <strike>24</strike><b>42</b> ferries.", "It has 42 ferries."),
        ("It has <del>24</del><ins>42</ins> ferries.", "It has 42 ferries."),
        ('It has <i style="text-decoration:LINE-through">24</i> 42.'.lower(), "it has 42."),
        ('It has <b style="text-decoration: line-through red"><s>24</s></b> 42.', "It has 42."),
    ],
)
def test_struck_out_words_do_not_read_as_if_they_stood(html, words):
    assert line(html) == words


def test_struck_out_words_are_among_what_was_left_out():
    body = f"<article><p>{BOARD}</p><p>Ten <s>24</s> <s>boats</s> left.</p><p>{VOTE}</p></article>"

    assert omissions(body.encode()) == (Omission("24", 2), Omission("boats", 2))


def test_a_sign_that_was_never_closed_strikes_out_no_page():
    assert BOARD in lines(f"<s>Was 24.<div>{TEXT * 30}</div>")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("10<sup>6</sup> crowns", "10⁶ crowns"),
        ("10<sup>-3</sup> and <b>10</b><sup>−4</sup>", "10⁻³ and 10⁻⁴"),
        ("30 m<sup>2</sup> of CO<sub>2</sub>", "30 m² of CO₂"),
        ("10<sup>3,5</sup> tons", "10^(3,5) tons"),
        ("2<sup>64k</sup> ways", "2^64k ways"),
        ("x<sub>1a</sub> and H<sub>2</sub>O", "x_1a and H₂O"),
        ("1<sup>st</sup>, M<sup>me</sup> and v<sub>max</sub>", "1st, Mme and vmax"),
        ("24<sup>99</sup> crowns", "24⁹⁹ crowns"),
        ("1<sup>1</sup>/<sub>2</sub> miles", "1¹/₂ miles"),
        ('10<span style="vertical-align: super">6</span> crowns', "10⁶ crowns"),
        ('CO<span style="vertical-align:sub">2</span> falls', "CO₂ falls"),
        ('<span style="vertical-align: middle">10</span> crowns', "10 crowns"),
        (
            "<sup>Photo: Reuters 2019, all rights reserved</sup>",
            "Photo: Reuters 2019, all rights reserved",
        ),
        (f"<sup>{BOARD} 24</sup>", f"{BOARD} 24"),
        ('10<sup style="text-decoration: line-through">6</sup> boats', "10 boats"),
    ],
)
def test_raised_and_lowered_figures_are_set_apart(html, words):
    assert line(f"It was {html}.") == f"It was {words}."


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ('<sup><a href="#n1">1</a></sup>', "[1]"),
        ('<a href="https://post.example/x#n1"><sup>1</sup></a>', "[1]"),
        ('<sup class="reference"><a href="#cite-1"><span>[</span>1<span>]</span></a></sup>', "[1]"),
        ('<sup><a href="#a">a</a></sup>', "[a]"),
        ("<sup>1</sup>", "¹"),
    ],
)
def test_the_mark_of_a_note_is_set_apart_from_a_figure(mark, shown):
    assert line(f"It cost 42{mark} crowns.") == f"It cost 42{shown} crowns."


def test_the_numbers_of_several_notes_stand_in_brackets():
    assert line("So they said.<sup>1, 2</sup> Nobody knew.") == "So they said.[1, 2] Nobody knew."


def test_notes_to_which_the_text_leads_come_in():
    mark, note = '<sup><a href="#n1">1</a></sup>', '<ol><li id="n1">The letter of May.</li></ol>'
    body = f'<div class="entry-content"><p>{BOARD}{mark}</p><p>{FERRIES}</p><p>{VOTE}</p></div>'

    assert lines(f"{body}{note}<p>Contact</p>")[-1] == "The letter of May."


# ---- What is told of long passages ----


def test_long_passages_that_are_not_in_the_text_are_counted():
    box = f"<aside><p>{LONG}</p></aside>"
    hidden = f'<div class="newsletter"><p>{LONG}</p></div><footer><p>{LONG}</p></footer>'
    linked = f'<div><a href="/x">{LONG[::-1]}</a></div>'

    assert read(f"<article>{TEXT}</article>").omitted_count == 0
    assert read(f"<article>{TEXT}{box}<p>{BOARD}!</p></article>{hidden}").omitted_count == 1
    assert read(f"<article>{TEXT}</article>{linked}").omitted_count == 0


# ---- Form ----


def test_one_attribute_is_one_however_many_numbers_it_has():
    drawing = f'<svg><path d="{"M 1 1 L 18 73 " * 3_000}"/></svg>'

    assert lines(drawing + TEXT) == [BOARD, FERRIES, VOTE]


@pytest.mark.parametrize("quote", ["'>'", '"<"', '"', "x'"])
def test_quotation_marks_hide_no_attributes(quote):
    many = " ".join(f"a{number}" for number in range(9_000))

    with pytest.raises(UnreadableFileError, match="a tag has too many attributes"):
        read(f"<p a={quote} {many}>x</p>")


def test_a_script_that_compares_numbers_is_no_tag():
    script = f"<script>if (a<b {'var x = 1; ' * 4_000}</script>"

    assert lines(script + TEXT) == [BOARD, FERRIES, VOTE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_pictures_in_a_page_do_not_count(encoding):
    size = 13_000_000 if encoding == "utf-8" else 4_000_000
    picture = f'<img src="data:image/jpeg;base64,{"QUJD" * (size // 4)}">'
    drawing = f'<img src="data:image/svg+xml,{"%3Cpath" * 1_000_000}">'
    body = f"<article>{TEXT}</article>{picture}{drawing if encoding == 'utf-8' else ''}"

    (draft,) = drafts(f"<html><body>{body}</body></html>".encode(encoding), "page.html")
    assert draft.text.split("\n") == [BOARD, FERRIES, VOTE]
    assert omissions(draft.original) == ()
