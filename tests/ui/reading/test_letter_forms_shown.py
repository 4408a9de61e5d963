"""An article is shown in the forms of letters of its language."""

import pytest

from annotator.ui.reading import ArticleView, paragraph
from annotator.ui.reading.mark import Heading

TEXT = "联合国秘书长说。\n第二段，说明这个问题。"


@pytest.fixture
def view(qtbot):
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    return view


def forms(view):
    flow = view.sheet.flow
    return {flow.face.forms, flow.small.forms, flow.paragraph(0).face.forms}


def test_text_and_excluded_lines_follow_the_language_of_the_article(view):
    view.set_article(Heading("标题"), TEXT, "zh")
    assert forms(view) == {"zh-Hans"}

    view.set_language("zh-TW")
    assert forms(view) == {"zh-Hant"}

    view.set_article(Heading("News"), "Others.", "en")
    assert forms(view) == {""}


def test_another_size_keeps_the_forms(view):
    view.set_article(Heading("标题"), TEXT, "ja")

    view.set_type(None, 24, 1.6)

    assert forms(view) == {"ja"}


def test_headline_and_details_have_the_forms_of_the_text(view, monkeypatch):
    asked = []
    lettered = paragraph.lettered
    monkeypatch.setattr(
        paragraph,
        "lettered",
        lambda text, *of: (asked.append((text, of[1])), lettered(text, *of))[1],
    )

    view.set_article(Heading("标题", "新闻", notes="说明"), TEXT, "zh-HK")
    view.grab()

    assert {("标题", "zh-HK"), ("新闻", "zh-HK"), ("说明", "zh-HK")} <= set(asked)
