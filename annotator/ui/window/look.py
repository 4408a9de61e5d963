"""The look of text and window by the settings: colours, typeface, size, line height."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QFontDatabase
from PySide6.QtWidgets import QMenu

from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.settings import (
    LINE_HEIGHTS,
    TEXT_SIZES,
    Preferences,
    Settings,
)
from annotator.ui.reading import ArticleView
from annotator.ui.theming import fonts
from annotator.ui.theming.fonts import READING
from annotator.ui.theming.theme import SCHEME_NAMES, Scheme, Theme

if TYPE_CHECKING:
    from annotator.ui.reading.native import NativeText

_SWITCHES = {
    "view.fold": "folds_furniture",
    "view.suggestions": "shows_suggestions",
    "view.whole_words": "whole_words",
    "view.native": "native_text",
}


class ByName(Protocol):
    """The actions of a window."""

    def __getitem__(self, action_id: str) -> QAction:
        """Return an action by its id."""


class Look(QObject):
    """Applies the settings of type and colour, and offers them in the View menu."""

    def __init__(self, text: ArticleView, theme: Theme, preferences: Preferences) -> None:
        super().__init__(text)
        self._text = text
        self._theme = theme
        self._preferences = preferences
        self._switches: dict[str, QAction] = {}
        self._native: NativeText | None = None
        preferences.changed.connect(self._apply)
        self._apply(preferences.settings)

    @action("view.zoom_in", N_("Increase text size"))
    def zoom_in(self) -> None:
        """Make the text larger."""
        self.zoom(1)

    @action("view.zoom_out", N_("Decrease text size"))
    def zoom_out(self) -> None:
        """Make the text smaller."""
        self.zoom(-1)

    @action("view.fold", N_("Hide excluded lines"), is_switch=True)
    def switch_folding(self) -> None:
        """Hide the excluded lines, or show them again."""
        self.switch("folds_furniture")

    @action("view.suggestions", N_("Show suggestions"), is_switch=True)
    def switch_suggestions(self) -> None:
        """Show the suggested labels, or hide them."""
        self.switch("shows_suggestions")

    @action("view.whole_words", N_("Select whole words"), is_switch=True)
    def switch_whole_words(self) -> None:
        """Select whole words with the mouse, or single characters."""
        self.switch("whole_words")

    @action("view.native", N_("Text for screen readers"), is_switch=True)
    def switch_native_text(self) -> None:
        """Offer the article as text to screen readers, or not."""
        self.switch("native_text")

    def zoom(self, by: int) -> None:
        """Make the text larger by some steps, or smaller if negative."""
        size = self._preferences.settings.text_size_px
        nearest = min(range(len(TEXT_SIZES)), key=lambda place: abs(TEXT_SIZES[place] - size))
        place = min(max(nearest + by, 0), len(TEXT_SIZES) - 1)
        self._preferences.change(text_size_px=TEXT_SIZES[place])

    @action("view.zoom_reset", N_("Reset text size"))
    def reset(self) -> None:
        """Reset the text size; typeface and line spacing stay."""
        self._preferences.change(text_size_px=Settings().text_size_px)

    def switch(self, field: str) -> None:
        """Toggle a setting."""
        self._preferences.change(**{field: not getattr(self._preferences.settings, field)})

    def show_switches(self, actions: ByName) -> None:
        """Check the actions of settings that are on."""
        self._switches = {field: actions[name] for name, field in _SWITCHES.items()}
        self._show_switches(self._preferences.settings)

    def fill(self, menu: QMenu) -> None:
        """Add the choices of colours, face and line height to the View menu."""
        self._add(
            menu,
            tr("Colours"),
            "scheme",
            [(scheme.value, tr(name)) for scheme, name in SCHEME_NAMES.items()],
        )
        faces = [(face, face) for face in READING if QFontDatabase.hasFamily(face)]
        sans = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        choices = [("", tr("Default serif")), *faces, (sans, tr("{sans} (sans serif)", sans=sans))]
        self._add(menu, tr("Typeface"), "text_family", choices)
        heights = [(height, f"{height:g}") for height in LINE_HEIGHTS]
        self._add(menu, tr("Line spacing"), "line_height", heights)

    def _add(
        self,
        menu: QMenu,
        title: str,
        field: str,
        choices: list[tuple[str, str]] | list[tuple[float, str]],
    ) -> None:
        submenu = menu.addMenu(title)
        group = QActionGroup(submenu)
        for value, words in choices:
            action = group.addAction(QAction(words, submenu, checkable=True))
            action.setData(value)
            submenu.addAction(action)
        submenu.aboutToShow.connect(lambda: self._tick(group, field))
        group.triggered.connect(lambda action: self._preferences.change(**{field: action.data()}))

    def _tick(self, group: QActionGroup, field: str) -> None:
        """Check the current choice, which may have changed elsewhere."""
        for choice in group.actions():
            choice.setChecked(choice.data() == getattr(self._preferences.settings, field))

    def _apply(self, settings: Settings) -> None:
        self._theme.set_scheme(Scheme(settings.scheme))
        family = settings.text_family or None
        self._text.fold(folds=settings.folds_furniture)
        self._text.selects_words = settings.whole_words
        self._show_switches(settings)
        size = fonts.pixels(settings.text_size_px)
        self._text.set_type(family, size, settings.line_height)

    def _show_switches(self, settings: Settings) -> None:
        for field, switch in self._switches.items():
            switch.setChecked(getattr(settings, field))
        if self._switches:
            self._apply_native(settings)

    def _apply_native(self, settings: Settings) -> None:
        if settings.native_text and self._native is None:
            from annotator.ui.reading.native import NativeText  # noqa: PLC0415 - for few

            self._native = NativeText(self._text)
            self._native.begin()
        elif self._native and not settings.native_text:
            self._native.end()
            self._native = None
