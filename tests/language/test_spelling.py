"""Spelling: which words are judged, by which dictionary, and what happens without any."""

import sys
from types import SimpleNamespace

import pytest

from annotator.language.spelling import dictionaries
from annotator.language.spelling.dictionaries import Dictionary, dictionary, fitting, tags, words_of


class Words:
    """A dictionary as Enchant has them."""

    def __init__(self, *known):
        self.known = set(known)

    def check(self, word):
        return word in self.known

    def suggest(self, word):
        return [f"{word}{n}" for n in range(9)]

    def add(self, word):
        self.known.add(word)


@pytest.fixture
def english():
    return Dictionary("en_US", Words("the", "quick", "don't", "don’t", "café"))


@pytest.fixture
def system(monkeypatch):
    """Let the system have dictionaries, or no library at all."""

    def have(*known):
        class NotFoundError(Exception):
            pass

        def request(tag):
            if tag not in known:
                raise NotFoundError
            return Words(tag)

        broker = SimpleNamespace(list_languages=lambda: list(known), request_dict=request)
        module = SimpleNamespace(Broker=lambda: broker, errors=SimpleNamespace(Error=NotFoundError))
        monkeypatch.setitem(sys.modules, "enchant", module if known else None)
        dictionaries._enchant.cache_clear()
        dictionaries._broker.cache_clear()

    yield have
    dictionaries._enchant.cache_clear()
    dictionaries._broker.cache_clear()


def misspelt(words, text, familiar=()):
    return [text[span.start : span.end] for span in words.misspelt(text, familiar)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("the qick, quick.", ["qick"]),
        ("don't don’t", []),
        ("𝔘𝔫 🕊️ qick", ["qick"]),  # places are counted in code points
        ("cafe\u0301", []),  # the accent as a character of its own
        ("C1 in A2 by NATO, 3rd place_name", ["in", "by"]),
        ("https://exmple.example/qick me@exmple.example www.exmple.example", []),
        ("Київ у вогні", []),  # not in the letters of the dictionary
        ("新闻", []),
        ("x" * 200, []),
        ("", []),
    ],
)
def test_words_are_judged_and_nothing_else(english, text, wrong):
    assert misspelt(english, text) == wrong


def test_names_in_the_article_are_known(english):
    familiar = words_of("“Zelenskyy,” said Fiala.")

    assert misspelt(english, "Zelenskyy’s Fiala's Fialla", familiar) == ["Fialla"]


def test_five_words_are_suggested_at_most(english):
    assert english.suggestions("qick") == [f"qick{n}" for n in range(5)]


def test_a_word_that_is_added_is_known_at_once(english):
    assert misspelt(english, "qick") == ["qick"]

    english.add("qick")

    assert misspelt(english, "qick") == []


@pytest.mark.parametrize(
    ("locale", "found"),
    [
        ("en_GB", "en_GB"),
        ("en-GB", "en_GB"),
        ("fr_CA", "fr"),
        ("en_AU", "en_GB"),
        ("uk_UA", ""),
        ("C", ""),
    ],
)
def test_the_dictionary_of_the_country_is_best_then_one_without(system, locale, found):
    system("fr_FR", "fr", "en_US", "en_GB")

    assert fitting(locale) == found


def test_a_dictionary_that_cannot_be_read_is_none(system):
    system("fr")

    assert dictionary("fr").tag == "fr"
    assert dictionary("en_GB") is None


def test_without_a_language_there_is_no_dictionary():
    assert dictionary("") is None


def test_without_the_library_there_is_no_language(system):
    system()

    assert (tags(), fitting("en_GB"), dictionary("en_GB")) == ((), "", None)


def test_a_language_that_is_not_known_is_judged_in_any_letters():
    assert misspelt(Dictionary("xx", Words("один")), "один два") == ["два"]


def test_the_system_s_own_dictionary_works():
    if not (tag := fitting("en_US")):
        pytest.skip("NOT TESTED: no English dictionary, or no Enchant, is installed")
    words = dictionary(tag)

    assert misspelt(words, "We recieve it; don’t they?") == ["recieve"]
    assert "receive" in words.suggestions("recieve")
