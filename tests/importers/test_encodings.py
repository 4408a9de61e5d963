"""Any text is read right at once, or is right among the guesses; what is no text is named."""

import codecs
import gzip
import io
import zipfile
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.importers.encodings import (
    best_guess,
    certain,
    decoded,
    encodings,
    guesses,
    leniently,
    without_mojibake,
)

FRENCH = (
    "Le gouvernement a présenté mardi un projet de loi très attendu. « Nous n’avons jamais promis"
    " 40\u00a0000 places », a déclaré la ministre à l’Assemblée. Selon elle, l’été dernier, près de"
    " la moitié des élèves ont changé d’école. L’opposition conteste ces chiffres."
)
GERMAN = (
    "Die Brücke über den Fluss wird im März gesperrt. „Wir haben keine andere Möglichkeit“, sagte"
    " die Bürgermeisterin. Die Kosten belaufen sich auf 3,5 Millionen Euro – doppelt so viel wie"
    " geplant. Die Anwohner fürchten größere Umwege."
)
SPANISH = (
    "El ayuntamiento aprobó ayer la reforma del mercado. «No habrá más dinero este año», aseguró el"
    " alcalde. La obra durará hasta el otoño próximo. Los vecinos pidieron más señalización."
)
POLISH = (
    "Rząd przedstawił we wtorek długo oczekiwany projekt ustawy. Nigdy nie obiecywaliśmy"
    " czterdziestu tysięcy miejsc, powiedziała ministra w sejmie. Według niej zeszłego lata niemal"
    " połowa uczniów zmieniła szkołę. Opozycja podważa te liczby i żąda śledztwa."
)
CZECH = (
    "Vláda v úterý představila dlouho očekávaný návrh zákona. Nikdy jsme neslíbili čtyřicet tisíc"
    " míst, řekla ministryně ve sněmovně. Podle ní loni v létě změnila školu téměř polovina žáků."
    " Opozice tato čísla zpochybňuje a žádá vyšetřování."
)
HUNGARIAN = (
    "A kormány kedden bemutatta a régóta várt törvényjavaslatot. Soha nem ígértünk negyvenezer"
    " férőhelyet, mondta a miniszter. Tavaly nyáron a tanulók csaknem fele iskolát váltott."
    " Az ellenzék vitatja ezeket a számokat."
)
TURKISH = (
    "Hükümet salı günü uzun süredir beklenen yasa tasarısını sundu. Kırk bin kişilik yer sözü hiç"
    " vermedik, dedi bakan mecliste. Geçen yaz öğrencilerin neredeyse yarısı okul değiştirdi."
)
LATVIAN = (
    "Valdība otrdien iesniedza ilgi gaidīto likumprojektu. Mēs nekad neesam solījuši četrdesmit"
    " tūkstošus vietu, parlamentā sacīja ministre. Pagājušajā vasarā gandrīz puse skolēnu nomainīja"
    " skolu. Opozīcija šos skaitļus apšauba un prasa izmeklēšanu."
)
RUSSIAN = (
    "Правительство во вторник представило новый законопроект. Мы никогда не обещали сорок тысяч"
    " мест, - заявила министр в парламенте. По её словам, прошлым летом почти половина учеников"
    " сменила школу. Оппозиция оспаривает эти цифры и требует расследования."
)
GREEK = (
    "Η κυβέρνηση παρουσίασε την Τρίτη ένα πολυαναμενόμενο νομοσχέδιο. Ποτέ δεν υποσχεθήκαμε σαράντα"
    " χιλιάδες θέσεις, δήλωσε η υπουργός στη Βουλή. Πέρυσι σχεδόν οι μισοί μαθητές άλλαξαν σχολείο."
)
HEBREW = (
    "הממשלה הציגה ביום שלישי הצעת חוק שחיכו לה זמן רב. מעולם לא הבטחנו ארבעים אלף מקומות, אמרה השרה"
    " בכנסת. לדבריה, בקיץ שעבר כמעט מחצית מהתלמידים החליפו בית ספר."
)
ARABIC = (
    "قدمت الحكومة يوم الثلاثاء مشروع قانون جديد طال انتظاره. وقالت الوزيرة أمام البرلمان: «لم نعد"
    " أبدا بأربعين ألف مقعد». وأضافت أن نصف التلاميذ تقريبا غيروا مدارسهم في الصيف الماضي."
)
THAI = "รัฐบาลเสนอร่างกฎหมายที่รอคอยมานานเมื่อวันอังคาร รัฐมนตรีกล่าวในสภาว่าเราไม่เคยสัญญาว่าจะมีที่นั่งสี่หมื่นที่"
JAPANESE = (
    "政府は火曜日、待望の法案を国会に提出した。大臣は「四万人分の席を約束したことは一度もない」と述べた。"
    "昨年の夏、生徒のほぼ半数が転校したという。野党はこの数字に異議を唱え、調査を求めている。"
)
CHINESE = (
    "政府星期二提出了一项期待已久的法案。部长在议会表示：“我们从来没有承诺过四万个名额。”她说，去年夏天"
    "将近一半的学生转了学。反对党对这些数字提出质疑，并要求展开调查。"
)
TAIWANESE = (
    "政府星期二提出了一項期待已久的法案。部長在議會表示：「我們從來沒有承諾過四萬個名額。」她說，去年夏天"
    "將近一半的學生轉了學。反對黨對這些數字提出質疑，並要求展開調查。"
)
KOREAN = (
    "정부는 화요일에 오랫동안 기다려 온 법안을 제출했다. 우리는 사만 석을 약속한 적이 없다고"
    " 말했다. 그는 지난여름 학생의 거의 절반이 학교를 옮겼다고 밝혔다."
)

CODE_PAGES = [
    *(("cp1252", text) for text in (FRENCH, GERMAN, SPANISH)),
    *(("iso8859_2", text) for text in (POLISH, CZECH, HUNGARIAN)),
    *(("cp1250", text) for text in (POLISH, CZECH, HUNGARIAN)),
    *(("cp1254", TURKISH), ("cp1257", LATVIAN), ("cp1253", GREEK), ("cp1255", HEBREW)),
    *(("cp1251", RUSSIAN), ("koi8_r", RUSSIAN), ("cp1256", ARABIC), ("cp874", THAI)),
    *(("shift_jis", JAPANESE), ("euc_jp", JAPANESE), ("gb18030", CHINESE), ("big5", TAIWANESE)),
    ("euc_kr", KOREAN),
]
EVERY_TEXT = sorted({text for _, text in CODE_PAGES})
UNICODE = {
    "utf-8": str.encode,
    "utf-8-sig": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-16-le with mark": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16-be with mark": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-32 with mark": lambda text: text.encode("utf-32"),
}
lengths = pytest.mark.parametrize("length", [60, 130, 10_000])


def long(text, length):
    """A text of this length: cut, or over and over."""
    return (f"{text}\n" * (length // len(text) + 1))[:length]


@lengths
@pytest.mark.parametrize("text", EVERY_TEXT, ids=lambda text: text[:12])
@pytest.mark.parametrize("way", UNICODE)
def test_unicode_is_read_right_at_once(way, text, length):
    found = guesses(UNICODE[way](long(text, length)))

    assert [(guess.text, guess.is_sure) for guess in found] == [(long(text, length), True)]
    assert way.startswith(found[0].encoding)


@lengths
@pytest.mark.parametrize(("encoding", "text"), CODE_PAGES, ids=lambda each: each[:12])
def test_a_code_page_is_right_among_five_at_most(encoding, text, length):
    wanted = long(text, length)

    found = guesses(wanted.encode(encoding))

    assert wanted in [guess.text for guess in found]
    assert len({guess.text for guess in found}) == len(found) <= 5
    assert not any(guess.is_sure for guess in found)


@pytest.mark.parametrize(("encoding", "text"), CODE_PAGES, ids=lambda each: each[:12])
def test_of_a_whole_article_the_first_guess_is_right(encoding, text):
    assert guesses(long(text, 3_000).encode(encoding))[0].text == long(text, 3_000)


def test_the_usual_one_of_code_pages_that_agree_is_named():
    assert guesses(GERMAN.encode("cp1252"))[0].encoding == "cp1252"


def test_japanese_mail_in_seven_bits_is_known_by_its_escapes():
    assert certain(JAPANESE.encode("iso2022_jp")).encoding == "iso2022_jp"


def test_an_escape_that_means_nothing_leaves_one_way_to_read_a_text():
    assert [guess.text for guess in guesses(b"cost \x1b$ 5")] == ["cost $ 5"]


def test_one_wrong_byte_leaves_utf_8_the_first_guess_and_is_shown():
    first, *others = guesses(f"{FRENCH} ".encode() + b"\xe9 fin")

    assert (first.encoding, first.text, first.is_sure) == ("utf-8", f"{FRENCH} \ufffd fin", False)
    assert others
    assert certain(f"{FRENCH} ".encode() + b"\xe9 fin") is None


def test_a_marked_text_that_is_cut_in_a_letter_is_still_read():
    cut = codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le")[:-1]

    assert guesses(cut)[0].text == RUSSIAN[:-1] + "\ufffd"


def test_a_mark_before_bytes_that_do_not_follow_it_decides_nothing():
    found = guesses(codecs.BOM_UTF8 + RUSSIAN.encode("cp1251"))

    assert found[0].encoding != "utf-8-sig"


def test_a_code_page_that_stands_alone_needs_no_foreign_letters():
    assert guesses(b"Costs \x80 5")[0].text == "Costs € 5"


def test_nothing_is_an_empty_text():
    assert [guess.text for guess in guesses(b"")] == [""]


def test_what_reads_a_text_alike_after_cleaning_is_offered_once():
    found = guesses(b"a\x81\x8d\x8f\x90 b\xa0\xa0")

    assert len({guess.text for guess in found}) == len(found)


def archive():
    """A small ZIP archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("a.txt", "a")
    return content.getvalue()


NO_TEXTS = {
    "a PNG picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG picture": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "a BMP picture": b"BM\x36\0\0\0\0\0",
    "a WebP picture": b"RIFF\x24\0\0\0WEBPVP8 ",
    "a PDF document": b"%PDF-1.7\n1 0 obj",
    "an RTF document": rb"{\rtf1\ansi Hello}",
    "an old Office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
    "a ZIP archive": archive(),
    "a GZIP archive": gzip.compress(b"text"),
    "a database": b"SQLite format 3\0\x10\0",
    "a mailbox of Outlook": b"!BDN\0\0",
    "a WordPerfect document": b"\xffWPC\x10\0",
    "a Kindle book": b"Title".ljust(60, b"\0") + b"BOOKMOBI",
    "binary data": Random(1).randbytes(2_000),
}


@pytest.mark.parametrize("kind", NO_TEXTS)
def test_what_is_no_text_is_refused_by_its_kind(kind):
    with pytest.raises(UnreadableFileError, match=f"^This is {kind}.*, not text[.]$"):
        guesses(NO_TEXTS[kind])


@pytest.mark.parametrize("text", ["BM is a place", "ID3 tags", "MZ", "OggS", "123 ftyp"])
def test_a_text_that_begins_like_a_picture_is_a_text(text):
    assert guesses(text.encode())[0].text == text


@given(st.binary(max_size=400) | st.text().map(lambda text: text.encode("utf-16-le", "replace")))
def test_any_bytes_are_read_or_refused(data):
    with suppress(UnreadableFileError):
        found = guesses(data)
        assert 1 <= len(found) <= 5
        assert all(guess.text == clean(guess.text) for guess in found)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_text_in_utf_8_comes_back_whole(text):
    assert certain(text.encode()).text == text.removeprefix("\ufeff")


# ---- A wrong byte among many that are right ----

# bytes that the code page has no letter for
WRONG = {
    "cp1251": b"\x98",
    "cp1253": b"\xd2",
    "cp1255": b"\xd9",
    "cp874": b"\xfc",
    "cp1257": b"\xa1",
    "shift_jis": b"\x81\xff",
    "euc_jp": b"\xa4\xff",
    "gb18030": b"\xff",
    "big5": b"\xff",
    "euc_kr": b"\xff",
}
DAMAGED = [(page, text) for page, text in CODE_PAGES if page in WRONG]


@pytest.mark.parametrize("place", [0.1, 0.5, 0.99])
@pytest.mark.parametrize(("encoding", "text"), DAMAGED, ids=lambda each: each[:12])
def test_one_wrong_byte_does_not_hide_the_right_code_page(encoding, text, place):
    whole = long(text, 1_000)
    cut = whole.rindex("\n", 0, int(len(whole) * place)) if place == 0.5 else int(1_000 * place)
    first, last = whole[:cut], whole[cut:]

    found = guesses(first.encode(encoding) + WRONG[encoding] + b"\n" + last.encode(encoding))

    assert any(guess.text.startswith(first) and guess.text.endswith(last) for guess in found)
    assert not found[0].is_sure


def test_one_wrong_byte_far_behind_does_not_hide_the_right_code_page():
    words = long(RUSSIAN, 200_000)

    first = guesses(words.encode("cp1251") + b"\x98")[0]

    assert (first.encoding, first.text) == ("cp1251", f"{words}\ufffd")


def test_of_code_pages_that_read_a_damaged_text_alike_the_usual_one_is_named():
    assert guesses(GERMAN.encode("cp1252") + b"\x81")[0].encoding == "cp1252"


def test_a_few_wrong_bytes_are_shown_in_the_encoding_that_was_chosen():
    found = decoded(RUSSIAN.encode("cp1251") + b"\x98\r\n", "cp1251")

    assert (found.text, found.is_sure) == (f"{RUSSIAN}\ufffd\n", False)


# ---- Chosen by hand ----


def test_every_encoding_that_is_offered_exists_and_has_a_name_of_its_own():
    offered = encodings()

    assert all("".encode(each.name) is not None for each in offered)
    assert len({codecs.lookup(each.name).name for each in offered}) == len(offered)
    assert len({each.title for each in offered}) == len(offered)


def test_the_chosen_encoding_is_read_strictly():
    assert decoded(POLISH.encode("cp1250"), "cp1250").text == POLISH
    assert decoded(codecs.BOM_UTF8 + b"a\r\nb", "utf-8").text == "a\nb"


def test_a_byte_that_does_not_fit_the_chosen_encoding_is_named():
    with pytest.raises(UnreadableFileError) as refusal:
        decoded(b"a\nb\x81", "cp1252")

    said = "Western European (Windows-1252) text: byte 4 (0x81, in line 2) is invalid."
    assert str(refusal.value) == f"This is not {said}"


@pytest.mark.parametrize("name", ["nonsense", "rot13", "hex", "a\0b", "undefined"])
def test_an_encoding_that_does_not_exist_is_refused(name):
    with pytest.raises(UnreadableFileError, match="There is no encoding"):
        decoded(b"text", name)


def test_bytes_that_mostly_do_not_fit_are_no_text_of_that_encoding():
    assert leniently(RUSSIAN.encode("cp1251"), "utf-8") is None


# ---- Garbled letters ----


@pytest.mark.parametrize("text", [FRENCH, GERMAN, CZECH, RUSSIAN])
def test_text_that_was_read_in_the_wrong_code_page_is_mended(text):
    garbled = "".join(
        byte.to_bytes(1, "big").decode("cp1252", errors="ignore") or chr(byte)
        for byte in text.encode()
    )

    assert without_mojibake(garbled) == text


def test_a_closing_quotation_mark_that_cleaning_cut_is_mended():
    assert (
        without_mojibake(clean("It â€œwas soâ€\x9d, â€œyesâ€\x9d\nGood → line"))
        == "It “was so”, “yes”\nGood → line"
    )


@pytest.mark.parametrize(
    "text", ["", "plain", FRENCH, GERMAN, POLISH, RUSSIAN, JAPANESE, "10 €\n“a”"]
)
def test_nothing_is_proposed_for_a_sound_text(text):
    assert without_mojibake(text) is None


def test_bytes_that_are_the_text_are_known_as_such():
    assert best_guess("Schön".encode()).is_verbatim
    assert not best_guess(b"\xef\xbb\xbfWords").is_verbatim
    assert not best_guess(b"Words\r\n").is_verbatim
    assert not best_guess("Schön".encode("cp1252") * 9).is_verbatim
