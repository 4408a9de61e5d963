"""Times this program beside its peers: `python -m benchmarks.peers [articles] [rounds]` (Linux).

Each peer is installed from the package index into an environment of its own in `build/peers`, which
takes 2 GB, and is driven over loopback as its own pages drive it. All take turns; the median of the
rounds counts. Ours goes through its command line, and through its window when a claim is saved.
By hand, theirs is their own page in Chromium, from the release of the mouse, ours the key C: both
until the edit is on the disk and the text has been painted with it.
"""

import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, Literal, NamedTuple

from benchmarks.peers.content import RARE
from benchmarks.peers.doccano import Doccano
from benchmarks.peers.label_studio import LabelStudio
from benchmarks.peers.ours import Ours
from benchmarks.peers.potato import Potato
from benchmarks.peers.tool import Tool

_FOLDER: Final = Path("build/peers")
_TIMES: Final = 15
"""How often a word is searched and a span is saved in one round."""

_IMPORT, _INDEX, _SEARCH, _SAVE, _BY_HAND, _WHOLE, _EXPORT, _PACKAGE = (
    "import, with two spans each",
    "index for searching",
    "search a rare word",
    "save a span: ours until painted, theirs until the server has answered",
    "save a span by hand, until it is saved and painted in the text",
    "the same, until all of the window is painted",
    "export texts and spans",
    "export the whole CSV package",
)


class Taken(NamedTuple):
    """Seconds, and those of the processor."""

    real: float
    processor: float


Times = dict[str, dict[str, list[Taken]]]
"""What was done, by whom, how long each time."""


def times(tools: Sequence[Tool], count: int, rounds: int) -> Times:
    """Have all tools do everything in turns."""
    found: Times = {}
    for _ in range(rounds):
        for name, act, repeated in _deeds(count):
            for tool in tools:
                taken = [_timed(tool, act) for _ in range(repeated)]
                tool.leave()
                found.setdefault(name, {}).setdefault(tool.name, []).extend(filter(None, taken))
    return found


def _deeds(count: int) -> Iterator[tuple[str, Callable[[Tool], object], int]]:
    """Yield what is done, and how often; what returns nothing, a tool does not have."""
    yield _IMPORT, lambda tool: tool.bring_in(count), 1
    yield _INDEX, lambda tool: tool.index(), 1
    yield _SEARCH, lambda tool: tool.find(RARE), _TIMES
    yield _EXPORT, partial(_exported, "export"), 1
    yield _PACKAGE, partial(_exported, "package"), 1
    yield _SAVE, lambda tool: tool.save(), _TIMES
    yield _BY_HAND, lambda tool: tool.save_by_hand(), _TIMES
    yield _WHOLE, lambda tool: tool.save_and_paint_all(), _TIMES


def _exported(how: Literal["export", "package"], tool: Tool) -> int:
    with TemporaryDirectory(dir=_FOLDER) as folder:
        target = Path(folder).resolve() / "exported.jsonl"
        return tool.export(target) if how == "export" else tool.package(target)


def _timed(tool: Tool, act: Callable[[Tool], object]) -> Taken | None:
    processor, real = tool.processor(), perf_counter()
    found = act(tool)
    if not found:
        return None
    real = found if isinstance(found, float) else perf_counter() - real
    return Taken(real, tool.processor() - processor)


def _table(found: Times, tools: Sequence[Tool]) -> Iterator[Sequence[str]]:
    yield ("", *(tool.name for tool in tools))
    yield ["---"] * (len(tools) + 1)
    ours = tools[0].name
    for name, by in found.items():
        yield (name, *(_cell(by[tool.name], by[ours]) for tool in tools))
    yield ("memory", *(f"{tool.memory():,.0f} MB" for tool in tools))


def _middle(taken: Sequence[Taken]) -> Taken:
    return Taken(*(statistics.median(side) for side in zip(*taken, strict=True)))


def _cell(taken: Sequence[Taken], ours: Sequence[Taken]) -> str:
    if not taken:
        return "–"
    real, processor = _middle(taken)
    factor = "" if taken is ours else f", {real / _middle(ours).real:.1f} ×"
    return f"{_seconds(real)} ({_seconds(processor)}){factor}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def main() -> None:
    """Print a table: seconds, in brackets those of the processor, and how many times ours."""
    count, rounds = (*map(int, sys.argv[1:]), *(10_000, 2)[len(sys.argv) - 1 :])
    folder = _FOLDER.resolve()
    with ExitStack() as stack:
        tools = [make(folder) for make in (Ours, LabelStudio, Doccano, Potato)]
        for tool in tools:
            stack.callback(tool.close)
        found = times(tools, count, rounds)
        for row in _table(found, tools):
            print(f"| {' | '.join(row)} |", flush=True)


main()
