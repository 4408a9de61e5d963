"""What is found in files: drafts, questions about tables, refusals; and where their bytes stay."""

import pytest

from annotator.domain.errors import UnreadableFileError
from annotator.importers import Draft, Refusal
from annotator.importers.draft import InFile
from annotator.importers.table_match import Match
from annotator.operations.found_drafts import (
    Answers,
    FoundDraft,
    Originals,
    SeveralLists,
    Unmatched,
    found_drafts,
    look,
)

LONG = (
    "A cell that is long enough to be the text of an article, and then some more words of it. " * 3
)


def test_named_columns_need_no_question(tmp_path):
    path = tmp_path / "named.csv"
    path.write_text(f'headline,text\nOne,"{LONG}"\n', encoding="utf-8")

    (found,) = found_drafts([path])

    assert isinstance(found, FoundDraft)


def test_a_table_without_text_in_a_folder_is_not_asked_about(tmp_path):
    (tmp_path / "numbers.csv").write_text("x,y\n1,2\n3,4\n", encoding="utf-8")

    assert not any(isinstance(found, Unmatched) for found in found_drafts([tmp_path]))
    assert isinstance(next(found_drafts([tmp_path / "numbers.csv"])), Unmatched)


def test_a_table_is_read_once_its_columns_are_matched(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(f'nr,Stoff\n1,"1 {LONG}"\n2,"2 {LONG}"\n', encoding="utf-8")
    (question,) = found_drafts([path])

    answers = Answers(matches={question.shape: Match(text=1)})
    found = list(found_drafts([path], answers))

    assert [each.draft.file_name for each in found] == ["table.csv, row 2", "table.csv, row 3"]
    assert all(each.has_columns for each in found)


def test_of_several_lists_one_is_read_once_it_was_chosen(tmp_path):
    path = tmp_path / "lists.json"
    row = f'{{"headline": "H", "text": "{LONG}"}}'
    path.write_text(f'{{"news": [{row}], "old": [{row}, {row}]}}', encoding="utf-8")
    (question,) = found_drafts([path])

    found = list(found_drafts([path], Answers(lists={question.names: question.names[0]})))

    assert isinstance(question, SeveralLists)
    assert len(found) == 1


def test_drafts_come_before_files_and_what_cannot_be_read_is_refused(tmp_path):
    draft = _found(tmp_path / "x", b"Words")
    (tmp_path / "broken.docx").write_bytes(b"no document")

    found = list(found_drafts([tmp_path, draft]))

    assert [type(each) for each in found] == [FoundDraft, Refusal]


def test_an_empty_folder_is_refused(tmp_path):
    (refusal,) = found_drafts([tmp_path])

    assert "empty folder" in refusal.reason


def test_a_table_that_is_gone_cannot_be_looked_at(tmp_path):
    with pytest.raises(UnreadableFileError):
        look(tmp_path / "gone.csv")


def test_other_files_have_no_tables(tmp_path):
    (tmp_path / "a.txt").write_text("Words")

    assert look(tmp_path / "a.txt") == []


def _found(path, original, text=""):
    text = text or original.decode("utf-8-sig")
    return Draft(headline="H", text=text, original=original, encoding="utf-8", file_name=path.name)


def test_the_bytes_of_a_long_import_stay_in_their_files(tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    originals, kept = Originals(most=20), []
    for path in paths:
        path.write_bytes(b"\xef\xbb\xbfSome words")
        kept.append(originals.stored(_found(path, path.read_bytes()), path))

    assert kept[0].original == b"\xef\xbb\xbfSome words"
    assert [type(draft.original) for draft in kept[1:]] == [InFile, InFile]
    assert {draft.received for draft in kept} == {b"\xef\xbb\xbfSome words"}


def test_bytes_that_are_just_the_text_are_not_held_at_all(tmp_path):
    path = tmp_path / "gone.txt"

    kept = Originals().stored(_found(path, b"Some words"), path)

    assert isinstance(kept.original, InFile)
    assert kept.received == b"Some words"
    assert Originals().stored(kept, path) is kept


def test_bytes_that_are_not_a_whole_file_are_held(tmp_path):
    path = tmp_path / "rows.csv"
    row = _found(path, b"1,Some words", "Some words")

    assert Originals(most=0).stored(row, path) is row
    path.write_bytes(b"1,Some words\n2,Others\n")
    assert Originals(most=0).stored(row, path) is row
