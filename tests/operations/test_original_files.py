"""The page that an article came in as is found again with its bytes."""

import pytest
from msgspec.structs import replace

from annotator.domain.edit import Change, Content, Edit
from annotator.importers.draft import Draft
from annotator.importers.omitted_content import PageText
from annotator.operations.new_article import article_from_draft
from annotator.operations.original_files import original_page

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


@pytest.fixture
def import_page(store):
    """Bring a file into the store; returns the article."""

    def bring(data, name, text=TEXT):
        draft = Draft(headline="H", text=text, original=data, encoding="utf-8", file_name=name)
        edit = article_from_draft(draft, "", store.annotator.id)
        store.apply(edit)
        return edit.changes[0].record

    return bring


def another_text(store, article, text, original=b"", name=""):
    """Give an article another text."""
    former = store.reader.version(article.id)
    content, kept = Content(text), Content(original)
    version = replace(
        former,
        id="second",
        version_no=former.version_no + 1,
        parent_id=former.id,
        sha256=content.sha256,
        length=len(text),
        original_sha256=kept.sha256 if original else "",
        file_name=name,
    )
    store.apply(Edit(label="Other", changes=(Change(None, version),), contents=(content, kept)))


@pytest.mark.parametrize("name", ["page.html", "post.example"])
def test_the_page_of_an_article_is_kept_with_it(store, import_page, name):
    article = import_page(PAGE, name)

    assert original_page(store.reader, article) == PageText(PAGE, name, "utf-8", (TEXT,))


def test_what_a_person_took_out_of_the_text_was_not_left_out(store, import_page):
    article = import_page(PAGE, "page.html")
    another_text(store, article, f"{LINES[0]}\n{LINES[2]}", b"Updated", "again.txt")

    kept = original_page(store.reader, article)

    assert kept.texts == (TEXT, f"{LINES[0]}\n{LINES[2]}")
    assert [each.text for each in kept.omissions()] == [
        "Home",
        "A premier who waits",
        "Contact",
    ]


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (b"Words", "a.txt", "Words"),
        (b"<html>Words", "a.txt", "<html>Words"),
        (b"%PDF-1.7", "a.pdf", "Words"),
    ],
)
def test_an_article_from_another_file_has_no_page(store, import_page, data, name, text):
    assert original_page(store.reader, import_page(data, name, text)) is None
