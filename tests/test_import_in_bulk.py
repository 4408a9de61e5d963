"""Files that are imported together have the rows that they would have one by one."""

from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotator.commands.import_command import import_files
from annotator.domain.article import Article, TextVersion
from annotator.storage import many_rows, repository
from annotator.storage.reader import StoredReader
from annotator.storage.store import Store

LONG = "Nobody said so, but “Lind” – or “Éva”. "
FILES = st.lists(
    st.tuples(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
        st.sampled_from([1, 30]),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ),
    min_size=1,
    max_size=5,
)


def written(folder, files):
    folder.mkdir()
    paths = [folder / f"{number:03}.txt" for number in range(len(files))]
    for path, (start, times, encoding) in zip(paths, files, strict=True):
        path.write_bytes((start + times * LONG).encode(encoding, "ignore"))
    return paths


def rows(store):
    """Return what was imported, without ids and times."""
    reader = store.reader
    articles = [replace(each, id="", imported_at="") for each in reader.find(Article)]
    versions = [
        replace(each, id="", article_id="", created_at="", created_by="")
        for each in reader.find(TextVersion)
    ]
    texts = [(reader.text(e.sha256), reader.original(e.original_sha256)) for e in versions]
    counts = ("article_words", "project_count", "text", "original", "code_counter")
    others = [
        [row[-1:] if name == "article_words" else row[:1] for row in store._db.execute(query)]
        for name in counts
        for query in [f"SELECT * FROM {name} ORDER BY 1"]
    ]
    return articles, versions, texts, others


@pytest.fixture
def few(monkeypatch):
    """Three rows are many."""
    monkeypatch.setattr(many_rows, "MANY", 3)
    monkeypatch.setattr(repository, "MANY", 3)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES)
def test_files_together_have_the_rows_that_they_have_one_by_one(few, tmp_path_factory, files):
    paths = written(tmp_path_factory.mktemp("bulk") / "files", [*files, *files[:2]])
    with closing(Store.in_memory()) as together, closing(Store.in_memory()) as alone:
        for store in (together, alone):
            store.sign_in("Ana")
        told = import_files(together, paths)
        each = [import_files(alone, [path]) for path in paths]

        assert rows(together) == rows(alone)
        assert told.imported == [one for some in each for one in some.imported]
        assert told.refused == [one for some in each for one in some.refused]
        together.undo()
        assert together.reader.find(Article) == []


def test_a_project_without_articles_is_not_asked_for_texts(few, tmp_path, monkeypatch):
    asked, codes_with_texts = [], StoredReader.codes_with_texts

    def noting(reader, hashes):
        asked.extend(hashes)
        return codes_with_texts(reader, hashes)

    monkeypatch.setattr(StoredReader, "codes_with_texts", noting)
    paths = written(tmp_path / "files", [("A", 1, "utf-8"), ("B", 1, "utf-8"), ("A", 1, "utf-8")])
    with closing(Store.in_memory()) as store:
        store.sign_in("Ana")
        told = import_files(store, paths)
        again = import_files(store, paths[1:2])

    assert [each.code for each in told.imported] == ["A1", "A2"]
    assert [each.code for each in told.already_here] == ["A1"]
    assert [each.code for each in again.already_here] == ["A2"]
    assert len(asked) == len({*asked}) + 1 == 3  # the twin by the report, the known file by both
