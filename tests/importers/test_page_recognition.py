"""A file is recognised as a web page by its first bytes or its name."""

import pytest

from annotator.importers.page_recognition import is_page

SNAPSHOT = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/\r\n"
    b"Content-Type: text/html\r\n\r\n<html><body><p>Nobody at the table spoke."
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "Page.HTM"),
        (b"", "page.mhtml"),
        (b"\n <!DOCTYPE html><html>", "post.example"),
        (b"\xef\xbb\xbf<html lang=en>", "point.md"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML">', "post.example"),
        (b'<meta charset="utf-8"><p>Copied', "Clipboard"),
        (SNAPSHOT, "post.example"),
    ],
)
def test_a_page_is_known_by_its_name_or_its_beginning(data, name):
    assert is_page(data, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"Words <html>", "a.txt"), (b"<?xml version='1.0'?><rss>", "a.rss"), (b"", "Clipboard")],
)
def test_other_files_are_no_pages(data, name):
    assert not is_page(data, name)
