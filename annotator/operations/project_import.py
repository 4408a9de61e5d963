"""Making a project of a file that holds a whole one."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from annotator.domain.edit import Content, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.project import Project
from annotator.domain.stamp import new_id
from annotator.domain.unconfirmed import Unconfirmed
from annotator.i18n import N_

_BATCH: Final = 500  # records of one edit
_HEAVY: Final = 1 << 23  # characters and bytes of contents of one edit


def edits_of(
    found: Iterable[Record | Content | Unconfirmed], file_name: str
) -> Iterator[Edit | Unconfirmed]:
    """Yield the edits that fill a new project, then the unconfirmed texts.

    The project gets an id of its own, because it is another one from now on.
    """
    label = EditLabel.of(N_("Import the project “{file}”"), file=file_name)
    typed: list[Unconfirmed] = []
    records: list[Record] = []
    contents: list[Content] = []
    for each in found:
        if isinstance(each, Unconfirmed):
            typed.append(each)
        elif isinstance(each, Content):
            contents.append(each)
        else:
            records.append(replace(each, id=new_id()) if isinstance(each, Project) else each)
        if len(records) >= _BATCH or sum(len(content.body) for content in contents) > _HEAVY:
            yield _edit(label, records, contents)
            records, contents = [], []
    yield _edit(label, records, contents)
    yield from typed


def _edit(label: EditLabel, records: list[Record], contents: list[Content]) -> Edit:
    return replace(Edit.add(label, *records), contents=tuple(contents))
