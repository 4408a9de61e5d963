"""A draft becomes an article whose text and bytes can be had again."""

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article, TextVersion
from annotator.domain.edit import Content, Edit
from annotator.domain.errors import UnreadableFileError
from annotator.importers import Draft, codebook
from annotator.importers.draft import InFile
from annotator.operations.new_article import article_from_draft
from annotator.operations.original_files import original_draft
from annotator.storage.store import Store
from tests.codes import next_code

DRAFT = Draft(
    headline="Summit ends",
    text="Summit ends\n🕊️ No pledge.",
    original=b"\xef\xbb\xbfSummit ends\r\n\xf0\x9f\x95\x8a\xef\xb8\x8f No pledge.",
    encoding="utf-8-sig",
    file_name="a.txt",
    byline="Ana Holt",
    publisher="Courier",
    source_url="https://example.org",
    published_at="2031-02",
    retrieved_at="2031-03-01",
    language="de",
)


@pytest.fixture
def desk():
    """An empty project with somebody at work in it."""
    store = Store.in_memory(codebook.named("standard"))
    store.sign_in("Ana")
    yield store
    store.close()


def test_a_draft_arrives_with_everything_known_of_it(desk):
    desk.apply(article_from_draft(DRAFT, "A1", desk.annotator.id))

    (article,) = desk.reader.find(Article)
    version = desk.reader.version(article.id)
    assert (article.code, article.word_count, article.status) == ("A1", 4, "todo")
    assert (article.byline, article.published_at, article.retrieved_at, article.language) == (
        "Ana Holt",
        "2031-02",
        "2031-03-01",
        "de",
    )
    assert desk.reader.text(version.sha256) == DRAFT.text
    assert desk.reader.original(version.original_sha256) == DRAFT.original
    assert (version.length, version.encoding) == (len(DRAFT.text), "utf-8-sig")


def test_the_same_text_is_known_again_by_its_hash(desk):
    assert desk.reader.codes_with_texts([DRAFT.sha256]) == {}

    desk.apply(article_from_draft(DRAFT, "A1", desk.annotator.id))

    other = replace(DRAFT, headline="Other", original=b"")
    unknown = replace(DRAFT, text="Other").sha256
    assert desk.reader.codes_with_texts([other.sha256, unknown]) == {other.sha256: "A1"}


def test_the_bytes_of_a_plain_utf_8_text_are_kept_once_and_can_be_had_again(desk):
    plain = replace(DRAFT, original=DRAFT.text.encode())

    edit = article_from_draft(plain, "A1", desk.annotator.id)
    desk.apply(edit)

    assert [content.body for content in edit.contents] == [DRAFT.text]
    version = desk.reader.find(TextVersion)[0]
    assert desk.reader.original(version.original_sha256) == DRAFT.text.encode()


def test_bytes_that_stay_in_their_file_are_read_when_they_are_wanted(desk, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(DRAFT.received)
    left = replace(DRAFT, original=InFile(path, Content(DRAFT.received).sha256))

    desk.apply(article_from_draft(left, "A1", desk.annotator.id))

    version = desk.reader.find(TextVersion)[0]
    assert desk.reader.original(version.original_sha256) == DRAFT.original


def test_bytes_that_were_changed_since_are_refused_by_name(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"Other words")
    left = replace(DRAFT, original=InFile(path, Content(DRAFT.received).sha256))

    with pytest.raises(UnreadableFileError, match=r"“a\.txt” was changed after it was read"):
        article_from_draft(left, "A1", "Ana")


def test_the_bytes_of_a_plain_utf_8_text_are_had_without_their_file(tmp_path):
    plain = DRAFT.text.encode()
    left = replace(DRAFT, original=InFile(tmp_path / "gone.txt", Content(plain).sha256))

    assert left.received == replace(DRAFT, original=plain).received == plain


def test_articles_of_one_group_leave_together(desk):
    by = desk.annotator.id
    drafts = [replace(DRAFT, text=f"Text {number}") for number in range(3)]
    for draft in drafts:
        desk.apply(article_from_draft(draft, "", by, group="one"))

    undone = desk.undo()

    assert isinstance(undone, Edit)
    assert desk.reader.count(Article) == 0
    assert next_code(desk, "A") == "A4"


def test_the_label_names_the_article(desk):
    edit = article_from_draft(DRAFT, "A1", desk.annotator.id, "g")

    assert (edit.title, edit.group) == ("Import A1", "g")


def test_the_file_of_an_article_is_kept_to_be_read_again(store, add_article):
    article = add_article("Kept words.\n", encoding="utf-8", file_name="a.txt")

    found = original_draft(store.reader, article)

    assert (found.text, found.original) == ("Kept words.\n", b"Kept words.\n")
    assert (found.encoding, found.file_name) == ("utf-8", "a.txt")


def test_a_file_that_is_no_plain_text_is_not_read_again(store):
    page = Draft(
        headline="H", text="Words", original=b"<p>Words", encoding="utf-8", file_name="a.html"
    )
    edit = article_from_draft(page, "A1", store.annotator.id)
    store.apply(edit)

    assert original_draft(store.reader, edit.changes[0].record) is None


@pytest.mark.parametrize("encoding", ["docx", "pdf", "rtf", "msg"])
def test_a_document_is_not_read_again(encoding, store):
    document = Draft(
        headline="H", text="Words", original=b"PK", encoding=encoding, file_name="a.docx"
    )
    edit = article_from_draft(document, "A1", store.annotator.id)
    store.apply(edit)

    assert original_draft(store.reader, edit.changes[0].record) is None


def test_of_an_article_that_is_gone_nothing_is_kept(store, add_article):
    gone = add_article("Kept words.\n")
    store.undo()

    assert original_draft(store.reader, gone) is None


def test_notes_and_the_way_it_came_are_kept(store):
    draft = Draft(
        headline="H",
        text="Words",
        original=b"Words",
        encoding="utf-8",
        file_name="a.example",
        notes="Nearly the same as A7.",
        reason="Fetched",
    )
    store.apply(edit := article_from_draft(draft, "A1", store.annotator.id))
    article = edit.changes[0].record

    assert store.reader.get(Article, article.id).notes == "Nearly the same as A7."
    assert store.reader.version(article.id).reason == "Fetched"


def test_a_draft_without_a_language_gets_the_one_it_is_written_in(desk):
    told = {"Sie sagte, dass der Gipfel zu Ende ist und nicht verlängert wird.": "de", "A B": "und"}
    for number, (text, language) in enumerate(told.items(), start=1):
        draft = replace(DRAFT, text=text, language="")
        edit = article_from_draft(draft, f"A{number}", desk.annotator.id)

        assert edit.changes[0].after.language == language


def test_an_article_without_a_file_has_none_to_read_again(desk):
    article = Article(code="A1", headline="Without a text")
    desk.apply(Edit.add("Add it", article))

    assert original_draft(desk.reader, article) is None
