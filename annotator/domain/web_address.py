"""Web addresses: validated before they are stored, and shown safely before they are opened."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

from annotator.i18n import N_, tr

SCHEMES: Final = ("http", "https")

_SPACE = re.compile(r"\s")
# browsers take a backslash for a slash, and end the host there; none has control characters
_NOWHERE = re.compile(r"[\x00-\x1f\x7f\\]")
_SPACED = N_("An address has no spaces. Paste it again, or remove the spaces.")
_SCHEME = N_("An address begins with http:// or https://.")
_NO_HOST = N_("This address names no website. Copy it once more from the browser.")
_ARCHIVE: Final = "https://web.archive.org/save/"
_KEPT: Final = ":/?#[]@!$&'()*+,;=%-._~"


def web_address(text: str) -> str:
    """Return an address that a browser can open; '' for blank text.

    Raises ValueError with a sentence for spaces, for any scheme but `http` and `https`, and where
    no host is named.
    """
    address = text.strip()
    if not address:
        return ""
    if _SPACE.search(address):
        raise ValueError(tr(_SPACED))
    scheme, separator, _ = address.partition("://")
    if not separator or scheme.lower() not in SCHEMES:
        raise ValueError(tr(_SCHEME))
    host_of(address)
    return address


def host_of(address: str) -> str:
    """Return the host of an address in its ASCII form.

    Non-ASCII characters are encoded (`xn--…`), so that no host looks like another. Raises
    ValueError with a sentence where no host is named.
    """
    if _NOWHERE.search(address):
        raise ValueError(tr(_NO_HOST))
    try:
        host = urlsplit(address).hostname or ""
        return _not_empty(host if ":" in host else host.encode("idna").decode("ascii"))
    except ValueError:
        raise ValueError(tr(_NO_HOST)) from None


def archive_request(address: str) -> str:
    """Return the address that asks the Internet Archive to save a page."""
    return _ARCHIVE + quote(address, safe=_KEPT)


def _not_empty(host: str) -> str:
    if not host:
        raise ValueError(tr(_NO_HOST))
    return host
