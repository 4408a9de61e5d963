"""What can be done to a codebook, and what it refuses."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Label, Layer, Scheme
from annotator.domain.edit import Edit
from annotator.domain.edit_label import words_of
from annotator.operations import codebook as operations
from annotator.operations.codebook_rules import CodebookChangeError


@pytest.fixture
def types(store):
    """Return the scheme of claim types as it is now."""
    return lambda: store.reader.codebook().scheme(Layer.CLAIM_TYPE)


@pytest.fixture
def labelled_claim(store):
    """Add a claim with labels of its type, and return it."""

    def add(scheme, *codes):
        keys = frozenset(scheme.key(code) for code in codes)
        claim = Claim(text="So.", labels=keys, created_by=store.annotator.id)
        return store.apply(Edit.add("Add", claim)).added[-1]

    return add


@pytest.fixture
def judged(store):
    """Add a claim with a verdict, and return its check."""

    def add(verdict):
        claim = Claim(text="So.", created_by=store.annotator.id)
        check = FactCheck(claim_id=claim.id, verdict=verdict, checked_by=store.annotator.id)
        store.apply(Edit.add("Judge", claim, check))
        return check

    return add


def names(scheme):
    return [label.name for label in scheme.labels]


def test_a_label_that_is_added_gets_the_first_free_key():
    def with_key(key, *, is_retired=False):
        return Label(code=f"c{key}", name=f"Name {key}", key=key, is_retired=is_retired)

    def key_of_next(*labels):
        scheme = Scheme(id="x@1", layer=Layer.CLAIM_TYPE, title="X", labels=labels)
        return operations.with_label(scheme, "1. Übung B").labels[-1].key

    digits = tuple(map(with_key, "123456789"))
    assert key_of_next() == "1"
    assert key_of_next(*digits[:1], *digits[2:3]) == "2"
    assert key_of_next(*digits[1:], with_key("1", is_retired=True)) == "1"
    assert key_of_next(*digits) == "0"
    assert key_of_next(*digits, with_key("0")) == "b"
    assert key_of_next(*digits, *map(with_key, "0BUNG")) == "a"
    assert key_of_next(*digits, *map(with_key, "0abcdefghijklmnopqrstuvwxyz")) == ""


def test_a_label_that_is_added_gets_a_code_of_its_own(store, types):
    store.apply(operations.add_label(types(), "  Wahl-Umfrage,  größer "))
    store.apply(operations.add_label(types(), "Übung"))
    edit = store.apply(operations.add_label(types(), "Ubung"))

    assert [each.code for each in types().labels[-3:]] == [
        "wahl_umfrage_groer",
        "ubung",
        "ubung_2",
    ]
    assert types().labels[-3].name == "Wahl-Umfrage, größer"
    assert words_of(edit.label) == "Add label “Ubung”"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Rumour", "rumour"), ("流言", "label_2"), ("a" * 50, "a" * 40), ("a" * 39 + " b", "a" * 39)],
)
def test_a_code_is_plain_ascii_and_not_too_long(name, code):
    assert operations.code_for(name, {"label"}) == code


@pytest.mark.parametrize("name", ["", " \t", "PREDICTION", "Prediction "])
def test_a_name_is_needed_and_unlike_the_others(types, name):
    with pytest.raises(CodebookChangeError, match=r"needs a name|already has a label"):
        operations.add_label(types(), name)
    with pytest.raises(CodebookChangeError, match=r"needs a name|already has a label"):
        operations.change_label(types(), replace(types().labels[0], name=name))


def test_a_label_can_change_the_case_of_its_own_name(types):
    edit = operations.change_label(types(), replace(types().labels[0], name="PERSONAL experience"))

    assert words_of(edit.label) == "Rename label “Personal experience” to “PERSONAL experience”"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"short": "Own"}, "short name"),
        ({"definition": "New."}, "definition"),
        ({"key": "x"}, "key"),
        ({"number": 3.5}, "number"),
        ({"colour": "refuted"}, "colour"),
    ],
)
def test_each_field_of_a_label_can_be_changed(store, types, changed, words):
    label = replace(types().labels[0], **changed)
    edit = store.apply(operations.change_label(types(), label))

    assert types().labels[0] == label
    assert words_of(edit.label) == f"Change {words} of label “Personal experience”"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"key": "2"}, "Quantity .past or present.” already has the key “2”"),
        ({"key": "N"}, "“Not a claim” already has the key “N”"),
        ({"key": "ab"}, "one letter or digit"),
        ({"key": " "}, "one letter or digit"),
        ({"number": float("nan")}, "too large"),
        ({"number": -1e13}, "too large"),
        ({"code": "gone"}, "“gone” is no longer in “Claim type"),
    ],
)
def test_what_a_label_cannot_have_is_refused(types, changed, words):
    with pytest.raises(CodebookChangeError, match=words):
        operations.change_label(types(), replace(types().labels[0], **changed))


def test_the_numbers_of_attitudes_are_fixed(store):
    scheme = store.reader.codebook().scheme(Layer.SENTIMENT_POLARITY)

    operations.change_label(scheme, replace(scheme.labels[0], name="Hostile"))
    with pytest.raises(CodebookChangeError, match="is fixed"):
        operations.change_label(scheme, replace(scheme.labels[0], number=-2))


def test_a_label_moves_to_a_place(store, types):
    before = names(types())
    store.apply(operations.move_label(types(), "quantity", 0))
    assert names(types()) == [before[1], before[0], *before[2:]]

    store.apply(operations.move_label(types(), "quantity", 99))
    assert names(types())[-1] == before[1]


def test_a_retired_label_stays_on_its_records_and_gives_its_key_away(store, types, labelled_claim):
    claim = labelled_claim(types(), "personal")
    store.apply(operations.retire_label(types(), "personal"))
    store.apply(operations.change_label(types(), replace(types().label("quantity"), key="1")))
    assert store.reader.get(Claim, claim.id) == claim

    store.apply(operations.restore_label(types(), "personal"))
    assert types().label("personal").key == ""

    store.apply(operations.retire_label(types(), "quantity"))
    store.apply(operations.restore_label(types(), "quantity"))
    assert types().label("quantity").key == "1"


def test_merging_moves_every_record_in_one_step(store, types, labelled_claim):
    one = labelled_claim(types(), "personal", "rules")
    both = labelled_claim(types(), "personal", "quantity")
    other = labelled_claim(types(), "rules")
    before = types()

    edit = store.apply(operations.merge_label(store.reader, before, "personal", "quantity"))

    def codes(claim):
        return store.reader.get(Claim, claim.id).chosen(before.id)

    assert words_of(edit.label) == (
        "Merge label “Personal experience” into “Quantity (past or present)”"
    )
    assert types().label("personal") is None
    assert (codes(one), codes(both)) == ({"rules", "quantity"}, {"quantity"})
    assert codes(other) == {"rules"}
    store.undo()
    assert types() == before
    assert (codes(one), codes(both)) == ({"personal", "rules"}, {"personal", "quantity"})


def test_verdicts_are_merged_too(store, judged):
    scheme = store.reader.codebook().scheme(Layer.VERDICT)
    check = judged(scheme.key("refuted"))

    store.apply(operations.merge_label(store.reader, scheme, "refuted", "supported"))

    assert store.reader.get(FactCheck, check.id).verdict == scheme.key("supported")


def test_a_label_is_not_merged_into_itself_or_a_retired_one(store, types):
    store.apply(operations.retire_label(types(), "personal"))

    with pytest.raises(CodebookChangeError, match="into itself"):
        operations.merge_label(store.reader, types(), "rules", "rules")
    with pytest.raises(CodebookChangeError, match=r"is retired\. Offer it again first"):
        operations.merge_label(store.reader, types(), "rules", "personal")


def test_a_label_in_use_is_not_removed_and_an_unused_one_is(store, types, labelled_claim):
    labelled_claim(types(), "personal")

    with pytest.raises(CodebookChangeError, match="1 record uses “Personal experience”"):
        operations.remove_label(store.reader, types(), "personal")
    store.apply(operations.remove_label(store.reader, types(), "rules"))
    assert types().label("rules") is None


def test_a_scheme_always_offers_a_label(store):
    labels = (Label(code="a", name="A"), Label(code="b", name="B", is_retired=True))
    scheme = Scheme(id="s@1", layer=Layer.VERDICT, title="S", labels=labels)
    retired = replace(scheme, labels=labels[1:])

    for scheme_, code in ((scheme, "a"), (retired, "b")):
        with pytest.raises(CodebookChangeError, match="the last label"):
            operations.remove_label(store.reader, scheme_, code)
    with pytest.raises(CodebookChangeError, match="the last label that “S” offers"):
        operations.retire_label(scheme, "a")


@pytest.mark.parametrize("layer", [layer for layer in Layer if layer.is_fixed])
def test_fixed_codes_stay_and_everything_else_of_them_can_change(store, layer):
    scheme = store.reader.codebook().scheme(layer)
    first, second = scheme.labels[:2]

    for refused in (
        lambda: operations.add_label(scheme, "New"),
        lambda: operations.remove_label(store.reader, scheme, first.code),
        lambda: operations.merge_label(store.reader, scheme, first.code, second.code),
        lambda: operations.remove_scheme(store.reader, store.reader.codebook(), scheme),
        lambda: operations.add_scheme(
            store.reader.codebook(), layer, "N", ["a"], multi_select=False
        ),
    ):
        with pytest.raises(CodebookChangeError, match="belong to the program"):
            refused()
    label = replace(first, name="N", short="n", definition="d", key="z", colour="refuted")
    store.apply(operations.change_label(scheme, label))
    assert store.reader.codebook().scheme(layer).labels[0] == label


def test_a_scheme_is_added_renamed_moved_and_removed(store):
    def verdicts():
        return store.reader.codebook().layer(Layer.VERDICT)

    book = store.reader.codebook()
    store.apply(
        operations.add_scheme(
            book, Layer.VERDICT, " Our scale ", ["Right", "Wrong"], multi_select=False
        )
    )
    assert [scheme.id for scheme in verdicts()] == ["averitec-verdict@1", "our-scale@1"]
    assert names(verdicts()[1]) == ["Right", "Wrong"]

    store.apply(operations.rename_scheme(verdicts()[1], "House scale"))
    store.apply(operations.move_scheme(store.reader.codebook(), verdicts()[1], 0))
    assert [scheme.title for scheme in verdicts()] == ["House scale", "AVeriTeC verdict (default)"]

    before = store.reader.codebook()
    store.apply(operations.remove_scheme(store.reader, before, verdicts()[0]))
    assert [(scheme.id, scheme.ordinal) for scheme in verdicts()] == [("averitec-verdict@1", 0)]
    store.undo()
    assert store.reader.codebook() == before


def test_a_scheme_of_the_same_name_gets_an_id_of_its_own(store):
    for _ in range(2):
        book = store.reader.codebook()
        store.apply(
            operations.add_scheme(book, Layer.CLAIM_TYPE, "Our topics", ["A"], multi_select=True)
        )

    assert [each.id for each in store.reader.codebook().layer(Layer.CLAIM_TYPE)][1:] == [
        "our-topics@1",
        "our-topics-2@1",
    ]


@pytest.mark.parametrize(("title", "labels"), [("", ["A"]), (" ", ["A"]), ("T", []), ("T", [" "])])
def test_a_scheme_needs_a_name_and_labels(store, title, labels):
    with pytest.raises(CodebookChangeError, match="needs"):
        operations.add_scheme(
            store.reader.codebook(), Layer.VERDICT, title, labels, multi_select=False
        )


def test_a_scheme_in_use_or_the_only_one_is_not_removed(store, judged):
    scheme = store.reader.codebook().scheme(Layer.VERDICT)

    with pytest.raises(CodebookChangeError, match="the only scheme of its kind"):
        operations.remove_scheme(store.reader, store.reader.codebook(), scheme)
    judged(scheme.key("refuted"))
    judged(scheme.key("refuted"))
    with pytest.raises(CodebookChangeError, match="2 records use “Refuted”"):
        operations.remove_scheme(store.reader, store.reader.codebook(), scheme)
