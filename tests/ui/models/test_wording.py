"""Names as short as they can be without saying something else."""

import pytest

from annotator.domain.codebook import Codebook, Label, Layer
from annotator.ui.models.wording import short_names


def shortened(**names):
    labels = [Label(code=name, name=name, short=short) for name, short in names.items()]
    return list(short_names(labels).values())


def test_a_label_is_called_by_its_short_name_or_else_by_its_name():
    assert shortened(Commitment="Promise", Fact="") == ["Promise", "Fact"]


def test_two_labels_never_get_the_same_name():
    assert shortened(Testified="Sure", Documented="Sure") == ["Testified", "Documented"]


@pytest.mark.parametrize("layer", list(Layer))
def test_the_names_of_the_codebook_stay_distinct(schemes, layer):
    names = short_names(Codebook(schemes).scheme(layer).labels)

    assert len(set(names.values())) == len(names)
