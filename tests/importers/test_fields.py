"""What files say becomes what a draft has; HTML becomes lines of text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.text import clean
from annotator.importers.fields import (
    byline_of,
    date_of,
    headline_of,
    language_of,
    line_of,
    link_of,
    title_of,
)
from annotator.importers.html_walk import text_of
from annotator.importers.original import shortened


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-02-27T23:30:00Z", "2025-02-27"),
        ("2025-02-27 23:30:00+05:00", "2025-02-27"),
        ("Thu, 27 Feb 2025 23:30:00 -0500", "2025-02-27"),
        ("Thursday, 27 February 2025 at 10:00", "2025-02-27"),
        ("February 27, 2025, 10:00 am", "2025-02-27"),
        ("Thu Feb 27 23:30:00 +0000 2025", "2025-02-27"),
        ("Thu Feb  6 23:30:00 2025", "2025-02-06"),
        ("2025/2/27", "2025-02-27"),
        ("2025年2月27日", "2025-02-27"),
        ("2025. 2. 27.", "2025-02-27"),
        ("20250227", "2025-02-27"),
        ("2025-02", "2025-02"),
        ("2025", "2025"),
        ("3/4/2025", ""),
        ("20251399", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_found_in_what_files_write(text, date):
    assert date_of(text) == date


@pytest.mark.parametrize(
    ("text", "code"),
    [("en", "en"), ("en-US", "en"), ("ZH_Hant_TW", "zh"), ("English (UK)", ""), ("", "")],
)
def test_languages_are_codes(text, code):
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (" https://a.example/b?c ", "https://a.example/b?c"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("a.example", ""),
        ("http://[broken", ""),
        ("https://a.example/" + "x" * 2000, ""),
    ],
)
def test_links_are_web_addresses(text, link):
    assert link_of(text) == link


def test_lines_are_clean_and_headlines_short():
    assert line_of(" One\r\n two\t\0three ") == "One two three"
    assert headline_of(" Told ", "Text") == "Told"
    assert headline_of(" ", "\n • First\tline \nnext") == "First line"
    assert len(headline_of("x" * 300, "")) == 200


@settings(deadline=None)
@given(text=st.text())
def test_no_text_breaks_a_field(text):
    assert len(date_of(text)) in (0, 4, 7, 10)
    assert link_of(text) in ("", line_of(text))
    assert len(language_of(text)) in (0, 2, 3)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("one\n  two <b>bold</b> , &amp; more&nbsp;", "one two bold , & more\u00a0"),
        ("<p>one</p> <p></p><p>two<br>three<br><br>four</p>", "one\n\ntwo\nthree\n\nfour"),
        ("<h1>one</h1>two<div>three</div><div>four</div>", "one\n\ntwo\nthree\nfour"),
        ("<ul><li>a<li><p>b</p><ol><li>c</ol></ul>d", "• a\n• b\n• c\n\nd"),
        ("a<ul><li></li></ul>b<li>c", "a\n\nb\n• c"),
        ("<table><tr><td><p>a</p><td>b<tr><td><td>c<td></table><p>d", "a\tb\n\tc\n\nd"),
        ("<td>a<table><tr><td>b</table>c", "a\n\nb\n\nc"),
        ("a<pre>b\n  c</pre>d", "a\n\nb\n  c\n\nd"),
        ("<title>a</title><style>b</style><script>c</script>d<textarea>e", "d"),
        ("<p>one<img src='file:///etc/passwd'><iframe src='http://a.example'>x</iframe>", "one"),
        ("", ""),
        ("\0<p>\ud800", "\ufffd"),
    ],
)
def test_html_becomes_lines(html, text):
    assert text_of(html) == text


def test_html_goes_to_any_depth():
    assert text_of("<div>" * 200_000 + "end") == "end"


@settings(deadline=None)
@given(html=st.text(alphabet=st.sampled_from("<>/ \n\tabpdivultr&;!-\"'é")))
def test_no_html_breaks_the_walk(html):
    assert text_of(html) == clean(text_of(html))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>It has <s>24</s><del>25</del><strike>26</strike> 42 ferries</p>", "It has 42 ferries"),
        ("10<sup>6</sup> of CO<sub>2</sub> on the 1<sup>st</sup>", "10⁶ of CO₂ on the 1st"),
        ('42<sup><a href="#n">1</a></sup>, <a href="#n"><sup>2</sup></a>', "42[1], [2]"),
        ('<a href="#top">Up</a> 10<sup>6</sup>', "Up 10⁶"),
        ("<p>a</p><sup>1</sup> note", "a\n\n¹ note"),
        ("10<sup>2<sub>1</sub></sup>", "10²¹"),
        ("<pre>10<sup>6</sup></pre>", "10⁶"),
        ("10<sup>6<s>7</s></sup>", "10⁶"),
    ],
)
def test_html_is_read_without_what_is_struck_out_and_with_raised_figures(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Ana Lind", "Ana Lind"),
        (" (anonymous) ", ""),
        ("python-docx", ""),
        ("Adm. Root", "Adm. Root"),
    ],
)
def test_nobody_and_no_program_is_an_author(told, name):
    assert byline_of(told) == name


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Untitled", ""),
        ("untitled document 2", ""),
        ("Microsoft Word - quay.doc", ""),
        ("quay.indd", ""),
        ("Document1", ""),
        ("Untitled work is stolen", "Untitled work is stolen"),
        ("Microsoft Word turns 40", "Microsoft Word turns 40"),
    ],
)
def test_a_title_that_a_program_gave_is_none(told, title):
    assert title_of(told) == title


def test_a_headline_from_one_long_line_is_that_of_the_whole_line():
    words = "The bridge \t is closed.  " * 500
    gap = f"Bridge{' ' * 2_000}closed"

    assert headline_of("", words) == shortened(line_of(words))
    assert headline_of("", gap) == "Bridge closed"
