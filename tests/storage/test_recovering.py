"""Of a damaged project, what can be read is brought back: a backup, its history, its records."""

import shutil
import zlib
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from annotator.domain.backup import FOLDER, BackupReason
from annotator.domain.claim import Claim
from annotator.domain.copying import Progress
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.recovery import Recovery, RecoverySource, best_of
from annotator.domain.unconfirmed import Unconfirmed
from annotator.importers.draft import Draft
from annotator.operations.new_article import article_from_draft
from annotator.storage import (
    engine,
    history_index,
    packing,
    rebuilding,
    rebuilt_rows,
    salvaged_copy,
)
from annotator.storage.backups import backing_up, reading_backup, snapshot
from annotator.storage.lost_header import with_new_header
from annotator.storage.project import open_project
from annotator.storage.reader import StoredReader
from annotator.storage.recovering import recoveries
from annotator.storage.replacing import Keeping, restoring
from annotator.storage.schema import upgrade
from annotator.storage.verification import findings
from tests.hard_to_pack import hard_to_pack

TEXT = "Premier Lind gave no guarantees. It rained.\n"


@pytest.fixture
def project(filed, path):
    """A project with an article, a claim on it, edits and undone ones, closed."""
    for number in (1, 2):
        text = f"{TEXT}{number}\n"
        told = {"headline": f"H{number}", "encoding": "utf-8", "file_name": "a.txt"}
        draft = Draft(text=text, original=b"As it came", **told)
        filed.apply(article_from_draft(draft, f"A{number}", filed.annotator.id))
    for number in range(30):
        filed.apply(Edit.add(f"Add person {number}", Entity(name=f"Person {number}")))
    filed.undo()
    filed.apply(Edit.add("Claim", Claim(code="", text="So", created_by=filed.annotator.id)))
    filed.unconfirmed.keep(Unconfirmed(record_id="x", field="date", label="Date", text="soon"))
    filed.close()
    return path


@pytest.fixture
def find(project, tmp_path):
    """Return what can be brought back, by its source; each is looked for alone."""

    def run():
        workplace = tmp_path / "work"
        workplace.mkdir(exist_ok=True)
        for each in workplace.iterdir():
            each.unlink()
        steps = (recoveries(project, [tmp_path / FOLDER], workplace, [s]) for s in RecoverySource)
        found = chain.from_iterable(steps)
        return {each.source: each for each in found if isinstance(each, Recovery)}

    return run


def damage(path, query, *values):
    """Change a file as another program would, without its triggers."""
    with closing(engine.open_for_writing(path)) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        triggers = triggers.fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(query, values)
        for _, sql in triggers:
            db.execute(sql)


def as_of_version_5(path):
    script = Path(__file__).parent / "old" / "version-5.sql"
    path.unlink()
    with closing(engine.new_file(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.executescript(script.read_text(encoding="utf-8"))


def read(recovery, query):
    with closing(reading_backup(recovery.file)) as db:
        return db.execute(query).fetchall()


PEOPLE = "SELECT count(*) FROM entity"


def test_a_whole_history_brings_everything_back(find, project, state_folder, tmp_path):
    damage(project, "DELETE FROM entity")

    found = find()[RecoverySource.HISTORY]

    assert (found.problems, found.is_cut_off) == (0, False)
    assert read(found, PEOPLE) == [(29,)]
    assert (found.contents.articles, found.contents.claims) == (2, 1)
    assert read(found, "SELECT words FROM unconfirmed") == [("soon",)]
    keeping = Keeping([tmp_path / FOLDER], lambda _: ())
    [*restoring(project, found.file, keeping, state_folder)]
    with closing(open_project(project, state_folder)) as store:
        assert store.warning == ""
        assert store.undo_label() == "Claim"
        store.sign_in("Ana")
        assert store.undo()
        new = Claim(code="", text="New", created_by=store.annotator.id)
        assert [each.code for each in store.apply(Edit.add("C", new)).added] == ["C2"]
    assert [*findings(project, state_folder)] == []


def offered(project, workplace):
    return [
        each.source for each in recoveries(project, [], workplace) if isinstance(each, Recovery)
    ]


@pytest.mark.parametrize("loss", ["DELETE FROM entity", "DELETE FROM claim WHERE code = 'C1'"])
def test_records_are_read_only_where_the_history_lacks_some(project, tmp_path, loss):
    damage(project, loss)

    assert offered(project, tmp_path) == [RecoverySource.HISTORY]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entity SET notes = 'x' WHERE name = 'Person 3'",
        "INSERT INTO claim_label SELECT claim.id, scheme_id, label.code FROM claim, label LIMIT 1",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
    ],
)
def test_records_are_read_where_they_are_another_than_by_the_history(project, tmp_path, change):
    damage(project, change)

    assert offered(project, tmp_path) == [RecoverySource.HISTORY, RecoverySource.RECORDS]


def roots(path):
    """Return where each table and index of a file begins."""
    with closing(reading_backup(path)) as db:
        return set(db.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"))


@pytest.mark.parametrize("source", [RecoverySource.HISTORY, RecoverySource.RECORDS])
def test_what_was_recovered_can_be_recovered_again_without_its_first_page(
    find, project, state_folder, tmp_path, source
):
    with closing(open_project(project, state_folder)) as store:
        store.sign_in("Ana")
        told = {"headline": "Long", "encoding": "utf-8", "file_name": "b.txt"}
        draft = Draft(text=hard_to_pack(400_000), original=b"", **told)
        store.apply(article_from_draft(draft, "A3", store.annotator.id))
    keeping = Keeping([tmp_path / FOLDER], lambda _: ())
    [*restoring(project, find()[source].file, keeping, state_folder, is_partial=True)]
    with closing(engine.new_file(tmp_path / "new")) as db:
        upgrade(db)
    assert roots(project) == roots(tmp_path / "new")
    with project.open("r+b") as file:
        file.write(bytes(4096))

    found = find()[RecoverySource.HISTORY]

    assert (found.problems, found.contents.articles, found.contents.claims) == (0, 3, 1)


@pytest.mark.parametrize("stage", ["Reading records", "Writing the history"])
def test_progress_counts_records_whatever_kind_they_are(project, tmp_path, monkeypatch, stage):
    monkeypatch.setattr(rebuilding, "_STEP", 5)

    steps = [*recoveries(project, [], tmp_path, [RecoverySource.RECORDS])]

    told = [each for each in steps if isinstance(each, Progress) and each.step == stage]
    done = [each.done for each in told]
    assert done == sorted({*done})
    assert told[-1].total - 5 <= done[-1] < told[-1].total


def test_a_history_that_breaks_off_brings_back_what_comes_before(find, project):
    damage(project, "UPDATE journal SET label = 'x' WHERE seq = 10")

    found = find()

    assert read(found[RecoverySource.HISTORY], "SELECT max(seq) FROM journal") == [(9,)]
    assert found[RecoverySource.HISTORY].problems == 0
    assert found[RecoverySource.HISTORY].is_cut_off
    assert read(found[RecoverySource.RECORDS], PEOPLE) == [(29,)]
    assert found[RecoverySource.RECORDS].problems == 0


def test_a_write_that_was_cut_off_is_taken_back_without_the_beginning_too(tmp_path):
    """In a shared folder, pages are written in place; what they held before is beside them."""
    path, left = tmp_path / "whole", tmp_path / "left"
    with closing(engine.new_file(path)) as db:
        db.execute("CREATE TABLE written (words TEXT)")
        db.execute("BEGIN")
        db.executemany("INSERT INTO written VALUES (?)", [("before " * 100,)] * 500)
        db.execute("COMMIT")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN")
        db.execute("UPDATE written SET words = replace(words, 'before', 'halved')")
        for end in ("", "-journal"):
            shutil.copy(f"{path}{end}", f"{left}{end}")
        db.execute("ROLLBACK")
    with left.open("r+b") as file:
        file.write(bytes(100))
    assert b"halved" in left.read_bytes()
    assert b"SQLite format 3" not in Path(f"{left}-journal").read_bytes()

    begun = with_new_header(left, tmp_path)

    assert b"halved" not in begun.read_bytes()
    assert b"before" in begun.read_bytes()


def test_a_history_without_its_last_lines_is_cut_off(find, project):
    damage(project, "DELETE FROM journal WHERE seq > 20")

    found = find()

    assert found[RecoverySource.HISTORY].is_cut_off
    assert best_of(found.values()).source == "records"


def test_a_history_without_its_last_lines_is_cut_off_whatever_the_clock_said(find, project):
    """Its first computer was years ahead, so that everything is of before its last line."""
    damage(project, "UPDATE claim SET updated_at = '2001-01-01T00:00:00Z'")

    assert find()[RecoverySource.HISTORY].is_cut_off


def test_a_history_that_a_computer_began_whose_clock_is_ahead_is_whole(find, filed, project, path):
    ahead = "2099-01-01T00:00:00Z"
    with closing(open_project(path, path.parent / "state")) as store:
        store.sign_in("Ana")
        who = store.annotator.id
        claim = Claim(text="Early", created_by=who, created_at=ahead, updated_at=ahead)
        store.apply(Edit.add("Claim", claim))
        store.apply(Edit.add("Person", Entity(name="Late")))
    damage(path, "DELETE FROM text")

    assert not find()[RecoverySource.HISTORY].is_cut_off


def test_a_history_of_which_nothing_else_can_be_read_may_be_cut_off():
    with closing(engine.in_memory()) as unreadable, closing(engine.in_memory()) as draft:
        assert not rebuilt_rows.brings_back_all(unreadable, draft)
        assert rebuilt_rows.has_later_lines(unreadable, 3)
        assert rebuilt_rows.has_later_records(unreadable, draft)


def test_a_history_without_its_first_line_is_no_way(find, project):
    damage(project, "DELETE FROM journal WHERE seq = 1")

    assert [*find()] == [RecoverySource.RECORDS]


@pytest.mark.parametrize("fate", ["DELETE FROM text", "UPDATE text SET content = 'other'"])
def test_records_come_back_without_those_that_are_lost_and_what_refers_to_them(find, project, fate):
    damage(project, f"{fate} WHERE rowid = 1")

    found = find()[RecoverySource.RECORDS]

    assert found.problems == 0
    assert read(found, "SELECT code FROM article") == [("A2",)]
    assert read(found, "SELECT DISTINCT kind, label FROM journal") == [
        ("setup", "Recover what could be read")
    ]


def test_a_claim_whose_claimant_is_lost_comes_back_without_one(find, project, state_folder):
    with closing(open_project(project, state_folder)) as store:
        store.sign_in("Ana")
        person = store.reader.find(Entity)[0]
        by = {"created_by": store.annotator.id, "claimant_id": person.id}
        store.apply(Edit.add("Claim", Claim(code="", text="Said", **by)))
    damage(project, "DELETE FROM entity")

    found = find()[RecoverySource.RECORDS]

    assert found.problems == 0
    assert read(found, "SELECT text, claimant_id FROM claim WHERE text = 'Said'") == [
        ("Said", None)
    ]


def test_a_project_that_lost_its_name_gets_that_of_its_file(find, project):
    damage(project, "DELETE FROM project")

    assert read(find()[RecoverySource.RECORDS], "SELECT name FROM project") == [("trial",)]


def test_nothing_but_a_name_is_nothing(find, project):
    with closing(engine.open_for_reading(project)) as db:
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'project'"
        tables = [name for (name,) in db.execute(query)]
    for table in tables:
        damage(project, f"DELETE FROM {table}")

    assert find() == {}


def test_pages_that_are_gone_leave_the_rest(find, project):
    content = without_originals(project)

    found = find()

    assert found[RecoverySource.HISTORY].contents.articles == 2
    assert found[RecoverySource.RECORDS].contents.articles == 2
    assert project.read_bytes() == content


def without_originals(path):
    """Overwrite the first page of a table, and return what the file has then."""
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    with closing(engine.open_for_reading(path)) as db:
        ((root,),) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'original'")
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    return bytes(content)


def test_it_can_be_interrupted_at_any_step(project, tmp_path, monkeypatch):
    monkeypatch.setattr(salvaged_copy, "_AT_ONCE", 1)
    content = without_originals(project)
    for step in range(0, 160, 20):
        steps = iter([lambda: None] * step)

        def interrupt(steps=steps):
            if next(steps, None) is None:
                raise KeyboardInterrupt

        monkeypatch.setattr(salvaged_copy, "require_wanted", interrupt)
        (workplace := tmp_path / f"{step}").mkdir()
        with pytest.raises(KeyboardInterrupt):
            [*recoveries(project, [], workplace)]

    assert project.read_bytes() == content


@pytest.mark.parametrize("is_end_lost", [False, True], ids=["first", "both"])
def test_texts_on_a_page_that_is_gone_are_lost_and_the_others_are_not(
    find, project, state_folder, is_end_lost
):
    with closing(open_project(project, state_folder)) as store:
        store.sign_in("Ana")
        for number in range(3, 9):
            told = {"headline": f"H{number}", "encoding": "utf-8", "file_name": "a.txt"}
            draft = Draft(text=hard_to_pack(4000, number), original=b"", **told)
            store.apply(article_from_draft(draft, f"A{number}", store.annotator.id))
    content = bytearray(project.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    with closing(engine.open_for_reading(project)) as db:
        ((root,),) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'text'")
    start = (root - 1) * size
    first = start + int.from_bytes(content[start + 12 : start + 14], "big")
    for place in [first, start + 8] if is_end_lost else [first]:
        leaf = int.from_bytes(content[place : place + 4], "big")
        content[(leaf - 1) * size : leaf * size] = b"\xff" * size
    project.write_bytes(content)

    assert 0 < find()[RecoverySource.RECORDS].contents.articles < 8


def test_a_step_that_fails_is_not_half_done_and_a_history_of_thousands_tells_its_progress(
    project, tmp_path, monkeypatch
):
    monkeypatch.setattr(rebuilding, "_STEP", 10)

    steps = [*recoveries(project, [], tmp_path)]

    told = [(each.done, each.total) for each in steps if isinstance(each, Progress)]
    assert [each for each in told if each[0] >= 10][:2] == [(10, 36), (20, 36)]


@pytest.mark.parametrize("lost", [16, 100, 4096], ids=["name", "header", "page"])
@pytest.mark.parametrize("is_whole", [True, False], ids=["whole", "cut"])
def test_a_file_that_lost_its_beginning_loses_nothing_else(
    find, project, state_folder, tmp_path, lost, is_whole
):
    raw = project.read_bytes()
    left = bytes(lost) + raw[lost : None if is_whole else -4096]
    project.write_bytes(left)

    found = find()[RecoverySource.RECORDS]

    assert project.read_bytes() == left
    assert (found.contents.articles, found.contents.claims, found.problems) == (2, 1, 0)
    assert read(found, PEOPLE) == [(29,)]
    assert not is_whole or find()[RecoverySource.HISTORY].problems == 0
    keeping = Keeping([tmp_path / FOLDER], lambda _: ())
    [*restoring(project, found.file, keeping, state_folder, is_partial=True)]
    assert [*findings(project, state_folder)] == []


def test_a_file_that_lost_its_beginning_keeps_what_is_in_its_log(
    find, project, state_folder, tmp_path
):
    beside = project.with_name(f"{project.name}-wal")
    with closing(open_project(project, state_folder)) as store:
        store.sign_in("Ana")
        store.apply(Edit.add("Claim", Claim(code="", text="Late", created_by=store.annotator.id)))
        log, file = beside.read_bytes(), project.read_bytes()
    beside.write_bytes(log)
    project.write_bytes(bytes(100) + file[100:])

    assert find()[RecoverySource.HISTORY].contents.claims == 2


def test_a_project_of_an_older_version_without_its_header_is_recovered_too(project, find):
    as_of_version_5(project)
    project.write_bytes(bytes(100) + project.read_bytes()[100:])

    assert find()[RecoverySource.HISTORY].contents.claims == 1


@pytest.mark.parametrize("left", [0, 60, 9000])
def test_a_file_that_is_cut_short_has_its_backup(find, project, tmp_path, left):
    with closing(snapshot(project)) as db:
        [*backing_up(db, project, [tmp_path / FOLDER], BackupReason.DAY, lambda _: ())]
    project.write_bytes(project.read_bytes()[:left])

    found = find()

    assert next(iter(found)) is RecoverySource.BACKUP
    assert found[RecoverySource.BACKUP].contents.articles == 2


@pytest.mark.parametrize("pages", [0.1, 1, 12, 24])
def test_of_a_file_without_its_end_and_a_backup_what_can_be_read_comes_back(
    find, project, state_folder, tmp_path, pages
):
    with closing(open_project(project, state_folder)) as store:
        store.sign_in("Ana")
        told = {"headline": "Last", "encoding": "utf-8", "file_name": "a.txt"}
        draft = Draft(text=hard_to_pack(140_000), original=b"", **told)
        store.apply(article_from_draft(draft, "A3", store.annotator.id))
    project.write_bytes(project.read_bytes()[: -int(4096 * pages)])
    left = project.read_bytes()

    found = find()

    records = found[RecoverySource.RECORDS]
    assert (records.contents.claims, records.problems) == (1, 0)
    assert records.contents.articles >= 2
    assert pages > 1 or RecoverySource.HISTORY in found
    assert project.read_bytes() == left
    keeping = Keeping([tmp_path / FOLDER], lambda _: ())
    [*restoring(project, records.file, keeping, state_folder, is_partial=True)]
    assert [*findings(project, state_folder)] == []


@pytest.mark.parametrize("left", [1, 0.8])
def test_pages_are_found_without_the_one_that_leads_to_them(find, project, state_folder, left):
    """The first page of a large table is lost, and perhaps the end of the file, too."""
    with closing(open_project(project, state_folder)) as store:
        store.sign_in("Ana")
        for number in range(8):
            people = [Entity(name=f"Person {number}-{each}", notes="n" * 90) for each in range(50)]
            store.apply(Edit.add("People", *people))
    with closing(engine.open_for_reading(project)) as db:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'entity'"
        ((root,),) = db.execute(query)
        whole = {*db.execute("SELECT position, id, name, notes FROM entity")}
    raw = bytearray(project.read_bytes())
    raw[(root - 1) * 4096 : root * 4096] = bytes(4096)
    project.write_bytes(raw[: int(len(raw) * left)])

    found = find()[RecoverySource.RECORDS]

    with closing(engine.open_for_reading(found.file)) as db:
        rows = {*db.execute("SELECT position, id, name, notes FROM entity")}
    names = {row[1:] for row in rows}
    assert names <= {row[1:] for row in whole}
    assert len(names) == len(whole) or (left < 1 and len(names) > 20)
    assert found.problems == 0


def test_only_what_is_wanted_is_looked_for(project, tmp_path):
    found = recoveries(project, [], tmp_path, [RecoverySource.RECORDS])

    assert [each.source for each in found if isinstance(each, Recovery)] == ["records"]
    assert not (tmp_path / f"{RecoverySource.HISTORY}.annotator").exists()


def test_the_newest_backup_that_is_sound_is_taken(find, project, tmp_path):
    for _ in range(3):
        with closing(snapshot(project)) as db:
            [*backing_up(db, project, [tmp_path / FOLDER], BackupReason.ASKED, lambda _: ())]
    first, second, third = sorted((tmp_path / FOLDER).iterdir())
    third.write_bytes(b"")
    damage(second, "INSERT INTO text VALUES ('0', 'other', NULL, 5)")

    assert find()[RecoverySource.BACKUP].file == first


def test_a_project_of_an_older_version_is_recovered_too(project, find):
    as_of_version_5(project)

    assert find()[RecoverySource.HISTORY].contents.claims == 1


def test_a_folder_and_a_file_that_is_gone_are_nothing(project, find):
    project.unlink()
    assert find() == {}
    project.mkdir()
    assert find() == {}


def test_a_file_of_another_program_is_nothing(find, project):
    project.unlink()
    with closing(engine.new_file(project)) as db:
        db.execute("CREATE TABLE notes (id)")

    assert find() == {}


def test_an_edit_that_cannot_be_done_again_is_not_half_done(project, find, monkeypatch):
    counted = []

    def count(db, records):
        counted.append(records)
        if len(counted) == 4:
            raise ValueError("no code")

    monkeypatch.setattr(rebuilding, "count_codes", count)

    found = find()[RecoverySource.HISTORY]

    assert (found.contents.edits, found.contents.articles) == (3, 1)


def test_a_file_and_a_backup_without_a_table_are_passed_over(project, find, tmp_path):
    with closing(snapshot(project)) as db:
        [*backing_up(db, project, [tmp_path / FOLDER], BackupReason.ASKED, lambda _: ())]
    for path in (project, *(tmp_path / FOLDER).iterdir()):
        with closing(engine.open_for_writing(path)) as db:
            db.execute("DROP TABLE unconfirmed")

    assert find() == {}


def test_a_kind_of_records_that_cannot_be_read_at_all_is_left_out(project, find, monkeypatch):
    each = StoredReader.each

    def fail(self, kind):
        ((is_damaged,),) = self._db.execute("PRAGMA query_only")
        if kind is Entity and is_damaged:
            raise engine.EngineError("database disk image is malformed")
        return each(self, kind)

    monkeypatch.setattr(StoredReader, "each", fail)

    assert find()[RecoverySource.RECORDS].contents.articles == 2


def test_many_records_come_back_as_many_lines_of_one_step(find, project, monkeypatch):
    monkeypatch.setattr(rebuilding, "_STEP", 2)
    damage(project, "DELETE FROM journal WHERE seq = 1")

    found = find()[RecoverySource.RECORDS]

    assert found.problems == 0
    assert read(found, PEOPLE) == [(29,)]
    [(lines, steps)] = read(found, 'SELECT count(*), count(DISTINCT "group") FROM journal')
    assert lines > 15
    assert steps == 1


def test_the_history_is_indexed_in_parts_that_do_not_grow_with_it(find, project, monkeypatch):
    monkeypatch.setattr(rebuilding, "_STEP", 5)
    indexed = []

    def catch_up(db, *saved):
        before = history_index.last_line(db)
        history_index.catch_up(db, *saved)
        indexed.append(history_index.last_line(db) - before)

    monkeypatch.setattr(rebuilding, "catch_up", catch_up)

    found = find()[RecoverySource.RECORDS]

    assert max(indexed) <= 5
    assert found.problems == 0
    assert read(found, "SELECT count(*) FROM history_line WHERE seq > 7") > [(0,)]


@pytest.mark.parametrize("remembered", [0, 3, 50_000])
def test_a_history_that_is_indexed_in_parts_is_found_as_before(
    find, project, monkeypatch, remembered
):
    monkeypatch.setattr(history_index, "_AT_ONCE", 3)
    monkeypatch.setattr(history_index, "_REMEMBERED", remembered)
    tables = ("history_line", "history_subject", "history_mention")
    with closing(reading_backup(project)) as db:
        before = [sorted(db.execute(f"SELECT * FROM {each}"), key=repr) for each in tables]

    found = find()[RecoverySource.HISTORY]

    assert [sorted(read(found, f"SELECT * FROM {each}"), key=repr) for each in tables] == before


def test_lines_are_taken_over_as_they_are_stored(find, project):
    packer = zlib.compressobj(9, zdict=packing._USUAL)
    [(seq, changes)] = _changes(project)
    other = packer.compress(changes.encode()) + packer.flush()
    damage(project, "UPDATE journal SET packed = ? WHERE seq = ?", other, seq)

    found = find()[RecoverySource.HISTORY]

    assert found.contents.edits == 36
    assert read(found, f"SELECT packed FROM journal WHERE seq = {seq}") == [(other,)]


def _changes(project):
    """Return the number and the changes of a line that is packed."""
    with closing(reading_backup(project)) as db:
        query = "SELECT seq, unpacked(changes, packed) FROM journal WHERE packed NOT NULL LIMIT 1"
        return db.execute(query).fetchall()
