"""Downloads a page that a person requested, in the background and within limits."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from msgspec import Struct
from PySide6.QtCore import SLOT, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import QHostInfo, QNetworkAccessManager, QNetworkReply, QNetworkRequest

from annotator.domain.errors import AnnotatorError
from annotator.domain.stamp import utc_now
from annotator.domain.text import clean
from annotator.i18n import N_, tr
from annotator.importers import formats

LIMIT: Final = 20_000_000
"""How many bytes an answer may have: 20 MB."""

SECONDS: Final = 30
"""How long a fetch may take, redirects included.

Less than the minute for which Qt keeps what a name was resolved to: the address that was looked
at is the one that is asked.
"""

REDIRECTS: Final = 10
"""How many redirects are followed."""

_LOCAL: Final = N_("“{website}” is a local network address. Allow local addresses to download it.")
_WRONG: Final = 400
_MAPPED: Final = ip_network("64:ff9b::/96")
_RESOLVED: Final = SLOT("ask(QHostInfo)")
_Attribute = QNetworkRequest.Attribute


class FetchError(AnnotatorError):
    """A page was not downloaded; the message says why."""


class LocalAddressError(FetchError):
    """A link leads to this computer or the local network, which the settings do not allow."""


class Answer(Struct, frozen=True, kw_only=True):
    """The response of a server: its bytes as received, its headers, and its origin.

    `url` is the final address, `redirects` are the addresses before it, in order;
    `fetched_at` is the time in UTC as ISO 8601.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    redirects: tuple[str, ...] = ()
    fetched_at: str

    def header(self, name: str) -> str:
        """Return the value of a header; empty without one."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class Fetch(QObject):
    """A download; exactly one of `fetched` and `failed` follows `start`, unless cancelled.

    No cookies are stored, no credentials sent, and only the page itself is downloaded.
    """

    redirected = Signal(str)  # to which address
    progressed = Signal(int)  # bytes received so far
    fetched = Signal(object)  # Answer
    failed = Signal(object)  # FetchError

    def __init__(self, *, allow_local: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._allow_local = allow_local
        self._network = QNetworkAccessManager(self)
        self._reply: QNetworkReply | None = None
        self._body = bytearray()
        self._asked: list[str] = []
        self._lookup = 0
        self._url = QUrl()
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(
            lambda: self._refuse(
                N_("The download took longer than {count} seconds. Try again later."), count=SECONDS
            )
        )

    def start(self, address: str) -> None:
        """Start with an address as typed by a person."""
        self._timer.start()
        self._go(QUrl(address.strip()))

    def cancel(self) -> None:
        """Cancel; no signal is emitted afterwards."""
        self._timer.stop()
        if self._lookup:
            QHostInfo.abortHostLookup(self._lookup)
            self._lookup = 0
        if reply := self._reply:
            self._reply = None
            reply.disconnect(self)
            reply.abort()
            reply.deleteLater()

    def _go(self, url: QUrl) -> None:
        self._asked.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if url.scheme() not in ("http", "https") or not url.host():
            no_address = N_("“{link}” is not a web address (http:// or https://).")
            self._refuse(no_address, link=url.toString())
        elif url.userInfo():
            self._refuse(N_("Links that contain a user name or password are not supported."))
        elif len(self._asked) > REDIRECTS + 1:
            self._refuse(N_("The link was redirected more than {count} times."), count=REDIRECTS)
        else:
            self._url = url
            # the stub asks for bytes, and the library for a str
            self._lookup = QHostInfo.lookupHost(url.host(), self, _RESOLVED)  # type: ignore[call-overload]

    @Slot(QHostInfo)
    def ask(self, info: QHostInfo) -> None:
        """Send the request to the resolved address, if that is allowed."""
        url, self._lookup = self._url, 0
        addresses = [address.toString() for address in info.addresses()]
        if not addresses:
            not_found = N_("“{website}” was not found. Check the address and your connection.")
            self._refuse(not_found, website=url.host())
        elif not self._allow_local and not all(map(is_public, addresses)):
            self._fail(LocalAddressError(tr(_LOCAL, website=url.host())))
        else:
            self._listen(self._network.get(_request(url)))

    def _listen(self, reply: QNetworkReply) -> None:
        self._reply = reply
        self._body.clear()
        reply.setReadBufferSize(LIMIT + 1)
        reply.readyRead.connect(self._read)
        reply.finished.connect(self._finish)

    def _read(self) -> None:
        if self._reply:
            self._body += self._reply.readAll().data()
            self.progressed.emit(len(self._body))
            if len(self._body) > LIMIT:
                self._refuse(N_("The page is larger than {size} MB."), size=LIMIT // 1_000_000)

    def _finish(self) -> None:
        self._read()
        reply, self._reply = self._reply, None
        if reply is None:
            return
        reply.deleteLater()
        target = reply.attribute(_Attribute.RedirectionTargetAttribute)
        status = reply.attribute(_Attribute.HttpStatusCodeAttribute)
        if isinstance(target, QUrl) and target.isValid():
            url = reply.url().resolved(target)
            self.redirected.emit(url.toString())
            self._go(url)
        elif isinstance(status, int) and status >= _WRONG:
            reason = reply.attribute(_Attribute.HttpReasonPhraseAttribute) or ""
            said = f"{status} {clean(str(reason))}"
            self._refuse(N_("{website} answers: {said}"), website=reply.url().host(), said=said)
        elif reply.error() is not QNetworkReply.NetworkError.NoError or status is None:
            reason = reply.errorString()
            self._refuse(N_("The page could not be downloaded: {reason}."), reason=reason)
        else:
            self._timer.stop()
            self.fetched.emit(self._answer(reply, int(str(status))))

    def _answer(self, reply: QNetworkReply, status: int) -> Answer:
        return Answer(
            url=reply.url().toString(QUrl.ComponentFormattingOption.FullyEncoded),
            status=status,
            headers=tuple(_headers(reply)),
            body=bytes(self._body),
            redirects=tuple(self._asked[:-1]),
            fetched_at=utc_now(),
        )

    def _refuse(self, message: str, **fields: object) -> None:
        self._fail(FetchError(tr(message, **fields)))

    def _fail(self, error: FetchError) -> None:
        self.cancel()
        self.failed.emit(error)


def is_public(address: str) -> bool:
    """Return whether an IP address is neither of this computer nor of a local network.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is treated as IPv4.
    """
    found = ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast and all(map(_is_open, _inside(found)))


def _is_open(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast


def _inside(address: IPv4Address | IPv6Address) -> Iterable[IPv4Address]:
    if isinstance(address, IPv4Address):
        return ()
    teredo = address.teredo or ()
    nat64 = IPv4Address(int(address) & 0xFFFFFFFF) if address in _MAPPED else None
    found = (address.ipv4_mapped, address.sixtofour, *teredo[1:], nat64)
    return tuple(each for each in found if each)


def _request(url: QUrl) -> QNetworkRequest:
    request = QNetworkRequest(url)
    policy = QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
    request.setAttribute(_Attribute.RedirectPolicyAttribute, policy)
    request.setRawHeader(b"Accept", _accepted())
    request.setRawHeader(b"Accept-Encoding", b"identity")  # the bytes are stored as received
    return request


def _accepted() -> bytes:
    """Return the Accept header: formats that are read without a file first."""
    known = formats.FORMATS.by_media_type.items()
    first = [media_type for media_type, each in known if each.read_bytes]
    return ",".join([*first, "*/*;q=0.8"]).encode()


def _headers(reply: QNetworkReply) -> Iterable[tuple[str, str]]:
    for name, value in reply.rawHeaderPairs():
        pair = (bytes(each.data()).decode("latin-1") for each in (name, value))
        key, words = (" ".join(clean(text).split()) for text in pair)
        yield key, words
