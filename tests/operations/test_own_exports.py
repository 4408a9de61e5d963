"""What a project exported comes into it a second time without anything twice (F67)."""

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.sample import project as sample
from annotator.storage.project import open_project

KINDS = (Anchor, Article, Claim, Mention, Sentiment, Entity)
LABELS = (
    *("brat", "csv", "csv-flat", "doccano", "label-studio", "refi-qda", "spacy", "uima"),
    *("web-annotation", "xlsx"),
)
NO_ARTICLES = ("csv", "csv-flat", "project", "web-annotation", "xlsx")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The sample project, in which everything occurs; no test changes it."""
    folder = tmp_path_factory.mktemp("sample")
    return sample.ensure(folder, folder / "state")


@pytest.fixture
def exported(path, tmp_path):
    """Export the project and return where; its state is that of its own folder."""

    def export(name):
        form = format_named(name)
        target = tmp_path / f"out{form.suffix or ''}"
        store = open_project(path, path.parent / "state")
        list(write(form, store.reader, target))
        store.close()
        return target

    return export


def counted(path):
    """Return how many records of each kind there are, and how many schemes."""
    store = open_project(path, path.parent / "state")
    found = {kind: store.reader.count(kind) for kind in (*KINDS, Scheme)}
    store.close()
    return found


@pytest.mark.parametrize("name", LABELS)
def test_labels_that_were_exported_are_here_already(name, path, exported):
    before, target = counted(path), exported(name)

    for _ in range(2):
        words = ["import-labels", str(path), str(target), "--annotator", "Ana"]
        assert CliRunner().invoke(main, words).exit_code == 0

    assert counted(path) == before


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_an_export_of_labels_is_no_source_of_articles(name, path, exported):
    before, target = counted(path), exported(name)

    words = ["import", str(path), str(target), "--annotator", "Ana"]
    done = CliRunner().invoke(main, words)

    assert done.exit_code == 1
    assert "is an Annotator export" in done.stderr
    assert counted(path) == before
