"""What was left out of a page is listed with its place, and taken into the text there."""

import pytest
from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.domain.revision import applied
from annotator.importers import html, mhtml
from annotator.importers.draft import Draft, Omission
from annotator.importers.omitted_content import (
    PageText,
    insertions,
    omission_note,
    with_passages,
)

LINES = (
    "The two-day summit cost 40\u00a0000 crowns, the government said on Tuesday evening.",
    "Nobody at the table was prepared to give any guarantees beyond the ones already known.",
    "Parliament voted for membership after a debate that lasted until the early morning.",
)
TEXT = "\n".join(LINES)
BODY = (
    f"<nav>Home</nav><article><p>{LINES[0]}</p><aside>A premier who waits</aside><p>{LINES[1]}"
    f"</p><p>{LINES[2]}</p></article><footer>Contact</footer>"
)
PAGE = f"<html><head><title>x</title></head><body>{BODY}</body></html>".encode()
SNAPSHOT = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/\r\n"
    b"Content-Type: text/html\r\n\r\n" + PAGE
)


def page(*texts, data=PAGE, name="page.html"):
    return PageText(data, name, "utf-8", texts or (TEXT,))


def words(passages):
    return [(each.text, each.after) for each in passages]


def test_each_passage_has_its_place():
    found = page().omissions()

    assert words(found) == [("Home", 0), ("A premier who waits", 1), ("Contact", 3)]
    assert page(name="page.mht", data=SNAPSHOT).omissions() == found
    assert page(name="post.example", data=SNAPSHOT).omissions() == found


def test_passages_come_in_where_they_stood():
    text = applied(TEXT, insertions(TEXT, reversed(page().omissions())))

    assert text.split("\n") == ["Home", LINES[0], "A premier who waits", *LINES[1:], "Contact"]
    assert page(TEXT, text).omissions() == ()


def test_passages_of_one_place_keep_their_order():
    both = (
        Omission("one", 2),
        Omission("two", 2),
        Omission("zero", 0),
        Omission("nought", 0),
    )

    assert applied("a\nb", insertions("a\nb", both)) == "zero\nnought\na\nb\none\ntwo"
    assert insertions(TEXT, ()) == ()


@pytest.mark.parametrize(
    ("now", "places"),
    [
        (f"{LINES[0]}\n\n{LINES[1]}\n\n{LINES[2]}\n", [0, 1, 5]),
        (f"\n{TEXT}", [0, 2, 4]),
        (TEXT.replace("Nobody", "No one at all"), [0, 1, 3]),
        (LINES[2], [0, 0, 1]),
        ("Something else.", [0, 0, 0]),
    ],
)
def test_places_are_those_of_the_text_as_it_is_now(now, places):
    assert [each.after for each in page(TEXT, now).omissions()] == places


def test_every_passage_of_a_real_page_can_be_taken_in(shared_data):
    folder = shared_data / "newspaper4k" / "html"
    for path in (folder / "chinese_article.html", folder / "spanish_article.html"):
        (draft,) = html.read(path)
        first = page(draft.text, data=draft.original)
        found = first.omissions()
        text = applied(draft.text, insertions(draft.text, found))

        assert first.omissions() == html.omissions(draft.original)
        assert len(text.split("\n")) == len(draft.text.split("\n")) + len(found)
        assert first.text == draft.text
        assert page(draft.text, text, data=draft.original).omissions() == ()


def test_a_page_that_cannot_be_read_is_refused():
    with pytest.raises(UnreadableFileError):
        page(data=b"\x89PNG\r\n\x1a\n" + bytes(999)).omissions()


def test_the_encoding_that_was_sent_with_a_page_is_used_again():
    data = PAGE.decode().replace("crowns", "złotych").encode("cp1250")
    text = TEXT.replace("crowns", "złotych")

    found = PageText(data, "post.example", "cp1250", (text,)).omissions()

    assert words(found) == words(page().omissions())
    assert mhtml.omissions(SNAPSHOT) == page().omissions()


def test_a_draft_says_that_passages_were_taken_into_it():
    read = Draft(
        headline="H", text=TEXT, original=PAGE, encoding="utf-8", file_name="p", reason="Fetched"
    )
    home, *_ = page().omissions()

    assert with_passages(read, [home]) == replace(
        read,
        text=f"Home\n{TEXT}",
        reason="Fetched\nWith 1 passage omitted from the page before",
    )
    assert with_passages(read, page().omissions()).reason.startswith(
        "Fetched\nWith 3 passages omitted"
    )
    assert with_passages(read, ()) == read


def test_passages_that_are_taken_in_are_not_told_of_any_more():
    long = Omission("It was said. " * 20, 1)
    read = Draft(
        headline="H", text=TEXT, original=PAGE, encoding="utf-8", file_name="p", omitted_count=2
    )

    assert with_passages(read, [long, Omission("Short", 1)]).omitted_count == 1
    assert with_passages(read, [long] * 3).omitted_count == 0
    assert omission_note(2) == "2 long passages of the page are not in the article"
    assert (omission_note(0), omission_note(1)) == (
        "",
        "1 long passage of the page is not in the article",
    )
