"""Rows that a colleague has removed from an exported table are shown, and removed when wanted."""

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from annotator.cli import main
from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.history import HistoryFilter
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import ZoneKind
from annotator.exporters import format_named
from annotator.exporters.scope import Scope
from annotator.exporters.write import write
from annotator.importers.labels import own_tables
from annotator.operations.codebook import with_label
from annotator.operations.former_records import FormerRecords
from annotator.operations.label_files import looked_at
from annotator.operations.table_diff import difference
from annotator.operations.table_import import TableImport
from annotator.operations.zoning import by_hand
from tests.exporters import conftest as exporting
from tests.operations import test_table_import as tables

desk, labelled = exporting.desk, exporting.labelled
built, project = tables.built, tables.project


def without(path, column, *values):
    """Remove the rows with one of these values, or all but the first without any; return them."""
    rows = tables.rows_of(path)
    gone = [row for row in rows if row[column] in values] if values else rows[1:]
    tables.save(path, [row for row in rows if row not in gone])
    return gone


def removed(store, path):
    return difference(store.reader, own_tables.read(path)).removed


def remove(store, path):
    """Remove what has no row any more."""
    edit = TableImport(store.reader, store.annotator.id).edit(removed(store, path))
    store.apply(edit)
    return edit


def counts(store, *kinds):
    return [store.reader.count(kind) for kind in kinds]


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("labels_flat", "mention_id"),
        ("claim_mentions", "mention_id"),
        ("claims", "claim_id"),
        ("sentiments", "sentiment_id"),
        ("fact_checks", "check_id"),
        ("evidence", "evidence_id"),
        ("articles", "article_id"),
    ],
)
def test_a_removed_row_is_a_record_that_goes_as_one_step(file, column, project, tmp_path):
    path = tables.exported(project, tmp_path)
    before = [*project.reader.each(Claim)], counts(project, Article, Mention, Evidence, Anchor)
    key = tables.rows_of(path / f"{file}.csv")[0][column]
    without(path / f"{file}.csv", column, key)

    [found] = removed(project, path)
    remove(project, path)
    again = removed(project, path)
    is_there = project.reader.get(type(found.record), key[1:])
    project.undo()

    assert (found.record.id, found.is_certain) == (key[1:], True)
    assert found.line.endswith("(removed there)")
    assert (is_there, again) == (None, ())
    assert before == (
        [*project.reader.each(Claim)],
        counts(project, Article, Mention, Evidence, Anchor),
    )


def test_removals_are_offered_and_not_ticked(project, tmp_path):
    path = tables.exported(project, tmp_path)
    tables.edited(tables.flat(path), "C1", claim_text="Other words")
    [gone] = without(
        path / "sentiments.csv",
        "sentiment_id",
        tables.rows_of(path / "sentiments.csv")[0]["sentiment_id"],
    )

    found = looked_at(project.reader, path, project.annotator.id)
    [kept] = found.chosen(project.reader, project.annotator.id, {0})
    [both] = found.chosen(project.reader, project.annotator.id, {0, 1})

    assert [each.is_taken for each in found.choices] == [True, False]
    assert "1 missing record" in found.summary[0]
    assert (kept.removed, len(kept.changes)) == ([], 1)
    assert gone["sentiment_id"][1:] in {each.id for each in both.removed}


def test_what_was_added_since_the_export_was_not_removed(project, tmp_path):
    path = tables.exported(project, tmp_path)
    project.apply(Edit.add("x", Claim(code="C99", text="New", created_by=project.annotator.id)))

    assert removed(project, path) == ()


@pytest.mark.parametrize(
    "part",
    [
        {"claim_ids": frozenset()},
        {"article_ids": frozenset()},
        {"annotator_id": "x"},
        {"omits_excluded": True},
    ],
)
@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_part_of_a_project_lacks_nothing(name, part, project, tmp_path):
    [article] = project.reader.find(Article, code="A1")
    if "article_ids" in part:
        part = {"article_ids": frozenset({article.id})}
    if "claim_ids" in part:
        part = {"claim_ids": frozenset({tables.claim(project).id})}
    if "annotator_id" in part:
        part = {"annotator_id": project.reader.find(Mention)[0].annotator_id}
    form = format_named(name)
    path = tmp_path / f"out{form.suffix or ''}"
    list(write(form, project.reader, path, {}, Scope(**part)))

    assert removed(project, path) == ()


def test_a_table_alone_that_has_most_rows_lacks_the_others(project, tmp_path):
    path = tables.exported(project, tmp_path, "csv-flat")
    gone = without(path, "mention_id", tables.rows_of(path)[0]["mention_id"])

    [found] = removed(project, path)

    assert found.record.id == gone[0]["mention_id"][1:]
    assert (found.is_certain, found.line.endswith("(not in the file)")) == (False, True)


def test_a_table_alone_that_has_few_rows_is_a_part(project, tmp_path):
    path = tables.exported(project, tmp_path, "csv-flat")
    without(path, "mention_id")

    assert removed(project, path) == ()


def test_the_last_mention_takes_a_claim_that_nobody_checks(labelled, tmp_path):
    store = labelled.store
    other = labelled.claim("Not checked")
    version = store.reader.version(next(store.reader.each(Article)).id)
    labelled.mention(other, version, "40")
    path = tables.exported(store, tmp_path)
    first = next(store.reader.each(Claim))
    tables.save(path / "labels_flat.csv", [dict.fromkeys(tables.rows_of(tables.flat(path))[0], "")])
    rows = tables.rows_of(path / "claim_mentions.csv")
    tables.save(path / "claim_mentions.csv", [rows[0] | {"mention_id": "mx"}])

    remove(store, path)

    assert store.reader.get(Claim, first.id) == first
    assert store.reader.get(Claim, other.id) is None
    assert counts(store, Mention) == [0]


def test_a_mention_that_two_tables_lack_is_listed_once_and_its_claim_stays_with_another(
    labelled, tmp_path
):
    store = labelled.store
    path = tables.exported(store, tmp_path)
    key = tables.rows_of(path / "claim_mentions.csv")[0]["mention_id"]
    without(path / "labels_flat.csv", "mention_id", key)
    without(path / "claim_mentions.csv", "mention_id", key)
    claims = counts(store, Claim)

    [found] = removed(store, path)
    store.apply(TableImport(store.reader, labelled.by).edit([found]))

    assert "No" in found.line
    assert (counts(store, Claim), counts(store, Mention)) == (claims, [1])


def test_one_of_several_mentions_of_a_claim_that_nobody_checks_leaves_the_claim(labelled, tmp_path):
    store = labelled.store
    other = labelled.claim("Not checked")
    version = store.reader.version(next(store.reader.each(Article)).id)
    marks = [labelled.mention(other, version, word) for word in ("40", "said")]
    path = tables.exported(store, tmp_path)
    without(path / "labels_flat.csv", "mention_id", "m" + marks[0].id)

    remove(store, path)

    assert store.reader.get(Claim, other.id) == other
    assert store.reader.get(Mention, marks[1].id) == marks[1]


def test_a_sentiment_of_a_whole_article_is_named_by_its_target(labelled, tmp_path):
    path = tables.exported(labelled.store, tmp_path)
    rows = tables.rows_of(path / "sentiments.csv")
    [whole] = [row["sentiment_id"] for row in rows if row["scope"] == "document"]
    without(path / "sentiments.csv", "sentiment_id", whole)

    [found] = removed(labelled.store, path)

    assert found.line == "Sentiment in A1 · Oskar Lind (removed there)"


def test_a_record_that_goes_is_not_changed_and_takes_its_own_along(labelled, tmp_path):
    store = labelled.store
    path = tables.exported(store, tmp_path)
    [done] = [c for c in store.reader.each(FactCheck) if c.round_no == 2]
    tables.edited(path / "evidence.csv", "e" + next(store.reader.each(Evidence)).id, note="x")
    tables.edited(path / "labels_flat.csv", "C1", verdict_text="x", claim_text="y")
    without(path / "claims.csv", "claim_code", "C1")
    without(path / "fact_checks.csv", "check_id", "f" + done.id)
    diff = difference(store.reader, own_tables.read(path))

    edit = TableImport(store.reader, labelled.by).edit([*diff.changes, *diff.removed])
    store.apply(edit)

    assert len(diff.changes) == 3
    assert counts(store, Claim, FactCheck, Evidence, Source, Mention) == [1, 0, 0, 0, 0]
    assert store.reader.count(Sentiment) == 2


def test_a_check_that_was_begun_there_for_a_claim_that_goes_is_not_begun(labelled, tmp_path):
    store = labelled.store
    other = labelled.claim("Not checked")
    version = store.reader.version(next(store.reader.each(Article)).id)
    labelled.mention(other, version, "40")
    path = tables.exported(store, tmp_path)
    tables.edited(tables.flat(path), other.code, verdict_code="refuted")
    without(path / "claims.csv", "claim_code", other.code)
    diff = difference(store.reader, own_tables.read(path))
    checks = store.reader.count(FactCheck)

    store.apply(TableImport(store.reader, labelled.by).edit([*diff.changes, *diff.removed]))

    assert counts(store, FactCheck) == [checks]


def test_the_command_keeps_what_has_no_row_unless_asked(project, tmp_path):
    path = tables.exported(project, tmp_path)
    without(
        path / "sentiments.csv",
        "sentiment_id",
        tables.rows_of(path / "sentiments.csv")[0]["sentiment_id"],
    )
    project.close()
    words = ["import-labels", str(tmp_path / "p.annotator"), str(path), "--annotator", "Ana"]

    kept = CliRunner().invoke(main, words)
    done = CliRunner().invoke(main, [*words, "--remove-missing"])
    again = CliRunner().invoke(main, words)

    assert "1 record without a row was kept. To remove it, use --remove-missing." in kept.stderr
    assert ("(removed there)" in kept.stdout, kept.exit_code) == (True, 0)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "missing" not in again.stdout


def test_rows_removed_from_the_other_tables_go_when_nothing_uses_them(project, tmp_path):
    mention = next(m for m in project.reader.each(Mention) if m.attributions)
    relayed = mention.attributed(Attribution(level=2, source_text="envoys", quote_type="indirect"))
    scheme = project.reader.codebook().scheme(Layer.CLAIM_TYPE)
    rumour = with_label(scheme, "Rumour")
    [article] = project.reader.find(Article, code="A1")
    version = project.reader.version(article.id)
    end = project.reader.text(version.sha256).index("\n")
    zone = by_hand(version.id, Span(0, end), ZoneKind.TAGS)
    counted = replace(article, word_count=1)
    added = (Source(title="Unused"), Entity(name="Nobody"), zone)
    swaps = [("x", mention, relayed), ("x", scheme, rumour), ("x", article, counted)]
    project.apply(Edit.joined("x", [Edit.add("x", *added), *(Edit.swap(*s) for s in swaps)]))
    path = tables.exported(project, tmp_path)
    without(path / "sources.csv", "title", "Unused")
    without(path / "entities.csv", "name", "Nobody")
    without(path / "zones.csv", "zone_id", f"z{zone.id}")
    without(path / "labels.csv", "code", "rumour")
    without(path / "attributions.csv", "attribution_id", f"m{mention.id}.2")

    found = removed(project, path)
    remove(project, path)
    again = tables.found(project, path)
    kept = [project.reader.get(type(each), each.id) for each in (*added, mention, scheme, article)]
    project.undo()

    assert [each.name.partition(" ")[0] for each in found] == [
        "Source",
        "Name",
        "Lines",
        "Attribution",
        "Label",
    ]
    assert (again.removed, again.refused) == ((), ())
    assert kept[:3] == [None, None, None]
    assert (kept[3].attributions, kept[4].labels) == (mention.attributions, scheme.labels)
    assert kept[5].word_count == article.word_count
    assert project.reader.get(Mention, mention.id).attributions == relayed.attributions


def test_what_is_used_stays_and_the_reason_is_said(project, tmp_path):
    path = tables.exported(project, tmp_path)
    claim = next(c for c in project.reader.each(Claim) if c.claimant_id and c.labels)
    key = next(iter(claim.labels))
    held = next(e for e in project.reader.each(Evidence) if e.source_id)
    without(path / "entities.csv", "entity_id", f"n{claim.claimant_id}")
    without(path / "sources.csv", "source_id", f"q{held.source_id}")
    rows = tables.rows_of(path / "labels.csv")
    is_used = [(row["scheme_id"], row["code"]) == (key.scheme_id, key.code) for row in rows]
    tables.save(path / "labels.csv", [r for r, used in zip(rows, is_used, strict=True) if not used])

    diff = tables.found(project, path)

    assert diff.removed == ()
    assert ["so it" in each for each in diff.refused] == [True, True, True]


def test_what_was_done_in_the_millisecond_of_the_export_is_in_it(project):
    project.apply(Edit.add("x", Source(title="New")))
    [last] = project.reader.history.steps(HistoryFilter(), limit=1)

    assert FormerRecords.at(project.reader, last.at).is_now
