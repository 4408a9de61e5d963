"""Alt and a digit give the verdict that the codebook has for it now."""

from msgspec.structs import replace
from PySide6.QtCore import Qt

from annotator.domain.codebook import Layer
from annotator.domain.span import Span
from annotator.operations.checking import check_of
from annotator.operations.codebook import change_label
from annotator.ui.commands.labelling import Marking


def test_a_verdict_is_renamed_in_the_text_and_has_its_new_key(window, workspace, qtbot):
    focus, verdicts = window.desk.focus, workspace.codebook.scheme(Layer.VERDICT)
    focus.select((Span(4, 20),))
    Marking(focus).add_claim()
    refuted = replace(verdicts.label("refuted"), name="Wrong", key="9")

    def verdict_after(key):
        qtbot.keyClick(window.desk.text, key, Qt.KeyboardModifier.AltModifier)
        return check_of(workspace.reader, focus.claim.id).verdict.code

    assert verdict_after(Qt.Key.Key_2) == "refuted"
    workspace.do(change_label(verdicts, refuted))
    (mark,) = window.desk.text.scene.marks.marks_beginning(0, 100, 9)
    assert "wrong" in mark.description
    assert verdict_after(Qt.Key.Key_1) == "supported"
    assert verdict_after(Qt.Key.Key_2) == "supported"
    assert verdict_after(Qt.Key.Key_9) == "refuted"
