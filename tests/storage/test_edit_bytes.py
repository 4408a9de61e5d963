"""An edit that is passed to another process is the same there."""

import msgspec
import pytest

from annotator.domain.edit import Change, Content, Edit
from annotator.domain.edit_label import EditLabel
from annotator.storage.edit_bytes import edit_from_bytes, edit_to_bytes

LONG = "Nobody said so, but “Lind” – or “Éva”. \u2028" * 40


def test_every_kind_of_record_arrives_added_changed_and_removed_in_their_order(one_of_each):
    added = [Change(None, record) for record in one_of_each.values()]
    changed = [Change(record, record) for record in one_of_each.values()]
    removed = [change.inverse() for change in added]
    edit = Edit(label="Change", changes=(*added, *changed[::-1], *removed), group="g")

    assert edit_from_bytes(edit_to_bytes(edit)) == edit


@pytest.mark.parametrize(
    "label", ["Add", EditLabel.counted("{count} a", "{count} b", 2, name=EditLabel.of("Short"))]
)
def test_its_label_and_its_contents_arrive(label):
    contents = (Content("short"), Content(LONG), Content(b"\xff\x00"), Content(""))
    edit = Edit(label=label, changes=(), contents=contents)

    found = edit_from_bytes(edit_to_bytes(edit))

    assert found == edit
    assert [type(each.body) for each in found.contents] == [str, str, bytes, str]


def test_other_bytes_are_no_edit():
    with pytest.raises(msgspec.DecodeError):
        edit_from_bytes(b"[]")
