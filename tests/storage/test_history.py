"""The history is read newest first, by what it is about, who did it, when and what was done."""

from contextlib import closing

import pytest
from msgspec.structs import replace

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel, words_of
from annotator.domain.errors import StorageError
from annotator.domain.history import HistoryAction, HistoryFilter, HistoryKind, StepKind
from annotator.domain.import_label import import_label, of_batch
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.storage import history_index, history_reader, writing
from annotator.storage.history_index import catch_up
from annotator.storage.history_marks import inverted, mask_of
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from annotator.storage.replay import Replay
from tests.storage.test_upgrading import old  # noqa: F401 - a fixture

INDEX = ("history_line", "history_subject", "history_mention")


def titles(store, limit=100, before=0, **wanted):
    steps = store.reader.history.steps(HistoryFilter(**wanted), before, limit)
    return [getattr(step.label, "text", step.label) for step in steps]


@pytest.fixture(params=["no line", "the first lines", "every line", "each edit"])
def worked(request, store, article, labelled, monkeypatch):
    """A project in which Ana added and checked a claim, and Ben changed its verdict.

    The parameter says what is in the index of the history: what was read from the lines of the
    journal, or what each edit was when it was saved.
    """
    if request.param == "each edit":
        monkeypatch.setattr(writing, "_MANY", 1)
    claim, *others = labelled((3, 10))
    store.apply(Edit.add("Add claim", claim, *others))
    claim = store.reader.find(Claim)[0]
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id)
    store.apply(Edit.add("Add check", check))
    source = Source(title="The minutes")
    store.apply(Edit.add("Add source", source))
    who = store.annotator.id
    evidence = Evidence(check_id=check.id, source_id=source.id, added_by=who)
    store.apply(Edit.add("Add evidence", evidence))
    if request.param == "the first lines":
        catch_up(store._db)
    store.sign_in("Ben")
    store.apply(Edit.swap("Set verdict", check, replace(check, notes="Weighed anew")))
    store.apply(Edit.swap("Rename source", source, replace(source, title="The Minutes")))
    feeling = Sentiment(article_id=article.id, scope="document", annotator_id=store.annotator.id)
    store.apply(Edit.add("Add sentiment", feeling))
    if request.param == "every line":
        catch_up(store._db)
    return store


def test_the_newest_step_comes_first(worked):
    assert titles(worked, limit=3) == ["Add sentiment", "Rename source", "Set verdict"]


def test_reading_goes_on_before_the_last_step_that_was_read(worked):
    pages, before = [], 0
    while page := worked.reader.history.steps(HistoryFilter(), before, limit=3):
        pages += page
        before = page[-1].lines[0]

    assert pages == worked.reader.history.steps(HistoryFilter())
    assert [step.last for step in pages] == list(range(worked.reader.history.tip(), 0, -1))


def test_a_claim_has_the_steps_of_its_check_its_evidence_and_their_source(worked):
    assert titles(worked, code="C1") == [
        "Rename source", "Set verdict", "Add evidence", "Add check", "Add claim",
    ]  # fmt: skip


def test_an_article_has_the_steps_of_all_that_stands_in_it(worked, article):
    found = titles(worked, code=article.code)

    assert found[0] == "Add sentiment"
    assert "Set verdict" in found
    assert found[-1].startswith("Import")


def test_a_claim_that_was_removed_keeps_its_history(worked, article):
    mention = worked.reader.mentions_in(article.id)[0]
    worked.apply(Edit.remove("Remove mention", mention.mention, mention.anchor))

    assert titles(worked, code="C1")[0] == "Remove mention"
    assert titles(worked, code=article.code)[:2] == ["Remove mention", "Add sentiment"]


def test_a_persons_steps(worked):
    ana, ben = worked.reader.history.people()

    assert titles(worked, annotator_id=ben)[-1] == "New annotator “Ben”"
    assert "Set verdict" not in titles(worked, annotator_id=ana)


def test_the_steps_of_a_span_of_time(worked):
    steps = worked.reader.history.steps(HistoryFilter())
    first, last = steps[-1].at, steps[0].at
    between = [step for step in steps if first <= step.at < last]

    assert worked.reader.history.steps(HistoryFilter(since=first, until=last)) == between
    assert titles(worked, since="2999") == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kinds": {HistoryKind.SENTIMENT}}, ["Add sentiment"]),
        ({"kinds": {HistoryKind.CHECKS}}, ["Set verdict", "Add check"]),
        ({"kinds": {HistoryKind.CHECKS}, "actions": {HistoryAction.CHANGED}}, ["Set verdict"]),
        ({"kinds": {HistoryKind.EVIDENCE}, "actions": {HistoryAction.REMOVED}}, []),
        ({"actions": {HistoryAction.CHANGED}}, ["Rename source", "Set verdict"]),
    ],
)
def test_the_steps_of_a_kind(worked, wanted, found):
    assert titles(worked, **{name: frozenset(value) for name, value in wanted.items()}) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("weighed", ["Set verdict"]),
        ("c1 VERDICT", ["Set verdict"]),
        ("MINUTES", ["Rename source", "Add source"]),
        ("notes", []),  # the name of a field
        ("ben", ["New annotator “Ben”"]),
        ("%", []),
    ],
)
def test_the_steps_with_words(worked, words, found):
    assert titles(worked, words=tuple((word,) for word in words.split())) == found


def test_one_of_several_words_is_enough(worked):
    assert titles(worked, words=(("nowhere", "weighed"),)) == ["Set verdict"]


def test_what_is_undone_is_marked_as_such_until_it_is_redone(worked):
    def undone():
        steps = worked.reader.history.steps(HistoryFilter())
        return [(step.kind, step.is_undone) for step in steps][:3]

    worked.undo()
    assert undone()[:2] == [(StepKind.UNDONE, False), (StepKind.DONE, True)]
    worked.redo()
    assert undone() == [
        (StepKind.REDONE, False), (StepKind.UNDONE, False), (StepKind.DONE, False),
    ]  # fmt: skip


def test_undoing_is_about_what_was_undone(worked):
    worked.undo()
    worked.undo()

    assert titles(worked, code="C1")[:2] == ["Rename source", "Rename source"]
    removed = {"actions": frozenset({HistoryAction.REMOVED})}
    assert titles(worked, **removed) == ["Add sentiment"]
    worked.redo()
    steps = worked.reader.history.steps(HistoryFilter())
    assert [change.after.title for change in steps[0].changes] == ["The Minutes"]
    assert [change.after.title for change in steps[1].changes] == ["The minutes"]


def test_lines_of_one_group_are_one_step_that_is_never_cut(store):
    for count in (2, 3):
        people = [Entity(name=f"P{count}{n}") for n in range(count)]
        label = EditLabel.counted("Add {count} name", "Add {count} names", count)
        store.apply(replace(Edit.add(label, *people), group="one"))
    store.apply(replace(Edit.add("Name", Entity(name="x")), group="two"))
    store.apply(replace(Edit.add(EditLabel("Name"), Entity(name="y")), group="two"))
    wanted = HistoryFilter(kinds=frozenset({HistoryKind.PROJECT}))

    two, one = store.reader.history.steps(wanted, limit=2)
    assert (one.label.text, one.size, len(one.lines)) == ("Add 5 names", 5, 2)
    assert (two.label, two.size) == ("Name", 2)
    assert len([*store.reader.history.changes(one.lines)]) == 5
    store.undo()
    assert [step.size for step in store.reader.history.steps(wanted, limit=2)] == [2, 2]


def test_an_import_of_several_edits_says_how_many_articles_it_has(store):
    def batch(name, group):
        label = of_batch(import_label(900), 300)
        store.apply(replace(Edit.add(label, Entity(name=name)), group=group))

    for name in "abc":
        batch(name, "whole")
    batch("d", "parted")
    store.apply(Edit.add("Something", Entity(name="e")))
    batch("f", "parted")
    batch("g", "parted")

    part, whole = "Import 600 of 900 articles", "Import 900 articles"
    steps = store.reader.history.steps(HistoryFilter(), limit=4)
    assert [words_of(step.label) for step in steps] == [
        part, "Something", "Import 300 of 900 articles", whole
    ]  # fmt: skip
    assert (store.undo_label(), store.undo().title, store.redo_label()) == (part, part, part)
    store.undo()
    store.undo()
    assert store.undo_label() == whole


def test_a_step_of_many_records_leaves_its_changes_for_later(store, monkeypatch):
    monkeypatch.setattr(history_reader, "_AT_ONCE", 1)
    before = len(store.reader.history.steps(HistoryFilter(), limit=9))
    store.apply(Edit.add("Many", *(Entity(name=f"P{number}") for number in range(60))))
    step, *others = store.reader.history.steps(HistoryFilter(), limit=9)

    assert len(others) == before + 1  # and the new annotator
    assert (step.size, step.changes) == (60, None)
    assert len([*store.reader.history.changes(step.lines)]) == 60


def test_a_step_about_many_claims_names_none_of_them(store, labelled):
    claims = [labelled((3, 10), code=f"C{number}")[0] for number in range(1, 12)]
    store.apply(Edit.add("Add claims", *claims))
    [step] = store.reader.history.steps(HistoryFilter(), limit=1)

    assert step.codes == ()
    assert titles(store, code="C11") == ["Add claims"]


def test_a_removed_entity_is_still_known(store):
    person = Entity(name="Lind")
    store.apply(Edit.add("Add", person))
    store.apply(Edit.remove("Remove", person))

    assert store.reader.history.former(person.id) == person
    assert store.reader.history.former("x") is None


def test_the_net_changes_since_a_line(worked):
    history = worked.reader.history
    point = history.steps(HistoryFilter(words=(("add evidence",),)))[0].last
    worked.undo()

    found = {type(change.record): change for change in history.since(point)}
    assert found[FactCheck].before.notes == ""
    assert found[FactCheck].after.notes == "Weighed anew"
    assert Sentiment not in found
    assert history.since(history.tip()) == []


def test_a_line_that_cannot_be_read_is_shown_by_its_label(worked):
    db = worked._db
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    tip = worked.reader.history.tip()
    db.execute("UPDATE journal SET changes = '[1]', label_args = '[' WHERE seq = ?", [tip])
    [step] = worked.reader.history.steps(HistoryFilter(), limit=1)

    assert (step.label, step.changes) == ("Add sentiment", None)
    assert titles(worked, words=(("add sentiment",),)) == ["Add sentiment"]
    with pytest.raises(StorageError, match=f"Line {tip} of the history"):
        list(worked.reader.history.changes(step.lines))
    with pytest.raises(StorageError, match=f"Line {tip} of the history"):
        worked.reader.history.since(1)


def test_a_damaged_index_is_reported(worked):
    assert list(Replay(worked._db).findings()) == []
    catch_up(worked._db)
    assert list(Replay(worked._db).findings()) == []
    worked._db.execute("UPDATE history_line SET annotator_id = 'x' WHERE seq = 3")
    assert list(Replay(worked._db).findings()) == ["Line 3 of the history is not in its index."]
    worked._db.execute("UPDATE history_line SET kind = 'x' WHERE seq = 3")

    with pytest.raises(StorageError, match="Line 3 of the history"):
        titles(worked)


def indexed(db):
    return {name: set(db.execute(f"SELECT * FROM {name}").fetchall()) for name in INDEX}


def test_the_index_is_the_same_however_many_lines_are_added_to_it_at_once(worked, monkeypatch):
    monkeypatch.setattr(history_index, "_AT_ONCE", 7)
    db = worked._db
    evidence, minutes, other = *worked.reader.find(Evidence), *worked.reader.find(Source), Source()
    moved = replace(evidence, source_id=other.id)

    def cite(source, title):
        return Edit.swap(title, worked.reader.get(Source, source.id), replace(source, title=title))

    for act in (
        worked.undo,
        worked.undo,
        worked.redo,
        lambda: worked.apply(Edit.add("Add", other)),
        lambda: worked.apply(cite(other, "a")),
        lambda: worked.apply(Edit.swap("Move", evidence, moved)),
        lambda: worked.apply(cite(other, "b, of the claim")),
        lambda: worked.apply(cite(minutes, "c")),
        worked.undo,
        worked.undo,
        worked.undo,
        lambda: worked.apply(cite(other, "d")),
        lambda: worked.apply(Edit.remove("Remove", evidence)),
        lambda: worked.apply(cite(minutes, "e")),
        worked.undo,
        worked.undo,
        lambda: worked.apply(cite(minutes, "f, of the claim")),
        lambda: worked.apply(Edit.swap("Move", evidence, moved)),
    ):
        act()
        catch_up(db)
    cited = [title for title in titles(worked, code="C1") if title[0] in "abcdef"]
    assert cited == ["f, of the claim", "b, of the claim", "b, of the claim"]
    one_by_one = indexed(db)

    for start in range(worked.tip().seq):
        for name in INDEX[:2]:
            db.execute(f"DELETE FROM {name} WHERE seq > ?", [start])
        db.execute(f"DELETE FROM {INDEX[2]} WHERE ? < 4", [start])
        catch_up(db)
        assert indexed(db) == one_by_one


@pytest.mark.parametrize(
    ("changes", "size"), [("[1]", 0), ('[["claim_mention", null, {"id": "x"}]]', 1)]
)
def test_a_line_that_cannot_be_read_is_about_nothing(worked, changes, size):
    db = worked._db
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("UPDATE journal SET changes = ? WHERE seq = 5", [changes])
    for name in INDEX:
        db.execute(f"DELETE FROM {name}")
    catch_up(db)

    found = db.execute("SELECT size, codes FROM history_line WHERE seq = 5").fetchone()
    assert found == (size, "")


def test_undoing_what_is_missing_in_the_index_is_missing_too(worked):
    missing = worked.tip().seq
    worked.apply(Edit.add("Add", Entity(name="Lind")))
    worked.undo()
    catch_up(worked._db)
    worked._db.execute("DELETE FROM history_line WHERE seq = ?", [missing])
    worked.undo()

    assert titles(worked)[:3] == ["Add", "Add", "Rename source"]
    assert (
        next(Replay(worked._db).findings()) == f"Line {missing} of the history is not in its index."
    )


def test_the_history_of_an_old_project_is_shown(old, state_folder):  # noqa: F811
    with reading(old) as reader:
        as_read = reader.history.steps(HistoryFilter(code="A1"))
    with closing(open_project(old, state_folder)) as store:
        assert store.reader.history.steps(HistoryFilter(code="A1")) == as_read
        assert "Add sentiment in A1" in [step.label for step in as_read]
        assert [step.kind for step in store.reader.history.steps(HistoryFilter())][-1] == "setup"


def test_bits_of_kinds_and_actions():
    every = mask_of((), ())

    assert mask_of(HistoryKind, HistoryAction) == every
    assert inverted(every) == every
    for kind in HistoryKind:
        added = mask_of([kind], [HistoryAction.ADDED])
        assert inverted(added) == mask_of([kind], [HistoryAction.REMOVED])
        assert inverted(inverted(added)) == added
        changed = mask_of([kind], [HistoryAction.CHANGED])
        assert inverted(changed) == changed


def test_the_lines_of_one_group_that_have_the_words_are_one_step(store):
    for name in ("anna", "ben"):
        store.apply(replace(Edit.add("Import people", Entity(name=name)), group="one"))

    [step] = store.reader.history.steps(HistoryFilter(words=(("people",),)))
    assert step.size == 2


def test_a_search_for_words_yields_what_it_finds_and_lets_others_have_their_turn(
    store, monkeypatch
):
    monkeypatch.setattr(history_reader, "_STRETCH", 2)
    for name in ("One", "Two", "Three", "Four", "Five"):
        store.apply(Edit.add(f"Add {name}", Entity(name=name)))
    wanted = HistoryFilter(words=(("four",),))
    found = [*store.reader.history.looking(wanted)]

    assert [step and str(step.label) for step in found[:3]] == ["Add Four", None, None]
    assert [step for step in found if step] == store.reader.history.steps(wanted)
    assert next(iter(store.reader.history.looking(HistoryFilter()))).label == "Add Five"


def test_a_line_is_read_once_unless_it_belongs_to_what_no_line_before_changed(worked, monkeypatch):
    read, changed, who = [], history_index.changed_in, worked.annotator.id
    monkeypatch.setattr(
        history_index, "changed_in", lambda *line: read.append(line) or changed(*line)
    )
    monkeypatch.setattr(writing, "_MANY", 1000)
    catch_up(worked._db)
    minutes = worked.reader.find(Source)[0]
    read.clear()

    for text in ("One.", "Two."):
        worked.apply(Edit.add("Add", Claim(text=text, created_by=who)))
    catch_up(worked._db)
    assert len(read) == 2

    worked.apply(Edit.swap("Cite", minutes, replace(minutes, title="a")))
    worked.apply(Edit.add("Add", Claim(text="Three.", created_by=who)))
    catch_up(worked._db)
    assert len(read) == 2 + 3
