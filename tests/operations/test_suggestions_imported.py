"""Labels made elsewhere come in as suggestions, which count for nothing until they are accepted."""

import json

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.commands.import_labels_command import import_file
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers.labels.formats import format_of
from annotator.operations.label_files import looked_at
from annotator.operations.suggested_labels import accept_suggestion, open_in, reject_suggestions
from annotator.storage.project import create_project, open_project
from tests.importers.test_labels_found import TEXT
from tests.operations.test_label_import import doccano


def suggested(store, path, *, is_suggesting=True):
    return import_file(store, path, format_of(path), is_suggesting=is_suggesting)


def placed(store):
    """Return the open suggestions with their article."""
    [(article_id, count)] = store.reader.open_suggestions().items()
    found = open_in(store.reader, article_id)
    assert len(found) == count
    return found


def studio(folder, *, with_annotation=False, **more):
    """Write a task of Label Studio with a prediction, and an annotation at the same words."""
    result = [{"value": {"start": 4, "end": 10, "labels": ["Fact"]}}]
    predictions = [{"result": result, "score": 0.8, "model_version": "m1"}]
    task = {"data": {"text": TEXT}, "predictions": predictions}
    if with_annotation:
        more["annotations"] = [{"result": result}]
    path = folder / "tasks.json"
    path.write_text(json.dumps([{**task, **more}]), encoding="utf-8")
    return path


def test_labels_come_in_as_suggestions_with_the_file_as_their_source(store, tmp_path):
    report = suggested(store, doccano(tmp_path, (4, 10, "Fact"), (0, 3, "negative")))

    one, other = placed(store)
    assert list(report.lines()) == ["2 new suggestions, 1 new article."]
    assert (one.suggestion.kind, one.suggestion.polarity) == ("sentiment", -2)
    assert (other.wording, {key.code for key in other.suggestion.labels}) == ("bridge", {"Fact"})
    assert {each.suggestion.source for each in (one, other)} == {"a.jsonl"}
    assert store.reader.count(Claim) == store.reader.count(Sentiment) == 0


def test_predictions_are_suggestions_in_any_case(store, tmp_path):
    report = suggested(store, studio(tmp_path), is_suggesting=False)

    [found] = placed(store)
    assert (found.suggestion.source, found.suggestion.score) == ("m1", 0.8)
    assert list(report.lines()) == ["1 new suggestion, 1 new article."]


def test_what_a_person_has_labelled_already_is_not_suggested(store, tmp_path):
    suggested(store, doccano(tmp_path, (4, 10, "Fact"), text=TEXT), is_suggesting=False)

    report = suggested(store, doccano(tmp_path, (4, 10, "Fact"), text=TEXT))

    assert list(report.lines()) == ["0 new suggestions, 1 already here, 1 known article."]


def test_the_same_suggestion_does_not_come_again_even_if_it_was_rejected(store, tmp_path):
    path = doccano(tmp_path, (4, 10, "Fact"), (11, 13, "Fact"))
    suggested(store, path)
    [first, _] = placed(store)
    store.apply(
        reject_suggestions(store.reader, next(store.reader.each(Article)), [first.suggestion])
    )

    report = suggested(store, path)

    assert (report.suggestions, report.already_here) == (0, 2)
    assert len(placed(store)) == 1


def test_a_scheme_goes_with_the_last_suggestion_when_none_was_accepted(store, tmp_path):
    before = store.reader.codebook()
    suggested(store, doccano(tmp_path, (4, 10, "Fact"), (11, 13, "Else")))
    added = store.reader.codebook()
    [article] = store.reader.each(Article)

    for each in placed(store):
        store.apply(reject_suggestions(store.reader, article, [each.suggestion]))
    after = store.reader.codebook()
    store.undo()

    assert (added != before, after) == (True, before)
    assert store.reader.codebook() == added


def test_a_scheme_of_which_a_suggestion_was_accepted_stays(store, tmp_path):
    suggested(store, doccano(tmp_path, (4, 10, "Fact"), (11, 13, "Else")))
    [article] = store.reader.each(Article)
    one, other = placed(store)
    added = store.reader.codebook()
    store.apply(accept_suggestion(store.reader, article, one, store.annotator.id)[0])

    store.apply(reject_suggestions(store.reader, article, [other.suggestion]))

    assert store.reader.codebook() == added


def test_a_file_with_annotations_and_predictions_has_both(store, tmp_path):
    report = suggested(store, studio(tmp_path, with_annotation=True), is_suggesting=False)

    assert list(report.lines()) == ["1 new label, 1 new suggestion, 1 new article."]


def test_the_window_is_offered_both_ways_unless_all_are_suggestions(store, tmp_path):
    both = looked_at(store.reader, doccano(tmp_path, (4, 10, "Fact")), store.annotator.id)
    only = looked_at(store.reader, studio(tmp_path), store.annotator.id)

    assert both.summary == ("1 new label, 1 new article.",)
    assert both.as_suggestions.summary == ("1 new suggestion, 1 new article.",)
    assert (only.summary, only.as_suggestions) == (("1 new suggestion, 1 new article.",), None)


def test_suggestions_are_exported_as_labels_by_no_format_but_the_whole_project(store, tmp_path):
    suggested(store, doccano(tmp_path, (4, 10, "Fact")))
    out = {}
    for name in ("csv", "doccano", "label-studio", "project"):
        list(write(format_named(name), store.reader, tmp_path / f"out-{name}", {}))
        target = tmp_path / f"out-{name}"
        files = target.rglob("*") if target.is_dir() else [target]
        out[name] = "".join(f.read_text("utf-8") for f in files if f.is_file())

    assert '"kind":"suggestion"' in out["project"]
    assert all("a.jsonl" not in text for name, text in out.items() if name != "project")


@pytest.fixture
def path(tmp_path, schemes, monkeypatch):
    """A project on disk."""
    place = tmp_path / "news.annotator"
    create_project(place, "news", schemes, tmp_path / "marks").close()
    return place


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_the_command_brings_them_in(path, tmp_path):
    given = run(
        "import-labels",
        path,
        doccano(tmp_path, (4, 10, "Fact")),
        "--as-suggestions",
        "--annotator",
        "Ana",
    )

    store = open_project(path, tmp_path / "marks")
    assert given.output.startswith("1 new suggestion, 1 new article.")
    assert store.reader.count(Suggestion) == 1
    assert store.reader.count(Mention) == 0
    store.close()


def test_the_command_refuses_what_has_no_labels(path, tmp_path):
    claims = tmp_path / "claims.json"
    claims.write_text(json.dumps({"claims": [{"text": "A", "claimReview": []}]}), encoding="utf-8")

    given = run("import-labels", path, claims, "--as-suggestions")

    assert given.exit_code == 1
    assert "has no labels made elsewhere" in given.output
