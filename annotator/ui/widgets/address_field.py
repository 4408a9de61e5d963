"""A field for the address of a page, which says what is wrong with one it cannot take."""

from typing_extensions import override

from annotator.domain.web_address import web_address
from annotator.ui.widgets.auto_line import AutoLine


class AddressField(AutoLine):
    """Commits '' or an address of the web when it is left; any other text stays, marked."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder, pause=0)

    @override
    def accept(self, text: str) -> str:
        return web_address(text)
