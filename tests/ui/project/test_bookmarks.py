"""Where a person stopped reading is kept, by article and from one day to the next."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.domain.span import Span
from annotator.importers.draft import Draft
from annotator.operations.new_article import article_from_draft
from annotator.operations.text_versions import corrected
from annotator.storage.project import create_project, open_project
from annotator.ui.project.bookmarks import MOST, Bookmark, Bookmarks
from annotator.ui.project.workspace import Workspace

TEXT = "\n\n".join(f"Paragraph {number} begins. It goes on and ends here." for number in range(80))


@pytest.fixture
def path(tmp_path, schemes):
    """A project of two long articles."""
    path = tmp_path / "Trial.annotator"
    store = create_project(path, "Trial", schemes, tmp_path / "seen")
    store.sign_in("Ana")
    for code in ("A1", "A2"):
        told = {"original": b"", "encoding": "utf-8", "file_name": "a"}
        store.apply(
            article_from_draft(Draft(headline="H", text=TEXT, **told), code, store.annotator.id)
        )
    store.close()
    return path


@pytest.fixture
def opened(path, window_of):
    """Open the project in a window, after closing the one before."""
    windows = []

    def again():
        for window in windows:
            window.close()
        store = open_project(path, path.parent / "seen")
        store.sign_in("Ana")
        windows.append(window_of(Workspace(store, path)))
        QApplication.processEvents()
        return windows[-1]

    yield again
    windows[-1].close()


def mark(window, words):
    start = TEXT.index(words)
    window.desk.text.select(Span(start, start + len(words)))
    window.actions_["claim.add"].trigger()
    window.desk.go_to_text()


def read(window, words, scroll=0):
    text = window.desk.text
    text.move_cursor(lambda: text.reading.read(TEXT.index(words)))
    text.scroll_by(scroll)


def at_top(window):
    sheet = window.desk.text.sheet
    return sheet.landmark(None).position


def test_each_article_is_read_on_where_it_was_left(opened):
    window = opened()
    first, second = (each.id for each in window.workspace.reader.article_summaries())
    read(window, "Paragraph 40 begins", scroll=300)
    left = window.desk.focus.here, window.desk.text.sheet.scroll

    window.desk.open(second)
    assert window.desk.text.reading.place == 0
    read(window, "Paragraph 7 begins")
    window.desk.open(first)

    assert (window.desk.focus.here, window.desk.text.sheet.scroll) == left
    window.desk.open(second)
    assert window.desk.text.passage().of(TEXT) == "Paragraph 7 begins."


def test_the_project_opens_where_it_was_left(opened):
    window = opened()
    window.desk.open(window.workspace.reader.article_summaries()[1].id)
    mark(window, "Paragraph 40 begins")
    mark(window, "40 begins")
    read(window, "Paragraph 40 begins")
    window.desk.text.next_overlapping()
    window.desk.text.scroll_by(200)
    here, top = window.desk.focus.here, at_top(window)
    assert here.mark_id

    window = opened()

    assert window.desk.focus.here == here
    assert at_top(window) == top


def test_a_text_that_was_not_scrolled_opens_unscrolled(opened):
    window = opened()
    read(window, "Paragraph 5 begins")
    assert window.desk.text.sheet.scroll == 0

    window = opened()

    assert window.desk.focus.here.sentence.start == TEXT.index("Paragraph 5 begins")
    assert window.desk.text.sheet.scroll == 0


def test_the_claim_that_was_let_go_is_looked_at_again(opened):
    window = opened()
    mark(window, "Paragraph 2 begins")
    mark(window, "Paragraph 4 begins")
    looked_at = window.desk.focus.claim.id
    read(window, "Paragraph 6 begins")
    window.actions_["sentiment.add"].trigger()
    sentiment = window.desk.focus.mark_id
    assert window.desk.focus.is_let_go

    window = opened()

    focus = window.desk.focus
    assert (focus.mark_id, focus.claim.id) == (sentiment, looked_at)


def test_a_mark_that_is_gone_is_not_gone_back_to(opened):
    window = opened()
    mark(window, "Paragraph 40 begins")
    window.desk.keep_place()
    bookmarks = window.workspace.bookmarks
    bookmark = bookmarks.find(bookmarks.article_id)
    window.actions_["edit.undo"].trigger()
    window.close()
    bookmarks.put(bookmarks.article_id, bookmark)

    window = opened()

    assert window.desk.focus.mark_id is None
    assert window.desk.text.passage().of(TEXT) == "Paragraph 40 begins."


def test_a_text_that_has_become_shorter_is_read_at_its_end(opened):
    window = opened()
    read(window, "Paragraph 70 begins", scroll=300)
    article = window.desk.focus.article
    window.desk.keep_place()
    other = window.workspace.reader.article_summaries()[1].id
    window.desk.open(other)
    by, reader = window.workspace.annotator.id, window.workspace.reader
    window.workspace.do(corrected(reader, article, "One line. Another.", "", by))
    window.workspace.bookmarks.put(article.id, Bookmark(place=4000, top=3800))  # of no known text

    window.desk.open(article.id)

    assert window.desk.text.passage().of(window.desk.focus.text) == "Another."


def test_a_place_is_found_again_in_a_text_that_changed_meanwhile(opened):
    window = opened()
    read(window, "Paragraph 40 begins", scroll=300)
    article, top = window.desk.focus.article, TEXT[at_top(window) :][:20]
    window.desk.open(window.workspace.reader.article_summaries()[1].id)
    by, reader = window.workspace.annotator.id, window.workspace.reader
    for more in (40, 80):
        longer = f"{'More words at the start. ' * more}\n\n{TEXT}"
        window.workspace.do(corrected(reader, article, longer, "", by))

    window.desk.open(article.id)

    text = window.desk.focus.text
    assert window.desk.text.passage().of(text) == "Paragraph 40 begins."
    assert text[at_top(window) :][:20] == top


def test_bookmarks_are_kept_by_project(tmp_path):
    bookmarks = Bookmarks(tmp_path, "one")
    bookmarks.put("a", Bookmark(place=4, mark_id="m", top=2, y=-3.5))
    bookmarks.flush()

    again = Bookmarks(tmp_path, "one")
    assert again.article_id == "a"
    assert again.find("a") == Bookmark(place=4, mark_id="m", top=2, y=-3.5)
    assert Bookmarks(tmp_path, "other").find("a") is None


def test_the_oldest_bookmarks_give_way(tmp_path):
    bookmarks = Bookmarks(tmp_path, "one")
    for number in range(MOST + 1):
        bookmarks.put(str(number), Bookmark(place=number))

    assert bookmarks.find("0") is None
    assert bookmarks.find(str(MOST)) == Bookmark(place=MOST)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"[1]", b"\xff"])
def test_what_cannot_be_read_is_nothing(tmp_path, content):
    bookmarks = Bookmarks(tmp_path, "one")
    bookmarks.put("a", Bookmark(place=4))
    bookmarks.flush()
    next(tmp_path.glob("*.places")).write_bytes(content)

    assert Bookmarks(tmp_path, "one").article_id == ""


def test_without_a_folder_bookmarks_last_as_long_as_the_window(tmp_path):
    bookmarks = Bookmarks(None, "one")
    bookmarks.put("a", Bookmark(place=4))

    assert bookmarks.find("a") == Bookmark(place=4)


def test_a_folder_that_cannot_be_written_harms_nobody(tmp_path):
    (tmp_path / "file").write_text("")
    bookmarks = Bookmarks(tmp_path / "file", "one")

    bookmarks.put("a", Bookmark(place=4))
    bookmarks.flush()

    assert bookmarks.article_id == "a"


def test_going_from_article_to_article_does_not_wait_for_the_disk(tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("annotator.ui.project.bookmarks._LATER", 1)
    bookmarks = Bookmarks(tmp_path, "one")
    for place in range(3):
        bookmarks.put("a", Bookmark(place=place))

    assert not list(tmp_path.iterdir())
    qtbot.waitUntil(lambda: Bookmarks(tmp_path, "one").find("a") == Bookmark(place=2))
