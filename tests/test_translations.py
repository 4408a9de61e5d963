"""A translation that would lose a field is refused before the program can load it."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tools import messages

COUNTED = ("Accept {mark} as it is", "Accept {count} marks")


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """Write a catalogue of Ukrainian with one translation; returns where it is compiled to."""
    monkeypatch.setattr(messages, "TEMPLATE", tmp_path / "annotator.pot")
    monkeypatch.setattr(messages, "template", lambda: b"")

    def written(english, translation, flags=()):
        catalog = Catalog("uk")
        catalog.add(english, translation, flags=flags)
        path = tmp_path / "uk/LC_MESSAGES/annotator.po"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_po(file, catalog)
        return path.with_suffix(".mo")

    return written


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("“{name}” is empty.", "«{name}» порожній."),
        ("{done} of {total}", "{total}: {done}"),
        (COUNTED, ("Прийняти {mark}", "Прийняти {count} позначки", "Прийняти {count} позначок")),
        ("There is no year {year:04}.", "Року {year:04} немає."),
    ],
)
def test_a_translation_with_its_fields_is_compiled(catalogue, english, translation):
    compiled = catalogue(english, translation)

    messages.main()

    assert compiled.is_file()


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("“{name}” is empty.", "Файл порожній."),
        ("“{name}” is empty.", "«{назва}» порожній."),
        ("“{name}” is empty.", "«{name» порожній."),
        ("“{name}” is empty.", "«{name}» порожній: {reason}."),
        ("There is no year {year:04}.", "Року {year} немає."),
        (COUNTED, ("Прийняти {mark}", "Прийняти {count} позначки", "Прийняти позначки")),
    ],
)
def test_a_translation_without_its_fields_is_refused(catalogue, english, translation):
    compiled = catalogue(english, translation)

    with pytest.raises(SystemExit, match="has other fields than"):
        messages.main()

    assert not compiled.exists()


def test_a_translation_that_is_not_finished_may_be_wrong(catalogue):
    compiled = catalogue("“{name}” is empty.", "Файл порожній.", flags=["fuzzy"])

    messages.main()

    assert compiled.is_file()


def test_translations_of_the_program_have_their_fields():
    for path in Path(messages.TEMPLATE).parent.glob("*/LC_MESSAGES/annotator.po"):
        with path.open("rb") as file:
            assert [*messages.faults(read_po(file))] == [], path
