"""Words are found in the history through the index of the search as without it."""

import random
from contextlib import closing

import pytest
from msgspec.structs import replace

from annotator.domain.check import Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import StorageError
from annotator.domain.history import HistoryFilter
from annotator.domain.people import Entity
from annotator.storage import engine, history_reader, history_search, history_words, letter_index
from annotator.storage.history_words import lines_said, said
from annotator.storage.reader import reading
from annotator.storage.search_index import HISTORY, MADE, SearchIndex, Taken, index_path, open_index

NAMES = (
    "Zoë",
    'the "Minister"',
    "C:\\new",
    "中国税收政策",
    "Straße 7",
    "😀 nobody",
    "x\0y",
    "Ĳssel",
    "ﬃ",
)


@pytest.fixture
def worked(filed, indexed):
    """A project with all kinds of names, of whose history the last lines are not indexed."""
    for name in NAMES:
        filed.apply(Edit.add(EditLabel.of("Add {name}", name=name), Entity(name=name)))
    claim = Claim(code="C1", text="It rained for weeks.", created_by=filed.annotator.id)
    filed.apply(Edit.add("Add claim", claim))
    filed.undo()
    indexed()
    filed.redo()
    claim = filed.reader.find(Claim)[0]
    filed.apply(Edit.swap("Edit claim", claim, replace(claim, text="It snowed for weeks.")))
    indexed()
    filed.apply(Edit.add("Add source", Source(title="The weeks of Zoë")))
    filed.undo()
    return filed


def found(path, words, index_folder=None):
    with reading(path, index_folder) as reader:
        return found_by(reader, words)


def found_by(reader, words):
    steps = reader.history.steps(HistoryFilter(words=tuple(words)))
    return [step.lines for step in steps]


def parts_of(texts, chance):
    """Yield parts of words, some of them backwards."""
    words = " ".join(texts).split()
    for _ in range(300):
        word = chance.choice(words)
        start = chance.randrange(len(word))
        part = word[start : start + chance.choice((1, 2, 3, 4, 6, 9))]
        yield part if chance.random() < 0.7 else part[::-1]


def test_the_index_finds_what_looking_through_the_lines_finds(
    worked, path, index_folder, monkeypatch
):
    monkeypatch.setattr(history_search, "_MOST", 2)
    monkeypatch.setattr(history_reader, "_STRETCH", 3)
    monkeypatch.setattr(letter_index, "_MANY", 5)
    with reading(path) as reader:
        steps = reader.history.steps(HistoryFilter())
        texts = [said(each.label, "", "[]") for each in steps] + [name.casefold() for name in NAMES]
    parts = [*parts_of(texts, random.Random(4)), "weeks", "week\0", "C1", "\ud800", "0" * 300, "?"]
    wanted = [[(part,)] for part in parts] + [
        [(one, other), (third,)]
        for one, other, third in zip(parts, parts[1:], parts[2:], strict=False)
    ]

    with reading(path, index_folder) as one, reading(path) as other:
        both = [(words, found_by(one, words), found_by(other, words)) for words in wanted]
    assert [each for each in both if each[1] != each[2]] == []
    assert sum(bool(lines) for _, lines, _ in both) > len(wanted) / 4


def test_lines_in_the_index_are_not_looked_through(
    worked, path, index_folder, indexed, monkeypatch
):
    indexed()
    monkeypatch.setattr(history_reader, "_with", lambda words: pytest.fail(f"{words}"))

    assert len(found(path, [("snowed",)], index_folder)) == 1
    assert len(found(path, [("weeks",)], index_folder)) == 6
    assert len(found(path, [("ë",)], index_folder)) == 3
    assert found(path, [("nowhere",)], index_folder) == found(path, [("zqz",)], index_folder) == []


def spoilt(file, statement):
    with closing(open_index(file)) as db:
        db.executescript(statement)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b"no database"),
        lambda file: spoilt(file, "PRAGMA user_version = 1"),
        lambda file: spoilt(file, "DELETE FROM followed"),
        lambda file: spoilt(file, "UPDATE followed SET hash = 'of another project'"),
        lambda file: spoilt(file, f"UPDATE followed SET place = {MADE.index(HISTORY)}"),
        lambda file: spoilt(file, "DROP TABLE said"),
        lambda file: (file.unlink(), file.parent.rmdir(), file.parent.write_text("in the way")),
    ],
)
def test_without_a_sound_index_the_lines_are_looked_through(worked, path, index_folder, spoil):
    file = index_path(index_folder, path)
    spoil(file)

    assert len(found(path, [("snowed",)], index_folder)) == 1


def test_what_nobody_looks_for_is_not_found(worked, path, index_folder):
    claim = worked.reader.find(Claim)[0]

    for words in (claim.id, "created_at", claim.created_at):
        assert found(path, [(words,)], index_folder) == found(path, [(words,)]) == []


def test_a_line_that_cannot_be_read_is_indexed_by_its_label(worked):
    db = worked._db
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    tip = worked.tip().seq
    db.execute("UPDATE journal SET changes = '[1]', label_args = '[' WHERE seq = ?", [tip - 1])
    db.execute("DELETE FROM journal WHERE seq = ?", [tip - 2])

    [(line, words)] = lines_said(db, tip - 2, tip - 1)
    assert (line, words) == (tip - 1, "add source    ")


def test_a_line_that_the_file_has_lost_says_nothing(worked, monkeypatch):
    def lost(*_):
        raise StorageError("lost")

    monkeypatch.setattr(history_words, "ask", lost)
    assert list(lines_said(worked._db, 1, 3)) == []

    worked._db.clock.is_wanted = lambda: False  # then it was perhaps not lost
    with pytest.raises(StorageError, match="lost"):
        list(lines_said(worked._db, 1, 3))


def test_a_line_is_in_the_index_once(tmp_path):
    with closing(SearchIndex(tmp_path / "index")) as index:
        followed = index.followed()
        with pytest.raises(engine.sqlite3.Error):
            index.put(Taken(lines=[(1, "one"), (None, {})]), followed)
        index.put(Taken(lines=[(1, "one  ")]), followed)

        assert index._db.execute("SELECT rowid FROM said WHERE said MATCH 'one'").fetchall() == [
            (1,)
        ]
