"""A page in a Chromium without a screen, driven through a pipe by the DevTools protocol."""

import os
import select
import shutil
import subprocess
import time
from fcntl import F_DUPFD, fcntl
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T")

_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS: Final = (
    *("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-proxy-server"),
    *("--disable-gpu", "--disable-background-networking", "--window-size=1366,768"),
    # it paints at once, as a window without a screen does, and does not wait for the next frame
    *("--disable-gpu-vsync", "--disable-frame-rate-limit"),
)
_LEAST: Final = 10
_PATIENCE: Final = 60.0
_STEP: Final = 0.05
"""Seconds to wait for an answer or a page, and between two looks at it."""

_WATCH: Final = """
window.waited = new Promise(done => {
  const address = %s;
  let start, painted, saved = address ? 0 : Number.EPSILON;
  const end = () => painted && saved && done(Math.max(painted, saved) - start);
  addEventListener(%s, event => { start ??= event.timeStamp }, {capture: true});
  const seen = new MutationObserver(() => {
    if (!start || !(%s)) return;
    seen.disconnect();
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => { painted = performance.now(); end() };
      after.port2.postMessage(0);
    });
  });
  seen.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  new PerformanceObserver(found => {
    for (const each of found.getEntries())
      if (start && !saved && each.startTime >= start && each.name.includes(address)) {
        saved = each.responseEnd;
        end();
      }
  }).observe({type: "resource"});
}); 0
"""
"""Measures from an event of the page until something is painted and a request is answered."""

_PLACE: Final = """
(() => {
  const element = document.querySelector(%s);
  if (!element) return null;
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const at = offset => {
    walk.currentNode = walk.root;
    for (let node, left = offset; (node = walk.nextNode()); left -= node.length)
      if (left < node.length) {
        const range = document.createRange();
        range.setStart(node, left);
        range.setEnd(node, left + 1);
        node.parentElement.scrollIntoView({block: "nearest"});
        return range.getBoundingClientRect();
      }
  };
  const [first, last] = [at(%d), at(%d)];
  const middle = box => [box.left + 1, box.top + box.height / 2];
  return first && last && [...middle(first), ...middle(last)];
})()
"""


class _Answer(Struct):
    id: int = 0
    result: msgspec.Raw = msgspec.Raw(b"{}")
    error: msgspec.Raw = msgspec.Raw()


class _Target(Struct):
    targetId: str  # noqa: N815 - the name in the protocol


class _Session(Struct):
    sessionId: str  # noqa: N815


class _Value(Struct):
    value: msgspec.Raw = msgspec.Raw(b"null")


class _Evaluated(Struct):
    result: _Value
    exceptionDetails: msgspec.Raw = msgspec.Raw()  # noqa: N815


class Browser:
    """One page."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        ours, theirs = _pipe(), _pipe()
        self._asks, self._answers = ours[1], theirs[0]
        program = next(filter(None, map(shutil.which, _PROGRAMS)), _PROGRAMS[0])
        as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
        command = (program, *_FLAGS, *as_root, f"--user-data-dir={folder}")
        pipes = f'exec "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        self._process = subprocess.Popen(
            ["bash", "-c", pipes, "bash", *command],  # other shells know only nine descriptors
            pass_fds=(ours[0], theirs[1]),
            stderr=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])
        self._asked, self._session, self._read = 0, "", b""
        target = self._call("Target.createTarget", _Target, url="about:blank").targetId
        self._session = self._call(
            "Target.attachToTarget", _Session, targetId=target, flatten=True
        ).sessionId

    def open(self, address: str, shown: str) -> None:
        """Load a page, and wait until an expression is true in it."""
        self._call("Page.navigate", msgspec.Raw, url=address)
        self.wait(f"document.readyState == 'complete' && ({shown})")

    def wait(self, shown: str) -> None:
        """Wait until an expression is true. Raises TimeoutError."""
        end = time.monotonic() + _PATIENCE
        while not self.value(f"!!({shown})", bool):
            if time.monotonic() > end:
                message = f"The page did not show this: {shown}"
                raise TimeoutError(message)
            time.sleep(_STEP)

    def value(self, script: str, kind: type[T]) -> T:
        """Return the value of an expression, awaited if it is a promise. Raises RuntimeError."""
        how = {"awaitPromise": True, "returnByValue": True}
        found = self._call("Runtime.evaluate", _Evaluated, expression=script, **how)
        if found.exceptionDetails:
            raise RuntimeError(bytes(found.exceptionDetails).decode())
        return msgspec.json.decode(found.result.value, type=kind)

    def run(self, script: str) -> None:
        """Run a script to its end, whatever it returns."""
        self.value(f"(async () => {{ {script}; return 0 }})()", int)

    def watch(self, event: str, shown: str, address: str = "") -> None:
        """Measure from the next event until an expression is true and painted, and a request done.

        `address` is a part of the address of that request; empty for none.
        """
        words = (_quoted(address), _quoted(event), shown)
        self.value(_WATCH % words, int)

    def waited(self) -> float:
        """Return the seconds that `watch` has measured, when they are over."""
        return self.value("window.waited", float) / 1000

    def select(self, element: str, start: int, end: int) -> None:
        """Select the text of an element between two offsets by the mouse."""
        place = _PLACE % (_quoted(element), start, end)
        left, top, right, bottom = self.resting(place)
        for kind, x, y in (
            ("mouseMoved", left, top),
            ("mousePressed", left, top),
            ("mouseMoved", (left + right) / 2, (top + bottom) / 2),
            ("mouseMoved", right, bottom),
            ("mouseReleased", right, bottom),
        ):
            self._mouse(kind, x, y, is_down=kind != "mouseReleased")

    def click(self, element: str) -> None:
        """Click into the middle of an element."""
        middle = "(box => [box.left + box.width / 2, box.top + box.height / 2])"
        script = f"{element} ? {middle}({element}.getBoundingClientRect()) : null"
        x, y = self.resting(script)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self._mouse(kind, x, y, is_down=kind == "mousePressed")

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key; `modifiers` is 2 with Ctrl."""
        code = f"Key{key.upper()}" if key.isalpha() and len(key) == 1 else key
        code = f"Digit{key}" if key.isdecimal() else code
        number = 13 if key == "Enter" else ord(key.upper())
        keys = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        text = {} if modifiers or len(key) > 1 else {"text": key}
        for kind in ("keyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", msgspec.Raw, type=kind, **keys, **text)

    def close(self) -> None:
        """End the browser."""
        self._process.terminate()
        self._process.wait()
        os.close(self._asks)
        os.close(self._answers)

    def resting(self, place: str) -> list[float]:
        """Return the numbers of an expression once they are the same in two looks at the page."""
        former, end = None, time.monotonic() + _PATIENCE
        while (found := self.value(place, list[float] | None)) is None or found != former:
            if time.monotonic() > end:
                message = f"The page did not show this, or does not rest: {place}"
                raise TimeoutError(message)
            former = found
            time.sleep(_STEP)
        return found

    def _mouse(self, kind: str, x: float, y: float, *, is_down: bool) -> None:
        how = {"button": "left", "buttons": int(is_down), "clickCount": 1}
        self._call("Input.dispatchMouseEvent", msgspec.Raw, type=kind, x=x, y=y, **how)

    def _call(self, method: str, kind: type[T], **said: object) -> T:
        self._asked += 1
        session = {"sessionId": self._session} if self._session else {}
        asked = {"id": self._asked, "method": method, "params": said, **session}
        os.write(self._asks, msgspec.json.encode(asked) + b"\0")
        while (answer := msgspec.json.decode(self._line(), type=_Answer)).id != self._asked:
            pass
        if answer.error:
            raise RuntimeError(bytes(answer.error).decode())
        return msgspec.json.decode(answer.result, type=kind)

    def _line(self) -> bytes:
        while b"\0" not in self._read:
            if not select.select([self._answers], [], [], _PATIENCE)[0]:
                message = f"The browser did not answer within {_PATIENCE:.0f} seconds."
                raise TimeoutError(message)
            if not (found := os.read(self._answers, 1 << 16)):
                message = "The browser has ended."
                raise ConnectionError(message)
            self._read += found
        line, _, self._read = self._read.partition(b"\0")
        return line


def _pipe() -> tuple[int, int]:
    """Return both ends of a pipe, neither of which is one of the two that the browser uses."""
    ends = os.pipe()
    moved = fcntl(ends[0], F_DUPFD, _LEAST), fcntl(ends[1], F_DUPFD, _LEAST)
    for end in ends:
        os.close(end)
    return moved


def is_there() -> bool:
    """Return whether there is a browser to drive."""
    return any(map(shutil.which, _PROGRAMS))


def _quoted(words: str) -> str:
    return msgspec.json.encode(words).decode()
