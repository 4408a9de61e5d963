"""What can be tagged is data."""

from enum import StrEnum

import pytest

from annotator.domain import codebook as codebooks
from annotator.domain.codebook import Codebook, Label, Layer, Scheme
from annotator.domain.label_key import LabelKey

REFUTED = Label(code="refuted", name="Refuted")
VERDICTS = Scheme(id="v@1", layer=Layer.VERDICT, title="Verdicts", labels=(REFUTED,))
OTHERS = Scheme(id="w@1", layer=Layer.VERDICT, title="Others", labels=(Label(code="x", name="X"),))


@pytest.fixture
def codebook():
    return Codebook((VERDICTS, OTHERS))


def test_a_scheme_names_its_labels():
    assert VERDICTS.key("refuted") == LabelKey("v@1", "refuted")
    assert VERDICTS.label("refuted") == REFUTED
    assert VERDICTS.label("unheard-of") is None


def test_the_first_scheme_of_a_layer_stands_for_it(codebook):
    assert codebook.scheme(Layer.VERDICT) == VERDICTS
    assert codebook.layer(Layer.VERDICT) == (VERDICTS, OTHERS)


def test_a_layer_the_codebook_lacks_is_an_empty_scheme(codebook):
    assert codebook.scheme(Layer.QUOTE_TYPE) == Scheme(id="", layer=Layer.QUOTE_TYPE, title="")
    assert codebook.layer(Layer.QUOTE_TYPE) == ()


def test_a_label_is_found_by_its_key(codebook):
    assert codebook.label(LabelKey("v@1", "refuted")) == REFUTED
    assert codebook.label(LabelKey("gone@1", "refuted")) is None
    assert codebook.label(LabelKey("v@1", "gone")) is None
    assert codebook.label(None) is None


def test_a_code_is_called_by_its_name_in_any_scheme_of_the_layer(codebook):
    assert codebook.name(Layer.VERDICT, "x") == "X"
    assert codebook.name(Layer.VERDICT, "unheard-of") == "unheard-of"
    assert codebook.name(Layer.QUOTE_TYPE, "direct") == "direct"


class Layers(StrEnum):
    """Two layers of a test, of which one has fixed codes."""

    __new__ = Layer._new_member_
    is_fixed = Layer.is_fixed

    MOOD = "mood"
    TONE = "tone", ("dry", "warm")


def test_an_added_layer_says_in_its_line_whether_it_is_open_or_fixed(monkeypatch):
    monkeypatch.setattr(codebooks, "Layer", Layers)
    mood, tone = (Scheme(id=f"{layer}@1", layer=layer, title=layer) for layer in Layers)

    assert [layer.is_fixed for layer in Layers] == [False, True]
    assert mood.allows("anything")
    assert tone.allows("dry")
    assert not tone.allows("wet")
