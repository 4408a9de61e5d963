"""Rows show nothing that turns the words of a list around."""

from annotator.ui.models.rows import Row, RowsModel


def test_signs_that_change_the_direction_are_replaced_in_a_row():
    model = RowsModel(str, lambda text: Row(code="C1", text=text))
    model.set_items(["a\u202eb"])

    assert model.row(0).text == "a\N{REPLACEMENT CHARACTER}b"
