"""Copying a passage with where it stands, by a key of the text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.domain.span import Span
from annotator.storage.store import Store
from annotator.ui.project.workspace import Workspace

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_ctrl_shift_c_copies_the_passage_with_its_citation(window, press, said):
    text = window.desk.focus.text
    start = text.index("Premier Lind")
    window.desk.text.select(Span(start, start + len("Premier Lind")))

    press("C", modifier=CTRL_SHIFT)

    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "“Premier Lind” — Summit ends, A1 ¶1"
    assert "<cite><bdi>Summit ends</bdi></cite>" in copied.html()
    assert said() == "Passage and citation copied."


def test_ctrl_c_copies_the_words_alone(window, press):
    press("C", modifier=Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == window.desk.text.passage().of(
        window.desk.focus.text
    )


def test_without_an_article_there_is_nothing_to_copy(window_of, schemes):
    store = Store.in_memory(schemes)
    store.sign_in("Ana")
    window = window_of(Workspace(store))

    window.copying.copy_cited()

    assert "Nothing to copy" in window.status.findChild(object, "status.told").text()
    store.close()
