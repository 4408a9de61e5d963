"""Packages are looked at before a library opens them; what is hostile is refused in words."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from small_files import damaged, packed

from annotator.domain.errors import UnreadableFileError
from annotator.importers import zip_guard
from annotator.importers.xml_guard import Examiner, HostileXmlError
from annotator.importers.zip_guard import copied, package, part

PARTS = {"a.xml": "<a>" + "words " * 50 + "</a>", "b/c.rels": "<b/>", "d.bin": b"\0\1"}
DAMAGED = "“{file}” is damaged, or not a DOCX document: {reason}."


def opened(content, path):
    """Return the names in a package, or why it is refused."""
    try:
        with package(content, path / "x.docx", DAMAGED) as found:
            return found.namelist()
    except UnreadableFileError as error:
        return str(error)


def with_member(name, packing=ZIP_DEFLATED, **fields):
    """Return a package with one member of this kind."""
    member = ZipInfo(name)
    member.compress_type = packing
    for field, value in fields.items():
        setattr(member, field, value)
    content = BytesIO()
    with ZipFile(content, "w") as target:
        target.writestr(member, b"words")
    return content.getvalue()


def test_a_harmless_package_is_opened(tmp_path):
    assert opened(packed(PARTS), tmp_path) == list(PARTS)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is an empty file."),
        (packed(PARTS)[:-40], "is damaged, or not a DOCX document: File is not a zip file."),
        (b"just words", "is damaged, or not a DOCX document: File is not a zip file."),
        (b"{\\rtf1 words}", "is an RTF document with the wrong file extension. Rename it."),
        (b"%PDF-1.7", "is a PDF with the wrong file extension. Rename it."),
        (b" <html>", "is HTML or XML with the wrong file extension. Rename it."),
        (zip_guard.OLE + b"words", "is in an old binary format. Open it in its program and save"),
        (zip_guard.OLE + "EncryptedPackage".encode("utf-16-le"), "is password-protected"),
        (with_member("../../x"), "has a part with a path outside it, “../../x”."),
        (with_member("/etc/x"), "has a part with a path outside it, “/etc/x”."),
        (with_member("C:x"), "has a part with a path outside it, “C:x”."),
        (with_member("word\\x"), "has a part with a path outside it, “word\\x”."),
        (with_member("x", external_attr=0o120777 << 16), "has a part that is a link to a file"),
        (with_member("x", ZIP_BZIP2), "is compressed in an unsupported way."),
    ],
)
def test_a_trick_is_refused_in_words(content, reason, tmp_path):
    words = opened(content, tmp_path)

    assert words.startswith(f"“x.docx” {reason}")
    assert words.endswith(".")


def test_a_password_is_seen_in_the_table_of_contents(tmp_path):
    content = bytearray(with_member("x"))
    content[content.index(b"PK\1\2") + 8] |= 1

    assert "is password-protected" in opened(bytes(content), tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path):
    content = BytesIO()
    with ZipFile(content, "w") as target:
        target.writestr("a.xml", "<a/>")
        target.writestr("a.xml", "<b/>")

    assert "has two parts with the name “a.xml”." in opened(content.getvalue(), tmp_path)


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path):
    assert "is packed more than 200 times" in opened(packed({"a.xml": b" " * 3_000_000}), tmp_path)

    many = packed({f"{number}.xml": "" for number in range(zip_guard.MEMBERS + 1)})
    assert "has 5,001 parts, and 5,000 is the limit." in opened(many, tmp_path)


def test_what_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_guard, "UNPACKED", 300)

    assert "would unpack to 0 MB, and 0 MB is the limit" in opened(packed(PARTS), tmp_path)


def test_a_size_that_lies_is_found_when_the_part_is_read(tmp_path):
    content = bytearray(packed({"a.xml": b"<a/>" * 500}))
    size = content.index(b"PK\1\2") + 24
    content[size : size + 4] = (100).to_bytes(4, "little")

    with (
        pytest.raises(UnreadableFileError, match="Bad CRC-32"),
        package(bytes(content), tmp_path / "x.docx", DAMAGED) as found,
    ):
        part(found, "a.xml")


def test_a_part_may_be_missing_but_not_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_guard, "PART", 100)
    with package(packed(PARTS), tmp_path / "x.docx", DAMAGED) as found:
        assert part(found, "none.xml") == b""
        with pytest.raises(ValueError, match=r"its part a\.xml has more than 0 MB"):
            part(found, "a.xml")


def test_a_copy_has_the_examined_xml_and_what_is_named(tmp_path):
    seen = []
    with package(packed(PARTS), tmp_path / "x.docx", DAMAGED) as found:
        copy = copied(found, seen.append, "d.bin")

    with ZipFile(copy) as target:
        assert target.namelist() == list(PARTS)
    assert seen == [PARTS["a.xml"].encode(), b"<b/>"]


@settings(deadline=None)
@given(content=damaged(packed(PARTS)))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    with (
        suppress(UnreadableFileError),
        package(content, tmp_path_factory.getbasetemp() / "x", DAMAGED) as found,
    ):
        copied(found, Examiner(100).examine)


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"<a>" * 300, "nested more than 256 deep"),
        (b"<a>" + b"<b/>" * 1000, "more than 1,000 elements"),
        (b"<!DOCTYPE a><a/>", "declares a document type"),
    ],
)
def test_xml_is_refused_for_depth_number_and_types(xml, reason):
    with pytest.raises(HostileXmlError, match=reason):
        Examiner(1000).examine(xml)


def test_every_bomb_is_refused_before_it_grows(shared_data):
    bombs = sorted((shared_data / "xml-bombs").glob("xmltestdata/*.xml"))
    assert bombs

    for bomb in bombs:
        if b"<!DOCTYPE" in bomb.read_bytes():
            with pytest.raises(HostileXmlError):
                Examiner(1000).examine(bomb.read_bytes())
