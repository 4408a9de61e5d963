"""The check finds what is wrong, says it in words, and writes nothing."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.stamp import utc_now
from annotator.storage import verification
from annotator.storage.engine import EngineError
from annotator.storage.project import create_project


@pytest.fixture
def store(filed):
    """The shared objects lie in a file here."""
    return filed


@pytest.fixture
def checked(store, one_of_each, path, state_folder):
    """Do something to the rows behind the program's back, and return what the check says."""

    def check(*statements, keep_triggers=False):
        db = store._db
        if not keep_triggers:
            for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
                db.execute(f"DROP TRIGGER {name}")
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            db.execute(statement)
        store.close()
        said = list(verification.findings(path, state_folder))
        return [words for words in said if not words.startswith("The trigger")]

    return check


def test_a_sound_project_has_no_findings(checked):
    assert checked(keep_triggers=True) == []


def test_counts_that_differ_since_a_record_was_changed_are_no_second_problem(checked):
    (problem,) = checked("UPDATE article SET headline = 'x'")

    assert "A1" in problem


def test_an_open_project_can_be_checked(store, one_of_each, path, state_folder):
    assert list(verification.findings(path, state_folder)) == []
    store.undo()
    assert list(verification.findings(path)) == []


def test_the_check_tells_its_steps_and_touches_nothing(store, one_of_each, path, state_folder):
    store.close()
    before = path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())
    steps = list(verification.steps(path, state_folder))

    assert len(steps) == verification.STEPS
    assert [step.findings for step in steps] == [()] * verification.STEPS
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())) == before


@pytest.mark.parametrize(
    ("statements", "is_needed"),
    [
        ([], False),
        (["UPDATE article SET headline = 'x'"], True),
        (["UPDATE text SET content = 'x'"], True),
        (["UPDATE anchor_fragment SET checksum = 0"], True),
        (["DELETE FROM journal"], True),
        (["CREATE INDEX strange ON claim (text)"], True),
    ],
)
def test_records_are_read_again_where_anything_else_is_wrong(
    checked, monkeypatch, statements, is_needed
):
    read = []
    monkeypatch.setattr(verification, "_records", lambda _: read.append(True) or iter(()))

    checked(*statements, keep_triggers=not statements)

    assert bool(read) is is_needed


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE text SET content = 'x'",
            "The text of article A1 differs from what was imported: its text",
        ),
        ("UPDATE original SET content = x'00'", "A1 differs from what was imported: its original"),
        ("UPDATE text SET sha256 = 'x'", "The text x differs from what was imported"),
        ("DELETE FROM original", "The original of the text of article A1 is missing"),
        ("UPDATE article_text SET length = 3", "length of the text of article A1 is noted as 3"),
        (
            "UPDATE anchor_fragment SET checksum = 0",
            "A place in article A1 (claim C1) (3–10) no longer",
        ),
        ("UPDATE anchor_fragment SET prefix_length = 1", "no longer has its original"),
        ("UPDATE anchor_fragment SET suffix_length = 1", "no longer has its original"),
        ("UPDATE text SET size = 1", "The text of article A1 differs from what was imported"),
        ("UPDATE anchor_fragment SET start = 4 WHERE ordinal = 0", "(4–10) no longer has"),
        ("UPDATE anchor_fragment SET ordinal = 5 WHERE ordinal = 0", "parts in the wrong order"),
        ("UPDATE anchor_fragment SET ordinal = 5 WHERE ordinal = 1", "parts in the wrong order"),
        ("DELETE FROM anchor_fragment", "A place in article A1 (claim C1) has no text"),
        (
            "UPDATE claim_label SET code = code || 'x'",
            "of the labels of claims refers to one of the labels of the codebook that is",
        ),
        (
            "UPDATE claim SET created_by = 'x'",
            "refers to one of the annotators that",
        ),
        ("UPDATE evidence SET stance = 'x'", "“x” is the stance of one of the pieces of evidence"),
        ("UPDATE source SET medium = 'x'", "a value is not allowed in source"),
        ("UPDATE claim SET text = 'x'", "Claim C1 differs from its history: text."),
        ("UPDATE sentiment SET polarity = 3", "A sentiment in article A1 differs from its history"),
        ("UPDATE fact_check SET notes = 'x'", "The fact-check of claim C1 differs"),
        ("UPDATE evidence SET note = 'x'", "Evidence on claim C1 differs"),
        ("UPDATE article SET published_at = '2001'", "differs from its history: published at."),
        ("UPDATE claim_mention SET round_no = 0", "A mention of claim C1 differs"),
        ("UPDATE attribution SET cue_text = 'x'", "differs from its history: attributions"),
        ("DELETE FROM claim_label", "Claim C1 differs from its history: labels"),
        ("UPDATE entity_alias SET ordinal = ordinal + 1", "differs from its history: aliases"),
        ("UPDATE label SET number = 0.5", "differs from its history: labels"),
        (
            "INSERT INTO entity_alias VALUES ('x', 'x', 0)",
            "of the other names of entities (x) is",
        ),
        ("DELETE FROM sentiment", "is missing from the project"),
        (
            "INSERT INTO entity VALUES (NULL, 'e', 'x', 'person', '', '')",
            "The entity “x” is in the proj",
        ),
        ("UPDATE project SET name = 'x'", "The project “x” differs from its history: name"),
        (
            "UPDATE code_counter SET last = 9",
            "codes are A9 and C9, but by the",
        ),
        ("UPDATE journal SET label = 'x' WHERE seq = 3", "Line 3 of the history was changed"),
        ("DELETE FROM journal WHERE seq = 3", "Line 3 of the history is missing"),
        ("DELETE FROM journal WHERE seq = 4", "older than the one you last worked in: 1 later"),
        ("UPDATE journal SET undo_top = 1 WHERE seq = 3", "Line 3 of the history does not lead"),
        ("UPDATE journal SET kind = 'undo' WHERE seq = 1", "Line 1 of the history cannot be foll"),
        ("UPDATE journal SET changes = '[[1' WHERE seq = 3", "Line 3 of the history cannot be"),
        ("DROP INDEX claim_by_claimant", "The index “claim_by_claimant” is missing or was changed"),
        ("CREATE TABLE extra (x)", "The table “extra” does not belong"),
        ("DROP TABLE code_counter", "The table “code_counter” is missing or was changed"),
        (
            "UPDATE article_text SET sha256 = 'x'",
            "One of the text versions refers to one of the texts that is missing",
        ),
        ("DELETE FROM article", "is missing from the project"),
    ],
)
def test_what_was_changed_behind_its_back_is_found_and_named(checked, statement, words):
    said = checked(statement)

    assert any(words in each for each in said), said


def test_a_change_that_leaves_everything_in_place_is_no_finding(checked):
    assert checked("UPDATE source SET title = title") == []


@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_a_flipped_bit_is_found_and_told_in_words_that_can_be_printed(
    store, one_of_each, path, bit
):
    store.close()
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"Summit ends")] ^= bit
    path.write_bytes(raw)

    said = list(verification.findings(path))
    assert said
    assert "\n".join(said).encode()


def test_what_is_no_project_is_one_finding(path):
    path.write_bytes(b"<html>")

    assert list(verification.findings(path)) == [
        "“trial.annotator” is not an Annotator project. It was not changed."
    ]


def test_a_codebook_without_a_layer_leaves_its_codes_alone(path, state_folder):
    store = create_project(path, "Trial", [], state_folder)
    store.apply(Edit.add("Add", Source(title="Minutes")))
    store.close()

    assert list(verification.findings(path, state_folder)) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (EngineError("disk I/O error"), "Part: it could not be read: the disk reported an error"),
        (EngineError("database disk image is malformed"), "Part: the file is damaged"),
        (StorageError("Line 3 is missing."), "Part: Line 3 is missing."),
        (MemoryError(), "Part: the file is damaged"),
        (TypeError("odd"), "Part: the file is damaged"),
    ],
)
def test_a_disk_that_cannot_be_read_is_not_called_damage(store, error, words):
    def look(_):
        yield from ()
        raise error

    (said,) = verification._step(store._db, "Part", look).findings
    assert said.startswith(words)
    assert ("damaged" in said) == ("damaged" in words)


def test_a_check_that_is_not_wanted_any_more_ends(store, one_of_each, path):
    store.close()

    said = list(verification.findings(path, is_wanted=lambda: False))
    assert said == [] or "interrupted" in said[0]


def test_a_version_that_is_not_known_is_a_finding(store, path):
    store._db.execute("PRAGMA user_version = 99")

    assert any("version 99" in words for words in verification.problems(store._db))


def test_a_clock_that_was_set_back_is_a_remark_and_nothing_wrong(
    store, one_of_each, path, state_folder, monkeypatch
):
    monkeypatch.setattr("annotator.storage.store.utc_now", lambda: "2031-01-01T00:00:00.000Z")
    store.apply(Edit.add("Later", Source(title="Later")))
    monkeypatch.undo()
    claim = one_of_each[Claim]
    store.apply(Edit.swap("Back", claim, replace(claim, updated_at="2020-01-01T00:00:00.000Z")))

    *_, times, seen = verification.steps(path, state_folder)
    assert times.title == "Times"
    assert [remark[:40] for remark in times.remarks] == [
        f"Line {store._journal.tip().seq} of the history is dated {utc_now()[:13]}"[:40],
        "Claim C1 was changed before it was made,",
        "Lines of the history with a date in the ",
    ]
    assert times.findings == seen.findings == ()
    assert list(verification.findings(path, state_folder)) == []


def test_a_damaged_record_is_named_by_the_check(checked):
    said = checked("UPDATE anchor_fragment SET start = start + 1 WHERE ordinal = 0")

    assert any(each.startswith("A mention of claim C1 is damaged") for each in said)
