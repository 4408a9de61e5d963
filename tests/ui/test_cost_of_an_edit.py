"""An edit asks the project for no more than it changed."""

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.domain.stamp import new_id
from annotator.storage.reader import StoredReader


@pytest.fixture
def counts(monkeypatch, window):
    """How often the marks that wait were counted since the window was shown."""
    asked = []
    count = StoredReader.waiting
    monkeypatch.setattr(StoredReader, "waiting", lambda self: asked.append(self) or count(self))
    return asked


def test_marks_that_wait_for_nobody_are_not_counted(window, workspace, counts):
    window.desk.focus.select((Span(4, 20),))
    window.labelling.marking.add_claim()
    workspace.undo()
    workspace.redo()

    assert counts == []


def test_marks_that_wait_are_counted_once_for_all_who_show_them(window, workspace, counts):
    window.desk.focus.select((Span(4, 20),))
    window.labelling.marking.add_claim()
    placed = window.desk.focus.mentions[0]
    doubtful = replace(placed.anchor, id=new_id(), state="fuzzy", previous_id=placed.anchor.id)
    moved = replace(placed.mention, anchor_id=doubtful.id)
    workspace.do(Edit.add("Move", doubtful), Edit.swap("Move", placed.mention, moved))

    assert len(counts) == 1


def test_the_text_of_all_mentions_of_a_claim_is_read_once(window, monkeypatch):
    focus, article = window.desk.focus, window.desk.focus.article
    for start in (4, 24, 44, 64):
        focus.select((Span(start, start + 10),))
        window.labelling.add_mention(
            focus.claim
        ) if focus.claim else window.labelling.marking.add_claim()
    asked, get = [], StoredReader.get
    focus.open(None)
    monkeypatch.setattr(
        StoredReader, "get", lambda self, kind, key: asked.append(kind) or get(self, kind, key)
    )

    focus.open(article.id)

    assert len(focus.mentions) == 4
    assert asked.count(TextVersion) == 1
    assert asked.count(Anchor) <= 1  # that of the mention one stands on
