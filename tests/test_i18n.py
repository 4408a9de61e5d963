"""The program speaks the language that was chosen, and English where it knows no other."""

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import annotator
from annotator import assets, i18n
from annotator.i18n import N_, format_list, format_number, ngettext, pgettext, tr


@pytest.fixture(autouse=True)
def back_to_its_language():
    """Let the other tests go on in theirs."""
    former = i18n.language()
    yield
    i18n.choose_language(former)


@pytest.fixture
def ukrainian(tmp_path, monkeypatch):
    """A catalogue of Ukrainian with four texts."""
    catalog = Catalog("uk")
    catalog.add("“{name}” is empty.", "«{name}» порожній.")
    lines = ("{count} рядок", "{count} рядки", "{count} рядків")
    catalog.add(("{count} line", "{count} lines"), lines)
    catalog.add("Open", "Відкритий", context="state")
    catalog.add(",", "\u00a0", context="between thousands")
    file = BytesIO()
    write_mo(file, catalog)
    place = tmp_path / "i18n/uk/LC_MESSAGES/annotator.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(file.getvalue())
    monkeypatch.setattr(assets, "path", lambda name: tmp_path / name)


@pytest.mark.parametrize("language", ["", "C", "en_GB", "eo", "qps-nothing"])
def test_text_is_english_without_a_catalogue(language):
    i18n.choose_language(language)

    assert tr("“{name}” is empty.", name="a.txt") == "“a.txt” is empty."
    assert tr("{braces} stay without fields") == "{braces} stay without fields"
    assert ngettext("{count} line", "{count} lines", 1) == "1 line"
    assert ngettext("{count} line of {name}", "{count} lines of {name}", 1234, name="A1") == (
        "1,234 lines of A1"
    )
    assert pgettext("state", "Open {name}", name="A1") == "Open A1"
    assert not i18n.is_right_to_left()
    assert i18n.language() == ("" if language in {"", "C", "en_GB"} else language)


def test_text_is_in_the_language_of_a_catalogue(ukrainian):
    i18n.choose_language("uk_UA")

    assert tr("“{name}” is empty.", name="a.txt") == "«a.txt» порожній."
    assert [ngettext("{count} line", "{count} lines", n) for n in (1, 3, 5)] == [
        "1 рядок",
        "3 рядки",
        "5 рядків",
    ]
    assert (pgettext("state", "Open"), tr("Open")) == ("Відкритий", "Open")
    assert format_number(1234) == "1\u00a0234"


@pytest.mark.parametrize(
    ("items", "phrase"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_several_things_are_one_phrase(items, phrase):
    assert format_list(items) == phrase


def test_marked_text_is_translated_where_it_is_shown(ukrainian):
    marked = N_("“{name}” is empty.")

    assert tr(marked, name="a") == "“a” is empty."
    i18n.choose_language("uk")
    assert tr(marked, name="a") == "«a» порожній."


@pytest.mark.parametrize("language", ["ar", "fa_IR", "he", "qps-plocm"])
def test_language_may_run_from_right_to_left(language):
    i18n.choose_language(language)

    assert i18n.is_right_to_left()


@pytest.mark.parametrize("language", ["qps-ploc", "qps-plocm"])
def test_pseudo_language_is_longer_and_keeps_fields_and_tags(language):
    message = "Exclude <b>{name}</b>&nbsp;from &File and leave the others"
    i18n.choose_language(language)

    shown = tr(message, name="a1")
    assert shown.startswith("[")
    assert shown.endswith("]")
    assert re.findall("[a-zA-Z0-9<>/&;]+", shown) == ["<b>a1</b>&nbsp;", "&"]
    assert 1.35 < len(tr("Exclude all suggested boilerplate")) / 33 < 1.5
    assert tr("") == ""
    assert format_number(1234) == "1,234"
    assert ngettext("{count} line", "{count} lines", 2).startswith("[2 ")
    assert pgettext("state", "Open").startswith("[")


def test_both_forms_of_a_count_stand_where_it_is_counted():
    """Only there are they collected as the forms of one text."""
    apart = [
        f"{path.name}:{call.lineno}"
        for path in Path(annotator.__file__).parent.rglob("*.py")
        if path.name not in {"i18n.py", "edit_label.py"}
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "ngettext"
        if not all(isinstance(form, ast.Constant) for form in call.args[:2])
    ]

    assert apart == []
