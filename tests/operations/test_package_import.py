"""The CSV package becomes a project, or tells another one what it has."""

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.domain.errors import UnreadableFileError
from annotator.domain.sentiment import Sentiment
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.operations.label_files import looked_at
from annotator.operations.package_import import records_of
from annotator.operations.package_tables import is_package
from annotator.operations.text_versions import corrected
from annotator.storage.project import create_project
from tests.exporters import conftest as exporting

desk, labelled = exporting.desk, exporting.labelled


@pytest.fixture
def package(labelled, tmp_path):
    """The labelled project as a CSV package, with a corrected text."""
    [second] = labelled.reader.find(Article, code="A2")
    labelled.store.apply(corrected(labelled.reader, second, "No mark is here.", "", labelled.by))
    anchor = labelled.anchor(labelled.reader.version(second.id), "mark")
    of = {"article_id": second.id, "annotator_id": labelled.by}
    labelled.add(Sentiment(anchor_id=anchor.id, polarity=1, **of))
    list(write(format_named("csv"), labelled.reader, tmp_path / "out", {}))
    return tmp_path / "out"


@pytest.fixture
def other():
    """A project of somebody else with one of the articles."""
    other = exporting.Desk()
    other.article(exporting.TEXT)
    yield other
    other.store.close()


@pytest.mark.parametrize("name", ["", "README.txt"])
def test_a_package_of_another_project_is_compared_with_what_is_here(name, package, other):
    path = package / name if name else package

    found = looked_at(other.reader, path, other.by)
    for edit in found.chosen(other.reader, other.by, range(len(found.choices))):
        other.store.apply(edit)
    again = looked_at(other.reader, path, other.by)

    assert found.summary[0].startswith("1 new article, 2 new claims, 2 new mentions, ")
    assert [other.reader.count(kind) for kind in (Article, Claim, Mention)] == [2, 2, 2]
    assert (len(again.choices), again.has_more, again.refused) == (0, False, ())


def test_a_package_without_some_tables_is_none(package, other):
    (package / "annotators.csv").unlink()

    assert not is_package(package)
    assert len(looked_at(other.reader, package, other.by).refused) > 1


def test_a_package_without_a_text_is_refused(package):
    for text in (package / "texts").iterdir():
        text.rename(text.with_name(f"{text.stem}.vx.txt"))

    with pytest.raises(UnreadableFileError, match=r"lacks “texts/A1\.v1\.txt”"):
        list(records_of(package, "x"))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("claims", "claim_text", "words"),
        ("labels", "false", "perhaps"),
        ("claim_mentions", ",1,1,", ",9,1,"),
        ("claims", "claim_id", "My table" + "," * 16 + "\nclaim_id"),
    ],
)
def test_a_package_that_is_not_as_it_was_exported_is_refused(name, old, new, package):
    path = package / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="is not as it was exported"):
        list(records_of(package, "x"))


def test_marks_of_people_who_are_not_listed_are_those_of_the_first(package):
    path = package / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",Ana,", ",Bo,"), encoding="utf-8")

    claims = [each for each in records_of(package, "x") if isinstance(each, Claim)]

    assert len({each.created_by for each in claims}) == 1


def test_a_project_that_exists_gets_what_the_package_of_another_has(package, tmp_path):
    store = create_project(tmp_path / "p.annotator", "p", (), tmp_path / "marks")
    store.close()
    words = ["import-labels", str(tmp_path / "p"), str(package), "--annotator", "Bo"]  # no suffix

    done = CliRunner().invoke(main, words)
    again = CliRunner().invoke(main, words)

    assert (done.exit_code, "2 new articles" in done.stdout) == (0, True)
    assert (again.exit_code, "0 changed" in again.stdout) == (0, True)
