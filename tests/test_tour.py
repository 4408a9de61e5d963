"""The tour, whole: its steps, its pictures, and the labels it hands over."""

import csv
import gc
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.commands import window
from annotator.storage.verification import findings
from annotator.tour import pictures as desk_pictures
from annotator.tour import walk as tour

STEPS = ("Made", "Looked", "Imported", "Marked", "Gave", "Gave", "Took", "Exported", "Looked")
PICTURES = ("window-1366", "window-1920", "claim", "check", "welcome")
LEAST_COLOURS = 60


def colours(path: Path) -> int:
    """Count the colours of a picture, at every fifth point."""
    image = QImage(str(path))
    points = ((x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5))
    return len({image.pixel(x, y) for x, y in points})


def placed(export: Path, table: str, words: str) -> list[tuple[str, str]]:
    """Return the words of each row, as the table and as the text at its offsets have them."""
    with (export / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = {row["article_id"]: export / row["text_file"] for row in csv.DictReader(file)}
    with (export / table).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["start_char"]]
    found = []
    for row in rows:
        text = texts[row["article_id"]].read_bytes().decode()
        found.append((row[words], text[int(row["start_char"]) : int(row["end_char"])]))
    return found


def test_the_tour_does_the_main_job_and_leaves_pictures_and_tables(qapp, tmp_path):
    said = list(tour.tour(tmp_path, sees_all=False))

    assert tuple(line.split()[0] for line in said) == STEPS
    assert said[3] == "Marked a claim: C11"
    assert list(findings(tmp_path / "Sample.annotator", tmp_path / "seen")) == []
    assert not [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for name in PICTURES:
        for scheme in ("light", "dark"):
            assert colours(tmp_path / f"{name}-{scheme}.png") > LEAST_COLOURS, (name, scheme)
    for table in ("claim_mentions.csv", "sentiments.csv"):
        places = placed(tmp_path / "export", table, "exact")
        assert len(places) > 4
        assert all(words == there for words, there in places)


@pytest.mark.long
def test_every_screen_is_pictured_in_usual_and_in_double_type(qapp, tmp_path, monkeypatch):
    keys = {name: desk_pictures._KEYS[name] for name in ("evidence", "let-go")}
    once = {name: desk_pictures._ONCE[name] for name in ("compare", "import", "menu", "native")}
    monkeypatch.setattr(desk_pictures, "_KEYS", keys)
    monkeypatch.setattr(desk_pictures, "_ONCE", once)
    monkeypatch.setattr(desk_pictures, "SIZES", (QSize(1366, 768),))
    monkeypatch.setattr(tour, "_Walk", lambda *_: SimpleNamespace(steps=list, picture=print))

    said = list(tour.tour(tmp_path))

    assert said[1] == "Looked at 6 screens in 1 sizes, in type of 100%"
    names = (f"{name}{scale}-1366" for name in (*keys, *once) for scale in ("", "-200"))
    for name in names:
        for scheme in ("light", "dark"):
            assert colours(tmp_path / f"desk-{name}-{scheme}.png") > LEAST_COLOURS, name
    assert not [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def test_waiting_for_what_never_comes_ends(monkeypatch):
    tries = []
    monkeypatch.setattr(tour.QTest, "qWait", tries.append)

    tour._wait(lambda: False)

    assert len(tries) == 500


def test_no_widget_of_the_tour_dies_on_a_worker_thread(monkeypatch, tmp_path):
    seen = []

    def steps(_):
        seen.append(gc.isenabled())
        yield "Looked"

    monkeypatch.setattr(tour, "tour", steps)
    gc.enable()
    try:
        window.walk(tmp_path)
    finally:
        gc.disable()  # as every test has it

    assert seen == [False]
