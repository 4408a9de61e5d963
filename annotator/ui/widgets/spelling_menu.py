"""The spelling entries in the menu of a field: corrections, and the language."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QTextCursor
from PySide6.QtWidgets import QMenu

from annotator.i18n import tr
from annotator.language.languages.names import language
from annotator.language.spelling.dictionaries import Dictionary, tags
from annotator.ui.application.settings import NO_SPELLING


def offer_words(
    menu: QMenu, word: QTextCursor, words: Dictionary, added: Callable[[], object]
) -> None:
    """Add the corrections of a selected misspelt word at the top of a menu."""
    text, first = word.selectedText(), menu.actions()[0]

    def add() -> None:
        words.add(text)
        added()

    def put(name: str, do: Callable[[], object]) -> None:
        made = QAction(name.replace("&", "&&"), menu)
        made.triggered.connect(do)
        menu.insertAction(first, made)

    for suggestion in words.suggestions(text):
        put(suggestion, partial(word.insertText, suggestion))
    put(tr("Add “{word}” to dictionary", word=text), add)
    menu.insertSeparator(first)


def offer_languages(menu: QMenu, chosen: str, choose: Callable[[str], object]) -> None:
    """Add a choice of the language at the end of a menu."""
    menu.addSeparator()
    shown = menu.addMenu(tr("Spelling"))
    group = QActionGroup(shown)
    for tag, name in languages().items():
        made = shown.addAction(name)
        made.setCheckable(True)
        made.setChecked(tag == chosen)
        group.addAction(made)
        made.triggered.connect(partial(choose, tag))
    if not tags():
        shown.addAction(tr("No dictionary is installed")).setEnabled(False)


def languages() -> dict[str, str]:
    """Return the names of the languages to choose from, by what the setting is then."""
    known = tags()
    names = {"": tr("Language of the system")} if known else {}
    return names | {tag: _name(tag) for tag in known} | {NO_SPELLING: tr("Off")}


def _name(tag: str) -> str:
    """Return the name of a dictionary's language in that language, with the country's code."""
    known, country = language(tag), tag.partition("_")[2]
    name = known.endonym if known else tag
    return f"{name} ({country})" if known and country else name
