"""A language is found by any of its names, and nothing else is taken for one."""

import pytest
from PySide6.QtCore import Qt

from annotator.ui.widgets.language_field import LanguageField, display_tag


@pytest.fixture
def field(qtbot):
    made = LanguageField()
    made.set_value("en")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        pass
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("uk", "uk"),
        ("Ukrainian", "uk"),
        ("українська", "uk"),
        ("العربية", "ar"),
        ("deutsch", "de"),
        ("francais", "fr"),
        ("arab", "ar"),
        ("укр", "uk"),
        ("zh-Hant", "zh-Hant"),
        ("EN_us", "en-us"),
        ("tlh", "tlh"),
        ("", "und"),
    ],
)
def test_any_name_or_code_is_taken(field, typed, code):
    field.setText(typed)

    assert field.value() == code


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("ar", "Arabic · العربية · ar"),
        ("en", "English · en"),
        ("zh-Hant", "Chinese · 中文 · zh-Hant"),
        ("tlh", "tlh"),
        ("und", ""),
        ("", ""),
    ],
)
def test_a_language_is_shown_with_its_names_and_comes_back_as_it_was(field, tag, words):
    field.begin(tag)

    assert (field.text(), display_tag(tag)) == (words, words)
    assert field.value() == (tag or "und")


def test_typing_a_part_offers_languages_and_picking_commits(field, qtbot):
    field.selectAll()
    qtbot.keyClicks(field, "urd")
    popup = field.completer().popup()
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]

    assert "Urdu · اردو · ur" in offered
    popup.setCurrentIndex(popup.model().index(offered.index("Urdu · اردو · ur"), 0))
    with qtbot.waitSignal(field.committed) as committed:
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert committed.args == ["ur"]


def test_what_is_no_language_is_refused_in_words_and_stays(field, qtbot):
    field.selectAll()
    qtbot.keyClicks(field, "no such thing")

    with qtbot.waitSignal(field.refused) as refused:
        field.flush()
    assert "no such thing" in refused.args[0]
    assert field.text() == "no such thing"
    assert field.complaint() == refused.args[0]


def test_a_field_that_is_not_seen_refuses_silently(qtbot):
    field = LanguageField()
    qtbot.addWidget(field)
    field.setText("no such thing")

    field.flush()

    assert field.value() == "und"
