"""Codebooks are read whole, or refused with the place where they go wrong."""

import pytest

from annotator.domain.codebook import Codebook, Layer
from annotator.importers import codebook
from annotator.importers.codebook import CodebookError

GOOD = """
name = "Mine"
[[scheme]]
id = "tone"
version = "2"
layer = "verdict"
title = "Tone"
label = [
  { code = "yes", name = "Yes indeed", short = "Yes", number = 1 },
  { code = "no", name = "No", is_retired = true },
]
"""


@pytest.fixture
def toml(tmp_path):
    """Save a codebook file and return its path."""

    def save(text: str) -> object:
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return save


@pytest.mark.parametrize("file", codebook.shipped(), ids=lambda file: file.path.stem)
def test_every_shipped_codebook_has_labels_for_every_layer(file):
    book = Codebook(codebook.load(file.path))

    assert file.name
    assert file.description
    assert all(book.scheme(layer).labels for layer in Layer)


@pytest.mark.parametrize("file", codebook.shipped(), ids=lambda file: file.path.stem)
def test_every_shipped_label_has_a_name_short_enough_for_a_button(file):
    names = [label.short or label.name for s in codebook.load(file.path) for label in s.labels]

    signs = {"Strongly negative", "Slightly negative", "Slightly positive", "Strongly positive"}
    assert [name for name in names if len(name) > 14 and name not in signs] == []


def test_the_standard_codebook_comes_first():
    assert codebook.shipped()[0].path.stem == "standard"


def test_a_codebook_takes_over_the_layers_it_does_not_give():
    standard, scale = (Codebook(codebook.named(name)) for name in ("standard", "truth-scale"))

    assert scale.scheme(Layer.VERDICT).id == "google-5@1"
    assert scale.layer(Layer.VERDICT) != standard.layer(Layer.VERDICT)
    assert scale.layer(Layer.CLAIM_TYPE) == standard.layer(Layer.CLAIM_TYPE)


def test_a_codebook_of_ones_own_is_named_by_its_path(toml):
    (scheme,) = codebook.named(str(toml(GOOD)))

    assert (scheme.id, scheme.layer, scheme.labels[0].number) == ("tone@2", "verdict", 1.0)
    assert [label.short for label in scheme.labels] == ["Yes", ""]
    assert scheme.labels[1].is_retired


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name = ", "Invalid value (at end of document)"),
        ("description = 'x'", "missing required field `name`"),
        (GOOD.replace('"verdict"', '"mood"'), "$.scheme[0].layer"),
        (GOOD.replace('"Yes indeed"', "7"), "$.scheme[0].label[0].name"),
        (GOOD.replace("number", "weight"), "$.scheme[0].label[0]"),
        (GOOD.replace('"no"', '"yes"'), "it has “tone@2 yes” twice"),
        (GOOD + GOOD.split("\n", 2)[2], "it has “tone@2” twice"),
        ('extends = "nothing"' + GOOD, "There is no codebook “nothing”. Choose one of: standard, "),
    ],
)
def test_a_mistake_is_told_with_its_place(toml, text, reason):
    with pytest.raises(CodebookError) as refused:
        codebook.load(toml(text))

    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("layer", "label", "reason"),
    [
        (
            "assertion_kind",
            'code = "rumour", name = "Rumour"',
            "the code “rumour”. The codes of “assertion_kind” are fixed: fact, position, ",
        ),
        (
            "sentiment_polarity",
            'code = "4", name = "Ecstatic", number = 4',
            "the code “4”. The codes of “sentiment_polarity” are fixed: -3, -2, -1, 0, 1, 2, 3.",
        ),
        (
            "sentiment_polarity",
            'code = "3", name = "Ecstatic", number = 9',
            "another number for “3”. It must be 3.",
        ),
    ],
)
def test_a_code_that_could_not_be_saved_is_refused_in_words(tmp_path, layer, label, reason):
    file = tmp_path / "own.toml"
    scheme = f'[[scheme]]\nid = "kinds"\nversion = "1"\nlayer = "{layer}"\ntitle = "Kinds"\n'
    file.write_text(f'name = "Own"\n{scheme}label = [ {{ {label} }} ]\n', "utf-8")

    with pytest.raises(CodebookError) as refused:
        codebook.load(file)

    told = str(refused.value)
    assert told.startswith(f"“own.toml” cannot be used: its scheme “kinds@1” has {reason}")


def tagged(toml, *labels):
    scheme = '[[scheme]]\nid = "tone"\nversion = "1"\nlayer = "verdict"\ntitle = "Tone"\n'
    given = ", ".join(f'{{ code = "{name}", name = "{name}", {rest} }}' for name, rest in labels)
    return toml(f'name = "Own"\n{scheme}label = [ {given} ]\n')


def test_a_key_that_two_labels_share_is_refused_in_words(toml):
    file = tagged(toml, ("Yes", 'key = "1"'), ("No", 'key = "a"'), ("Odd", 'key = "A"'))

    with pytest.raises(CodebookError, match="“tone@1” has one key for “No” and “Odd”"):
        codebook.load(file)


def test_a_retired_label_leaves_its_key_to_another(toml):
    file = tagged(toml, ("Yes", 'key = "1"'), ("Old", 'key = "1", is_retired = true'))

    assert [label.key for label in codebook.load(file)[0].labels] == ["1", "1"]


def test_a_key_is_one_letter_or_digit(toml):
    with pytest.raises(CodebookError, match=r"length <= 1 - at `\$.scheme\[0\].label\[0\].key`"):
        codebook.load(tagged(toml, ("Yes", 'key = "10"')))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "latin.toml").write_bytes(b'name = "caf\xe9"')

    with pytest.raises(CodebookError, match=r"“latin.toml” is not UTF-8 text\."):
        codebook.load(tmp_path / "latin.toml")
    with pytest.raises(CodebookError, match=r"“gone.toml” cannot be read: No such file"):
        codebook.load(tmp_path / "gone.toml")
