"""What the import of another codebook adds and changes."""

import pytest
from msgspec.structs import replace

from annotator.domain.codebook import Codebook, Label, Layer, Scheme
from annotator.importers import codebook as codebooks
from annotator.operations.codebook_import import differences, import_codebook
from annotator.operations.codebook_rules import CodebookChangeError

A, B = Label(code="a", name="A", key="1"), Label(code="b", name="B", key="2")
MINE = Scheme(id="s@1", layer=Layer.CLAIM_TYPE, title="S", labels=(A, B), multi_select=True)


def taken_over(before, schemes, store):
    edit = import_codebook(before, schemes, "theirs.toml")
    if edit.changes:
        store.apply(edit)
    return edit


def test_a_codebook_that_is_there_already_changes_nothing(store, schemes):
    assert import_codebook(store.reader.codebook(), schemes, "standard").changes == ()


def test_added_and_changed_labels_are_named_and_the_others_kept(store):
    new = Label(code="c", name="C", key="2")
    theirs = replace(MINE, title="Theirs", multi_select=False, labels=(new, replace(A, name="Ah")))
    edit = import_codebook(Codebook((MINE,)), [theirs], "theirs.toml")
    (difference,) = differences(edit, [theirs])

    assert edit.title == "Import codebook “theirs.toml”"
    assert difference.before == MINE
    assert difference.after.title == "Theirs"
    assert difference.after.multi_select
    assert difference.added == (new,)
    assert difference.changed == ((A, replace(A, name="Ah")), (B, replace(B, key="")))
    assert difference.kept == (replace(B, key=""),)
    assert [label.code for label in difference.after.labels] == ["c", "a", "b"]


def test_a_label_that_is_kept_keeps_its_key_when_it_is_free():
    edit = import_codebook(Codebook((MINE,)), [replace(MINE, labels=(A,), title="T")], "t")

    assert edit.changes[0].after.labels == (A, B)


OTHER = Scheme(id="t@1", layer=Layer.CLAIM_TYPE, title="T", labels=(A,), ordinal=1)


def test_a_new_scheme_comes_last():
    edit = import_codebook(Codebook((MINE,)), [OTHER], "theirs.toml")
    (difference,) = differences(edit, [OTHER])

    assert [change.after for change in edit.changes] == [OTHER]
    assert (difference.before, difference.added, difference.kept) == (None, (A,), ())


def test_known_schemes_take_the_order_of_the_file_among_themselves():
    third = replace(OTHER, id="u@1", ordinal=2)
    edit = import_codebook(Codebook((MINE, OTHER, third)), [third, MINE], "theirs.toml")

    assert [(change.after.id, change.after.ordinal) for change in edit.changes] == [
        ("u@1", 0),
        ("s@1", 2),
    ]
    assert [each.changed for each in differences(edit, [third, MINE])] == [(), ()]


def test_a_scheme_of_fixed_codes_is_the_one_of_its_layer(store):
    mine = store.reader.codebook().scheme(Layer.QUOTE_TYPE)
    theirs = replace(mine, id="our-quotes@1", labels=(replace(mine.labels[0], name="“…”"),))
    taken_over(store.reader.codebook(), [theirs], store)

    (scheme,) = store.reader.codebook().layer(Layer.QUOTE_TYPE)
    assert (scheme.id, scheme.labels[0].name, len(scheme.labels)) == (mine.id, "“…”", 4)


def test_a_layer_that_the_project_lacks_is_added():
    scheme = Scheme(id="q@1", layer=Layer.QUOTE_TYPE, title="Q", labels=())

    assert import_codebook(Codebook(), [scheme], "t").changes[0].after == scheme


def test_an_id_of_another_layer_is_refused(store):
    theirs = replace(MINE, layer=Layer.VERDICT)

    with pytest.raises(CodebookChangeError, match=r"“s@1” of “theirs\.toml” is for something else"):
        import_codebook(Codebook((MINE,)), [theirs], "theirs.toml")


@pytest.mark.parametrize("file", codebooks.shipped(), ids=lambda file: file.path.stem)
def test_every_shipped_codebook_can_be_imported_and_taken_back(store, file):
    before, schemes = store.reader.codebook(), codebooks.load(file.path)
    edit = taken_over(before, schemes, store)

    assert import_codebook(store.reader.codebook(), schemes, "again").changes == ()
    if edit.changes:
        store.undo()
    assert store.reader.codebook() == before
