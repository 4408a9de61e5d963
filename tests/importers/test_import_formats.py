"""Every way in keeps the words, or says in one sentence why it cannot."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.importers import Refusal, markdown, original, plain_text
from annotator.importers.folders import gathered, read_files
from annotator.importers.formats import FORMATS

PARTY = "🕊️ Cafe\u0301 40\u00a0000\r\nSecond line\rThird"

TEXTS = (plain_text.FORMAT, markdown.FORMAT)

every_format = pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
every_text = pytest.mark.parametrize("fmt", TEXTS, ids=lambda fmt: fmt.name)


def only(fmt, path):
    """Return the one article of a file."""
    (draft,) = fmt.read(path)
    return draft


@pytest.fixture
def saved(tmp_path):
    """Save bytes in a file and return its path."""

    def save(content: bytes, name: str = "x.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


@every_text
def test_the_words_are_cleaned_and_the_bytes_kept(fmt, saved):
    draft = only(fmt, saved(PARTY.encode()))

    assert draft.text == "🕊️ Cafe\u0301 40\u00a0000\nSecond line\nThird"
    assert draft.original == PARTY.encode()
    assert (draft.headline, draft.encoding) == ("🕊️ Cafe\u0301 40\u00a0000", "utf-8")


@every_text
def test_a_byte_order_mark_is_dropped_and_noted(fmt, saved):
    draft = only(fmt, saved(b"\xef\xbb\xbfHello"))

    assert (draft.text, draft.encoding) == ("Hello", "utf-8-sig")


@every_format
@settings(deadline=None, max_examples=30)  # the first example loads a library
@given(content=st.binary() | st.text().map(str.encode))
def test_no_bytes_do_more_than_be_refused(fmt, tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / f"any{fmt.suffixes[0]}"
    path.write_bytes(content)

    try:
        found = list(fmt.read(path))
    except UnreadableFileError:
        return
    for each in found:
        assert isinstance(each, Refusal) or (each.text == clean(each.text) and each.headline)


@every_text
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "PNG"),
        (b"", "contains no text"),
        (b"\xef\xbb\xbf \r\n", "contains no text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(fmt, saved, content, reason):
    with pytest.raises(UnreadableFileError) as refused:
        only(fmt, saved(content, "leaked.txt"))

    assert "“leaked.txt”" in str(refused.value)
    assert reason in str(refused.value)


@every_text
def test_a_guess_says_that_it_is_one_and_can_be_read_again(fmt, saved):
    draft = only(fmt, saved("Das Café in Köln schloß".encode("cp1252")))

    assert (draft.text, draft.is_guessed) == ("Das Café in Köln schloß", True)
    again = plain_text.reread(draft, "latin-1")
    assert (again.encoding, again.is_guessed) == ("latin-1", False)


@every_text
def test_what_is_no_letter_of_an_encoding_is_said(fmt, saved):
    words = "Правительство во вторник представило новый законопроект.".encode("cp1251")
    draft = only(fmt, saved(words.replace(b"\x20", b"\x98", 1)))

    assert draft.text.startswith("Правительство\ufffdво вторник")
    assert (draft.encoding, draft.is_guessed) == ("cp1251", True)
    assert draft.reason == "1 place does not fit Cyrillic (Windows-1251): read as \ufffd."
    again = plain_text.reread(only(fmt, saved(words + b"\x98 \x98")), "cp1251")
    assert (again.is_guessed, again.text[-3:]) == (True, "\ufffd \ufffd")
    assert again.reason == "2 places do not fit Cyrillic (Windows-1251): read as \ufffd."
    assert only(fmt, saved(b"Words")).reason == ""


@every_text
def test_a_few_stray_control_characters_are_no_reason(fmt, saved):
    assert only(fmt, saved(b"One\x00 two\x1b three")).text == "One two three"


@every_format
def test_a_folder_a_device_and_nothing_are_refused(fmt, tmp_path):
    for path in (tmp_path, Path(os.devnull), tmp_path / "nothing.txt"):
        with pytest.raises(UnreadableFileError, match=path.name):
            list(fmt.read(path))


@every_format
def test_a_file_beyond_the_limit_is_refused_unread(fmt, tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)

    with pytest.raises(UnreadableFileError, match=r"is too large: it has 3,000 MB"):
        list(fmt.read(path))


def test_a_file_that_grew_beyond_the_limit_is_refused(saved, monkeypatch):
    path = saved(b"Longer than it says")
    monkeypatch.setattr(original, "_problem", lambda _: "")
    monkeypatch.setattr(original, "LIMIT", 5)

    with pytest.raises(UnreadableFileError, match="is too large"):
        original.contents(path)


def test_a_headline_of_any_length_is_cut_between_words(saved):
    draft = only(plain_text.FORMAT, saved(b"word " * 100))
    unbroken = only(plain_text.FORMAT, saved(b"x " + b"x" * 1000))

    assert draft.headline == "word " * 38 + "word…"
    assert unbroken.headline == "x " + "x" * 197 + "…"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("intro\n\n#   A summit ends ##\n\nText", "A summit ends"),
        ("## Small\n# \n#hashtag", "## Small"),
        ("# C# and F#", "C# and F#"),
    ],
)
def test_markdown_is_headed_by_its_first_heading(saved, text, headline):
    draft = only(markdown.FORMAT, saved(text.encode(), "x.md"))

    assert (draft.headline, draft.text) == (headline, text)


def test_one_bad_file_does_not_keep_the_others_out(saved, tmp_path):
    good, bad = saved(b"Good", "good.md"), saved(b"\x89PNG\r\n\x1a\n" + bytes(999), "bad.txt")

    first, second, third = read_files([good, bad, tmp_path / "gone.txt"])

    assert first.text == "Good"
    assert second == Refusal(bad, second.reason)
    assert "“bad.txt”" in second.reason
    assert "“gone.txt” cannot be read: No such file" in third.reason


def test_a_folder_stands_for_the_files_in_it(saved, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ("2.MD", "b/1.txt", "picture.png"):
        saved(name.encode(), name)

    found = list(read_files([tmp_path, tmp_path / "empty"]))

    assert [each.text for each in found if not isinstance(each, Refusal)] == ["2.MD", "b/1.txt"]
    assert [each.reason for each in found if isinstance(each, Refusal)] == [
        "“picture.png” is of an unknown type. Import it on its own to read it as text.",
        "“empty” is an empty folder.",
    ]


def test_an_unknown_kind_of_file_is_tried_as_text(saved):
    (draft,) = read_files([saved(b"# No markdown", "story")])

    assert draft.headline == "# No markdown"


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_not_utf8_comes_in(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\xff.txt"))
    path.write_bytes(b"Text")

    (draft,) = read_files([path])

    assert draft.file_name == "caf\\xe9\\xff.txt"


def test_a_file_that_may_not_be_read_is_refused(saved, monkeypatch):
    path = saved(b"Secret")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableFileError, match=r"“x.txt” cannot be read: Permission denied\."):
        only(plain_text.FORMAT, path)


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="only Linux has such files")
def test_a_file_whose_size_is_not_known_beforehand_is_read_whole():
    assert Path("/proc/self/status").stat().st_size == 0
    assert b"VmRSS" in original.contents(Path("/proc/self/status"))


# ---- Folders that browsers save beside a page ----


def to_read(paths):
    return [each for each in gathered(paths) if isinstance(each, Path)]


def skipped(paths):
    found = [each for each in gathered(paths) if isinstance(each, Refusal)]
    assert all(each.is_skipped for each in found)
    return [each.reason for each in found]


PAGE = b"<p>A summit ended on Tuesday without any guarantees for anybody at the table.</p>"


@pytest.fixture
def saved_pages(tmp_path):
    """Save a page and a folder beside it, with a frame in it; returns the page's path."""

    def save(page: str, folder: str, frame: str = "frame.html") -> Path:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / frame).write_bytes(PAGE)
        path = tmp_path / page
        path.write_bytes(PAGE)
        return path

    return save


@pytest.mark.parametrize(
    ("page", "folder"),
    [
        ("Summit.html", "Summit_files"),
        ("Summit.HTM", "summit_Files"),
        ("Gipfel.htm", "Gipfel-Dateien"),
        ("Cumbre.html", "Cumbre_archivos"),
        ("Sommet d’été.html", "Sommet d’e\u0301te\u0301_fichiers"),
        ("Topmøde.xhtml", "Topmøde-filer"),
        ("v1.2.html", "v1.2.files"),
        ("Саммит.html", "Саммит_файлы"),
    ],
)
def test_what_belongs_to_a_saved_page_is_no_article(saved_pages, tmp_path, page, folder):
    path = saved_pages(page, folder)

    assert to_read([tmp_path]) == [path]
    assert to_read([tmp_path / folder, path]) == [path]
    assert skipped([tmp_path]) == skipped([tmp_path / folder, path])
    assert skipped([tmp_path])[0].endswith("belongs to the saved page beside it (1 file).")


@pytest.mark.parametrize(
    ("page", "folder"),
    [
        ("2025.html", "2025-march"),
        ("Summit.html", "Other_files"),
        ("Summit.html", "Summit"),
        ("Summit.html", "_files"),
        ("Summit.txt", "Summit_files"),
    ],
)
def test_any_other_folder_is_read(saved_pages, tmp_path, page, folder):
    path = saved_pages(page, folder)

    frame = tmp_path / folder / "frame.html"
    assert set(to_read([tmp_path])) == set(to_read([tmp_path / folder, path])) == {path, frame}


def test_the_folder_of_a_page_is_read_when_it_is_asked_for_alone(saved_pages, tmp_path):
    saved_pages("Summit.html", "Summit_files")

    assert [draft.file_name for draft in read_files([tmp_path / "Summit_files"])] == ["frame.html"]


def test_a_file_that_is_named_like_such_a_folder_comes_in(saved):
    page, notes = saved(PAGE, "Summit.html"), saved(b"Notes", "Summit_files")

    assert [each.file_name for each in read_files([page, notes])] == [page.name, notes.name]
