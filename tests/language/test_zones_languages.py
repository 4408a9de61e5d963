"""The rules of every language are read, and know the furniture of its pages."""

import re
import tomllib

import pytest

from annotator import assets
from annotator.language.zones.lines import key
from annotator.language.zones.proposing import proposals
from annotator.language.zones.rules import TITLES, rulebook

FILES = sorted(assets.path("zones").glob("*.toml"))
LANGUAGES = {
    *["any", "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "tr", "zh", "ja"]
}
FURNITURE = {
    "de": ["Diesen Artikel teilen", "Lesen Sie auch: Wer zahlt?", "Schreibe einen Kommentar"],
    "fr": ["Partager l’article", "À lire aussi : qui paie ?", "Laisser un commentaire"],
    "es": ["Comparte esta noticia", "Lea también: quién paga", "Deja un comentario"],
    "it": ["Condividi su Facebook", "Leggi anche: chi paga", "Lascia un commento"],
    "pt": ["Compartilhe no WhatsApp", "Leia também: quem paga", "Deixe um comentário"],
    "nl": ["Deel dit artikel", "Lees ook: wie betaalt", "Laat een reactie achter"],
    "pl": ["Udostępnij na Facebooku", "Czytaj także: kto płaci", "Dodaj komentarz"],
    "ru": ["Поделиться в Telegram", "Читайте также: кто платит", "Оставить комментарий"],
    "uk": ["Поділитися у Viber", "Читайте також: хто платить", "Залишити коментар"],
    "ar": ["شارك هذا المقال", "اقرأ أيضاً: من يدفع", "اترك تعليقاً"],
    "tr": ["BU HABERİ PAYLAŞ", "İlgili haber: kim ödüyor", "YORUM YAZIN"],
    "zh": ["分享到微信", "延伸阅读：谁来付钱", "发表评论"],
    "ja": ["この記事をシェア", "関連記事：誰が払うのか", "コメントを書く"],
}
DATES = {
    "en": "Published on Tuesday, 4 March 2031 at 14:03 GMT",
    "de": "Dienstag, 4. März 2031, 14:03 Uhr",
    "fr": "Publié le mardi 4 mars 2031 à 14h03",
    "es": "Martes, 4 de marzo de 2031, 14:03 h",
    "it": "Pubblicato il 4 marzo 2031 alle ore 14:03",
    "pt": "4 de março de 2031 às 14h03",
    "nl": "Gepubliceerd op 4 maart 2031 om 14:03 uur",
    "pl": "4 marca 2031 r., godz. 14:03",
    "ru": "Опубликовано 4 марта 2031 г. в 14:03 МСК",
    "uk": "4 березня 2031 р. о 14:03",
    "ar": "الثلاثاء، 4 مارس 2031، الساعة 14:03",
    "tr": "Güncelleme tarihi: 4 Mart 2031 Salı 14:03",
    "zh": "发布时间：2031年3月4日 14:03",
    "ja": "更新日：2031年3月4日 14時03分",
}


def test_each_language_has_its_file():
    assert {path.stem for path in FILES} == LANGUAGES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_entry_is_written_as_lines_are_compared(path):
    tables = tomllib.loads(path.read_text(encoding="utf-8"))

    assert set(tables) <= set(TITLES)
    for table in tables.values():
        patterns = [re.compile(pattern) for pattern in table.get("patterns", [])]
        assert all(map(key, [*table.get("lines", []), *table.get("labels", [])]))
        assert not any(pattern.fullmatch("") for pattern in patterns)
        assert all(ask == ask.casefold() for ask in table.get("asks", []))


@pytest.mark.parametrize("language", FURNITURE)
def test_share_lines_teasers_and_comment_forms_of_a_language_are_known(language):
    share, teaser, form = FURNITURE[language]
    text = f"{share}\n{teaser}\n{form}"

    kinds = [str(zone.kind) for zone in proposals(text, language)]

    assert kinds == ["boilerplate", "related", "comments"]


@pytest.mark.parametrize("language", DATES)
def test_the_date_of_a_page_is_known(language):
    (zone,) = proposals(DATES[language], language)

    assert zone.kind == "dateline"


def test_a_language_shares_the_rules_of_english():
    assert rulebook("de") is rulebook("de-AT")
    assert [zone.rule for zone in proposals("Subscribe", "de")] == ["en.subscribe"]
