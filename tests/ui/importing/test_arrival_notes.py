"""An article of an import keeps what its file says beside what a person decides."""

from annotator.importers import Draft
from annotator.operations.import_rows import ImportRow


def test_the_note_of_a_decision_joins_those_of_the_file():
    draft = Draft(
        headline="H", text="T", original=b"T", encoding="utf-8", file_name="a", notes="Attached: b."
    )

    assert ImportRow(draft, draft.sha256).filled.notes == "Attached: b."
    assert ImportRow(draft, draft.sha256, note="Seen.").filled.notes == "Attached: b.\nSeen."
