"""Which forms of letters the readers of a text expect."""

import pytest

from annotator.language.languages.letter_forms import letter_forms, likely_forms

SIMPLE, FULL, NEITHER = "联合国秘书长说这个问题", "聯合國秘書長說這個問題", "中山公園"


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("zh-CN", "zh-Hans"),
        ("zh_Hans_HK", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-HK", "zh-HK"),
        ("zh-HK", "zh-HK"),
        ("yue", "zh-HK"),
        ("ja-JP", "ja"),
        ("ko", "ko"),
        ("th", "th"),
        ("en", ""),
        ("und", ""),
        ("", ""),
    ],
)
def test_the_tag_of_a_language_decides(tag, forms):
    assert letter_forms(tag, SIMPLE) == forms


def test_chinese_without_a_place_is_judged_by_its_characters():
    assert letter_forms("zh", SIMPLE) == "zh-Hans"
    assert letter_forms("zh", FULL) == "zh-Hant"
    assert letter_forms("zh-XX", NEITHER) == "zh-Hans"


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The summit cost 3,000 crowns.", ""),
        ("Le sommet a coûté 3 000 couronnes.", ""),
        ("首相が会見を開いた", "ja"),
        ("정부는 直接稅를 올렸다", "ko"),
        (SIMPLE, "zh-Hans"),
        (FULL, "zh-Hant"),
        (NEITHER, ""),
        ("首相会見", ""),
    ],
)
def test_without_a_language_only_certain_characters_decide(text, forms):
    assert likely_forms(text) == forms
