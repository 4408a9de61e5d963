"""A file of labels is looked at before anything is written, whatever it is."""

import pytest

from annotator.domain.claim import Claim
from annotator.domain.errors import UnreadableFileError
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers.labels.formats import meant
from annotator.importers.project_lines import ProjectLinesError
from annotator.operations.label_files import looked_at
from tests.exporters import conftest as exporting
from tests.operations.test_label_import import doccano

desk, labelled = exporting.desk, exporting.labelled


def look(store, path):
    return looked_at(store.reader, path, store.annotator.id)


def test_labels_made_elsewhere_are_taken_as_a_whole(store, tmp_path):
    found = look(store, doccano(tmp_path, (4, 10, "Fact"), (900, 901, "A")))

    for edit in found.chosen(store.reader, store.annotator.id, ()):
        store.apply(edit)

    assert found.summary == ("1 new label, 1 new article, 1 refused.",)
    assert (len(found.refused), found.choices) == (1, ())
    assert store.reader.count(Claim) == 1


@pytest.mark.parametrize("name", ["", "README.txt", "labels_flat.csv"])
def test_of_an_edited_table_the_chosen_changes_are_taken(name, store, tmp_path):
    for edit in look(store, doccano(tmp_path, (4, 10, "claim"), (0, 3, "claim"))).edits:
        store.apply(edit)
    folder = tmp_path / "out"
    list(write(format_named("csv"), store.reader, folder, {}))
    flat = folder / "labels_flat.csv"
    words = flat.read_text(encoding="utf-8-sig").replace("C1,bridge", "C1,One")
    flat.write_text(words.replace("C2,The", "C2,Two"), encoding="utf-8")

    found = look(store, folder / name if name else folder)
    assert [each.is_taken for each in found.choices] == [True, True]
    assert found.chosen(store.reader, store.annotator.id, ()) == []
    [edit] = found.chosen(store.reader, store.annotator.id, [0])
    store.apply(edit)

    assert sorted(each.text for each in store.reader.each(Claim)) in (
        ["One", "The"],
        ["Two", "bridge"],
    )


def test_a_file_that_explains_a_folder_means_the_folder(tmp_path):
    assert meant(tmp_path / "out" / "README.txt") == tmp_path / "out"
    assert meant(tmp_path / "a.csv") == tmp_path / "a.csv"


def test_a_folder_of_claim_reviews_means_its_feed(labelled, store, tmp_path):
    folder = tmp_path / "out"
    list(write(format_named("claimreview"), labelled.reader, folder, {"page": "https://a.example"}))

    for edit in look(store, folder).edits:
        store.apply(edit)

    assert meant(folder) == folder / "feed.jsonld"
    assert store.reader.count(Claim) == 1


def test_an_empty_file_is_refused_as_such(store, tmp_path):
    empty = tmp_path / "a.jsonl"
    empty.touch()

    with pytest.raises(UnreadableFileError, match=r"“a\.jsonl” is empty"):
        look(store, empty)


def test_other_files_are_refused(store, tmp_path):
    other = tmp_path / "a.txt"
    other.write_text("words", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="is in no known format for labels"):
        look(store, other)


def test_a_whole_project_that_is_damaged_is_refused(store, tmp_path):
    whole = tmp_path / "a.jsonl"
    list(write(format_named("project"), store.reader, whole, {}))
    whole.write_bytes(whole.read_bytes()[:-9])

    with pytest.raises(ProjectLinesError, match="ends too early"):
        look(store, whole)
