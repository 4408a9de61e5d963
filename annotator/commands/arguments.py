"""Arguments and options that several commands have, and the project that they read or change."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.garbage import collected_rarely
from annotator.commands.shell import logging_to, warn
from annotator.i18n import tr
from annotator.storage.project import advice, open_project, open_sound
from annotator.storage.reader import StoredReader, reading
from annotator.storage.store import Store

PATH: Final = click.Path(path_type=Path)

project_argument: Final = click.argument("project", type=PATH)
article_argument: Final = click.argument("code", metavar="A1")
json_option: Final = click.option(
    "--json", "is_json", is_flag=True, help=tr("Print JSON, for programs.")
)
apply_option: Final = click.option(
    "--apply", "is_wanted", is_flag=True, help=tr("Apply all suggestions.")
)


@contextmanager
def looking(path: Path) -> Iterator[StoredReader]:
    """Open a project for reading, and print its warning first, if any."""
    with closing(open_project(path, places.state_folder(), read_only=True)) as store:
        warn(store.warning)
    with collected_rarely(), reading(path) as reader:
        yield reader


def sound(path: Path) -> Store:
    """Open a project that exists, unless it is damaged."""
    return open_sound(path, places.state_folder())


@contextmanager
def writing(path: Path, name: str, opened: Callable[[Path], Store] = sound) -> Iterator[Store]:
    """Open a project for somebody to change, and print first what opening it has to say."""
    with logging_to(places.log_folder()), collected_rarely(), closing(opened(path)) as store:
        for message in (store.news, store.warning, advice(store)):
            warn(message)
        store.sign_in(name)
        store.let_log_grow()
        yield store
