"""Underlines misspelt words in the focused field, and offers corrections in its menu."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit, QWidget

from annotator.domain.span import Utf16Map
from annotator.language.spelling.dictionaries import Dictionary, dictionary, fitting
from annotator.ui.application.settings import NO_SPELLING, Preferences, Settings
from annotator.ui.application.task import Task
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.spelling_menu import offer_languages, offer_words

_PAUSE: Final = 300  # milliseconds after the last letter


class Spelling(QObject):
    """Checks the focused field of a window, in the language of the setting.

    Words of `familiar`, such as the names in the article, are known. A dictionary is loaded on
    another thread when a field is first entered.
    """

    def __init__(
        self, window: QWidget, preferences: Preferences, familiar: Callable[[], Collection[str]]
    ) -> None:
        super().__init__(window)
        self._window, self._preferences, self._familiar = window, preferences, familiar
        self._language = preferences.settings.spelling
        self._field: AutoText | None = None
        self._dictionary: Dictionary | None = None
        self._loading: Task[Dictionary | None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._check)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is a window
        app.focusChanged.connect(self._follow_keyboard)
        preferences.changed.connect(self._follow_setting)
        self._follow_keyboard(None, QApplication.focusWidget())

    def _follow_keyboard(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or now is self._field:  # a menu of the field, or another program
            return
        self._leave()
        if isinstance(now, AutoText) and now.checks_spelling and self._is_of_window(now):
            self._enter(now)

    def _is_of_window(self, widget: QWidget) -> bool:
        """Return whether a widget is in the window, or in a dialog that belongs to it."""
        parent: QWidget | None = widget
        while parent is not None and parent is not self._window:
            parent = parent.parentWidget()
        return parent is not None

    def _enter(self, field: AutoText) -> None:
        self._field = field
        field.textChanged.connect(self._pause.start)
        field.cursorPositionChanged.connect(self._pause.start)
        field.menu_requested.connect(self._fill_menu)
        field.destroyed.connect(self._forget)
        self._load()
        self._check()

    def _leave(self) -> None:
        if self._field is not None:
            self._field.textChanged.disconnect(self._pause.start)
            self._field.cursorPositionChanged.disconnect(self._pause.start)
            self._field.menu_requested.disconnect(self._fill_menu)
            self._field.destroyed.disconnect(self._forget)
            self._field.setExtraSelections([])
        self._forget()

    def _forget(self) -> None:
        self._pause.stop()
        self._field = None

    def _follow_setting(self, settings: Settings) -> None:
        if settings.spelling == self._language:
            return
        self._language, self._dictionary = settings.spelling, None
        if self._loading:
            self._loading.cancel()
            self._loading = None
        if self._field is not None:
            self._field.setExtraSelections([])
            self._load()

    def _load(self) -> None:
        if self._language == NO_SPELLING or self._loading:
            return
        self._loading = Task(partial(_read, self._language or QLocale.system().name()), self)
        self._loading.yielded.connect(self._take)
        self._loading.start()

    def _take(self, words: Dictionary | None) -> None:
        self._dictionary = words
        self._check()

    def _check(self) -> None:
        """Underline the misspelt words, except the one being typed."""
        if self._field is None:
            return
        place = self._field.textCursor().position()
        words = [each for each in self._misspelt() if not _is_at(place, each)]
        self._field.setExtraSelections([_underlined(self._field, word) for word in words])

    def _misspelt(self) -> Iterator[QTextCursor]:
        """Yield each misspelt word of the field, selected."""
        if self._field is None or self._dictionary is None:
            return
        document = self._field.document()
        text = document.toRawText()
        units = Utf16Map(text)
        for span in self._dictionary.misspelt(text, self._familiar()):
            word = QTextCursor(document)
            word.setPosition(units.to_utf16(span.start))
            word.setPosition(units.to_utf16(span.end), QTextCursor.MoveMode.KeepAnchor)
            yield word

    def _fill_menu(self, menu: QMenu, place: int) -> None:
        for word in self._misspelt():
            if _is_at(place, word) and self._dictionary:
                offer_words(menu, word, self._dictionary, self._check)
        offer_languages(menu, self._language, self._choose)

    def _choose(self, tag: str) -> None:
        self._preferences.change(spelling=tag)


def _read(locale: str) -> Iterator[Dictionary | None]:
    yield dictionary(fitting(locale))


def _is_at(place: int, word: QTextCursor) -> bool:
    return word.selectionStart() <= place <= word.selectionEnd()


def _underlined(field: AutoText, word: QTextCursor) -> QTextEdit.ExtraSelection:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(shown_in(field).tone("negative").ink)
    shown = QTextEdit.ExtraSelection()
    shown.cursor, shown.format = word, look
    return shown
