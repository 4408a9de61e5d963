"""Whatever text it is, the window shows it as it was given, and fields leave it as it is."""

import pytest
from hostile_texts import hostile_texts
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QListView

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.direction import without_bidi_controls
from annotator.domain.edit import Edit
from annotator.domain.text import clean
from annotator.ui.models.rows import ROW
from annotator.ui.reading.face import Face
from annotator.ui.reading.paragraph import Paragraph
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText


@pytest.fixture(scope="module")
def texts(shared_data, full):
    return hostile_texts(shared_data, full=full)


@pytest.fixture
def saved(workspace, only):
    """Give the only record of a kind other words, and return it as it is saved."""

    def save(kind, **words):
        record = only(kind)
        workspace.do(Edit.swap("Reword", record, replace(record, **words)))
        return only(kind)

    return save


@pytest.mark.usefixtures("claim")
def test_lists_show_a_text_and_fields_keep_it(window, workspace, texts, saved, only, full):
    articles = window.desk.articles.model
    claims = window.findChild(QListView, "claim.list").model()
    for text in texts if full else texts[::4]:
        article = saved(Article, headline=text, notes=text, publisher=text)
        claim = saved(Claim, text=text)
        QApplication.processEvents()

        assert articles.index(0).data() == text
        row = claims.index(0, 0).data(ROW)
        assert row.text == without_bidi_controls(" ".join(text.split()))
        workspace.pending.flush()
        assert only(Article) == article
        assert only(Claim) == claim


@pytest.mark.parametrize("kind", [AutoLine, AutoText])
def test_a_field_that_is_only_left_commits_nothing(qtbot, texts, kind):
    field = kind()
    qtbot.addWidget(field)
    committed = []
    field.committed.connect(committed.append)
    for text in texts:
        field.begin(text)
        field.flush()

    assert committed == []


@pytest.mark.usefixtures("qapp")
def test_a_paragraph_has_every_character_in_its_place(texts):
    face = Face.of(None, 16, 1.6)
    for text in texts:
        body = clean(text)
        paragraph = Paragraph(body, face, 300)
        assert paragraph._layout.text() == body.replace("\n", "\u2028")
        for place in range(len(body)):
            assert 0 <= paragraph.line_of(place) < paragraph.lines
