"""Sets Chinese, Japanese, Korean and Thai letters in the forms that their readers expect.

Left to itself, Qt takes them from the first font that has them, whatever the language. A font
with a list of families does not help: Qt keeps what it found for the first family and the size,
and shows the next language in the forms of the one before.
"""

import re
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextCharFormat, QTextLayout

from annotator.domain.span import Utf16Map
from annotator.language.languages.letter_forms import HONG_KONG, SIMPLIFIED, TRADITIONAL

_SERIF: Final = {
    SIMPLIFIED: (
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Source Han Serif SC",
        "Source Han Serif CN",
        "Songti SC",
        "SimSun",
        "NSimSun",
    ),
    TRADITIONAL: (
        "Noto Serif CJK TC",
        "Noto Serif TC",
        "Source Han Serif TC",
        "Source Han Serif TW",
        "Songti TC",
        "PMingLiU",
        "MingLiU",
    ),
    HONG_KONG: (
        "Noto Serif CJK HK",
        "Noto Serif HK",
        "Source Han Serif HC",
        "Source Han Serif HK",
        "MingLiU_HKSCS",
        "Noto Serif CJK TC",
        "Noto Serif TC",
        "Songti TC",
        "PMingLiU",
    ),
    "ja": (
        "Noto Serif CJK JP",
        "Noto Serif JP",
        "Source Han Serif",
        "Source Han Serif JP",
        "Hiragino Mincho ProN",
        "Yu Mincho",
        "MS PMincho",
        "MS Mincho",
        "IPAexMincho",
    ),
    "ko": (
        "Noto Serif CJK KR",
        "Noto Serif KR",
        "Source Han Serif K",
        "Source Han Serif KR",
        "Nanum Myeongjo",
        "NanumMyeongjo",
        "AppleMyungjo",
        "Batang",
    ),
    "th": ("Noto Serif Thai", "Thonburi"),
}
_SANS: Final = {
    SIMPLIFIED: (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "PingFang SC",
        "Microsoft YaHei",
        "WenQuanYi Micro Hei",
    ),
    TRADITIONAL: (
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "Source Han Sans TC",
        "Source Han Sans TW",
        "PingFang TC",
        "Microsoft JhengHei",
    ),
    HONG_KONG: (
        "Noto Sans CJK HK",
        "Noto Sans HK",
        "Source Han Sans HC",
        "Source Han Sans HK",
        "PingFang HK",
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "Microsoft JhengHei",
    ),
    "ja": (
        "Noto Sans CJK JP",
        "Noto Sans JP",
        "Source Han Sans",
        "Source Han Sans JP",
        "Hiragino Sans",
        "Hiragino Kaku Gothic ProN",
        "Yu Gothic UI",
        "Yu Gothic",
        "Meiryo",
        "IPAexGothic",
    ),
    "ko": (
        "Noto Sans CJK KR",
        "Noto Sans KR",
        "Source Han Sans K",
        "Source Han Sans KR",
        "Apple SD Gothic Neo",
        "Malgun Gothic",
        "NanumGothic",
    ),
}
_WRITING: Final = {
    SIMPLIFIED: QFontDatabase.WritingSystem.SimplifiedChinese,
    TRADITIONAL: QFontDatabase.WritingSystem.TraditionalChinese,
    HONG_KONG: QFontDatabase.WritingSystem.TraditionalChinese,
    "ja": QFontDatabase.WritingSystem.Japanese,
    "ko": QFontDatabase.WritingSystem.Korean,
    "th": QFontDatabase.WritingSystem.Thai,
}
_MARKS: Final = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SHARED: Final = "“”‘’…—·"  # as wide as the letters beside them
_EAST: Final = (
    "\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u303f\u3041-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U0001b000-\U0001b16f\U00020000-\U0003347f"
)
_LETTERS: Final = f"[{_SHARED}]{{0,3}}[{_EAST}][{_EAST}{_MARKS}{_SHARED} ]*"
_THAI: Final = "[\u0e01-\u0e5b][\u0e01-\u0e5b ]*"
_SERIFS: Final = range(2, 11)  # styles of serifs in the PANOSE numbers of a font
_STYLE: Final = 33  # the byte of its table with that number


def lettered(text: str, font: QFont, forms: str) -> list[QTextLayout.FormatRange]:
    """Return what sets the letters of a text in the forms of a tag; the rest keeps the font.

    Empty where the font itself is of that script, as a person may have chosen it.
    """
    if not forms or text.isascii():
        return []
    family = _family(forms, font.family(), font.styleHint())
    if not family:
        return []
    units = Utf16Map(text).to_utf16
    look = QTextCharFormat()
    look.setFontFamilies([family, *font.families()])
    look.setFontItalic(False)  # none of these scripts slants letters
    found = []
    for run in re.finditer(_THAI if forms == "th" else _LETTERS, text):
        each = QTextLayout.FormatRange()
        each.start = units(run.start())
        each.length = units(run.end()) - each.start
        each.format = look
        found.append(each)
    return found


@cache
def _family(forms: str, beside: str, hint: QFont.StyleHint) -> str:
    """Return the installed family with these forms that goes with another one; empty for none."""
    if forms not in _WRITING or _WRITING[forms] in QFontDatabase.writingSystems(beside):
        return ""
    serifs = _SERIF[forms] if _has_serifs(beside, hint) else ()
    families = (*serifs, *_SANS.get(forms, ()))
    return next((family for family in families if QFontDatabase.styles(family)), "")


def _has_serifs(family: str, hint: QFont.StyleHint) -> bool:
    table = QRawFont.fromFont(QFont(family)).fontTable("OS/2").data()
    style = table[_STYLE] if len(table) > _STYLE else 0
    return style in _SERIFS if style > 1 else hint is QFont.StyleHint.Serif
