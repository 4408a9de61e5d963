"""A tool from the package index in an environment of its own, running on loopback."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import BaseHandler, Request, build_opener

import msgspec

_PATIENCE: Final = 600.0
"""Seconds that a server has to start, and to answer."""


class Environment:
    """A virtual environment with one tool and what it needs, made when it is missing."""

    def __init__(self, folder: Path, *requirements: str) -> None:
        self.folder = folder
        if not (folder / "ready").exists():
            folder.mkdir(parents=True, exist_ok=True)
            install = (self.program("python"), "-m", "pip", "install", "-qq", *requirements)
            for command in ((sys.executable, "-m", "venv", "--clear", folder), install):
                _run([str(word) for word in command], folder, os.environ)
            (folder / "ready").touch()

    def program(self, name: str) -> Path:
        """Return the path of one of its programs."""
        return self.folder / "bin" / name


class Servers:
    """The processes of one tool in a folder; their processor time is counted together."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self._environment = {**os.environ, **environment}
        self._started: list[subprocess.Popen[bytes]] = []
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, *command: str | Path) -> None:
        """Run a command to its end. Raises CalledProcessError."""
        _run([str(word) for word in command], self.folder, self._environment)

    def start(self, *command: str | Path) -> None:
        """Start a process that stays, in a session of its own."""
        with (self.folder / f"server{len(self._started)}.log").open("wb") as log:
            self._started.append(
                subprocess.Popen(
                    [str(word) for word in command],
                    cwd=self.folder,
                    env=self._environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )

    def stop(self) -> None:
        """End the processes with their children."""
        for each in self._started:
            os.killpg(each.pid, signal.SIGKILL)
            each.wait()
        self._started.clear()

    def processor(self) -> float:
        """Return the seconds of the processor they have used, ended children included (Linux)."""
        sessions = {each.pid for each in self._started}
        ticks = sum(_ticks(path, sessions) for path in Path("/proc").glob("[0-9]*/stat"))
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Return the resident memory of all in MB (Linux)."""
        sessions = {each.pid for each in self._started}
        pages = sum(_pages(path, sessions) for path in Path("/proc").glob("[0-9]*/stat"))
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Client:
    """Requests to one server; answers are decoded as what is expected of them."""

    def __init__(
        self, address: str, headers: Mapping[str, str] | None = None, *handlers: BaseHandler
    ) -> None:
        self.address = address
        self.headers = dict(headers or {})
        self._opener = build_opener(*handlers)

    def get(self, path: str) -> bytes:
        """Return the body of an answer. Raises URLError."""
        return self._body(Request(self.address + path, headers=self.headers))

    def post(self, path: str, said: object) -> bytes:
        """Send JSON and return the answer."""
        headers = {**self.headers, "Content-Type": "application/json"}
        data = msgspec.json.encode(said)
        return self._body(Request(self.address + path, data, headers, method="POST"))

    def submit(self, path: str, fields: Mapping[str, str]) -> bytes:
        """Send the fields of a form and return the answer."""
        return self._body(Request(self.address + path, urlencode(fields).encode(), self.headers))

    def upload(self, path: str, field: str, file: Path) -> bytes:
        """Send a file as a browser's form does and return the answer."""
        mark = uuid.uuid4().hex
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{file.name}"'
            "\r\nContent-Type: application/json\r\n\r\n"
        )
        data = head.encode() + file.read_bytes() + f"\r\n--{mark}--\r\n".encode()
        headers = {**self.headers, "Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._body(Request(self.address + path, data, headers, method="POST"))

    def wait(self, path: str) -> None:
        """Wait until the server answers at all."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                self.get(path)
            except HTTPError:
                return
            except (URLError, HTTPException, OSError):
                time.sleep(0.1)
            else:
                return
        message = f"{self.address}{path} did not answer within {_PATIENCE:.0f} seconds."
        raise TimeoutError(message)

    def _body(self, request: Request) -> bytes:
        with self._opener.open(request, timeout=_PATIENCE) as answer:
            body: bytes = answer.read()
        return body


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=quiet, cwd=folder, env=environment)


def _ticks(path: Path, sessions: set[int]) -> int:
    fields = _fields(path)
    return sum(map(int, fields[11:15])) if fields and int(fields[3]) in sessions else 0


def _pages(path: Path, sessions: set[int]) -> int:
    fields = _fields(path)
    return int(fields[21]) if fields and int(fields[3]) in sessions else 0


def _fields(path: Path) -> list[str]:
    """Return the fields after the name of a process: state, parent, group, session and so on."""
    try:
        return path.read_text().rpartition(") ")[2].split()
    except OSError:  # it has ended meanwhile
        return []
