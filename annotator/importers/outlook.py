"""E-mails saved by Outlook (MSG, [MS-OXMSG]), converted and read like other mails."""

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from email.utils import formatdate
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from annotator.i18n import N_, tr
from annotator.importers import mail
from annotator.importers.draft import Draft, Enclosed
from annotator.importers.faults import FAULTS, parsing, unreadable
from annotator.importers.fields import line_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name
from annotator.importers.rtf_codes import page
from annotator.importers.zip_guard import LOCKED, OLE

if TYPE_CHECKING:
    from olefile import OleFileIO

_DAMAGED: Final = N_("“{file}” is damaged, or not a mail of Outlook: {reason}.")
_DAMAGED_OFFICE: Final = N_(
    "“{file}” is damaged, or not an old Office document (such as .doc or .xls): {reason}."
)
_EXCEL: Final = N_("“{file}” is an old Excel workbook. Save it as .xlsx.")

_DEPTH: Final = 3
_PROPERTIES: Final = "__properties_version1.0"
_STREAM: Final = "__substg1.0_"
_UNICODE, _STRING, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"
_SUBJECT, _HEADERS, _BODY, _HTML = "0037", "007D", "1000", "1013"
_NAMES, _ADDRESSES = ("0042", "0C1A"), ("5D02", "5D01", "0065", "0C1F")
_LONG_NAME, _NAME, _DATA = "3707", "3704", "3701"
_CODE_PAGES: Final = (0x3FFD0003, 0x3FDE0003)
_TIMES: Final = (0x00390040, 0x0E060040)
_EPOCH: Final = 116_444_736_000_000_000  # 1970 in steps of 100 nanoseconds from 1601
_HEAD: Final = {0: 32}  # bytes before the properties of a mail; 24 in an attached one

# other formats in such containers, by the name of a stream, and how to import them
_OTHERS: Final = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", N_("“{file}” is an old Word document. Save it as .docx.")),
    ("Workbook", _EXCEL),
    ("Book", _EXCEL),
    ("PowerPoint Document", N_("“{file}” is an old presentation. Export its text as .docx.")),
    ("MatOST", N_("“{file}” is an old Works document. Save it as .docx.")),
)
_UNKNOWN: Final = N_(
    "“{file}” is in an old binary format. Save it as .docx in the program it was made with."
)


def read(path: Path) -> Iterator[Draft | Enclosed]:
    """Return the article in a mail, then the files attached to it; raises UnreadableFileError.

    A file of another program in the same kind of container is refused with its name.
    """
    from olefile import DEFECT_INCORRECT, OleFileIO  # noqa: PLC0415

    original = contents(path)
    if not original.startswith(OLE):
        raise unreadable(path, N_("“{file}” is not a mail that Outlook saved."))
    data, is_named_so = BytesIO(original), path.suffix.lower() in FORMAT.suffixes
    damaged = _DAMAGED if is_named_so else _DAMAGED_OFFICE
    with parsing(path, damaged), OleFileIO(data, raise_defects=DEFECT_INCORRECT) as container:
        is_mail = container.exists(_PROPERTIES)
        names = {entry[0] for entry in container.listdir()}
        message = _Message(container, "").rebuilt() if is_mail else EmailMessage()
    if not is_mail:
        problem = next((reason for name, reason in _OTHERS if name in names), _UNKNOWN)
        raise unreadable(path, problem)
    for found in mail.opened(message, original, path, display_name(path)):
        yield _as_outlook(found) if isinstance(found, Draft) else found


def _as_outlook(draft: Draft) -> Draft:
    """Return a draft with its encoding, which is a guess if characters were lost."""
    return replace(draft, encoding="msg", is_guessed="\ufffd" in draft.text)


class _Message:
    """A mail in a container, or one attached to it; `place` is the path of its storage."""

    def __init__(self, container: "OleFileIO", place: str, depth: int = 0) -> None:
        self._container = container
        self._place = place
        self._depth = depth
        self._numbers = dict(self._properties())
        self._codec = page(next(filter(None, map(self._number, _CODE_PAGES)), 1252))

    def rebuilt(self) -> EmailMessage:
        """Return the mail converted to MIME."""
        message = EmailMessage(policy=default)
        headers = message_from_string(self._text(_HEADERS), policy=default)
        self._put(message, "Subject", self._text(_SUBJECT))
        self._put(message, "From", self._sender())
        with suppress(*FAULTS):
            self._put(message, "Date", str(headers["Date"] or "") or self._date())
        if body := self._text(_BODY):
            message.set_content(body)
        elif html := self._text(_HTML):
            message.set_content(html, subtype="html")
        for place in self._attachments():
            self._attach(message, place)
        return message

    def _attach(self, message: EmailMessage, place: str) -> None:
        name = self._text(_LONG_NAME, place) or self._text(_NAME, place)
        inner = f"{place}/{_STREAM}{_DATA}{_STORAGE}"
        if self._container.exists(f"{inner}/{_PROPERTIES}"):
            if self._depth < _DEPTH:
                message.add_attachment(
                    _Message(self._container, f"{inner}/", self._depth + 1).rebuilt()
                )
            return
        data = self._stream(f"{place}/{_STREAM}{_DATA}{_BINARY}")
        if data is not None:
            message.add_attachment(
                data,
                maintype="application",
                subtype="octet-stream",
                filename=line_of(name) or "attachment",
            )

    def _attachments(self) -> list[str]:
        depth = self._place.count("/")
        entries = self._container.listdir(streams=False, storages=True)
        own = ("/".join(entry) for entry in entries if len(entry) == depth + 1)
        places = [each for each in own if each.startswith(f"{self._place}__attach_version1.0_")]
        if len(places) > mail.ATTACHED:
            raise ValueError(tr("it has more than {count} attachments", count=mail.ATTACHED))
        return places

    @staticmethod
    def _put(message: EmailMessage, name: str, value: str) -> None:
        with suppress(*FAULTS):  # the header parser fails on some
            if value:
                message[name] = line_of(value)

    def _sender(self) -> str:
        name = next(filter(None, map(self._text, _NAMES)), "")
        address = next((each for each in map(self._text, _ADDRESSES) if "@" in each), "")
        plain = line_of(name).replace("\\", "").replace('"', "")
        return f'"{plain}" <{address}>' if plain and address else f'"{plain}"' if plain else address

    def _date(self) -> str:
        time = next(filter(None, map(self._number, _TIMES)), 0)
        return formatdate((time - _EPOCH) / 10_000_000) if time > _EPOCH else ""

    def _text(self, code: str, place: str | None = None) -> str:
        """Return a property as text, by its code; empty when there is none."""
        prefix = self._place if place is None else f"{place}/"
        wide = self._stream(f"{prefix}{_STREAM}{code}{_UNICODE}")
        if wide is not None:
            return wide.decode("utf-16-le", "replace")
        narrow = self._stream(f"{prefix}{_STREAM}{code}{_STRING}")
        if narrow is None:
            narrow = self._stream(f"{prefix}{_STREAM}{code}{_BINARY}") or b""
        with suppress(UnicodeDecodeError):
            return narrow.decode()
        return narrow.decode(self._codec, "replace")

    def _stream(self, name: str) -> bytes | None:
        if not self._container.exists(name):
            return None
        with self._container.openstream(name) as stream:
            data: bytes = stream.read()
        return data

    def _number(self, tag: int) -> int:
        return self._numbers.get(tag, 0)

    def _properties(self) -> Iterator[tuple[int, int]]:
        """Return the properties of fixed length, by tag ([MS-OXMSG] 2.4)."""
        data = self._stream(f"{self._place}{_PROPERTIES}") or b""
        for start in range(_HEAD.get(self._depth, 24), len(data) - 15, 16):
            tag = int.from_bytes(data[start : start + 4], "little")
            yield tag, int.from_bytes(data[start + 8 : start + 16], "little")


FORMAT: Final = ImportFormat(
    name=N_("Outlook mail"),
    suffixes=(".msg",),
    read=read,
    media_types=("application/vnd.ms-outlook",),
    begins=rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)
