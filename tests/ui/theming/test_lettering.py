"""Letters of East Asian and Thai texts are set in the forms of their language."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

from annotator.ui.theming import fonts, lettering
from annotator.ui.theming.lettering import lettered

THAI = "Noto Serif Thai"


@pytest.fixture
def installed(qapp, monkeypatch):
    """Let a font that is installed stand for one with simplified Chinese and one with Japanese."""
    family = fonts.reading().family()
    for forms, table in (("zh-Hans", lettering._SERIF), ("ja", lettering._SANS)):
        monkeypatch.setitem(table, forms, ("No Such Font", family))
    monkeypatch.setitem(lettering._SERIF, "ja", ("No Such Font",))
    lettering._family.cache_clear()
    yield family
    lettering._family.cache_clear()


def runs(text, forms="zh-Hans"):
    found = lettered(text, fonts.reading(), forms)
    units = text.encode("utf-16-le")
    return [units[2 * r.start : 2 * (r.start + r.length)].decode("utf-16-le") for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO and 3,000", []),
        ("café", []),
        ("他说，NATO 和欧盟", ["他说，", "和欧盟"]),
        ("“没有人”……他说：“NATO”。", ["“没有人”……他说：“", "”。"]),
        ("He said “no” — 没有", ["没有"]),
        ("正부는 내년 예산", ["正부는 내년 예산"]),
        ("𠮷田😀葛\U000e0100城", ["𠮷田", "葛\U000e0100城"]),
        ("か\u3099 禁\u20e0", ["か\u3099 禁\u20e0"]),
    ],
)
def test_runs_of_such_letters_are_set_and_other_words_keep_the_face(installed, text, expected):
    assert [run.rstrip() for run in runs(text)] == expected


def test_a_long_row_of_dots_takes_no_longer_than_one_pass(installed):
    assert runs("…" * 100_000 + "中") == ["………中"]


def test_the_first_installed_family_is_taken_before_the_face_itself(installed):
    font = fonts.reading()

    found = lettered("中文", font, "zh-Hans")

    assert found[0].format.fontFamilies() == [installed, *font.families()]


def test_without_a_serif_the_forms_count_more_than_the_serifs(installed):
    assert runs("日本", "ja") == ["日本"]


def test_a_face_without_serifs_gets_letters_without(installed, monkeypatch):
    monkeypatch.setitem(lettering._SANS, "zh-Hans", ())
    plain = next(f for f in ("Noto Sans", "DejaVu Sans", "Arial") if QFontDatabase.hasFamily(f))

    assert not lettered("中文", QFont(plain), "zh-Hans")


def test_a_language_with_no_font_of_its_own_keeps_what_the_system_chooses(installed, monkeypatch):
    monkeypatch.setitem(lettering._SERIF, "ko", ("No Such Font",))
    monkeypatch.setitem(lettering._SANS, "ko", ("No Such Font",))

    assert not runs("한국", "ko")
    assert not runs("中文", "")


def test_a_face_of_that_script_keeps_its_letters(installed, monkeypatch):
    chinese = [QFontDatabase.WritingSystem.SimplifiedChinese]
    monkeypatch.setattr(lettering.QFontDatabase, "writingSystems", lambda _: chinese)

    assert not runs("中文")


def test_thai_between_serifs_has_serifs(qapp):
    if not QFontDatabase.hasFamily(THAI) or fonts.reading().family() == THAI:
        pytest.skip(f"{THAI} is not installed")
    text, font = "NATO รัฐบาลไทย", fonts.reading()
    layout = QTextLayout(text, font)
    layout.setFormats(lettered(text, font, "th"))
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000)
    layout.endLayout()

    drawn = {run.rawFont().familyName() for run in layout.glyphRuns()}

    assert drawn == {font.family(), THAI}
