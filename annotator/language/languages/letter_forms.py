"""Which forms of letters the readers of a text expect, where languages write some differently."""

import re
from typing import Final

from annotator.language.languages.names import primary

SIMPLIFIED: Final = "zh-Hans"
TRADITIONAL: Final = "zh-Hant"
HONG_KONG: Final = "zh-HK"

_SAMPLE: Final = 400  # code points, to tell in which characters a text is written
_SIMPLE: Final = frozenset(  # which neither traditional Chinese nor Japanese has
    "们这对说时个为过发还开关问间东车门见长书马电网报进选达运边务员认让应该经实总话产变处权听钱铁战单亿华议"
    "专业严丰义习乡买亚从仓仪优伟传伤伦侦债兴决况减则创办动劝劳势协卖卫厅历压县启响围图圆场坚坛复苏忧"
)
_FULL: Final = frozenset(  # which neither simplified Chinese nor Japanese has
    "們這來對說會個發關應讓國兩實總經戰區產變處數單權黨聽邊錢鐵號當點體學灣歲"
    "專嚴鄉亞從傳勸勞賣廳歷壓縣參啟圍圖圓黃眾佔將"
)
_PLACES: Final = {
    "hans": SIMPLIFIED,
    "cn": SIMPLIFIED,
    "sg": SIMPLIFIED,
    "my": SIMPLIFIED,
    "hk": HONG_KONG,
    "hant": TRADITIONAL,
    "tw": TRADITIONAL,
    "mo": TRADITIONAL,
}
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")


def letter_forms(tag: str, text: str) -> str:
    """Return a tag for the forms of letters in a text of a language; empty where none is certain.

    The language is a BCP 47 tag. Whether Chinese is simplified or traditional is seen from its
    frequent characters where the tag does not say so.
    """
    code = primary(tag)
    if code == "zh":
        return _stated(tag) or _chinese(text[:_SAMPLE]) or SIMPLIFIED
    return {"yue": HONG_KONG, "ja": "ja", "ko": "ko", "th": "th"}.get(code, "")


def likely_forms(text: str) -> str:
    """Return a tag for the forms of letters in a text of an unknown language."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return ""
    if _KANA.search(sample):
        return "ja"
    return "ko" if _HANGUL.search(sample) else _chinese(sample)


def _stated(tag: str) -> str:
    """Return what the script of a tag says, otherwise its country."""
    parts = tag.strip().replace("_", "-").lower().split("-")[1:]
    if "hant" in parts and "hk" in parts:
        return HONG_KONG
    return next((_PLACES[part] for part in parts if part in _PLACES), "")


def _chinese(sample: str) -> str:
    simple, full = (sum(map(each.__contains__, sample)) for each in (_SIMPLE, _FULL))
    if simple == full:
        return ""
    return SIMPLIFIED if simple > full else TRADITIONAL
