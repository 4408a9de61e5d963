"""Where sentences end in many languages; a bar stands between two of them."""

import re

import pytest

from annotator.language import sentences, sentences_of_line

ROWS = [
    ("en", "He met Dr. A. B. Smith at 3 p.m. in Washington, D.C. on Monday.|It rained.", ""),
    ("en", "“I won.|They lost.|It is over,” he said.|She left.", ""),
    ("en", "“It is over.”|He left.", ""),
    ("en", "Is it true?|“No!” she said.", ""),
    ("en", "The U.S. is big.|The E.U. isn’t.", ""),
    ("en", "He left early.|She stayed.", "He left early.She stayed."),
    ("en", "Prices rose 3.5 percent.|Nobody knew.", "Prices rose 3.5 percent.Nobody knew."),
    ("en", "See www.example.com.|Then go.", ""),
    ("en", "1. First point.|2. Second point.", ""),
    ("en", "A list.|• Another thing.", ""),
    ("en", "He said:“We go.”|Then he left.", "He said:“We go.”Then he left."),
    ("en", "J.K. Rowling wrote it.|Fine.", ""),
    ("en", "Gen. Lind and Gov. Holt met Sen. Cruz Jr. on Jan. 5 at No. 10.|Then left.", ""),
    ("en", "Wait... what?|Yes… maybe.", ""),
    ("en", "She asked, “Why?” and left.", ""),
    ("en", "It cost $1.2 million (about 1.1 million euros).|Cheap!", ""),
    ("en", "He works at Yahoo! Inc. in Sunnyvale.|Yes.", ""),
    ("en", '"It ended."|"When?"|"Today."', ""),
    ("en", "Mr. Trump vs. Mr. Biden et al. met.|OK.", ""),
    ("en", "He said “go”.|She went.", ""),
    ("en", '"We go.|We stay."|He left.', '"We go. We stay."He left.'),
    ("en", 'They said:"We go.|We stay," he said.', ""),
    ("en", "“I’m not going to.|We’re going to have Europe do that,” he said.", ""),
    ("en", 'He is 5\'10" tall.|She is not.|"Yes," he said.', ""),
    ("en", "Was it “real?”|Nobody knew.", ""),
    ("en", "He left at 5 p.m.|She stayed.", ""),
    ("en", "He lives in the U.S.|She does not.", ""),
    ("de", "Am 3. Mai kam Dr. Lind um 5 Uhr z. B. nach Bonn.|Es regnete.", ""),
    ("de", "„Wir gehen.|Sofort.“|Er ging.", ""),
    ("de", "„Wir gehen“, sagte er.|„Sofort!“|Sie blieb.", ""),
    ("de", "Das ist bzw. war gut.|Ja.", ""),
    ("de", "Der 1. FC Köln siegte.|Prof. Dr. Maier lachte.", ""),
    ("de", "Er kam.|Sie ging.", "Er kam.Sie ging."),
    ("de", "Im 19. Jahrhundert war das so.|Heute nicht.", ""),
    ("de", "»Wir gehen.|Sofort.«|Er ging.", ""),
    ("fr", "M. Dupont et Mme. Martin sont venus.|Il pleut.", ""),
    ("fr", "« Nous partons.|Tout de suite. »|Il est parti.", ""),
    (
        "fr",
        "J.-C. Juncker a parlé.|C’est fini !|Vraiment ?",
        "J.-C. Juncker a parlé. C’est fini !  Vraiment ?",
    ),
    ("es", "El Sr. López y la Dra. Ruiz vinieron.|¿Cuándo?|Ayer.|¡Ya!", ""),
    ("es", "EE. UU. ganó.|Sí.", ""),
    ("ru", "В 2025 г. он приехал в г. Москва.|Потом уехал.", ""),
    ("ru", "А. С. Пушкин родился в Москве.|Да.", ""),
    ("ru", "«Мы идём.|Сейчас», — сказал он.|Она ушла.", ""),
    ("ru", "«Мы идём!» — сказал он.|Она ушла.", ""),
    ("pl", "Prof. Nowak i dr Kowalski przyszli ok. 5 rano.|Tak.", ""),
    ("pl", "W 2025 r. było inaczej.|Nie.", ""),
    ("ar", "قال د. أحمد ذلك.|ثم رحل؟|نعم!|انتهى.", ""),
    ("ar", "«سنذهب.|الآن.»|قال.", ""),
    ("he", 'ד"ר כהן הגיע.|הוא הלך.|"אנחנו הולכים.|עכשיו," אמר.', ""),
    ("ur", "وہ گیا۔|وہ آئی؟|ہاں!", ""),
    ("hi", "वह गया।|वह आई।|क्या?|डॉ. शर्मा आए।", ""),
    (
        "zh",
        "“我们走。|现在就走。”他说。|她留下了！|真的吗？|是的。",
        "“我们走。现在就走。”他说。她留下了！真的吗？是的。",
    ),
    ("zh", "“我们走。”|他留下了。", "“我们走。”他留下了。"),
    ("zh", "价格为3.5元。|没人知道。", "价格为3.5元。没人知道。"),
    (
        "ja",
        "「行こう。|今すぐ。」と彼は言った。|彼女は残った！|本当？|はい。",
        "「行こう。今すぐ。」と彼は言った。彼女は残った！本当？はい。",
    ),
    ("ko", "“가자.|지금.”이라고 말했다.|그녀는 남았다.", ""),
    ("th", "เขาไปแล้ว เธออยู่ต่อ|ส่วนคนอื่นไม่รู้", ""),
    ("th", "เขามา.|เธอไป.", ""),
    ("tr", "Prof. Dr. Ali geldi.|Saat 5'te gitti.|3. kez geldi.", ""),
    ("it", "Il sig. Rossi e la dott. Bianchi sono venuti.|Sì.", ""),
    ("nl", "Dhr. de Vries kwam om ca. 5 uur.|Ja.", ""),
    ("nl", "’s Ochtends regende het.|Goed.", ""),
    ("el", "Ήρθε;|Ναι.|Έφυγε.", ""),
    ("fr", "« Tu viens ? » demanda-t-il.|Elle partit.", ""),
    ("cs", "Prof. Novák přišel 5. května.|Odešel.", ""),
    ("und", "He met Dr. Smith.|He left.", ""),
    ("lo", "ເຂົາໄປແລ້ວ ແລະ|ສ່ວນຄົນອື່ນບໍ່ຮູ້", ""),
    ("fa", "او رفت.|او آمد؟|بله!", ""),
]


@pytest.mark.parametrize(("language", "marked", "text"), ROWS)
def test_sentences_end_where_a_reader_expects(language, marked, text):
    """A row without a text has blanks where the bars are."""
    text = text or marked.replace("|", " ")

    assert "|".join(span.of(text) for span in sentences(text, language)) == marked


@pytest.mark.parametrize(
    "line",
    [
        "没有空格的。一行文字很长！" * 80_000,
        "没有空格的一行文字很长很长" * 80_000,
        "a.a.a.a" * 140_000,
        "“Ab. " * 200_000,
        "(A. " * 250_000,
        ". ”" * 330_000,
    ],
    ids=lambda line: line[:8],
)
def test_a_line_of_a_million_characters_is_cut(line):
    """Time that grew with the square of the length would end in a time-out."""
    found = sentences_of_line(line, "zh")

    assert found[0].start == 0 or line[0] in ". "
    assert found[-1].end <= len(line)


def test_long_lines_are_cut_where_short_ones_are():
    line = (
        "He left early. “We go. We stay,” she said. It cost 1.5 million at 3 p.m. in Bonn. " * 200
    )

    found = [span.of(line) for span in sentences_of_line(line, "en")]

    assert found == [span.of(line) for span in sentences(line[:82], "en")] * 200


def test_headings_and_list_items_stand_alone_without_their_bullets():
    text = "A summit without a pledge\n• One thing\n• Another. And more\n\n1. Go\n2. Stay. Or not"

    assert [span.of(text) for span in sentences(text, "en")] == [
        "A summit without a pledge",
        "One thing",
        "Another.",
        "And more",
        "1. Go",
        "2. Stay.",
        "Or not",
    ]


@pytest.mark.parametrize(
    "line", ["•", "-", "-5 degrees.", "*Emphasis* is kept.", "– Yes, he said."]
)
def test_what_is_no_bullet_stays_in_its_sentence(line):
    assert [span.of(line) for span in sentences_of_line(line, "en")] == [line]


def test_a_quotation_over_several_sentences_can_be_read_sentence_by_sentence(real_articles):
    for path in real_articles:
        text = path.read_text(encoding="utf-8")
        found = [span.of(text) for span in sentences(text, "en")]

        assert not [
            each for each in found if re.search(r"[a-z]{3}[.?!] [A-Z][a-z]+ [a-z]+ [a-z]", each)
        ]
