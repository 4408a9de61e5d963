"""Another copy of a project is imported into this one: what is new and changed comes in, once."""

from pathlib import Path
from sys import getrefcount
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import settings
from hypothesis.stateful import rule
from msgspec.structs import replace

from annotator.cli import main
from annotator.domain.anchor import Anchor, Passage
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.project_lines import KINDS
from annotator.domain.revision import TextEdit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.domain.unconfirmed import Unconfirmed
from annotator.domain.zone import Zone, ZoneKind
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers import project_lines
from annotator.importers.project_lines import read
from annotator.operations import label_files
from annotator.operations.label_files import looked_at, merge_of
from annotator.operations.labelling import move_mark
from annotator.operations.project_import import edits_of
from annotator.operations.text_versions import corrected, new_version
from annotator.operations.zoning import by_hand
from annotator.storage.project import create_project_from
from tests.exporters import conftest as exporting
from tests.operations.test_going_back import Histories, rows_of

desk, labelled = exporting.desk, exporting.labelled
TIMES = {"word_count", "created_at", "updated_at", "imported_at", "added_at", "completed_at"}


def exported(store, folder):
    """Export a whole project and return the file."""
    file = Path(folder) / "whole.jsonl"
    file.unlink(missing_ok=True)
    list(write(format_named("project"), store.reader, file))
    return file


def copied(store, folder):
    """Hand a project over and return the copy, in which Ben works."""
    file = exported(store, folder)
    path = Path(folder) / "Copy.annotator"
    copy = create_project_from(path, edits_of(read(file), file.name), Path(folder) / "marks")
    copy.sign_in("Ben")
    return copy


def merged(store, file, places=None):
    """Import a file, with all changes or those at these places; return what was looked at."""
    merge = merge_of(store.reader, file)
    for edit in merge.edits(store.reader, range(len(merge.changes)) if places is None else places):
        store.apply(edit)
    return merge


def what_it_says(store):
    """Return all records of a project by kind and id, without times and counts."""
    found = {}
    for name, kind in KINDS.items():
        if name not in ("project", "annotator"):
            times = TIMES & set(kind.__struct_fields__)
            found[name] = {
                each.id: replace(each, **dict.fromkeys(times, None))
                for each in store.reader.each(kind)
            }
    return found


class Copies(Histories):
    """A project, and a copy of it in which anything is done; now and then the copy comes back."""

    mine = None
    go_back = take_one_back = None

    def note(self):
        """Keep no hashes: nothing goes back to a former point."""

    @rule()
    def undo(self):
        if self.store.undo_label() not in ("", self.first):
            self.store.undo()

    @rule()
    def redo(self):
        if self.store.redo_label():
            self.store.redo()

    @rule()
    def hand_over(self):
        if self.mine is None:
            self.mine, self.folder = self.store, TemporaryDirectory()
            self.store = copied(self.mine, self.folder.name)

    @rule()
    def come_back(self):
        if self.mine is None:
            return
        before, theirs = rows_of(self.mine._db), what_it_says(self.store)
        own = what_it_says(self.mine)
        file = exported(self.store, self.folder.name)
        merge = merged(self.mine, file)
        again = merge_of(self.mine.reader, file)
        now = what_it_says(self.mine)
        if not merge.refused:
            assert (again.new, again.changes) == ([], ())
            for kind, records in theirs.items():
                gone = own[kind].keys() - records.keys()
                if kind != "scheme":
                    assert {i: r for i, r in now[kind].items() if i not in gone} == records
        if merge.new or merge.changes:
            self.mine.undo()
        assert rows_of(self.mine._db) == before

    def teardown(self):
        if self.mine is not None:
            self.mine.close()
            self.store.close()
            self.folder.cleanup()
            return
        self.store.close()


TestCopies = Copies.TestCase
TestCopies.settings = settings(stateful_step_count=25, max_examples=8, deadline=None)


@pytest.fixture
def copy(labelled, tmp_path):
    """A copy of the labelled project, handed over to Ben."""
    (tmp_path / "copy").mkdir()
    copy = copied(labelled.store, tmp_path / "copy")
    yield copy
    copy.close()


def change(store, record, **fields):
    """Change a record and return it as it is then."""
    before = store.reader.get(type(record), record.id)
    after = replace(before, **fields)
    store.apply(Edit.swap("Change", before, after).stamped("2999-01-01T00:00:00.000Z"))
    return after


def lines_of_file(store, file):
    """Return the sentences and the changes that a file would make."""
    found = looked_at(store.reader, file, store.annotator.id)
    return [*found.summary], [each.line for each in found.choices], found


def first(store, kind, **equal):
    return store.reader.find(kind, **equal)[0]


def test_an_equal_project_has_nothing_to_take(labelled, tmp_path):
    summary, changes, found = lines_of_file(labelled.store, exported(labelled.store, tmp_path))

    assert summary[0].startswith("0 changed records, 0 clashing records, ")
    assert (changes, found.has_more, found.refused) == ([], False, ())
    assert found.chosen(labelled.reader, labelled.by, ()) == []


def test_what_a_colleague_added_and_changed_comes_in_as_one_step(labelled, copy, tmp_path):
    claim, source = first(copy, Claim, code="C1"), first(copy, Source)
    change(copy, claim, text="In other words")
    change(copy, source, title="The minutes")
    check = first(copy, FactCheck)
    copy.apply(
        Edit.add("Add", Evidence(check_id=check.id, source_id=source.id, added_by=check.checked_by))
    )
    before = rows_of(labelled.store._db)

    summary, changes, found = lines_of_file(labelled.store, exported(copy, tmp_path))
    for edit in found.chosen(labelled.reader, labelled.by, range(len(changes))):
        labelled.store.apply(edit)

    assert summary[0].startswith("1 new piece of evidence, 1 new person, 2 changed records, ")
    assert "Claim C1 · Wording: A claim → In other words (changed)" in changes
    assert what_it_says(labelled.store) == what_it_says(copy)
    labelled.store.undo()
    assert rows_of(labelled.store._db) == before


def test_changes_are_told_on_one_line_with_the_names_that_are_new(labelled, copy, tmp_path):
    copy.apply(Edit.add("x", Entity(name="Olaf Scholz", id="e" * 32)))
    change(copy, first(copy, Claim, code="C1"), text="One\nTwo", claimant_id="e" * 32)

    _, [line], _ = lines_of_file(labelled.store, exported(copy, tmp_path))

    assert "A claim → One Two" in line
    assert "Oskar Lind → Olaf Scholz" in line


def test_what_only_this_project_changed_stays(labelled, copy, tmp_path):
    claim = change(labelled.store, first(labelled.store, Claim, code="C1"), text="Here")
    change(copy, claim, venue="There")

    merged(labelled.store, exported(copy, tmp_path))

    assert (first(labelled.store, Claim, code="C1").text) == "Here"
    assert (first(labelled.store, Claim, code="C1").venue) == "There"


def test_what_both_changed_clashes_and_is_taken_only_when_asked(labelled, copy, tmp_path):
    change(labelled.store, first(labelled.store, Claim, code="C1"), text="Here")
    change(copy, first(copy, Claim, code="C1"), text="There")
    file = exported(copy, tmp_path)

    _, [line], found = lines_of_file(labelled.store, file)
    is_taken = [each.is_taken for each in found.choices]
    merged(labelled.store, file, [])
    kept = first(labelled.store, Claim, code="C1").text
    merged(labelled.store, file, [0])

    assert (line, is_taken) == ("Claim C1 · Wording: Here → There (clashing)", [False])
    assert (kept, first(labelled.store, Claim, code="C1").text) == ("Here", "There")


def test_two_claims_that_got_the_same_code_both_stay(labelled, copy, tmp_path):
    mine = labelled.claim("Mine")
    copy.apply(Edit.add("Add", Claim(text="Theirs", created_by=first(copy, Claim).created_by)))

    merged(labelled.store, exported(copy, tmp_path))

    codes = {each.text: each.code for each in labelled.reader.each(Claim)}
    assert codes["Mine"] == mine.code
    assert codes["Theirs"] not in (mine.code, "")


def add_suggestion(desk):
    """Suggest a label for the first words of the first article."""
    article = first(desk.store, Article, code="A1")
    anchor = desk.anchor(desk.reader.version(article.id), "Cafe\u0301")
    desk.add(Suggestion(article_id=article.id, anchor_id=anchor.id, text="Cafe"))


@pytest.fixture
def other(tmp_path):
    """A project of somebody else with the same articles."""
    other = exporting.Desk()
    yield other
    other.store.close()


def test_another_project_is_recognised_by_what_its_records_are(labelled, other, tmp_path):
    version = other.article(exporting.TEXT)
    other.add(replace(exporting.LIND, id="f" * 32, notes="Met twice", aliases=("L",)))
    claim = other.claim(claimant_id="f" * 32, venue="Here")
    other.mention(claim, version, "No,", "Never,")
    of = {"article_id": version.article_id, "annotator_id": other.by}
    anchor = other.anchor(version, "No", "Never")
    other.add(Sentiment(anchor_id=anchor.id, polarity=-2, target_text="the Pact", **of))
    other.add(Sentiment(scope="document", polarity=3, target_id="f" * 32, **of))
    exporting.add_checks(other, claim)
    for each in (labelled, other):
        add_suggestion(each)
    kinds = (Article, Claim, Entity, FactCheck, Source, Sentiment, Suggestion, Evidence)
    counts = [labelled.reader.count(kind) for kind in kinds]

    merge = merged(labelled.store, exported(other.store, tmp_path))
    again = merge_of(labelled.reader, tmp_path / "whole.jsonl")

    assert merge.new == []
    assert [labelled.reader.count(kind) for kind in kinds] == counts
    lind = labelled.reader.get(Entity, exporting.LIND.id)
    assert (lind.notes, lind.aliases) == ("Met twice", ("L",))  # empty here, and clashing
    assert first(labelled.store, Claim, code="C1").venue == "Here"
    assert (again.new, again.changes) == ([], ())


def test_marks_on_an_earlier_text_are_placed_by_their_words_to_be_reviewed(
    labelled, copy, tmp_path
):
    article = first(labelled.store, Article, code="A1")
    edits = [TextEdit(0, 0, "More. ")]
    labelled.store.apply(new_version(labelled.reader, article, edits, "", labelled.by))
    desk = exporting.Desk.__new__(exporting.Desk)
    desk.store, desk.reader, desk.by = copy, copy.reader, copy.annotator.id
    version = copy.reader.version(article.id)
    claim = first(copy, Claim, code="C1")
    there = desk.mention(claim, version, "Cafe\u0301")

    merge = merged(labelled.store, exported(copy, tmp_path))

    placed = {e.mention.id: e.anchor for e in labelled.reader.mentions_in(article.id)}[there.id]
    assert (placed.exact, placed.state) == ("Cafe\u0301", "fuzzy")
    assert merge.refused == []


def test_words_that_are_no_longer_there_are_refused(labelled, copy, tmp_path):
    article = first(labelled.store, Article, code="A1")
    start = exporting.TEXT.replace("\r\n", "\n").index("Cafe")
    edits = [TextEdit(start, start + 5, "Bar")]
    labelled.store.apply(new_version(labelled.reader, article, edits, "", labelled.by))
    desk = exporting.Desk.__new__(exporting.Desk)
    desk.store, desk.reader, desk.by = copy, copy.reader, copy.annotator.id
    desk.mention(first(copy, Claim, code="C1"), copy.reader.version(article.id), "Cafe\u0301")

    merge = merged(labelled.store, exported(copy, tmp_path))

    assert merge.refused == ["Mention of C1: its words are not in the newest text here."]


def test_a_text_corrected_on_both_sides_is_left_as_it_is_here(labelled, copy, tmp_path):
    article = first(labelled.store, Article, code="A1")
    for store, words in ((labelled.store, "Here. "), (copy, "There. ")):
        by = store.annotator.id
        store.apply(new_version(store.reader, article, [TextEdit(0, 0, words)], "", by))
    text = labelled.reader.text(labelled.reader.version(article.id).sha256)

    merge = merged(labelled.store, exported(copy, tmp_path))

    assert "Text of A1" in merge.refused[0] or "Article A1" in merge.refused[0]
    assert labelled.reader.text(labelled.reader.version(article.id).sha256) == text
    assert merge_of(labelled.reader, tmp_path / "whole.jsonl").new == []


def test_a_correction_there_is_taken_with_the_marks_it_carried(labelled, copy, tmp_path):
    article = first(copy, Article, code="A1")
    text = copy.reader.text(copy.reader.version(article.id).sha256)
    copy.apply(corrected(copy.reader, article, f"There. {text}", "", copy.annotator.id))

    merged(labelled.store, exported(copy, tmp_path))

    for kind, records in what_it_says(copy).items():
        for id_, record in records.items():
            assert what_it_says(labelled.store)[kind][id_] == record, kind


def test_new_decisions_about_lines_replace_those_that_were_there(labelled, copy, tmp_path):
    zone = next(z for z in copy.reader.each(Zone) if z.state == "taken")
    again = replace(by_hand(zone.text_id, zone.span, ZoneKind.CAPTION), is_excluded=False)
    copy.apply(Edit.joined("x", [Edit.remove("x", zone), Edit.add("x", again)]))
    words = first(labelled.store, Article, code="A1").word_count

    merged(labelled.store, exported(copy, tmp_path))

    assert [z for z in labelled.reader.each(Zone) if z.state == "taken"] == [again]
    assert first(labelled.store, Article, code="A1").word_count >= words


def test_lines_decided_on_both_sides_stay_as_they_are_here(labelled, copy, tmp_path):
    text_id = labelled.reader.version(first(labelled.store, Article, code="A2").id).id
    for store, kind in ((labelled.store, ZoneKind.TAGS), (copy, ZoneKind.CAPTION)):
        store.apply(Edit.add("x", by_hand(text_id, Span(0, 5 if kind == "tags" else 7), kind)))

    merge = merged(labelled.store, exported(copy, tmp_path))

    assert merge.refused == ["Lines of A2: another line type was set here."]


def test_a_name_that_another_one_has_is_refused(labelled, copy, tmp_path):
    labelled.add(Entity(name="Rohl", kind="person"))
    change(copy, exporting.LIND, name="Rohl", notes="Renamed")

    merge = merged(labelled.store, exported(copy, tmp_path))

    assert merge.refused == ["Name “Oskar Lind”: another one has this name here."]
    assert labelled.reader.get(Entity, exporting.LIND.id).notes == "Renamed"


def test_labels_and_schemes_come_along_and_none_is_lost(labelled, copy, tmp_path):
    mine, theirs = labelled.reader.codebook().schemes[0], copy.reader.codebook().schemes[0]
    change(copy, theirs, title="Another title", labels=theirs.labels[1:])
    copy.apply(Edit.add("x", replace(theirs, id="own@1", ordinal=0)))

    merged(labelled.store, exported(copy, tmp_path))

    after = {each.id: each for each in labelled.reader.codebook().schemes}
    assert after[mine.id].title == "Another title"
    assert {*after[mine.id].labels} == {*mine.labels}
    assert after["own@1"].ordinal > 0


def test_texts_of_fields_are_counted_and_skipped(labelled, copy, tmp_path):
    typed = Unconfirmed(record_id="r", field="claim.date", label="date", text="in May")
    list(copy.unconfirmed.keeping(typed))

    summary, _, _ = lines_of_file(labelled.store, exported(copy, tmp_path))

    assert summary[1] == "1 text that a field there had not taken yet is skipped."


def test_the_command_takes_over_what_is_new_and_says_what_clashes(labelled, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    mine = copied(labelled.store, folder)
    change(mine, first(mine, Claim, code="C1"), text="Here")
    mine.close()
    change(labelled.store, first(labelled.store, Claim, code="C1"), text="There")
    labelled.claim("A new one")
    words = [
        "import-labels",
        str(folder / "Copy.annotator"),
        str(exported(labelled.store, tmp_path)),
    ]

    tried = CliRunner().invoke(main, [*words, "--dry-run"])
    done = CliRunner().invoke(main, [*words, "--annotator", "Cleo"])
    again = CliRunner().invoke(main, [*words, "--annotator", "Cleo", "--clashing"])

    assert "1 new claim" in tried.output
    assert tried.stdout.endswith("Nothing was written.\n")
    assert (done.exit_code, "1 new claim" in done.output) == (1, True)
    assert "Here → There (clashing)" in done.output
    assert "1 clashing record was not taken. To take it, use --clashing." in done.stderr
    assert (again.exit_code, "1 new claim" in again.output) == (0, False)


def test_the_command_says_what_has_no_place_and_that_nothing_is_new(labelled, tmp_path):
    (tmp_path / "mine").mkdir()
    mine = copied(labelled.store, tmp_path / "mine")
    mine.apply(Edit.add("x", Entity(name="Rohl", kind="person")))
    mine.close()
    change(labelled.store, exporting.LIND, name="Rohl")
    words = ["import-labels", str(tmp_path / "mine/Copy"), str(exported(labelled.store, tmp_path))]

    done = CliRunner().invoke(main, [*words, "--annotator", "Ben"])

    assert "another one has this name here" in done.stderr
    assert (done.exit_code, done.stdout.startswith("0 changed records")) == (1, True)


def test_marks_whose_passage_is_gone_stay_on_the_text_they_had(labelled, copy, tmp_path):
    article = first(labelled.store, Article, code="A1")
    text = copy.reader.text(copy.reader.version(article.id).sha256)
    copy.apply(corrected(copy.reader, article, text[:12], "", copy.annotator.id))

    merged(labelled.store, exported(copy, tmp_path))

    states = {each.anchor.state for each in labelled.reader.mentions_in(article.id)}
    assert states == {each.anchor.state for each in copy.reader.mentions_in(article.id)}


def test_a_new_article_comes_in_with_its_text_and_its_original(labelled, copy, tmp_path):
    desk = exporting.Desk.__new__(exporting.Desk)
    desk.store, desk.reader, desk.by = copy, copy.reader, copy.annotator.id
    version = desk.article("Something else.\n", original=b"bytes")
    desk.mention(desk.claim("New"), version, "Something")
    of = {"article_id": version.article_id, "annotator_id": desk.by}
    desk.add(Sentiment(scope="document", polarity=1, **of))
    before = change(copy, exporting.LIND, name="Another Name")

    merged(labelled.store, exported(copy, tmp_path))

    assert what_it_says(labelled.store) == what_it_says(copy)
    assert labelled.reader.text(version.sha256) == "Something else.\n"
    assert labelled.reader.original(version.original_sha256) == b"bytes"
    assert labelled.reader.get(Entity, before.id).name == "Another Name"


def test_a_mark_moved_there_moves_here_unless_its_text_is_another(labelled, copy, tmp_path):
    mentions = [each.mention for each in labelled.reader.mentions_in(first(copy, Article).id)]
    desk = exporting.Desk.__new__(exporting.Desk)
    desk.store, desk.reader, desk.by = copy, copy.reader, copy.annotator.id
    version = copy.reader.version(first(copy, Article).id)
    text = copy.reader.text(version.sha256)
    for start in (0, 3):
        passage = Passage(text_id=version.id, text=text, spans=(Span(start, start + 6),))
        copy.apply(move_mark("x", copy.reader.get(Mention, mentions[0].id), passage))
    moved = copy.reader.get(Mention, mentions[0].id)
    change(copy, mentions[1], anchor_id=mentions[0].anchor_id)
    file = exported(copy, tmp_path)

    merged(labelled.store, file)
    after = [labelled.reader.get(Mention, each.id).anchor_id for each in mentions[:2]]
    labelled.store.undo()
    article = first(labelled.store, Article, code="A1")
    labelled.store.apply(corrected(labelled.reader, article, f"Here. {text}", "", labelled.by))
    again = merge_of(labelled.reader, file)

    assert after == [moved.anchor_id, mentions[0].anchor_id]
    assert [each.difference.mine.id for each in again.changes] == [mentions[1].id]


def test_a_text_that_was_another_one_there_before_is_the_same_article(labelled, other, tmp_path):
    before = other.article(f"Before. {exporting.TEXT}")
    other.mention(other.claim("Theirs"), before, "officials added")
    article = other.reader.get(Article, before.article_id)
    text = exporting.clean(exporting.TEXT)
    other.store.apply(corrected(other.reader, article, text, "", other.by))

    merge = merged(labelled.store, exported(other.store, tmp_path))

    assert labelled.reader.count(Article) == 2
    claim = first(labelled.store, Claim, text="Theirs")
    [mention] = labelled.reader.find(Mention, claim_id=claim.id)
    assert labelled.reader.get(Anchor, mention.anchor_id).exact == "officials added"
    assert merge.refused == []


def test_what_was_compared_is_freed_in_pieces_where_it_was_compared(
    labelled, tmp_path, monkeypatch
):
    held = []
    monkeypatch.setattr(label_files, "let_go", lambda all_: held.extend(map(getrefcount, all_)))

    merge_of(labelled.reader, exported(labelled.store, tmp_path))

    assert len(held) > 20
    assert set(held) == {2}  # by the list, and while they are counted


def test_work_rests_between_the_lines_of_another_project(labelled, tmp_path, monkeypatch):
    file, rests = exported(labelled.store, tmp_path), []
    monkeypatch.setattr(project_lines, "give_way", lambda: rests.append(1))

    merge_of(labelled.reader, file)

    assert len(rests) == 2 * len(file.read_bytes().splitlines())  # proved, compared


def test_of_another_copy_no_text_is_read_that_is_here(labelled, tmp_path, monkeypatch):
    file, proved = exported(labelled.store, tmp_path), []
    monkeypatch.setattr(project_lines, "_proved", proved.append)

    merge = merge_of(labelled.reader, file)

    assert merge.new == []
    assert proved == []
