"""The sample is built once and whole, and is the person's own from then on."""

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Entity
from annotator.domain.reading import Counts
from annotator.sample import project as sample
from annotator.storage.project import open_project
from annotator.storage.verification import findings
from tests.codes import next_code


@pytest.fixture
def ensure(tmp_path):
    return lambda: sample.ensure(tmp_path / "projects", tmp_path / "marks", "Ana")


@pytest.fixture
def opened(ensure, tmp_path):
    store = open_project(ensure(), tmp_path / "marks")
    yield store
    store.close()


@pytest.fixture
def packed(tmp_path, monkeypatch):
    """Return the folder of a sample inside a package, where there is nothing yet."""
    folder = tmp_path / "annotator" / "projects" / "sample"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sample, "_PACKAGE", tmp_path / "annotator")
    return folder


def test_the_sample_is_one_file_with_everything_in_it(ensure, opened):
    assert [path.name for path in ensure().parent.glob("[!.]*.annotator")] == [sample.NAME]
    assert opened.project.name == "Summit in Varen"
    assert opened.reader.counts() == Counts(articles=4, done=1, claims=10, mentions=19)
    assert opened.warning == ""


def test_nothing_is_wrong_with_the_file(ensure, tmp_path):
    assert list(findings(ensure(), tmp_path / "marks")) == []


def test_nothing_else_is_left_in_the_folder(ensure):
    path = ensure()

    assert list(path.parent.iterdir()) == [path]


def test_the_labels_are_those_of_the_person_who_opens_it(opened):
    claim = opened.reader.find(Claim, code="C1")[0]

    opened.sign_in("Ana")

    assert claim.created_by == opened.annotator.id


def test_a_second_time_the_file_is_not_touched(ensure):
    first = ensure()
    before = first.read_bytes()

    assert ensure() == first
    assert first.read_bytes() == before


def test_what_a_person_changed_stays(ensure, tmp_path):
    store = open_project(ensure(), tmp_path / "marks")
    claim = store.reader.find(Claim, code="C1")[0]
    store.apply(Edit.swap("Reword C1", claim, replace(claim, text="Mine")))
    store.close()

    again = open_project(ensure(), tmp_path / "marks")

    assert again.reader.get(Claim, claim.id).text == "Mine"
    again.close()


def test_the_whole_history_can_be_undone_and_done_again(opened):
    while opened.undo():
        pass
    assert opened.reader.counts() == Counts(articles=0, done=0, claims=0, mentions=0)
    assert opened.reader.count(Entity) == 0

    while opened.redo():
        pass
    assert opened.reader.counts() == Counts(articles=4, done=1, claims=10, mentions=19)


def test_the_next_codes_go_on_after_those_of_the_sample(opened):
    assert (next_code(opened, "A"), next_code(opened, "C")) == ("A5", "C11")
    assert opened.reader.count(Article) == 4


def test_a_sample_that_cannot_be_built_leaves_nothing(ensure, packed, tmp_path):
    form = 'name = "x"\ncodebook = "none"\n[[article]]\nfile = "a.txt"\nheadline = "Rain"\n'
    (packed / "sample.toml").write_text(form, "utf-8")
    (packed / "a.txt").write_text("It rained.", "utf-8")

    with pytest.raises(AnnotatorError, match="no codebook “none”"):
        ensure()

    assert list((tmp_path / "projects").iterdir()) == []


def test_an_edit_that_fails_half_way_leaves_nothing(ensure, packed, tmp_path):
    form = (
        'name = "x"\ncodebook = "standard"\n[[article]]\nfile = "a.txt"\nheadline = "Rain"\n'
        '[[sentiment]]\narticle = "a.txt"\npassage = "It snowed"\npolarity = 1\n'
    )
    (packed / "sample.toml").write_text(form, "utf-8")
    (packed / "a.txt").write_text("It rained.", "utf-8")

    with pytest.raises(AnnotatorError, match="It snowed"):
        ensure()

    assert list((tmp_path / "projects").iterdir()) == []


def test_another_window_that_was_quicker_keeps_its_sample(ensure, tmp_path, monkeypatch):
    build, theirs = sample._build, tmp_path / "projects" / sample.NAME

    def build_slowly(example, path, state_folder, annotator_name):
        build(example, path, state_folder, annotator_name)
        theirs.write_bytes(b"theirs")

    monkeypatch.setattr(sample, "_build", build_slowly)

    assert ensure().read_bytes() == b"theirs"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "taken").write_text("")

    with pytest.raises(AnnotatorError, match=r"could not be created in “.*taken”: File exists"):
        sample.ensure(tmp_path / "taken", tmp_path / "marks", "Ana")


def test_a_sample_packed_into_the_package_comes_first(packed):
    assert sample.source() == packed
