"""The language of a text is guessed, and left open where it is not clear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_many_languages import REPORTS

from annotator.language.languages.guessing import guess, stated_or_guessed
from annotator.language.languages.names import language, languages, primary
from annotator.language.languages.scripts import scripts


@pytest.mark.parametrize(("code", "report"), REPORTS.items())
def test_two_sentences_are_enough(code, report):
    assert guess(report) == code


@pytest.mark.parametrize(("code", "report"), REPORTS.items())
def test_a_single_sentence_is_told_or_left_open(code, report):
    first = report.replace("。", ". ").replace("।", ". ").partition(". ")[0]

    assert guess(first) in (code, "und")


def test_serbian_is_told_in_both_alphabets():
    assert guess("Vlada je u ponedeljak saopštila da će most preko reke biti zatvoren.") == "sr"


@pytest.mark.parametrize("text", ["", " \n", "12:30 – 14:00", "Varen", "Dr. Lind", "👍🏽"])
def test_too_little_text_is_left_open(text):
    assert guess(text) == "und"


def test_more_is_read_where_the_beginning_is_not_clear():
    names = "Varen, Lind, Ostrava, Menno, Kestrel, Arvo, Solvang, Terho. " * 6

    assert guess(names) == "und"
    assert guess(names + REPORTS["de"]) == "de"
    assert guess(names * 3 + REPORTS["de"]) == "und"  # beyond what is read


def test_names_from_elsewhere_do_not_mislead():
    assert guess(REPORTS["en"] + " Željko Šćepanović, Łódź, Ñuñoa, Århus") == "en"
    assert guess(REPORTS["de"] + " Владимир Путин in Москва") == "de"


def test_accents_that_are_characters_of_their_own_count_too():
    assert guess("Le gouvernement a e\u0301te\u0301 ferme\u0301 a\u0300 Varen.") == "fr"


def test_a_language_that_shares_its_script_may_stand_aside():
    assert guess("اب پل") == "und"
    assert guess("এই কৰা হৈছে আৰু") == "as"
    assert guess("নদীর উপর") == "bn"


@pytest.mark.parametrize(
    ("stated", "report", "expected"),
    [
        ("", "fr", "fr"),
        ("und", "fr", "fr"),
        ("en", "fr", "en"),  # a file knows best, as long as it can be
        ("en-US", "ar", "ar"),
        ("en", "ja", "ja"),
        ("ja", "zh", "ja"),
        ("zh-Hant", "zh", "zh-Hant"),
        ("no", "nb", "no"),
        ("tlh", "en", "tlh"),
    ],
)
def test_what_a_file_states_holds_unless_the_script_forbids_it(stated, report, expected):
    assert stated_or_guessed(stated, REPORTS[report]) == expected


def test_of_two_scripts_with_as_many_letters_the_first_one_in_the_text_comes_first():
    assert [*scripts("αβ бв")] == [*scripts("αβ бв βα вб")] == ["Grek", "Cyrl"]
    assert [*scripts("бв αβ ab")] == ["Latn", "Cyrl", "Grek"]


def test_what_a_file_states_holds_where_nothing_better_is_known():
    assert stated_or_guessed("en", "12:30") == "en"
    assert stated_or_guessed("en", "اب پل") == "en"


@given(st.text(st.characters(exclude_categories=()), max_size=200), st.sampled_from(["", "en"]))
def test_any_text_has_a_language_or_none(text, stated):
    assert stated_or_guessed(stated, text) in {*languages(), "und"}


def test_languages_are_known_by_their_other_codes():
    assert primary("nb_NO") == primary("no") == "nb"
    assert language("iw").endonym == "עברית"
    assert language("xx") is None


def test_no_word_of_the_lists_is_written_in_another_script():
    for code, known in languages().items():
        assert set(scripts(known.words + known.letters)) <= {*known.scripts}, code
        assert set(scripts(known.endonym)) <= {*known.scripts}, code
