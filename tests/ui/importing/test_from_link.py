import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from annotator.ui.application.settings import Preferences
from annotator.ui.importing.from_link import FromLink


@pytest.fixture
def address(tmp_path):
    """The address of a page on this machine."""
    folder = tmp_path / "site"
    folder.mkdir()
    story = "The premier said that no guarantees were given to anyone at the summit. " * 8
    (folder / "a.html").write_text(f"<title>Summit</title><p>{story}", encoding="utf-8")
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def dialog(qtbot, tmp_path):
    QApplication.clipboard().clear()
    dialog = FromLink(Preferences(tmp_path / "settings"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fetch(dialog, address):
    dialog.address.setText(address)
    dialog.findChild(QPushButton, "do").click()


def said(dialog):
    return dialog.findChild(QLabel, "link.words").text()


def test_nothing_is_fetched_before_there_is_an_address(dialog):
    assert not dialog.findChild(QPushButton, "do").isEnabled()
    assert "Only this page" in said(dialog)


def test_one_can_type_the_address_at_once(dialog):
    assert dialog.focusWidget() is dialog.address


def test_what_was_allowed_can_be_taken_back_the_next_time(qtbot, tmp_path):
    preferences = Preferences(tmp_path / "settings")
    preferences.change(allow_local_links=True)
    dialog = FromLink(preferences)
    qtbot.addWidget(dialog)
    dialog.show()
    box = dialog.findChild(QCheckBox, "link.allow_local")

    assert box.isVisible()
    assert box.isChecked()
    box.click()

    assert not preferences.settings.allow_local_links


def test_a_local_address_is_refused_and_can_be_allowed(qtbot, dialog, address):
    box = dialog.findChild(QCheckBox, "link.allow_local")
    assert box.isHidden()
    fetch(dialog, f"{address}/a.html")
    qtbot.waitUntil(lambda: "is a local network address" in said(dialog))

    box.click()
    fetch(dialog, f"{address}/a.html")
    qtbot.waitUntil(lambda: bool(dialog.drafts), timeout=10_000)

    assert dialog.drafts[0].headline == "Summit"
    assert dialog._preferences.settings.allow_local_links


def test_what_goes_wrong_is_said_and_the_link_stays(qtbot, dialog, address):
    dialog._preferences.change(allow_local_links=True)

    fetch(dialog, f"{address}/b.html")
    qtbot.waitUntil(lambda: "404" in said(dialog))

    assert dialog.isVisible()
    assert dialog.findChild(QPushButton, "do").isEnabled()


def test_a_fetch_is_cancelled(qtbot, dialog, address):
    dialog._preferences.change(allow_local_links=True)
    fetch(dialog, f"{address}/a.html")

    dialog.progress.cancelled.emit()
    qtbot.wait(50)

    assert "Cancelled." in said(dialog)
    assert dialog.drafts == ()


def test_a_link_that_was_copied_is_there_already(qtbot, tmp_path):
    QApplication.clipboard().setText(" https://courier.example/a ")
    dialog = FromLink(Preferences(tmp_path))
    qtbot.addWidget(dialog)

    assert dialog.address.text() == "https://courier.example/a"
    QApplication.clipboard().clear()
