"""Small DOCX, XLSX and ODS files, made part by part, and ways to read and to damage files."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import strategies as st

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.importers.draft import Enclosed, Refusal

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def brought_in(read, folder, content, name):
    """Return what a file of this content gives."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path))


def refused(read, folder, content, name):
    """Return why a file of this content is refused as a whole, which it must be, in a sentence."""
    with pytest.raises(UnreadableFileError) as refusal:
        brought_in(read, folder, content, name)
    words = str(refusal.value)
    assert words.startswith(f"“{name}” ")
    assert words.endswith(".")
    return words


def survives(read, folder, content, name):
    """Read a file of this content: clean drafts, refusals or UnreadableFileError may come of it."""
    try:
        found = brought_in(read, folder, content, name)
    except UnreadableFileError as error:
        found = [Refusal(folder, str(error))]
    for each in found:
        if isinstance(each, Enclosed):
            assert each.name
        elif isinstance(each, Refusal):
            assert each.reason.endswith(".")
        else:
            assert each.text == clean(each.text)
            assert each.text.strip()
            assert each.headline.strip()


@st.composite
def damaged(draw, original):
    """Bytes that are like these: some are changed, some cut off or left out."""
    content = bytearray(original)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(content)))
        content[place : place + draw(st.integers(0, 9))] = draw(st.binary(max_size=5))
    return bytes(content)


def packed(parts):
    """Return a ZIP package of the parts, by name."""
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return package.getvalue()


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx(body="", **parts):
    """Return a Word document; further parts are named with `__` for `/` and `_` for `.`."""
    named = {key.replace("__", "/").replace("_", "."): part for key, part in parts.items()}
    document = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": document, **named})


def properties(title="", creator="", created=""):
    """Return the core properties of a document."""
    return (
        f'{HEAD}<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        f"<t:created>{created}</t:created></p>"
    )


def relations(**targets):
    each = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for key, (kind, target, mode) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{RELS}">{each}</Relationships>'


def cell(place, words):
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def xlsx(*sheets, shared="", states=(), styles=""):
    """Return a spreadsheet with the rows of each sheet, and the state of each, if it has one."""
    numbers = range(1, len(sheets) + 1)
    state = dict(zip(numbers, states, strict=False))
    listed = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}" state="{state.get(n, "visible")}"/>'
        for n in numbers
    )
    targets = {f"r{n}": ("worksheet", f"worksheets/sheet{n}.xml", "") for n in numbers}
    spaces = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    parts = {
        "_rels/.rels": relations(r=("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": f"{HEAD}<workbook {spaces}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            **targets, shared=("sharedStrings", "sharedStrings.xml", "")
        ),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }
    for n, rows in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return packed(parts)


def ods_cell(words="", times=1):
    text = f"<text:p>{words}</text:p>" if words else ""
    told = ' office:value-type="string"' if words else ""
    return (
        f'<table:table-cell table:number-columns-repeated="{times}"{told}>{text}</table:table-cell>'
    )


def ods_row(cells, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def ods(rows):
    """Return an OpenDocument spreadsheet of one sheet."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"{HEAD}<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": f'{HEAD}<m:manifest xmlns:m="{ODF}:manifest:1.0"/>',
        }
    )


def odt(body="", styles="", meta="", **parts):
    """Return an OpenDocument text; `styles` are the automatic ones of its content."""
    names = ("office", "table", "text", "style", "drawing", "meta")
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in names)
    content = (
        f"{HEAD}<office:document-content {spaces}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    about = f'{HEAD}<a {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/">{meta}</a>'
    named = {key.replace("__", "/").replace("_", "."): part for key, part in parts.items()}
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": about,
            **named,
        }
    )


def epub(documents, about="", spine="", **parts):
    """Return a book with these documents by name; `about` is its description."""
    numbered = list(enumerate(documents))
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in numbered
    )
    spine = spine or "".join(f'<itemref idref="i{n}"/>' for n, _ in numbered)
    named = {key.replace("__", "/").replace("_", "."): part for key, part in parts.items()}
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                f'{HEAD}<container xmlns="{ODF}:container"><rootfiles>'
                '<rootfile full-path="OEBPS/a.opf"/></rootfiles></container>'
            ),
            "OEBPS/a.opf": (
                f'{HEAD}<package xmlns="http://www.idpf.org/2007/opf"'
                f' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{about}</metadata>'
                f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
            ),
            **{f"OEBPS/{name}": content for name, content in documents.items()},
            **named,
        }
    )


_FREE, _END, _NONE = (n.to_bytes(4, "little") for n in (2**32 - 1, 2**32 - 2, 2**32 - 1))


def _word(number):
    return number.to_bytes(4, "little")


def ole(streams):
    """Return an OLE container of the streams, by their paths (MS-CFB); small ones only."""
    paths = sorted(
        {"/".join(p.split("/")[:n]) for p in streams for n in range(1, p.count("/") + 2)}
    )
    mini, table, entries = bytearray(), bytearray(), []
    for number, path in enumerate(paths, start=1):
        data = streams.get(path)
        start = len(mini) // 64
        if data:
            count = -(-len(data) // 64)
            mini += data.ljust(64 * count, b"\0")
            table += b"".join(_word(start + n + 1) for n in range(count - 1)) + _END
        parent = path.rpartition("/")[0]
        later = [n for n, p in enumerate(paths, 1) if n > number and p.rpartition("/")[0] == parent]
        child = [n for n, p in enumerate(paths, 1) if p.rpartition("/")[0] == path]
        entries.append(
            _entry(path.rpartition("/")[2], 1 if data is None else 2, later, child)
            + (_word(start) if data else _END if data is not None else _word(0))
            + len(data or b"").to_bytes(8, "little")
        )
    top = [n for n, p in enumerate(paths, 1) if "/" not in p]
    mini_sectors = -(-len(mini) // 512)
    root = _entry("Root Entry", 5, [], top) + (_word(2 + -(-(len(table)) // 512)) if mini else _END)
    directory = root + len(mini).to_bytes(8, "little") + b"".join(entries)
    return _container(directory, bytes(table), bytes(mini), mini_sectors)


def _entry(name, kind, later, child):
    wide = name.encode("utf-16-le") + b"\0\0"
    right, below = (_word(each[0]) if each else _NONE for each in (later, child))
    head = wide.ljust(64, b"\0") + len(wide).to_bytes(2, "little") + bytes([kind, 1])
    return head + _NONE + right + below + bytes(36)


def _container(directory, table, mini, mini_sectors):
    """Lay the sectors one after the other: allocation, mini allocation, mini stream, directory."""
    tables = -(-len(table) // 512)
    folder = -(-len(directory) // 512)
    chain = [2**32 - 3]  # the first sector is the allocation table itself
    for length in (1, tables, mini_sectors, folder):
        first = len(chain)
        chain += [first + n + 1 for n in range(length - 1)] + [2**32 - 2] * bool(length)
    fat = b"".join(map(_word, chain)).ljust(512, b"\xff")
    starts = (2, 2 + tables + mini_sectors)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff09000600")
    head += bytes(6) + _word(0) + _word(1) + _word(starts[1]) + _word(0) + _word(4096)
    head += (_word(starts[0]) if tables else _END) + _word(tables) + _END + _word(0)
    head += _word(0).ljust(436, b"\xff")
    sectors = [fat, bytes(512), table.ljust(512 * tables, b"\xff"), mini.ljust(512 * mini_sectors)]
    return head + b"".join(sectors) + directory.ljust(512 * folder, b"\0")


def msg(fields, attached=(), place="", times=()):
    """Return the streams of an Outlook mail: text by code, and the streams of attachments."""
    numbers = bytes(24 if place else 32)
    for tag, value in times:
        numbers += _word(tag) + bytes(4) + value.to_bytes(8, "little")
    streams = {f"{place}__properties_version1.0": numbers}
    for code, value in fields.items():
        kind, data = ("001F", value.encode("utf-16-le")) if isinstance(value, str) else value
        streams[f"{place}__substg1.0_{code}{kind}"] = data
    for number, each in enumerate(attached):
        storage = f"{place}__attach_version1.0_#{number:08X}/"
        streams |= {f"{storage}__properties_version1.0": bytes(8)}
        streams |= msg_attached(each, storage)
    return streams


def msg_attached(each, storage):
    """Return the streams of one attached file: its name and bytes, or the fields of a mail."""
    if isinstance(each, dict):
        return msg(each, place=f"{storage}__substg1.0_3701000D/")
    name, data = each
    return {
        f"{storage}__substg1.0_3707001F": name.encode("utf-16-le"),
        f"{storage}__substg1.0_37010102": data,
    }
