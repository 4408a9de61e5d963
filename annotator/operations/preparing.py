"""Preparing edits on a thread, while the next ones are made."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from annotator.domain.edit import Edit

HEAVY: Final = 20_000_000
"""The size, in characters and bytes, at which an edit has enough contents."""


def prepared_ahead(prepare: Callable[[Edit], Edit], edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits as a project prepares them; while it does, the next one is made.

    So one edit more than the one that is applied is in memory.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="preparing") as thread:
        last = None
        for edit in edits:
            begun = thread.submit(prepare, edit)
            if last:
                yield last.result()
            last = begun
        if last:
            yield last.result()
