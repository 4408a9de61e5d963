"""Columns are told by their names in many languages, and by what is in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.importers.table_match import Match, guess_match, shape

STORY = "The summit ended after two days. " * 10


@pytest.mark.parametrize(
    ("columns", "match"),
    [
        (("id", "title", "text"), Match(text=2, headline=1)),
        (("Summary", "articleBody", "headLine"), Match(text=1, headline=2)),
        (("Article_Title", "article-text", "Publication Date"), Match(headline=0, text=1, date=2)),
        (("title.rendered", "content.rendered", "link"), Match(headline=0, text=1, url=2)),
        (("titre de presse", "texte", "auteur"), Match(headline=0, text=1, byline=2)),
        (("Überschrift", "Inhalt", "Quelle"), Match(headline=0, text=1, publisher=2)),
        (("titulo", "cuerpo", "fecha", "idioma"), Match(headline=0, text=1, date=2, language=3)),
        (("Заголовок", "Текст", "Дата", "Автор"), Match(headline=0, text=1, date=2, byline=3)),
        (("标题", "正文", "作者", "链接"), Match(headline=0, text=1, byline=2, url=3)),
        (("العنوان", "النص", "التاريخ"), Match(headline=0, text=1, date=2)),
        (("शीर्षक", "पाठ", "भाषा"), Match(headline=0, text=1, language=2)),
        (("text", "text", "x"), Match(text=0)),
        (("a", "b"), Match()),
        ((), Match()),
    ],
)
def test_columns_are_told_by_their_names(columns, match):
    assert guess_match(columns, []) == match


def test_columns_without_known_names_are_told_by_their_cells():
    rows = [("7", STORY, "https://a.example/1", "2025-02-27"), ("8", STORY, "", "27.2.2025")]

    assert guess_match(("a", "b", "c", "d"), rows) == Match(text=1, url=2, date=3)


def test_a_short_column_is_not_the_text_where_another_is_long():
    assert guess_match(("content", "x"), [("video", STORY)]) == Match(text=1)
    assert guess_match(("content", "x"), [("video", "short")]) == Match(text=0)
    assert guess_match(("content", "x"), [(STORY, STORY * 2)]) == Match(text=0)


def test_years_alone_are_no_dates():
    assert guess_match(("text", "n"), [("Words", "2024"), ("Words", "1999")]) == Match(text=0)


def test_a_shape_is_the_same_for_the_same_names():
    assert shape(("Text", "Titel")) == shape(("text", " TITEL "))
    assert shape(("Text", "Titel")) != shape(("Titel", "Text"))
    assert Match(**Match(text=3, url=1).as_dict()) == Match(text=3, url=1)


@settings(deadline=None)
@given(rows=st.lists(st.lists(st.text(), max_size=5), max_size=5), columns=st.lists(st.text()))
def test_no_table_breaks_the_guess(rows, columns):
    found = [index for index in guess_match(columns, rows).as_dict().values() if index is not None]

    assert len(set(found)) == len(found)
    assert all(0 <= index < len(columns) for index in found)
    assert shape(columns)
