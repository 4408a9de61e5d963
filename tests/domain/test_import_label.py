"""The steps of an import are called by how much of it they are."""

import pytest

from annotator.domain.edit_label import EditLabel, words_of
from annotator.domain.import_label import (
    import_label,
    imported_in_all,
    joined,
    of_batch,
    of_batches,
    part_label,
)

WHOLE = import_label(900)


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([of_batch(WHOLE, 300)] * 3, "Import 900 articles"),
        ([of_batch(WHOLE, 300)] * 2, "Import 600 of 900 articles"),
        ([of_batch(import_label(1200), 1100)], "Import 1,100 of 1,200 articles"),
        ([import_label(500), import_label(1)], "Import 501 articles"),
        ([import_label(500), "Import"], "Import 500 articles"),
        ([EditLabel.of("Import articles"), EditLabel.of("Import articles")], "Import articles"),
        (["Import", "Import"], "Import"),
    ],
)
def test_edits_that_are_one_step_have_one_label(labels, words):
    assert words_of(joined(labels)) == words


def test_a_label_says_how_many_articles_there_are_in_all():
    assert imported_in_all(WHOLE) == imported_in_all(part_label(300, 900)) == 900
    assert imported_in_all(EditLabel.of("Add claim {code}", code="C1")) == 0
    assert imported_in_all("Import") == imported_in_all(EditLabel.of(WHOLE.key)) == 0


def test_only_an_import_says_how_much_an_edit_does():
    other = EditLabel.of("Import articles")

    assert of_batch(other, 3) == other
    assert of_batch(WHOLE, 300).text == WHOLE.text


def test_without_how_much_each_does_undo_has_the_label_of_the_newest():
    assert of_batches([WHOLE, WHOLE]) == WHOLE
    assert of_batches([of_batch(WHOLE, 1), WHOLE]).text == WHOLE.text
