"""Links are fetched from real servers on this machine, which has to be allowed."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from annotator.importers import Draft
from annotator.ui.importing import fetching
from annotator.ui.importing.fetching import Fetch, FetchError, LocalAddressError, is_public
from annotator.ui.importing.http_drafts import drafts_of, reason_of

STORY = (
    "<p>" + "The premier said that no guarantees were given to anyone at the summit. " * 8 + "</p>"
)
PAGE = f"<html lang=en><head><title>Summit ends</title></head><body><article>{STORY}</article>"
WORDS = "Żółć i źródła w parku, powiedział Prezydent.\n".encode("iso8859-2")


class Server(BaseHTTPRequestHandler):
    """Answers by path."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self):
        self.asked.append((self.path, dict(self.headers)))
        known = {
            "/page": ("text/html; charset=utf-8", PAGE.encode()),
            "/words": ("text/plain; charset=iso8859-2", WORDS),
            "/story.md": ("application/octet-stream", b"# Head\n\nText.\n"),
            "/big": ("text/html", b"x" * 300_000),
        }
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/slow":
            time.sleep(3)
        elif self.path in known:
            kind, body = known[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(404, "Gone fishing")

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server():
    """A server on this machine; returns its address and what it was asked."""
    handler = type("Handler", (Server,), {"asked": []})
    found = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(
        target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    yield f"http://127.0.0.1:{found.server_port}", handler.asked
    found.shutdown()
    found.server_close()


@pytest.fixture
def fetched(qtbot):
    """Fetch an address; returns the answer or the error, and where it was redirected to."""

    def fetch(address, *, allow_local=True):
        outcome, redirects = [], []
        link = Fetch(allow_local=allow_local)
        link.redirected.connect(redirects.append)
        link.fetched.connect(outcome.append)
        link.failed.connect(outcome.append)
        link.start(address)
        qtbot.waitUntil(lambda: bool(outcome), timeout=10_000)
        return outcome[0], redirects

    return fetch


def test_the_answer_is_kept_as_received_with_its_headers(fetched, server):
    answer, _ = fetched(f"{server[0]}/page")

    assert answer.body == PAGE.encode()
    assert answer.header("content-type") == "text/html; charset=utf-8"
    assert answer.fetched_at.endswith("Z")
    assert server[1][0][1]["Accept-Encoding"] == "identity"


def test_this_machine_is_not_asked_unless_that_is_allowed(fetched, server):
    error, _ = fetched(f"{server[0]}/page", allow_local=False)

    assert isinstance(error, LocalAddressError)
    assert server[1] == []


@pytest.mark.parametrize("host", ["localhost", "[::1]", "2130706433", "0x7f.1", "127.1"])
def test_other_names_of_this_machine_are_known(fetched, host):
    error, _ = fetched(f"http://{host}:9/", allow_local=False)

    assert isinstance(error, FetchError)
    assert "127.0.0.1:9" not in str(error)


def test_each_redirect_is_shown_and_looked_at(fetched, server, monkeypatch):
    answer, redirects = fetched(f"{server[0]}/to//page")
    assert redirects == [f"{server[0]}/page"]
    assert answer.redirects == (f"{server[0]}/to//page",)

    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    error, _ = fetched(f"{server[0]}/to/http://[::1]:9/", allow_local=False)

    assert isinstance(error, LocalAddressError)


@pytest.mark.parametrize(
    "address", ["file:///etc/hosts", "ftp://a.example/b", "data:text/html,x", "nothing", ""]
)
def test_only_web_addresses_are_fetched(fetched, address):
    error, _ = fetched(address)

    assert "is not a web address" in str(error)


def test_no_password_is_sent(fetched, server):
    error, _ = fetched(server[0].replace("//", "//ana:secret@"))

    assert "password" in str(error)
    assert server[1] == []


def test_a_redirect_to_a_file_is_not_followed(fetched, server):
    error, _ = fetched(f"{server[0]}/to/file:///etc/hosts")

    assert isinstance(error, FetchError)


def test_redirects_in_a_circle_end(fetched, server):
    address = f"{server[0]}/to/{server[0]}/to/"
    error, _ = fetched(f"{server[0]}{'/to/' * 12}")

    assert isinstance(error, FetchError), address


def test_an_answer_that_is_too_large_is_given_up(fetched, server, monkeypatch):
    monkeypatch.setattr(fetching, "LIMIT", 100_000)

    error, _ = fetched(f"{server[0]}/big")

    assert "larger than" in str(error)


def test_a_wrong_address_is_told_with_the_server_s_words(fetched, server):
    error, _ = fetched(f"{server[0]}/nowhere")

    assert str(error) == "127.0.0.1 answers: 404 Gone fishing"


def test_a_server_that_says_nothing_is_given_up(qtbot, server, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    link = Fetch(allow_local=True)

    with qtbot.waitSignal(link.failed, timeout=5000) as failed:
        link._timer.setInterval(200)
        link.start(f"{server[0]}/slow")

    assert "took longer than" in str(failed.args[0])


def test_nothing_is_told_after_a_cancel(qtbot, server):
    link = Fetch(allow_local=True)
    with qtbot.assertNotEmitted(link.failed, wait=300), qtbot.assertNotEmitted(link.fetched):
        link.start(f"{server[0]}/slow")
        qtbot.wait(100)
        link.cancel()


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"),
    ],
)
def test_local_addresses_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses_are_known(address):
    assert is_public(address)


def test_a_page_becomes_an_article_with_how_it_came(fetched, server):
    answer, _ = fetched(f"{server[0]}/to//page")

    (draft,) = drafts_of(answer)

    assert draft.headline == "Summit ends"
    assert draft.original == answer.body
    assert draft.source_url == f"{server[0]}/page"
    assert draft.retrieved_at == answer.fetched_at[:10]
    assert f"Redirected from {server[0]}/to//page" in draft.reason
    assert "content-type: text/html" in reason_of(answer).lower()


def test_text_is_read_in_the_encoding_it_was_sent_with(fetched, server):
    (draft,) = drafts_of(fetched(f"{server[0]}/words")[0])

    assert (draft.text, draft.encoding) == (WORDS.decode("iso8859-2"), "iso8859-2")
    assert draft.original == WORDS


def test_a_file_of_no_type_is_read_by_its_name(fetched, server):
    (draft,) = drafts_of(fetched(f"{server[0]}/story.md")[0])

    assert draft.headline == "Head"


def test_a_charset_is_no_way_to_read_a_document(fetched, server):
    answer, _ = fetched(f"{server[0]}/words")
    document = type(answer)(
        url=answer.url,
        status=200,
        headers=(("content-type", "text/plain; charset=iso-8859-2"),),
        body=rb"{\rtf1\ansicpg932 Words \'81}",
        fetched_at=answer.fetched_at,
    )

    (draft,) = drafts_of(document)

    assert (draft.text, draft.is_guessed) == ("Words \ufffd", True)


def test_what_cannot_be_read_is_refused_in_words(fetched, server):
    answer, _ = fetched(f"{server[0]}/page")

    for kind, body in (("text/html", b"<p></p>"), ("application/pdf", gzip.compress(b"x"))):
        changed = type(answer)(
            url=answer.url,
            status=200,
            headers=(("Content-Type", kind),),
            body=body,
            fetched_at=answer.fetched_at,
        )
        assert not any(isinstance(item, Draft) for item in drafts_of(changed))
