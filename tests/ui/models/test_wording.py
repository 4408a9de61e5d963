"""Names as short as they can be without saying something else."""

import pytest

from annotator.domain.codebook import Codebook, Label, Layer
from annotator.ui.models.wording import short_names


def shortened(*names):
    return list(short_names([Label(code=name, name=name) for name in names]).values())


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Fact", "Fact"),
        ("Mixed (partial quote)", "Mixed"),
        ("Support or position", "Support"),
        ("Now or never", "Now or never"),
        ("Article's own voice", "Article's own voice"),
    ],
)
def test_a_long_name_is_called_by_its_first_wording(name, short):
    assert shortened(name) == [short]


def test_what_names_share_at_their_end_goes():
    assert shortened("Not enough evidence", "Conflicting evidence", "Refuted") == [
        "Not enough",
        "Conflicting",
        "Refuted",
    ]


def test_two_labels_never_get_the_same_name():
    names = ["Sure (by document)", "Sure (by testimony)"]

    assert shortened(*names) == names


@pytest.mark.parametrize("layer", list(Layer))
def test_the_names_of_the_codebook_stay_distinct(schemes, layer):
    names = short_names(Codebook(schemes).scheme(layer).labels)

    assert len(set(names.values())) == len(names)
