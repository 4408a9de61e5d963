"""Label Studio by its HTTP interface (https://labelstud.io/api)."""

from pathlib import Path
from typing import Final
from urllib.parse import quote

import msgspec
from msgspec import Struct

from benchmarks.peers.browser import Browser
from benchmarks.peers.content import articles, as_tasks, labelled
from benchmarks.peers.server import Client, Environment, Servers
from benchmarks.peers.tool import Served

_PORT: Final = 8391
_TOKEN: Final = "0123456789abcdef" * 2 + "01234567"  # of a server that lives as long as the run
_CONFIG: Final = (
    '<View><Labels name="label" toName="text"><Label value="Claim"/></Labels>'
    '<Text name="text" value="$text"/></View>'
)


_LOGIN: Final = {"email": "bench@example.org", "password": "bench-1234"}
_TEXT: Final = ".lsf-htx-richtext"
_MARKS: Final = "document.querySelectorAll('.htx-highlight').length"
_UPDATE: Final = "document.querySelector('[data-testid=bottombar-update-button]')"
_SIGN_IN: Final = """
const name = "csrfmiddlewaretoken";
const fields = {{...{}, [name]: document.querySelector(`[name=${{name}}]`).value}};
await fetch("/user/login/", {{method: "POST", body: new URLSearchParams(fields)}})
"""


class _Numbered(Struct):
    id: int


class _Tasks(Struct):
    total: int
    tasks: list[_Numbered]


class LabelStudio(Served):
    """One server, one project."""

    name = "Label Studio 1.23.2"

    def __init__(self, folder: Path) -> None:
        made = Environment(folder / "label-studio", "label-studio==1.23.2")
        self._folder = folder / "label-studio-data"
        quiet = {"COLLECT_ANALYTICS": "false", "LATEST_VERSION_CHECK": "false", "SENTRY_DSN": ""}
        super().__init__(Servers(self._folder, quiet))
        address = f"http://localhost:{_PORT}"
        self.servers.start(
            *(made.program("label-studio"), "start", "-b", "--data-dir", self._folder),
            *("-p", str(_PORT), "--host", address, "--enable-legacy-api-token"),
            *("--username", _LOGIN["email"], "--password", _LOGIN["password"]),
            *("--user-token", _TOKEN),
        )
        self._client = Client(f"{address}/api", {"Authorization": f"Token {_TOKEN}"})
        self._client.wait("/projects")
        self._project = 0
        self._tasks: list[int] = []

    def bring_in(self, count: int) -> int:
        """Upload one file of tasks with annotations."""
        file = self._folder / f"{count}.json"
        if not file.exists():
            as_tasks(file, articles(count))
        made = self._client.post("/projects", {"title": "Bench", "label_config": _CONFIG})
        self._project = msgspec.json.decode(made, type=_Numbered).id
        self._client.upload(f"/projects/{self._project}/import", "file", file)
        self.leave()
        listed = self._listed("page_size=100")
        self._tasks = [task.id for task in listed.tasks]
        return listed.total

    def find(self, word: str) -> int:
        """Ask as the filter of its table of tasks does."""
        place = {"filter": "filter:tasks:data.text", "operator": "contains", "type": "String"}
        query = {"filters": {"conjunction": "and", "items": [{**place, "value": word}]}}
        return self._listed(f"page_size=30&query={quote(msgspec.json.encode(query))}").total

    def save(self) -> bool:
        """Submit an annotation."""
        path = f"/tasks/{self._tasks.pop()}/annotations?project={self._project}"
        result = labelled(next(articles(1)))[:1]
        self._client.post(path, {"result": result, "lead_time": 2})
        return True

    def sign_in(self, browser: Browser) -> None:
        """Open an article, and choose the label."""
        address = f"http://localhost:{_PORT}"
        browser.open(f"{address}/user/login/", "document.querySelector('form')")
        browser.run(_SIGN_IN.format(msgspec.json.encode(_LOGIN).decode()))
        page = f"{address}/projects/{self._project}/data?task={self._tasks[0]}"
        browser.open(page, f"{_MARKS} && {_UPDATE}")

    def mark(self, browser: Browser) -> float:
        """Choose the label, select some text, and click on *Update*, which saves it."""
        marks = int(browser.resting(f"{_MARKS} ? [{_MARKS}] : null")[0])
        browser.press("1")
        browser.watch("mouseup", f"{_MARKS} > {marks}")
        browser.select(_TEXT, 120 + 60 * marks, 150 + 60 * marks)
        painted = browser.waited()
        browser.wait(f"{_UPDATE}?.disabled === false")
        browser.watch("click", f"{_UPDATE}?.disabled !== false", "/api/annotations/")
        browser.click(_UPDATE)
        return painted + browser.waited()

    def export(self, target: Path) -> int:
        """Ask for its JSON, which has texts and annotations."""
        return target.write_bytes(
            self._client.get(f"/projects/{self._project}/export?exportType=JSON")
        )

    def _listed(self, how: str) -> _Tasks:
        answer = self._client.get(f"/tasks?project={self._project}&{how}")
        return msgspec.json.decode(answer, type=_Tasks)
