"""Potato by the HTTP interface of its own pages.

It reads articles when it starts, without spans, and exports only what was annotated in it.
"""

import shutil
from pathlib import Path
from typing import Final
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor

import msgspec
from msgspec import Struct

from benchmarks.peers.browser import Browser
from benchmarks.peers.content import articles, as_lines
from benchmarks.peers.server import Client, Environment, Servers
from benchmarks.peers.tool import Served

_PORT: Final = 8393
_KEY: Final = "bench"
_CONFIG: Final = f"""annotation_task_name: Bench
port: {_PORT}
task_dir: .
output_annotation_dir: out
output_annotation_format: jsonl
data_files: [articles.jsonl]
item_properties: {{id_key: id, text_key: text}}
annotation_schemes:
  - {{annotation_type: span, name: claims, description: Claims, labels: [Claim]}}
user_config: {{allow_all_users: true, users: []}}
require_password: false
admin_api_key: {_KEY}
max_annotations_per_user: -1
assignment_strategy: fixed_order
search: {{enabled: true}}
"""


_TEXT: Final = "#instance-text [data-original-text]"
_MARKS: Final = "document.querySelectorAll('.span-overlay-pure').length"
_SIGN_IN: Final = """
await fetch("/auth", {method: "POST", body: new URLSearchParams({email: "hand", pass: ""})})
"""


class _Found(Struct):
    count: int


class Potato(Served):
    """One server, started anew for every import."""

    name = "Potato 2.12.1"

    def __init__(self, folder: Path) -> None:
        self._program = Environment(folder / "potato", "potato-annotation==2.12.1").program(
            "potato"
        )
        self._folder = folder / "potato-data"
        super().__init__(Servers(self._folder, {}))
        self._client = Client(
            f"http://localhost:{_PORT}", {"X-API-Key": _KEY}, HTTPCookieProcessor()
        )
        self._next = 0
        self._is_signed_in = False
        self._ended = 0.0

    def processor(self) -> float:
        """Return what all its servers have used, one after the other."""
        return self._ended + self.servers.processor()

    def bring_in(self, count: int) -> int:
        """Start it on a file of lines, without what was annotated before."""
        self._ended += self.servers.processor()
        self.servers.stop()
        shutil.rmtree(self._folder / "out", ignore_errors=True)
        for old in self._folder.glob("project.sqlite*"):
            old.unlink()
        as_lines(self._folder / "articles.jsonl", articles(count))
        (self._folder / "config.yaml").write_text(_CONFIG, encoding="utf-8")
        port = ("-p", str(_PORT), "--host", "127.0.0.1")
        self.servers.start(self._program, "start", "config.yaml", *port)
        self._client.wait("/health")
        self._is_signed_in, self._next = False, 0
        self.leave()
        return count

    def find(self, word: str) -> int:
        """Ask its index."""
        found = self._client.get(f"/admin/api/search?{urlencode({'q': word})}")
        return msgspec.json.decode(found, type=_Found).count

    def save(self) -> bool:
        """Add a span in the first article, the only one given to somebody new; sign in before."""
        if not self._is_signed_in:
            self._client.submit("/auth", {"email": "bench", "pass": ""})
            self._is_signed_in = True
        span = {
            "schema": "claims",
            "name": "Claim",
            "title": "Claim",
            "start": self._next,
            "end": 250,
        }
        said = {"instance_id": "a0", "annotations": {}}
        said["span_annotations"] = [{**span, "value": "true"}]
        self._client.post("/updateinstance", said)
        self._next += 1
        return True

    def sign_in(self, browser: Browser) -> None:
        """Open the first article, and choose the label."""
        address = f"http://localhost:{_PORT}"
        browser.open(address, "document.body")
        browser.run(_SIGN_IN)
        browser.open(f"{address}/annotate", "window.spanManager?.isInitialized")
        browser.click("document.querySelector('label[for=claims_Claim]')")
        browser.wait("document.querySelector('#claims_Claim').checked")

    def mark(self, browser: Browser) -> float:
        """Select some text of the article: that saves a span."""
        marks = browser.value(_MARKS, int)
        browser.watch("mouseup", f"{_MARKS} > {marks}", "/updateinstance")
        browser.select(_TEXT, 100 + 40 * marks, 130 + 40 * marks)
        return browser.waited()

    def export(self, target: Path) -> int:  # noqa: ARG002
        """Write nothing: what was imported is not exported."""
        return 0
