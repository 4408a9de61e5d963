"""The address of an article is opened after a question that names the website."""

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QDesktopServices

from annotator.domain.edit import Edit


@pytest.fixture
def opened(monkeypatch):
    """All that the browser is given."""
    addresses = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(addresses.append(url.toString()) or True)
    )
    return addresses


def lead_to(window, address):
    article = window.desk.focus.article
    window.workspace.do(Edit.swap("Address", article, replace(article, source_url=address)))


def test_a_key_asks_before_the_page_opens(window, press, press_when_asked, opened, said):
    lead_to(window, "https://courier.example/2031/summit")
    press_when_asked("message.Open in browser")
    press("O")

    assert opened == ["https://courier.example/2031/summit"]
    assert "courier.example" in said()


def test_nothing_but_pages_of_the_web_is_a_link(window, press, opened, said):
    lead_to(window, "file:///etc/passwd")
    press("O")

    assert window.desk.text.sheet.heading.link == ""
    assert opened == []
    assert "http" in said()


def test_without_an_address_it_says_where_to_enter_one(window, press, said):
    lead_to(window, "")
    press("O")

    assert "Ctrl+D" in said()
