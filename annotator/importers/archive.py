"""ZIP archives: each file inside is read as if it had been unpacked."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZipInfo

from annotator.i18n import N_, tr
from annotator.importers.draft import Enclosed, Refusal
from annotator.importers.faults import unreadable
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name
from annotator.importers.page_folders import folded, is_html_name, page_stem_of
from annotator.importers.zip_guard import PART, package

_UTF_8: Final = 0x800  # APPNOTE.TXT 4.4.4, bit 11
_NO_NAMES: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")
_IWORK: Final = N_("“{file}” is a document of Pages, Numbers or Keynote. Save it as .docx.")

# other ZIP-based formats, by the prefix of a member's name, and how to import them
_PROGRAMS: Final = (
    (
        "ppt/presentation",
        N_("“{file}” is a presentation: export its text as .docx, and import that."),
    ),
    ("Index/Document", _IWORK),
    ("Index.zip", _IWORK),
    ("index.xml.gz", _IWORK),
    ("[Content_Types].xml", N_("“{file}” is an unsupported Office file. Save it as .docx.")),
    (
        "META-INF/manifest.xml",
        N_("“{file}” is an unsupported OpenDocument file. Save it as .docx."),
    ),
    ("META-INF/MANIFEST.MF", N_("“{file}” is a program and contains no articles.")),
)


def read(path: Path) -> Iterator[Refusal | Enclosed]:
    """Return the files in an archive; raises UnreadableFileError.

    Hidden files and the folders of saved pages are skipped.
    """
    original = contents(path)
    with package(original, path, N_("a ZIP archive")) as opened:
        members = {_name(each): each for each in opened.infolist() if not each.is_dir()}
        wanted = list(_wanted(members))
        if problem := _problem(opened.namelist()) or (
            "" if wanted else N_("“{file}” contains no files.")
        ):
            raise unreadable(path, problem)
        for name in wanted:
            if members[name].file_size > PART:
                message = tr(
                    "“{part}” in “{file}” has more than {limit} MB.",
                    part=name,
                    file=display_name(path),
                    limit=PART // 1_000_000,
                )
                yield Refusal(path / PurePosixPath(name).name, message)
            else:
                yield Enclosed(name, opened.read(members[name]))


def _problem(names: list[str]) -> str:
    found = (
        message for start, message in _PROGRAMS if any(name.startswith(start) for name in names)
    )
    return next(found, "")


def _name(member: ZipInfo) -> str:
    """Return a member's name; older programs write UTF-8 without a flag."""
    if member.flag_bits & _UTF_8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _wanted(names: dict[str, ZipInfo]) -> Iterator[str]:
    pages = {(*_parts(name)[:-1], folded(_stem(name))) for name in names if is_html_name(name)}
    for name in names:
        place = _parts(name)
        if any(part.startswith(".") or part in _NO_NAMES for part in place):
            continue
        depths = range(len(place) - 1)
        if not any((*place[:depth], page_stem_of(place[depth])) in pages for depth in depths):
            yield name


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name).parts


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


FORMAT: Final = ImportFormat(
    name=N_("ZIP archive"),
    suffixes=(".zip",),
    read=read,
    media_types=("application/zip",),
    begins=rb"PK\x03\x04",
)
