"""Opens pages in the browser, always after a question that names the website."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from annotator.domain.direction import without_bidi_controls
from annotator.domain.web_address import archive_request, host_of, web_address
from annotator.i18n import N_, tr
from annotator.ui.dialogs.message import ask_choice

_OPEN, _ARCHIVE = N_("Open in browser"), N_("Archive in browser")
_NO_BROWSER = N_("No browser could be opened. Copy the address instead.")


def open_page(parent: QWidget, address: str) -> str:
    """Open a page if the person agrees, and return a message; '' for none.

    Only `http` and `https` addresses are opened.
    """
    try:
        page = web_address(address)
    except ValueError as error:
        return str(error)
    if not page:
        return tr("There is no address to open.")
    sentence = tr("Open this page in your browser? It leads to {website}.", website=host_of(page))
    if ask_choice(parent, f"{sentence}\n\n{without_bidi_controls(page)}", [_OPEN]) is None:
        return ""
    return _shown(page, tr("{website} opened in your browser.", website=host_of(page)))


def archive_page(parent: QWidget, address: str) -> str:
    """Request a copy from the Internet Archive if the person agrees, and return a message."""
    try:
        page = web_address(address)
    except ValueError as error:
        return str(error)
    if not page:
        return tr("There is no address to archive. Enter it first.")
    sentence = tr("Save a public copy of this page at web.archive.org? Your browser opens there.")
    if ask_choice(parent, f"{sentence}\n\n{without_bidi_controls(page)}", [_ARCHIVE]) is None:
        return ""
    return _shown(archive_request(page), tr("When the copy is saved, paste its address here."))


def _shown(address: str, message: str) -> str:
    """Open an address in the browser, and return the message about that."""
    return message if QDesktopServices.openUrl(QUrl(address)) else tr(_NO_BROWSER)
