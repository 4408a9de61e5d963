"""Whatever text it is, the window shows it as it was given, and fields leave it as it is."""

import pytest
from hostile_texts import hostile_texts
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.direction import without_bidi_controls
from annotator.domain.edit import Edit
from annotator.domain.text import clean
from annotator.operations.codebook import change_label
from annotator.ui.models.rows import ROW
from annotator.ui.reading.face import Face
from annotator.ui.reading.paragraph import Paragraph
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText

PLAIN = Qt.TextFormat.PlainText


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

        assert articles.index(0).data() == text.lstrip("\ufeff\ufffe")  # as Qt takes it over
        row = claims.index(0, 0).data(ROW)
        assert row.text == without_bidi_controls(" ".join(text.split()))
        workspace.pending.flush()
        assert only(Article) == article
        assert only(Claim) == claim


MARKUP = '<b>x</b><img src="file:///etc/passwd"><script>x</script>'


@pytest.mark.usefixtures("claim")
def test_no_label_or_tooltip_takes_a_text_for_markup(window, workspace, saved, press, only):
    saved(Article, headline=MARKUP, notes=MARKUP, publisher=MARKUP)
    saved(Claim, text=MARKUP)
    scheme = workspace.codebook.scheme(Layer.CLAIM_TYPE)
    label = replace(scheme.labels[0], name=MARKUP, short=MARKUP, definition=MARKUP)
    workspace.do(change_label(scheme, label))
    press("V")
    QApplication.processEvents()

    widgets = window.findChildren(QWidget)
    labels = [each for each in widgets if isinstance(each, QLabel) and "<img" in each.text()]
    assert [each.objectName() for each in labels if each.textFormat() != PLAIN] == []
    tips = [(each.objectName(), each.toolTip()) for each in widgets if "<img" in each.toolTip()]
    assert [each for each in tips if Qt.mightBeRichText(each[1])] == []
    assert labels


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


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("first", ["\ufeff", "\ufffe"])
def test_a_mark_of_byte_order_moves_nothing_in_a_paragraph(first):
    face = Face.of(None, 16, 1.6)

    paragraph = Paragraph(f"{first}No guarantee", face, 300)

    assert paragraph._layout.text()[1:] == "No guarantee"
