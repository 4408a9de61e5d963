"""Qt speaks the language of the program, too."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator

from annotator import i18n
from annotator.ui.application.spoken_language import speak


@pytest.fixture
def spoken(qapp):
    """Let Qt speak a language, for this test only."""

    def choose(code):
        i18n.choose_language(code)
        speak(qapp)

    former = i18n.language()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as when the program starts
    yield choose
    i18n.choose_language(former)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.setParent(None)


def cancel():
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


def test_buttons_of_qt_are_in_the_language(qapp, spoken):
    assert cancel() == "Cancel"

    spoken("de")
    assert cancel() == "Abbrechen"
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_window_begins_on_the_right_in_arabic(qapp, spoken):
    spoken("ar")

    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert cancel() != "Cancel"


@pytest.mark.parametrize("code", ["en", "qps-ploc"])
def test_english_and_what_qt_does_not_speak_need_nothing(qapp, spoken, code):
    spoken(code)

    assert qapp.findChildren(QTranslator) == []
