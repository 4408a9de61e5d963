"""A whole project goes out as lines of JSON and comes in again the same, or not at all."""

import json
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import settings
from hypothesis.stateful import rule

from annotator.cli import main
from annotator.domain.errors import StorageError
from annotator.domain.project_lines import KINDS
from annotator.domain.unconfirmed import Unconfirmed
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers.project_lines import ProjectLinesError, read, read_records, require_whole
from annotator.operations.project_import import edits_of
from annotator.storage.project import create_project_from, problems_of
from tests.operations.test_going_back import Histories
from tools.line_schema import SCHEMA, line_schema

FORM = format_named("project")
READS = Path("/proc/thread-self/io")


def came_back(store, folder):
    """Export a project, import it into a new file, and return the store of that."""
    file = folder / "whole.jsonl"
    file.unlink(missing_ok=True)
    list(write(FORM, store.reader, file))
    require_whole(file)
    path = folder / "Back.annotator"
    path.unlink(missing_ok=True)
    return create_project_from(path, edits_of(read(file), file.name), folder / "marks")


def records(reader):
    """Return all records of a project by kind, in their order, the project by its name."""
    found = {kind: list(reader.each(type_)) for kind, type_ in KINDS.items()}
    return found | {"project": [project.name for project in found["project"]]}


def contents(reader):
    """Return all texts, and all originals, by their hash."""
    versions = list(reader.each(KINDS["text_version"]))
    texts = {each.sha256: reader.text(each.sha256) for each in versions}
    originals = {each.original_sha256 for each in versions} - {""}
    return texts, {sha: reader.original(sha) for sha in originals}


class Handovers(Histories):
    """A project in which anything is done; now and then it goes out and comes back."""

    @rule()
    def hand_over(self):
        with TemporaryDirectory() as folder:
            back = came_back(self.store, Path(folder))
            assert records(back.reader) == records(self.store.reader)
            assert contents(back.reader) == contents(self.store.reader)
            assert list(problems_of(Path(folder) / "Back.annotator")) == []
            back.close()


TestHandovers = Handovers.TestCase
TestHandovers.settings = settings(stateful_step_count=20, max_examples=8)


@pytest.fixture
def file(store, add_article, tmp_path):
    """A project with one article as lines of JSON."""
    add_article("Taxes rose.\nWages fell.\n")
    list(write(FORM, store.reader, tmp_path / "whole.jsonl"))
    return tmp_path / "whole.jsonl"


def read_calls():
    """Return how often this thread has asked the system to read."""
    return int(READS.read_text(encoding="ascii").partition("syscr: ")[2].split()[0])


def rewritten(file, change):
    """Write the changed lines with a manifest that fits them, as somebody who means harm would."""
    *lines, last = file.read_bytes().splitlines(keepends=True)
    lines = [change(line) for line in lines]
    manifest = json.loads(last)
    manifest["sha256"] = sha256(b"".join(lines)).hexdigest()
    file.write_bytes(b"".join(lines) + json.dumps(manifest).encode() + b"\n")


@pytest.mark.skipif(not READS.exists(), reason="the system does not count what is read")
def test_a_large_file_is_read_in_large_pieces(file):
    """After each piece, the interpreter goes to and fro between this thread and the window."""
    rewritten(file, lambda line: line[:-1] + b" " * 300_000 + b"\n")
    before = read_calls()

    require_whole(file)
    list(read_records(file))

    assert file.stat().st_size > 3_000_000
    assert read_calls() - before < 30


def test_texts_that_are_not_confirmed_come_back_too(store, tmp_path):
    typed = Unconfirmed(record_id="r", field="claim.date", label="date", text="in May")
    list(store.unconfirmed.keeping(typed))

    back = came_back(store, tmp_path)

    assert back.reader.unconfirmed() == [typed]
    back.close()


def test_the_bytes_of_a_file_come_back_also_when_they_are_those_of_the_text(
    store, add_article, tmp_path
):
    add_article("Taxes rose.\n")
    add_article("Taxes rose.\n", headline="The same words")

    back = came_back(store, tmp_path)

    assert contents(back.reader) == contents(store.reader)
    back.close()


def test_the_copy_is_another_project_and_cannot_be_emptied_by_undo(store, tmp_path):
    back = came_back(store, tmp_path)
    back.sign_in("Ana")

    assert back.project.id != store.project.id
    assert back.undo_label() == ""
    back.close()


@pytest.mark.parametrize("lost", [1, 5, -2])
def test_a_missing_line_is_noticed(file, lost):
    lines = file.read_bytes().splitlines(keepends=True)
    del lines[lost]
    file.write_bytes(b"".join(lines))

    with pytest.raises(ProjectLinesError, match="something was changed or lost"):
        require_whole(file)


def test_a_file_that_ends_too_early_is_noticed(file):
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])

    with pytest.raises(ProjectLinesError, match="ends too early"):
        require_whole(file)


def test_a_changed_word_is_noticed(file):
    file.write_bytes(file.read_bytes().replace(b"Taxes rose", b"Taxes fell"))

    with pytest.raises(ProjectLinesError, match="something was changed or lost"):
        require_whole(file)


def test_a_line_that_is_no_json_is_noticed(file):
    lines = file.read_bytes().splitlines(keepends=True)
    lines[2] = b"nonsense\n"
    file.write_bytes(b"".join(lines))

    with pytest.raises(ProjectLinesError, match="something was changed or lost"):
        require_whole(file)


def test_another_file_is_refused_and_so_is_one_of_a_newer_version(file, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text('{"a": 1}\n', encoding="utf-8")
    with pytest.raises(ProjectLinesError, match="is not a project as lines of JSON"):
        require_whole(other)

    rewritten(file, lambda line: line.replace(b'"version":1', b'"version":99'))
    with pytest.raises(ProjectLinesError, match="newer version of Annotator"):
        require_whole(file)


def test_a_text_that_is_not_that_of_its_hash_is_refused(file, tmp_path):
    rewritten(file, lambda line: line.replace(b"Taxes rose", b"Taxes fell"))
    require_whole(file)

    with pytest.raises(ProjectLinesError, match=r"line \d .*does not match its hash"):
        create_project_from(tmp_path / "B.annotator", edits_of(read(file), "f"), tmp_path)
    assert not (tmp_path / "B.annotator").exists()


def test_a_file_without_a_project_makes_none(file, tmp_path):
    rewritten(file, lambda line: b"{}\n" if b'"kind":"project"' in line else line)

    with pytest.raises((ProjectLinesError, StorageError)):
        create_project_from(tmp_path / "B.annotator", edits_of(read(file), "f"), tmp_path)
    assert not (tmp_path / "B.annotator").exists()


def test_the_schema_describes_every_kind_of_line():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == line_schema()


def test_large_projects_come_in_several_edits(store, add_article, tmp_path):
    for number in range(12):
        add_article(f"{number} {'word ' * 200_000}\n")

    list(write(FORM, store.reader, tmp_path / "w.jsonl"))
    found = list(edits_of(read(tmp_path / "w.jsonl"), "w"))

    assert len(found) > 1
    assert sum(len(edit.contents) for edit in found) == 24
    assert msgspec.json.encode(found[0].label)


def test_the_command_makes_a_project_of_a_file(file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(main, ["import-labels", "new", file.name])
    again = CliRunner().invoke(main, ["import-labels", "new", file.name])

    assert done.output == "Created “new.annotator”.\n"
    assert (again.exit_code, again.output) == (1, "Say who is working: --annotator “Your name”.\n")


def test_the_command_refuses_what_it_does_not_know(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")

    unknown = CliRunner().invoke(main, ["import-labels", "new", "a.txt"])
    missing = CliRunner().invoke(main, ["import-labels", "new", "b.txt"])

    assert "is in no known format for labels" in unknown.output
    assert "There is no file “b.txt”" in missing.output
