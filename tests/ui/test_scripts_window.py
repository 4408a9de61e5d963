"""In every script, what a person selects in the window is what the exported table points to."""

import csv
from collections import deque

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.article import Article
from annotator.domain.span import Span
from annotator.exporters import FORMATS
from annotator.exporters.write import write
from annotator.ui.project.workspace import Workspace

FAMILY = "👨‍👩‍👧‍👦🇺🇦👍🏽 "
ARTICLES = {
    "ar": "انتهت القمة في فارين يوم الخميس. وقالت الوزيرة Ana Holt إن الضمانات لن تتجاوز 26 سطرا.",
    "he": 'הפסגה הסתיימה ביום חמישי. ד"ר הולט אמרה ל-NATO כי לא יהיו ערבויות.',
    "ur": "سربراہی اجلاس جمعرات کو ختم ہو گیا۔ وزیر نے کہا کہ NATO میں ضمانتیں نہیں ہوں گی۔",
    "fa": "نشست روز پنجشنبه پایان یافت. وزیر گفت که ضمانتی در کار نخواهد بود و NATO می‌داند.",
    "zh": "瓦伦峰会周四闭幕。部长表示：“我们不会提供超出2月26日所说的保证。”她离开了。",
    "ja": "首脳会議は木曜日に閉幕した。大臣は「保証はしない。」と語り、会場を後にした。",
    "th": "การประชุมสุดยอดสิ้นสุดลงเมื่อวันพฤหัสบดี รัฐมนตรีกล่าวว่าไม่มีคำมั่นใหม่",
    "hi": "शिखर सम्मेलन गुरुवार को समाप्त हो गया। डॉ. होल्ट ने कहा कि कोई गारंटी नहीं होगी।",
    "ko": "정상회담이 목요일 폐막했다. 장관은 새로운 보장이 없을 것이라고 말했다.",
    "fr": "Le sommet s’est acheve\u0301 jeudi. La ministre a dit qu’il n’y aurait rien.",
}


def drag(view, start, end):
    """Press on one character, move to another and let go, as a hand does."""
    flow = view.sheet.flow
    blocks = range(len(flow.blocks))

    def point(position):
        while not (rects := flow.rects(Span(position, position + 1), blocks)):
            position += 1  # within a cluster
        centre = rects[0].center()
        return QPointF(view.sheet.left + centre.x(), view.sheet.on_screen(centre.y()))

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, at, button, held in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, end, none, left),
        (QEvent.Type.MouseButtonRelease, end, left, none),
    ):
        event = QMouseEvent(
            kind, point(at), point(at), button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(view.viewport(), event)


@pytest.fixture
def mentions(store, tmp_path):
    """Export, and return every mention with the words that its place has in the text file."""

    def exported():
        deque(write(FORMATS[0], store.reader, tmp_path / "out"), maxlen=0)
        (article,) = store.reader.find(Article)
        with (tmp_path / "out/claim_mentions.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                name = f"{article.code}.v{row['text_version']}.txt"
                text = (tmp_path / "out/texts" / name).read_bytes().decode()
                place = text[int(row["start_char"]) : int(row["end_char"])]
                yield row["exact"].removeprefix("'"), place

    return lambda: list(exported())


@pytest.mark.parametrize(("language", "words"), ARTICLES.items())
def test_claims_by_key_and_mouse_are_exported_word_for_word(
    window_of, store, add_article, mentions, language, words
):
    text = f"{FAMILY}{words}\n{words} {FAMILY}"
    article = add_article(text)
    window = window_of(Workspace(store))
    window.desk.open(article.id)
    view = window.desk.text
    chosen = []

    view.next_sentence()
    chosen.append(view.passage())
    window.actions_["claim.add"].trigger()
    drag(view, len(FAMILY) + 3, len(FAMILY) + 15)
    chosen.append(view.selection())
    window.actions_["claim.add"].trigger()
    view.select(Span(2, 9))  # within the family: whole clusters are taken
    chosen.append(view.selection())
    window.actions_["claim.add"].trigger()

    assert article.language == language
    assert chosen[1] is not None
    assert len(chosen[1]) >= 3
    assert chosen[2] == Span(0, 9)
    assert sorted(mentions()) == sorted((span.of(text),) * 2 for span in chosen)


def test_the_window_can_be_read_from_right_to_left(qapp, window_of, store, add_article):
    add_article(ARTICLES["ar"] + "\n" + ARTICLES["ar"][::-1])
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = window_of(Workspace(store))
        window.resize(1366, 768)
        QApplication.processEvents()
        listed = window.desk.articles.mapTo(window, window.desk.articles.rect().center())
        panel = window.desk.claims.mapTo(window, window.desk.claims.rect().center())
        text = window.desk.text.mapTo(window, window.desk.text.rect().center())

        assert not window.grab().isNull()
        assert len({listed.x(), text.x(), panel.x()}) == 3
        assert min(listed.x(), panel.x()) < text.x() < max(listed.x(), panel.x())
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
