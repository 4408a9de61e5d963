"""A command moves the log of a project into its file once, when it closes the project."""

import random

from annotator.commands.arguments import writing
from annotator.domain.edit import Content, Edit
from annotator.domain.people import Entity
from annotator.storage.project import create_project
from annotator.storage.reader import reading


def test_the_log_is_moved_into_the_file_on_closing(tmp_path):
    path = tmp_path / "trial.annotator"
    create_project(path, "Trial", [], tmp_path).close()
    before = path.stat().st_size
    large = Content(random.Random(0).randbytes(6_000_000))  # more than SQLite leaves in a log

    with writing(path, "Ana") as store:
        store.apply(
            Edit(label="Add", changes=Edit.add("", Entity(name="Anna")).changes, contents=(large,))
        )
        assert path.stat().st_size == before

    assert path.stat().st_size > before + 5_000_000
    assert [each.name for each in tmp_path.iterdir() if "-wal" in each.name] == []
    with reading(path) as reader:
        assert reader.original(large.sha256) == large.body
