"""Keys of the text are commands under every input method."""

from PySide6.QtCore import Qt

from annotator.ui.reading.native import NativeText


def test_no_input_method_composes_words_while_an_article_is_read(qtbot, view):
    native = NativeText(view)

    for text in (view, view.viewport(), native, native.viewport()):
        assert not text.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        assert not text.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
