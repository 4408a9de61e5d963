import re
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSplitter,
    QStyle,
    QStyleOptionButton,
    QTextEdit,
    QWidget,
)

from annotator import assets
from annotator.ui.reading.page import HIT
from annotator.ui.theming import fonts
from annotator.ui.theming.sheet import style_sheet
from annotator.ui.theming.theme import Scheme, Theme, apply, icon, load, shown_in
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText

SCHEMES = ("light", "dark")
TONES = ("refuted", "conflicting", "supported", "unchecked", "negative", "neutral", "positive")
ICONS = sorted(path.stem for path in assets.path("icons").glob("*.svg"))


@pytest.fixture
def app(qapp):
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    yield qapp
    qapp.setStyleSheet(before[2])
    qapp.setFont(before[1])
    qapp.setPalette(before[0])


def linear(part: float) -> float:
    """One part of a colour, in proportion to its light."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2.2."""
    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: QColor, ground: QColor) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """What is seen where a share of a colour lies over a ground."""
    parts = zip(colour.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(share * over + (1 - share) * under for over, under in parts))


def test_contrast_is_measured_as_wcag_does():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_ink_can_be_read_on_the_grounds_it_is_used_on(scheme):
    colours = load(scheme)
    plain = (colours.paper, colours.chrome, colours.window, colours.field)
    every = (*plain, colours.accent_ground, colours.selected)
    pairs = [
        *product((colours.ink, colours.second, colours.accent), every),
        *product((colours.third,), plain),
    ]

    poor = [(ink.name(), on.name()) for ink, on in pairs if contrast(ink, on) < 4.5]
    assert not poor


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edge_of_a_field_is_seen_on_the_grounds_it_is_used_on(scheme):
    colours = load(scheme)
    grounds = (colours.paper, colours.chrome, colours.window, colours.field)

    for edge in (colours.edge, colours.third, colours.accent):
        assert [on.name() for on in grounds if contrast(edge, on) < 3] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", [*TONES, "warning"])
def test_every_tone_can_be_read_on_its_ground_and_on_paper(scheme, name):
    colours = load(scheme)
    tone = colours.tone(name)

    plain = (tone.ground, colours.paper, colours.chrome, colours.window, colours.field)
    for ground in (*plain, colours.accent_ground, colours.quiet_ground, colours.selected):
        assert contrast(tone.ink, ground) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_text_of_an_article_can_be_read_on_its_marks_and_hits(scheme):
    colours = load(scheme)
    marked = [colours.tone(name).ground for name in TONES]
    bands = [colours.paper, colours.accent_ground, colours.quiet_ground, *marked]
    pairs = [
        *product((colours.ink, colours.second), (*bands, colours.selected)),
        *((colours.ink, mixed(colours.accent, ground, HIT)) for ground in bands),
    ]

    poor = [(ink.name(), on.name()) for ink, on in pairs if contrast(ink, on) < 4.5]
    assert not poor


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_disabled_can_still_be_made_out(scheme):
    colours = load(scheme)

    for ground in (colours.paper, colours.chrome, colours.window, colours.selected):
        assert contrast(colours.third, ground) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_chosen_button_of_the_main_action_can_be_read(scheme):
    colours = load(scheme)

    assert contrast(colours.paper, colours.accent) >= 4.5


def test_sentiment_borrows_the_tones_of_verdicts():
    colours = load("light")

    assert colours.tone("negative") == colours.tone("refuted")
    assert colours.tone("positive") == colours.tone("supported")
    assert colours.tone("neutral") == colours.tone("unchecked")
    assert colours.tone("a word from a codebook") == colours.tone("unchecked")


def test_a_scheme_that_does_not_exist_is_not_made_up():
    with pytest.raises(FileNotFoundError):
        load("sepia")


def test_a_wrong_colour_is_named(tmp_path, monkeypatch):
    text = assets.path("themes/light.toml").read_text().replace("#fffefb", "papery")
    (tmp_path / "odd.toml").write_text(text)
    monkeypatch.setattr(assets, "path", lambda name: tmp_path / "odd.toml")

    with pytest.raises(ValueError, match="not a colour: papery"):
        load.__wrapped__("odd")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_is_filled_with_colours_that_qt_knows(scheme):
    sheet = style_sheet(load(scheme)).split("*/", 1)[1]

    assert "$" not in sheet
    colours = re.findall(r":[^;{}]*(#\w+)[^;{}]*[;}]", sheet)  # a name behind # is a selector
    assert colours
    assert all(QColor(word).isValid() for word in colours)
    assert sheet.count("{") == sheet.count("}") > 20


def test_boxes_to_be_ticked_grow_with_the_text(app, qtbot):
    sizes = []
    for scale in (1.0, 2.0):
        app.setStyleSheet(style_sheet(load("light"), scale))
        box = QCheckBox("Needs context")
        qtbot.addWidget(box)
        box.ensurePolished()
        sizes.append(box.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box))
    apply(app, Scheme.LIGHT)

    assert sizes[1] - sizes[0] == 14


def test_a_round_box_stays_round_in_larger_type(app, qtbot):
    app.setStyleSheet(style_sheet(load("light"), 2.0))
    box, option = QRadioButton("As labels"), QStyleOptionButton()
    qtbot.addWidget(box)
    picture = box.grab().toImage()
    box.initStyleOption(option)
    place = (
        box.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, box).topLeft()
    )
    apply(app, Scheme.LIGHT)

    assert picture.pixelColor(place + QPoint(3, 3)) == picture.pixelColor(place)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pictures_named_in_the_style_sheet_exist(scheme):
    names = re.findall(r'url\("(.+?)"\)', style_sheet(load(scheme)))

    assert names
    assert all(assets.path(name).is_file() for name in names)


@pytest.mark.parametrize(("scheme", "dark"), [(Scheme.LIGHT, False), (Scheme.DARK, True)])
def test_applying_a_scheme_colours_the_whole_program(app, scheme, dark):
    colours = apply(app, scheme)

    shown = app.palette()
    assert colours.is_dark is dark
    assert shown.color(QPalette.ColorRole.WindowText) == colours.ink
    assert shown.color(QPalette.ColorRole.PlaceholderText) == colours.third
    assert shown.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == colours.third
    assert shown_in(QWidget()) == colours


def test_interface_type_is_13_pixels_and_smaller_sizes_follow(app):
    apply(app, Scheme.LIGHT)
    dots = QGuiApplication.primaryScreen().logicalDotsPerInchY()

    def pixels(font):
        return font.pointSizeF() * dots / 72

    assert pixels(app.font()) == pytest.approx(13)
    assert pixels(fonts.small(app.font())) == pytest.approx(11.5)
    assert pixels(fonts.heading(app.font())) == pytest.approx(10.5)
    assert pixels(fonts.reading(18)) == pytest.approx(18)


def test_the_theme_says_when_it_changed_and_to_what(app, qtbot):
    theme = Theme(app, Scheme.LIGHT)

    with qtbot.waitSignal(theme.changed) as change:
        theme.set_scheme(Scheme.DARK)

    assert change.args == [load("dark")]
    assert theme.palette is load("dark")
    assert theme.scheme is Scheme.DARK


def test_asking_for_the_scheme_in_use_changes_nothing(app, qtbot):
    theme = Theme(app, Scheme.DARK)

    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme(Scheme.DARK)


def test_a_system_that_says_nothing_is_taken_as_light(app):
    assert app.styleHints().colorScheme() is Qt.ColorScheme.Unknown

    assert Theme(app).palette is load("light")


def test_a_label_takes_its_ink_from_the_style_sheet(app, qtbot):
    colours = apply(app, Scheme.DARK)
    label = QLabel("small print")
    label.setProperty("ink", "second")
    qtbot.addWidget(label)
    label.ensurePolished()

    assert label.palette().color(QPalette.ColorRole.WindowText) == colours.second


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, AutoText, AutoLine])
def test_a_placeholder_can_be_read(app, qtbot, scheme, kind):
    colours = apply(app, scheme)
    field = kind("") if issubclass(kind, AutoText | AutoLine) else kind()
    field.setPlaceholderText("In one sentence")
    qtbot.addWidget(field)
    field.ensurePolished()

    ink = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert ink.alpha() == 255  # Qt's own takes the ink of the text, half of it
    assert contrast(ink, colours.field) >= 4.5


def test_a_field_keeps_saying_which_scheme_it_is_shown_in(app, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        colours = apply(app, scheme)
        field.ensurePolished()

        assert shown_in(field) == colours


@pytest.mark.parametrize("name", [name for name in ICONS if name != "annotator"])
def test_an_icon_is_drawn_in_the_colour_asked_for_and_in_no_other(qapp, name):
    colour = QColor("#2f5d8c")
    picture = icon(name, colour).pixmap(QSize(16, 16), 2.0).toImage()

    shown = {
        picture.pixelColor(x, y).name()
        for x, y in product(range(picture.width()), range(picture.height()))
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert picture.width() == 32
    assert shown == {colour.name()}


def test_an_icon_is_as_sharp_as_the_screen(qapp):
    drawn = icon("done", QColor("black"))

    for ratio in (1.0, 1.25, 1.5, 1.75, 2.0, 3.0):
        assert drawn.pixmap(QSize(16, 16), ratio).width() == 16 * ratio


def test_an_icon_that_does_not_exist_is_not_left_blank(qapp):
    with pytest.raises(FileNotFoundError):
        icon("nothing", QColor("black"))


@pytest.mark.parametrize(
    ("platform", "points", "scale"),
    [("windows", 9, 1), ("windows", 18, 2), ("cocoa", 13, 1), ("xcb", 11, 1), ("cocoa", 11, 1)],
)
def test_each_desktop_has_a_usual_size_of_its_own(app, monkeypatch, platform, points, scale):
    monkeypatch.setattr(fonts.QGuiApplication, "platformName", lambda: platform)
    monkeypatch.setattr(fonts.QFontDatabase, "systemFont", lambda _: QFont("Inter", points))

    assert fonts.desktop_scale() == scale


@pytest.mark.parametrize(
    ("installed", "taken"),
    [(["Segoe UI"], "Segoe UI"), (["SF Pro", "Inter [rsms]"], "Inter"), (["Ink"], "General")],
)
def test_the_first_typeface_that_is_installed_is_taken(app, monkeypatch, installed, taken):
    monkeypatch.setattr(fonts.QFontDatabase, "families", lambda: installed)
    monkeypatch.setattr(fonts.QFontDatabase, "systemFont", lambda _: QFont("General"))

    assert fonts._first_of.__wrapped__(("Inter", "Segoe UI", "SF Pro")) == taken


def test_a_typewriter_is_not_the_typeface_of_the_window_where_there_is_another(app, monkeypatch):
    installed = ["Liberation Mono", "Liberation Sans"]
    monkeypatch.setattr(fonts.QFontDatabase, "families", lambda: installed)
    monkeypatch.setattr(fonts.QFontDatabase, "systemFont", lambda _: QFont("Liberation Mono"))
    monkeypatch.setattr(fonts.QFontInfo, "fixedPitch", lambda _: True)

    assert fonts._first_of.__wrapped__(("Inter", "Segoe UI")) == "Liberation Sans"


@pytest.mark.parametrize("side", [Qt.Orientation.Horizontal, Qt.Orientation.Vertical])
def test_between_two_halves_is_a_line_of_one_pixel(app, qtbot, side):
    apply(app, Scheme.LIGHT)
    halves = QSplitter(side)
    qtbot.addWidget(halves)
    halves.addWidget(QWidget())
    halves.addWidget(QWidget())
    halves.resize(100, 100)
    halves.show()

    seen = halves.grab().toImage()
    is_upright = side is Qt.Orientation.Vertical
    places = [QPoint(50, at) if is_upright else QPoint(at, 50) for at in range(100)]
    drawn = [seen.pixelColor(each) for each in places]
    assert drawn.count(load("light").line) == 1
