"""Real corpora come in with every span on its words, and go out again equal."""

from collections import Counter

import pytest

from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers import Refusal
from annotator.importers.labels.formats import format_of, read
from annotator.importers.labels.found import as_sentiment
from tests.operations.test_label_import import brought_in

BRAT, ALONE = 9_438, 226  # of 9,664; the others belong to annotation without a text beside it
NEWSMTSC = 11_361


def signs(path):
    """Return each label of a file with its text and places, and how often it is there."""
    found = Counter()
    for article in read(path, format_of(path)):
        if not isinstance(article, Refusal):
            for label in map(as_sentiment, article.labels):
                names = label.labels if label.polarity is None else (str(label.polarity),)
                found.update((article.text, label.places, name) for name in names)
    return found


def went_out(store, name, folder):
    """Export by type and return the path."""
    form = format_named(name)
    target = folder / f"{name}{form.suffix or ''}"
    list(write(form, store.reader, target, {"labels": "type"}))
    return target


@pytest.fixture(scope="session")
def parts(shared_data, full):
    """The corpora, or a part of each."""
    brat, news = shared_data / "brat", shared_data / "newsmtsc"
    if full:
        return {"brat": [brat], "newsmtsc": sorted(news.glob("*.jsonl"))}
    return {"brat": [brat / "corpora" / "TDT"], "newsmtsc": [news / "devtest_rw.jsonl"]}


@pytest.mark.parametrize("corpus", ["brat", "newsmtsc"])
def test_every_span_comes_in_on_its_words_and_goes_out_equal(corpus, store, parts, full, tmp_path):
    reports = [brought_in(store, path) for path in parts[corpus]]
    before = sum((signs(path) for path in parts[corpus]), Counter())
    known = sum(report.already_here for report in reports)

    assert {key for report in reports for key in report.how} == {"at its place"}
    assert not full or before.total() == {"brat": BRAT, "newsmtsc": NEWSMTSC}[corpus]
    refused = [each for report in reports for each in report.refused]
    if full and corpus == "brat":
        begin = f"26 annotation files without a text (.txt) beside them were skipped, with {ALONE} "
        assert [each.startswith(begin) for each in refused] == [True]
        assert "tutorials/bio/000-introduction.ann" in refused[0].replace("\\", "/")
    else:
        assert refused == []
    for name in ("brat", "spacy"):
        after = signs(went_out(store, name, tmp_path))
        assert after == before if not known else after <= before
