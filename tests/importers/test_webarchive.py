"""Safari's web archives come in as the pages in them; what is no such archive is refused."""

import plistlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_files import brought_in, damaged, refused, survives

from annotator.importers import webarchive
from annotator.importers.formats import read_file
from annotator.importers.omitted_content import PageText
from annotator.importers.page_recognition import is_page
from annotator.importers.plist import Plist

WRITTEN = Path(__file__).parent / "written" / "page.webarchive"

PAGE = (
    "<html><head><title>Ferries stop</title></head><body><nav>Home of all</nav><article>"
    "<h1>Ferries stop</h1><p>The harbour office counted ferries; none sails, it said.</p>"
    "<p>Ein Fährmann sagte nichts.</p></article></body></html>"
)


def archive(page=None, **more):
    """Return a web archive of a page as Safari saves it."""
    main = {
        "WebResourceData": page if page is not None else PAGE.encode("cp1252"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceURL": "https://post.example/a",
        "WebResourceFrameName": "",
        **more,
    }
    parts = [{"WebResourceData": b"x" * 400, "WebResourceMIMEType": "image/png"}]
    whole = {"WebMainResource": main, "WebSubresources": parts}
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)


def test_a_page_that_safari_saved_comes_in_as_one():
    (draft,) = webarchive.read(WRITTEN)

    assert draft.text.startswith("0. The harbour board of Lindau met on Monday and voted to widen")
    assert "<" not in draft.text
    assert (draft.source_url, draft.language) == ("https://post.example/a", "en")
    assert draft.original == WRITTEN.read_bytes()


def test_its_encoding_and_address_are_those_it_was_sent_with(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(archive())
    (draft,) = read_file(path)

    assert "Ein Fährmann sagte nichts." in draft.text
    assert (draft.headline, draft.encoding) == ("Ferries stop", "cp1252")
    assert draft.source_url == "https://post.example/a"


def test_what_was_left_out_of_its_page_can_be_looked_at():
    data = archive()
    page = PageText(data, "x", "cp1252", ("The harbour office counted ferries",))

    assert is_page(data, "x")
    assert is_page(b"", "x.webarchive")
    assert "Home of all" in [each.text for each in page.omissions()]


def without(key):
    whole = plistlib.loads(archive())
    del whole["WebMainResource"][key]
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)


def test_what_safari_did_not_say_is_not_needed(tmp_path):
    content = plistlib.loads(archive(PAGE.encode()))
    for key in ("WebResourceMIMEType", "WebResourceTextEncodingName", "WebResourceURL"):
        del content["WebMainResource"][key]
    bare = plistlib.dumps(content, fmt=plistlib.FMT_BINARY)
    (draft,) = brought_in(webarchive.read, tmp_path, bare, "x.webarchive")

    assert (draft.headline, draft.source_url) == ("Ferries stop", "")


def plain(value):
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)


NO_PAGE = "is a property list without a page, not a Safari web archive."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is damaged, or not a web archive. It is not a binary property list."),
        (b"bplist00", "is damaged, or not a web archive. It is not a binary property list."),
        (archive()[:-40], "is damaged, or not a web archive. It is cut off."),
        (archive()[:8] + bytes(32), NO_PAGE),
        (
            archive()[:8] + bytes(30) + b"\xff\xff",
            "is damaged, or not a web archive. It is cut off.",
        ),
        (plain({"a": 1}), NO_PAGE),
        (plain([1, 2]), NO_PAGE),
        (plain({"WebMainResource": {"WebResourceData": "words"}}), NO_PAGE),
        (without("WebResourceData"), NO_PAGE),
        (archive(b" "), "is empty."),
        (archive(WebResourceMIMEType="image/png"), "is a web archive of image/png, not of a page."),
    ],
)
def test_what_is_no_web_archive_is_refused_in_words(content, reason, tmp_path):
    words = refused(webarchive.read, tmp_path, content, "x.webarchive")

    assert words == f"“x.webarchive” {reason}"


def hostile(objects, top=0):
    """Return a property list of these raw objects."""
    data, places = bytearray(b"bplist00"), []
    for each in objects:
        places.append(len(data))
        data += each
    table = len(data)
    data += b"".join(place.to_bytes(4, "big") for place in places)
    numbers = (len(objects), top, table)
    return bytes(data + bytes(6) + b"\4\1" + b"".join(n.to_bytes(8, "big") for n in numbers))


HUGE = b"\x13" + (2**62).to_bytes(8, "big")


@pytest.mark.parametrize(
    "objects",
    [
        [b"\xd1\x00\x00"],  # it holds itself, as its own key
        [b"\xdf" + HUGE + b"\x01" * 10_000, b"\x51a"],
        [b"\xaf" + HUGE],
        [b"\xd1\x01\x02", b"\x5fWebMainResource", b"\xd1\x01\x02"],
        [b"\xd1\x01\x02", b"\x5f\x10\x0fWebMainResource", b"\xd1\x03\x04", b"\x4f" + HUGE, b"\x40"],
        [b"\xdf\x51"],
        [b"\xdf"],
    ],
)
def test_lists_without_end_are_refused_at_once(objects, tmp_path):
    refused(webarchive.read, tmp_path, hostile(objects), "x.webarchive")


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXT, TEXT | st.binary(), max_size=30))
def test_values_are_read_as_they_were_written(values):
    plist = Plist(plain({"top": values}))

    assert {key: plist.at("top", key) for key in values} == values
    assert plist.at("top", "no such key") is None or "no such key" in values
    assert plist.at("no", "top") is None


@settings(deadline=None)
@given(content=damaged(archive()))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    survives(webarchive.read, tmp_path_factory.getbasetemp(), content, "any.webarchive")
