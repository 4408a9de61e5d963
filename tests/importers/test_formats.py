"""What a file is, its content says before its name; files in files are read as if alone."""

import os

import pytest
from small_files import docx, ods, packed, paragraph, xlsx

from annotator.domain.edit import Content
from annotator.domain.errors import UnreadableFileError
from annotator.importers import Draft, Enclosed, archive, formats, html
from annotator.importers.formats import FORMATS, format_of, read_file
from annotator.importers.original import contents

PAGE = b"<!DOCTYPE html><html><body><article><h1>Ferries stop</h1><p>Words of it.</p></article>"
MAIL = b"Received: x\r\nSubject: Ferries\r\n\r\nWords\r\n"
SAVED = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"
CONTENTS = {
    "Saved page": (
        PAGE,
        b"\xef\xbb\xbf\n<HTML>",
        b'<?xml version="1.0"?>\n<!-- a -->\n<html xmlns="x">',
        "<html>".encode("utf-16"),
    ),
    "Saved page with its parts": (SAVED, b"Date: x\r\nSnapshot-Content-Location: https://a.b\r\n"),
    "Word document": (docx(paragraph("Words")),),
    "PDF": (b"%PDF-1.7\n",),
    "Mail": (MAIL, b"X-A: b\n c\nMessage-ID: <a@b>\n\n"),
    "Spreadsheet": (xlsx("<row/>"), ods("")),
    "JSON": (b'{"title": "a"}\n', b' [\n {"a b": 1}]'),
    "Feed": (b'<?xml version="1.0"?><rss version="2.0">', b"<feed xmlns='x'>"),
    "ZIP archive": (packed({"a.txt": "Words"}), packed({"word/a.txt": "Words"})),
}


@pytest.fixture
def saved(tmp_path):
    """Save bytes in a file and return its path."""

    def save(content, name):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


@pytest.mark.parametrize("name", ["page", "a.txt", "a.docx", "a.pdf", "a.html", "a.srt", "a.php"])
@pytest.mark.parametrize("kind", CONTENTS)
def test_content_decides_whatever_the_name(kind, name, saved):
    for content in CONTENTS[kind]:
        assert format_of(saved(content, name)).name == kind


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"Words", "a.txt", "Plain text"),
        (b"Words", "a", "Plain text"),
        (b"# Words", "a.MD", "Markdown"),
        (b"a,b\n1,2", "a.csv", "Table"),
        (b"Moscow: nothing new\nParis: nothing\n", "a.txt", "Plain text"),
        (b"<p>Words", "a.htm", "Saved page"),
        (b"PK\x03\x04 cut off", "a.docx", "Word document"),
        (b"", "a.pdf", "PDF"),
    ],
)
def test_the_name_decides_where_the_content_says_nothing(content, name, kind, saved):
    assert format_of(saved(content, name)).name == kind


@pytest.mark.parametrize("name", ["page", "page.asp", "page.php", "page.shtml", "page.doc"])
def test_a_page_under_any_name_is_read_as_a_page(name, saved):
    (draft,) = read_file(saved(PAGE, name))

    assert (draft.headline, draft.text) == ("Ferries stop", "Words of it.")


def test_what_is_not_there_or_cannot_be_opened_goes_by_its_name(tmp_path):
    assert format_of(tmp_path / "gone.pdf").name == "PDF"
    assert format_of(tmp_path).name == "Plain text"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.html")
        assert format_of(tmp_path / "pipe.html") is html.FORMAT


def test_a_package_that_is_too_large_to_look_into_goes_by_its_name(saved, monkeypatch):
    path = saved(docx(paragraph("Words")), "a.pdf")
    monkeypatch.setattr("annotator.importers.original.LIMIT", 10)

    assert format_of(path).name == "PDF"


@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a.txt"])
def test_a_package_of_more_parts_than_any_is_refused_unopened(name, saved):
    path = saved(b"PK\x03\x04" + b"PK\x01\x02" * 1_000_000, name)

    with pytest.raises(UnreadableFileError, match=f"“{name}”"):
        list(read_file(path))


def test_every_name_of_a_file_belongs_to_one_format():
    suffixes = [suffix for each in FORMATS for suffix in each.suffixes]

    assert sorted(set(suffixes)) == sorted(suffixes)


# ---- Files in files ----


def test_an_archive_is_read_as_the_files_in_it(saved):
    members = {
        "b/two.txt": "Second",
        "one.docx": docx(paragraph("First")),
        "page": PAGE,
        "deep/": "",
        "__MACOSX/._one.docx": "x",
        ".hidden.txt": "x",
    }
    found = list(read_file(saved(packed(members), "all.zip")))

    assert [each.text.partition("\n")[0] for each in found] == ["Second", "First", "Words of it."]
    assert [each.file_name for each in found] == [
        "all.zip, two.txt",
        "all.zip, one.docx",
        "all.zip, page",
    ]
    assert found[0].original == b"Second"


def test_the_pictures_and_styles_of_a_page_in_an_archive_are_no_articles(saved):
    members = {"x/Summit.html": PAGE, "x/Summit_files/frame.html": PAGE, "Summit_files/a.txt": "A"}

    found = read_file(saved(packed(members), "all.zip"))

    assert [each.file_name for each in found] == ["all.zip, Summit.html", "all.zip, a.txt"]


def test_a_file_in_an_archive_that_cannot_be_read_is_named(saved):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(99)
    path = saved(packed({"a.png": picture, "b.txt": "Words"}), "all.zip")

    refusal, draft = read_file(path)

    assert draft.text == "Words"
    assert refusal.path == path / "a.png"
    assert refusal.reason == "In “all.zip”: “a.png”: This is a PNG picture, not text."


def test_an_archive_in_an_archive_is_refused(saved):
    inner = packed({"a.txt": "Words"})

    (refusal,) = read_file(saved(packed({"inner.zip": inner}), "all.zip"))

    assert refusal.reason == (
        "In “all.zip”: “inner.zip” is an archive inside an archive. Unpack it and import its files."
    )


def test_files_too_deep_in_other_files_are_refused(saved):
    mail = MAIL.replace(b"\r", b"")
    for n in range(5):
        head = b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n" % n
        mail = head + b"--b%d\nContent-Type: message/rfc822\n\n%b\n--b%d--\n" % (n, mail, n)
    found = list(read_file(saved(mail, "a.eml")))

    assert found[-1].reason.endswith(
        "is nested too deeply in other files. Save it separately and import that."
    )
    assert not any(isinstance(each, Draft) for each in found)


@pytest.mark.parametrize("part", ["../../x.txt", "C:x.txt", "a\\b.txt", "/etc/x.txt"])
def test_an_archive_that_reaches_outside_is_refused(part, saved):
    with pytest.raises(UnreadableFileError, match="with a path outside it"):
        list(read_file(saved(packed({part: "Words"}), "all.zip")))


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["[Content_Types].xml", "ppt/presentation.xml"], "is a presentation: export its text"),
        (["Index/Document.iwa"], "is a document of Pages, Numbers or Keynote. Save it as .docx."),
        (["[Content_Types].xml", "visio/a.xml"], "is an unsupported Office file."),
        (["META-INF/MANIFEST.MF"], "is a program and contains no articles."),
        (["folder/"], "contains no files."),
    ],
)
def test_packages_of_other_programs_are_refused_with_the_way_out(names, reason, saved):
    with pytest.raises(UnreadableFileError, match="“a.pages” " + reason.replace(".", "[.]")):
        list(read_file(saved(packed(dict.fromkeys(names, "x")), "a.pages")))


def test_a_member_beyond_the_limit_is_named_and_the_others_come_in(saved, monkeypatch):
    monkeypatch.setattr(archive, "PART", 10)
    path = saved(packed({"a.txt": "x" * 11, "b.txt": "Words"}), "all.zip")

    refusal, draft = read_file(path)

    assert refusal.reason == "“a.txt” in “all.zip” has more than 0 MB."
    assert draft.text == "Words"


def test_names_in_utf_8_that_do_not_say_so_are_read(saved):
    content = packed({"übung.txt": "Words", "Ж.txt": "More"})
    unsaid = content.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00")  # flag bit 11
    assert unsaid != content
    assert next(read_file(saved(content, "c.zip"))).file_name == "c.zip, übung.txt"
    latin = packed({"xbung.txt": "Words"}).replace(b"xbung", b"\x81bung")

    assert [each.file_name for each in read_file(saved(unsaid, "a.zip"))] == [
        "a.zip, übung.txt",
        "a.zip, Ж.txt",
    ]
    assert [each.file_name for each in read_file(saved(latin, "b.zip"))] == ["b.zip, übung.txt"]


def test_a_full_disk_while_unpacking_is_said(saved, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(formats, "TemporaryFolder", full)
    (refusal,) = read_file(saved(packed({"a/b.rtf": "{\\rtf1 Words}"}), "a.zip"))

    assert refusal.reason == "In “a.zip”: “b.rtf” cannot be unpacked: No space left on device."


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a/b.txt", "b.txt"),
        ("..\\..\\win.ini", "win.ini"),
        ("..", "file"),
        ("", "file"),
        ("a\0b?.docx", "a_b_.docx"),
        ("é" * 200 + ".docx", "é" * 80 + ".docx"),
        ("aux.html", "_aux.html"),  # on Windows, no file but a device
        ("plain", "plain"),
    ],
)
def test_the_name_of_a_file_in_a_file_is_never_a_path(name, plain):
    assert formats._safe(name) == plain
    assert Enclosed(name, b"").name == name


def test_a_file_that_grows_past_the_limit_while_it_is_read_is_refused(saved, monkeypatch):
    path = saved(b"", "a.txt")
    found = path.stat()
    path.write_bytes(b"Words that came after the size was asked for.")
    monkeypatch.setattr("annotator.importers.original.LIMIT", 10)
    monkeypatch.setattr(type(path), "stat", lambda *_, **__: found)

    with pytest.raises(UnreadableFileError, match=r"“a\.txt”"):
        contents(path)


def test_bytes_that_are_the_text_are_stored_once(saved):
    [same] = read_file(saved("Schöne Worte".encode(), "a.txt"))
    [other] = read_file(saved(b"Words\r\nof it", "b.txt"))

    assert same.contents == (Content("Schöne Worte"),)
    assert other.contents == (Content("Words\nof it"), Content(b"Words\r\nof it"))
