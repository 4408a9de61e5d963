"""The preview of a search sets letters as the article does."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from annotator.ui.models.search_preview import Preview, RunKind
from annotator.ui.theming import fonts, lettering
from annotator.ui.views.search_preview import SearchPreview

HERE, TEXT = RunKind.HERE, RunKind.BESIDE


@pytest.fixture
def family(monkeypatch, qapp):
    family = fonts.interface().family()
    monkeypatch.setitem(lettering._SERIF, "zh-Hans", (family,))
    lettering._family.cache_clear()
    yield family
    lettering._family.cache_clear()


@pytest.fixture
def preview(qtbot):
    preview = SearchPreview()
    qtbot.addWidget(preview)
    return preview


def formats(preview):
    document = preview.findChild(QTextEdit).document()
    cursor, found = QTextCursor(document), []
    for place in range(1, document.characterCount()):
        cursor.setPosition(place)
        shape = cursor.charFormat()
        found.append((shape.fontFamilies()[0], shape.fontUnderline()))
    return found


def test_letters_have_the_forms_of_what_is_shown_and_hits_stay_underlined(preview, family):
    latin = fonts.reading().family()
    second = (("𠮷", TEXT), ("山", HERE), ("园ab", TEXT))

    preview.show_preview(Preview("A1", "", ((("NATO 说", TEXT),), second)))

    shown = formats(preview)

    assert [name for name, _ in shown[:6]] == [latin] * 5 + [family]
    assert shown[7:] == [
        (family, False),
        (family, False),  # the second unit of the first sign
        (family, True),
        (family, False),
        (latin, False),
        (latin, False),
    ]


def test_a_mark_that_qt_drops_moves_no_letter_out_of_range(preview, family):
    preview.show_preview(Preview("A1", "", ((("\ufeff说说", TEXT),),)))

    assert preview.findChild(QTextEdit).toPlainText().endswith("说说")
