"""A missing space is proposed behind every mark that wants one, and nowhere else."""

import pytest

from annotator.domain.revision import applied
from annotator.language.repairs.proposing import RepairKind, proposals


def mended(text, language="en"):
    """Return the text with every missing space put in."""
    repairs = proposals(text, language)
    assert {repair.kind for repair in repairs} <= {RepairKind.MISSING_SPACE}
    return applied(text, [edit for repair in repairs for edit in repair.edits])


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2022.| Then it ended.",
        "He met Putin.| Tensions rose.",
        "It underpins NATO.| The rest is talk.",
        "It ended.| A new day began.",
        "He leads (for now).| Nobody knows.",
        "The leaders’.| Their aides.",
        "We left.| NATO stayed.",
        "It is up 20%.| The rest fell.",
        "He lives in the U.S.| The rest do not.",
        "It ended at 5 p.m.| The rest went on.",
        "Mr.| Lind spoke for some.",
        "for peace,| highlighting the risk",
        "However,| he left",
        "On Wednesday,| April 23,| that",
        "On April 23,| 2025 it began",
        "in 2028,| by 211 votes",
        "in 2028,| a good year",
        "Kaldria,| 211 votes",
        "ten yrs.,| he said",
        "“so”,| said he",
        "why?!| nobody knows",
        "One thing;| another",
        "Why?| Because.",
        "why?| he asked",
        "In 2022?| Never.",
        "Stop!| Now!",
        "badly:| the rest",
        "She said:| “We go.”",
        "He said,| “We go.”",
        "It ended.| “We go.”",
        "In 2022| “the few” left",
        "the| “great” deal",
        "“We go,”| he said",
        "“We go!”| Then he left.",
        "“A list”| a man keeps",
        'said:| "We go."',
        'the "great"| deal',
        "It is over.| ‘We go,’ he said.",
        "‘We don’t go,’| he said.",
        "Write to #kaldria,| then wait.",
        "CNN.com,| then BBC",
    ],
)
def test_a_space_that_is_missing_is_proposed(text):
    assert mended(text.replace("| ", "")) == text.replace("| ", " ")


@pytest.mark.parametrize(
    "text",
    [
        "The U.S.-Kaldria pact of the U.S. and J.R.R. Tolkien",
        "J.K.Rowling, e.g., i.e., U.N.E.P., Ph.D and EE.UU all stay",
        "It cost 3.5 of 10,000 at 14:03 or 14.03, by 1,204 to 34.",
        "See https://a.example/X.Y,z?Q:R and www.A.Be,fg or mail Lea.Wehr@Post.Example,now",
        "Node.js, ASP.NET, Amazon.com, Amazon.Com, report.PDF and state.gov",
        "v1.2.3-beta, Fig.2, No.5 and 3.A",
        "wait...And then… “so” ..And ...“we",
        "x,y and (a,b) or f(aa,bb)",
        "#Kaldria #Pact2031 @lea",
        "a_b.Cd,ef x=1,yy <a.Bc> C:\\Users.Are,we /usr/Lib.So,we",
        "&amp;foo &#38;bar",
        "it’s the dogs’ “un-word”, so",
        "http:foo mailto:lea aa:bb:cc :smile:then 10:am a:bc key:/x",
        "1;DROP",
        '5"9 and 15"screen',
        "the “great” deal “to be”",
        "“”This stays as nobody knows",
        "word”This and »this and that«",
        '"one quote alone',
        "no”s and “no”s",
        "rock ‘n’ roll, o’clock’s",
        ",this and .This and :“this",
        "ab,$5 -,ef",
        "Will.I.Am",
        "",
    ],
)
def test_where_no_space_is_missing_none_is_proposed(text):
    assert mended(text) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er kam.| Dann sagte er:| „Wir gehen.“"),
        ("de", "„Wir gehen“,| sagte er und „blieb“| dann."),
        ("de", "Er sagte,| »wir gehen«| dann"),
        ("fr", "Il a dit,| «oui»| puis l’«Unità» et d“or"),
        ("es", "Dijo:| ¿Qué?| ¡No! Sí,| ¿cómo?"),
        ("sv", "Han sade:| ”Vi går”| sedan, EU:n och USA:s"),
        ("ru", "Он сказал.| Потом ушёл,| а она — нет."),
        ("el", "Έφυγε.| Μετά γύρισε,| είπε."),
        ("ar", "انتهى اليوم.| وبدأ غدا،| قال:| الآن؟| نعم؛| كلا"),
        ("he", "הוא הלך.| היא נשארה,| אמר"),
        ("ko", "회의가 끝났다.| 그는 떠났다,| 그리고"),
        ("hi", "वह गया।| वह रुकी,| फिर"),
    ],
)
def test_each_language_has_its_marks(language, text):
    assert mended(text.replace("| ", ""), language) == text.replace("| ", " ")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Bürger:innen und Nutzer:in, z.B. d.h. u.a. am 3.5. im Jahr 2031"),
        ("sv", "EU:ns och FN:s"),
        ("tr", '"Milliyet"in haberi'),
        ("zh", "会议结束了。没有签字,代表们(Lind,Fisk)说:“再见”他走了.他们"),
        ("en", "He said 会议。没有,签字:“再见”他 and left"),
        ("ja", "首脳会談が終わった。「約束はない」と述べた.そして"),
        ("th", "การประชุมสิ้นสุดลง.ไม่มี,การลงนาม"),
        ("ko", "그는 “아니다”라고 말했다"),
        ("ar", 'على صلة بـ"الجيش" وقال"نعم"ثم'),
        ("he", 'צה"ל ודו"ח'),
    ],
)
def test_each_language_has_its_habits(language, text):
    assert mended(text, language) == text


def test_a_run_without_end_is_no_prose():
    text = "ab,cd" * 100

    assert mended(text) == text


def test_the_repair_shows_the_run_of_words_and_says_what_is_missing():
    (repair,) = proposals("He met Putin.Tensions rose.", "en")

    assert repair.span.of("He met Putin.Tensions rose.") == "Putin.Tensions"
    assert repair.reason == "no space after the full stop"


def test_the_shown_words_are_cut_when_they_are_long():
    text = f"{'a' * 60}.{'B' * 60}"

    (repair,) = proposals(text, "en")

    assert len(repair.span) == 80
