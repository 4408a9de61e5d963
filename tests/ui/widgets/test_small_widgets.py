import pytest
from mirrored import from_start
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from annotator.domain.text import one_line, uniform_line_ends
from annotator.ui.theming.palette import load
from annotator.ui.theming.theme import Scheme, apply, icon, shown_in
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.chip import CHIP_HEIGHT, chip_text, paint_chip
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.clear_line import ClearLine
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.form import LABEL_WIDTH, Form
from annotator.ui.widgets.label_above import LabelAbove
from annotator.ui.widgets.list_heading import ListHeading
from annotator.ui.widgets.typed import tooltip


def painted(scheme, text, tone, width):
    image = QImage(width, CHIP_HEIGHT, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_chip(painter, image.rect(), text, tone, load(scheme))
    painter.end()
    return image


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_sign_that_clears_a_field_has_the_colours_of_the_scheme(qapp, qtbot, scheme):
    field = ClearLine("Find")
    qtbot.addWidget(field)

    apply(qapp, scheme)

    sign = field.findChild(QToolButton).icon()
    assert sign.cacheKey() == icon("clear", shown_in(field).second).cacheKey()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chip_is_rounded_and_has_the_ground_of_its_tone(qapp, scheme):
    image = painted(scheme, "refuted", "refuted", 80)

    assert image.pixelColor(4, CHIP_HEIGHT // 2) == load(scheme).tone("refuted").ground
    assert image.pixelColor(0, 0).alpha() == 0


def test_a_chip_has_a_sign_besides_its_colour():
    assert chip_text("refuted", "refuted") == "✕ refuted"
    assert chip_text("unchecked", "unchecked") == "unchecked"


def test_painting_a_chip_leaves_the_painter_as_it_was(qapp):
    image = QImage(80, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    font, pen = painter.font(), painter.pen()

    paint_chip(painter, QRect(0, 0, 80, 20), "refuted", "refuted", load("light"))

    assert (painter.font(), painter.pen()) == (font, pen)
    painter.end()


@pytest.fixture
def heading(qtbot):
    made = ListHeading("Claims")
    qtbot.addWidget(made)
    made.show()
    return made


def texts(widget):
    parts = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return [part.text() for part in parts if part.isVisible()]


def test_a_heading_shows_a_count_when_it_was_given_one(heading):
    assert texts(heading) == ["Claims"]

    heading.set_count("5")
    assert sorted(texts(heading)) == ["5", "Claims"]

    heading.set_count("")
    assert texts(heading) == ["Claims"]


def test_the_button_of_a_heading_has_a_name_and_acts(heading, qtbot):
    button = heading.add_button("✕", "Close (Esc)")

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)

    assert (button.text(), button.accessibleName()) == ("✕", "Close (Esc)")
    assert "Close (Esc)" in button.toolTip()


@pytest.fixture
def fold(qtbot):
    made = Fold("More", QLineEdit())
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_fold_is_closed_until_it_is_turned(fold, qtbot):
    toggle = fold.findChild(QPushButton)
    assert not fold.is_open()
    folded = toggle.icon().pixmap(14).toImage()

    with qtbot.waitSignal(fold.turned) as turn:
        qtbot.keyClick(toggle, Qt.Key.Key_Space)

    assert turn.args == [True]
    assert (toggle.text(), fold.findChild(QLineEdit).isVisible()) == ("More", True)
    assert toggle.icon().pixmap(14).toImage() != folded


def test_a_form_names_its_fields_to_the_eye_and_the_ear(qtbot):
    form, field = Form(), QLineEdit()
    qtbot.addWidget(form)

    label = form.add("Says it", field)

    assert (label.text(), label.buddy(), label.width()) == ("Says it", field, LABEL_WIDTH)
    assert field.accessibleName() == "Says it"


def test_fields_stand_at_a_pitch_of_32_pixels_beside_labels_of_72(qtbot):
    form, fields = Form(), [QLineEdit(), ChoiceRow(), AutoText(), AutoLine()]
    labels = [form.add(f"Field {number}", field) for number, field in enumerate(fields)]
    form.beside().add("Beside", beside := QLineEdit())
    qtbot.addWidget(form)
    form.resize(448, form.sizeHint().height())
    form.show()
    qtbot.wait(1)

    assert [field.geometry().top() for field in fields] == [0, 32, 64, 96]
    assert {field.height() for field in fields} == {28}
    assert {(from_start(each.geometry(), form).x(), each.width()) for each in labels} == {(0, 72)}
    assert {from_start(field.geometry(), form).x() for field in fields} == {72}
    assert beside.y() == 96
    assert form.fields == [*fields, beside]


def test_fields_are_as_high_as_buttons_in_a_typeface_of_low_lines(qapp, qtbot):
    low = QFont(qapp.font())
    low.setPointSizeF(low.pointSizeF() * 0.75)
    form, above = Form(), LabelAbove()
    fields = [QLineEdit(), QComboBox(), AutoText(), AutoLine()]
    for field, page in zip(fields, (form, form, form, above), strict=True):
        field.setFont(low)
        page.add("Field", field)
    for page in form, above:
        qtbot.addWidget(page)
        page.show()
    qtbot.wait(1)

    assert {field.height() for field in fields} == {28}


def test_lines_stand_close_whatever_is_between_the_items_of_one(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    layout = FlowLayout(page, gap=24)
    for text in ("One button", "Another button"):
        layout.addWidget(QPushButton(text))
    height = layout.itemAt(0).sizeHint().height()

    assert layout.heightForWidth(1000) == height
    assert layout.heightForWidth(150) == 2 * height + 4


def test_a_long_label_wraps_and_its_row_grows(qtbot):
    form, fields = Form(), [QLineEdit(), QLineEdit()]
    label = form.add("A scheme with a long title of one’s own", fields[0])
    form.add("Next", fields[1])
    qtbot.addWidget(form)
    form.resize(form.sizeHint())
    form.show()
    qtbot.wait(1)

    assert label.height() >= label.heightForWidth(label.width()) > 40
    assert fields[1].y() > label.geometry().bottom()
    assert form.rect().contains(fields[1].geometry())


@pytest.fixture
def flow(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    layout = FlowLayout(page, gap=4)
    for width in (60, 60, 60):
        box = QWidget()
        box.setFixedSize(width, 20)
        layout.addWidget(box)
    return page


def places(page):
    return [page.layout().itemAt(n).geometry().topLeft().toTuple() for n in range(3)]


def test_items_flow_into_the_next_line(flow):
    flow.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    flow.resize(130, 50)
    flow.layout().setGeometry(flow.rect())

    assert places(flow) == [(0, 0), (64, 0), (0, 24)]
    assert flow.heightForWidth(130) == 44


def test_items_flow_from_the_right_where_the_interface_does(flow):
    flow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.resize(130, 50)
    flow.layout().setGeometry(flow.rect())

    assert places(flow) == [(70, 0), (6, 0), (70, 24)]


def test_a_hidden_item_takes_no_room(flow):
    flow.resize(130, 50)
    flow.show()
    flow.layout().itemAt(0).widget().hide()

    assert flow.heightForWidth(130) == 20


def test_an_item_taken_out_is_gone(flow):
    taken = flow.layout().takeAt(1)

    assert taken.widget() is not None
    assert flow.layout().count() == 2
    assert flow.layout().takeAt(7) is None


def test_typed_text_has_one_kind_of_line_end_and_is_not_changed_otherwise():
    assert uniform_line_ends("a\r\nb\u2029c\0\x1bd\ud800\ufdd0") == "a\nb\nc\0\x1bd\ud800"
    assert one_line("a\nb") == "a b"


def test_a_tooltip_shows_the_very_words():
    assert tooltip("<b> & c\nd") == "<qt>&lt;b&gt; &amp; c<br>d</qt>"
    assert tooltip("") == ""
