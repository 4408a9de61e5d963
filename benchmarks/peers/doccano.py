"""Doccano by the HTTP interface of its own pages."""

import time
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from benchmarks.peers.browser import Browser
from benchmarks.peers.content import articles, as_lines
from benchmarks.peers.server import Client, Environment, Servers
from benchmarks.peers.tool import Served

_PORT: Final = 8392
_LOGIN: Final = {"username": "bench", "password": "bench-1234"}
_OLD: Final = ("marshmallow<4", "numpy<2", "setuptools<81")  # what it needs and does not say
_STEP: Final = 0.05
"""Seconds between two questions whether a task is done."""


_MARKS: Final = "document.querySelectorAll('svg circle').length"
_LINES: Final = (
    "[...document.querySelectorAll('text')].filter(line => line.textContent.length > 40)"
)
_CHIP: Final = (
    "[...document.querySelectorAll('.v-chip')].find(chip => chip.textContent.includes('Claim'))"
)
_SIGN_IN: Final = """
await fetch("/v1/auth/login/", {{
  method: "POST", headers: {{"Content-Type": "application/json"}}, body: JSON.stringify({})
}})
"""


class _Numbered(Struct):
    id: int


class _Examples(Struct):
    count: int
    results: list[_Numbered]


class _Task(Struct):
    task_id: str


class _State(Struct):
    ready: bool


class _Key(Struct):
    key: str


class Doccano(Served):
    """One server and one worker, one project."""

    name = "doccano 1.8.4"

    def __init__(self, folder: Path) -> None:
        made = Environment(folder / "doccano", "doccano==1.8.4", *_OLD)
        program = made.program("doccano")
        self._folder = folder / "doccano-data"
        super().__init__(Servers(self._folder, {"DOCCANO_HOME": str(self._folder)}))
        if not (self._folder / "db.sqlite3").exists():
            self.servers.run(program, "init")
            user, password = _LOGIN.values()
            self.servers.run(program, "createuser", "--username", user, "--password", password)
        self.servers.start(program, "webserver", "--port", str(_PORT), "--workers", "2")
        self.servers.start(program, "task")
        self._client = Client(f"http://localhost:{_PORT}/v1")
        self._client.wait("/health")
        signed = msgspec.json.decode(self._client.post("/auth/login/", _LOGIN), type=_Key)
        self._client.headers["Authorization"] = f"Token {signed.key}"
        self._project = self._label = self._page = 0
        self._examples: list[int] = []

    def bring_in(self, count: int) -> int:
        """Upload one file of lines with spans, and wait for its worker."""
        file = self._folder / f"{count}.jsonl"
        if not file.exists():
            as_lines(file, articles(count))
        kind = {"project_type": "SequenceLabeling", "resourcetype": "SequenceLabelingProject"}
        about = {
            "name": "Bench",
            "description": "Bench",
            "guideline": "",
            "allow_overlapping": True,
        }
        made = self._client.post("/projects", {**about, **kind})
        self._project = msgspec.json.decode(made, type=_Numbered).id
        sent = self._client.upload("/fp/process/", "filepond", file).decode().strip('"')
        names = {"column_data": "text", "column_label": "label", "encoding": "utf_8"}
        how = {"format": "JSONL", "task": "SequenceLabeling", "uploadIds": [sent], **names}
        self._wait(self._asked("upload", how))
        listed = self._listed("limit=100")
        self._examples = [each.id for each in listed.results]
        self.leave()
        types = self._client.get(self._path("span-types"))
        self._label = msgspec.json.decode(types, type=list[_Numbered])[0].id
        return listed.count

    def find(self, word: str) -> int:
        """Ask as the field above its table of texts does."""
        return self._listed(f"limit=30&q={word}").count

    def save(self) -> bool:
        """Add a span."""
        place = self._path(f"examples/{self._examples.pop()}/spans")
        self._client.post(place, {"label": self._label, "start_offset": 200, "end_offset": 250})
        return True

    def sign_in(self, browser: Browser) -> None:
        """Sign in."""
        address = f"http://localhost:{_PORT}"
        browser.open(address, "document.body")
        browser.run(_SIGN_IN.format(msgspec.json.encode(_LOGIN).decode()))
        self._page = 0

    def mark(self, browser: Browser) -> float:
        """Open the next article, choose the label, and select some text: that saves a span."""
        self._page += 1
        page = f"projects/{self._project}/sequence-labeling?page={self._page}"
        browser.open(f"http://localhost:{_PORT}/{page}", f"{_LINES}.length && {_CHIP}")
        browser.click(_CHIP)
        browser.wait(f"{_CHIP}.classList.contains('v-chip--active')")
        marks = int(browser.resting(f"{_MARKS} ? [{_MARKS}] : null")[0])
        browser.run(f"{_LINES}[4].dataset.line = 4")
        browser.watch("mouseup", f"{_MARKS} > {marks}", "/spans")
        browser.select("[data-line='4']", 5, 30)
        return browser.waited()

    def export(self, target: Path) -> int:
        """Have a worker write its lines of JSON in a ZIP, and fetch it."""
        task = self._asked("download", {"format": "JSONL", "exportApproved": False})
        while not (found := self._client.get(self._path(f"download?taskId={task}"))).startswith(
            b"PK"
        ):
            time.sleep(_STEP)
        return target.write_bytes(found)

    def _asked(self, what: str, how: object) -> str:
        return msgspec.json.decode(self._client.post(self._path(what), how), type=_Task).task_id

    def _wait(self, task: str) -> None:
        while True:
            answer = self._client.get(f"/tasks/status/{task}")
            if msgspec.json.decode(answer, type=_State).ready:
                return
            time.sleep(_STEP)

    def _listed(self, how: str) -> _Examples:
        return msgspec.json.decode(self._client.get(self._path(f"examples?{how}")), type=_Examples)

    def _path(self, rest: str) -> str:
        return f"/projects/{self._project}/{rest}"
