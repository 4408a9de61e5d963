"""WebAnno TSV 3 as INCEpTION writes it: every label stands on its words, nothing is lost unsaid."""

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.importers.draft import Refusal
from annotator.importers.labels import claim_lists, own_tables
from annotator.importers.labels.formats import format_of, read
from tests.operations.test_label_import import brought_in

NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
COREF = "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
SPANS = f"""#FORMAT=WebAnno TSV 3.3
#T_SP={NER}|identifier|value
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=webanno.custom.Marked|


#Text=Kyiv 🇺🇦 said the Iron Bridge is closed.
#Sentence.id=s1
1-1\t0-4\tKyiv\t*|http://a\\|b[2]\tLOC|ORG[2]\tNNP\t_\t
1-2\t5-9\t🇺🇦\t_\t_\t_\t_\t
1-3\t10-14\tsaid\t_\t_\tVBD\t_\t
1-4\t15-18\tthe\t_\t_\tDT\t*[5]\t
1-5\t19-23\tIron\t*[3]\tFAC\\_x[3]\tNNP\t*[5]\t
1-6\t24-30\tBridge\t*[3]\tFAC\\_x[3]\tNNP\t_\t
1-7\t31-33\tis\t_\t_\t_\t_\t
1-8\t34-40\tclosed\t_\t_\t_\t_\t
1-8.1\t34-39\tclose\t*\tSTEM\\[1\\]\t_\t_\t
1-9\t40-41\t.\t_\t_\t_\t_\t

#Text=It\\tstays so.
2-1\t42-44\tIt\t_\t_\t_\t_\t
2-2\t45-50\tstays\t_\t_\t_\t_\t
2-3\t51-53\tso\t*\t*\t_\t_\t
2-4\t53-54\t.\t_\t_\t_\t_\t
"""


def found(folder, text, name="a.tsv"):
    """Write a file and return what is found in it."""
    path = folder / name
    path.write_bytes(text.encode())
    return list(read(path, format_of(path)))


def words(article):
    """Return the labels with their words, which stand at their places."""
    for each in article.labels:
        [(start, end)] = each.places
        assert article.text[start:end] == each.words
    return {(*each.labels, each.words) for each in article.labels}


def test_labels_of_one_and_several_tokens_stacked_ones_and_parts_of_tokens(tmp_path):
    [article] = found(tmp_path, SPANS)

    assert words(article) == {
        ("LOC", "ORG", "Kyiv"),
        ("FAC_x", "Iron Bridge"),
        ("STEM[1]", "close"),
        ("NamedEntity", "so"),
        ("Marked", "the Iron"),
    }
    assert "identifier: http://a|b" in {each.note for each in article.labels}
    assert article.text == "Kyiv 🇺🇦 said the Iron Bridge is closed.\nIt\tstays so."


def test_positions_that_count_code_points_are_recognised(tmp_path):
    text = f"""#FORMAT=WebAnno TSV 3.1
#T_SP={NER}|value

#Text=🇺🇦 said no
1-1\t0-2\t🇺🇦\tGPE\t
1-2\t3-7\tsaid\t_\t
1-3\t8-10\tno\tX\t
"""

    assert words(found(tmp_path, text)[0]) == {("GPE", "🇺🇦"), ("X", "no")}


def test_chains_come_as_labels_and_their_links_and_relations_are_counted(tmp_path):
    text = f"""#FORMAT=WebAnno TSV 3.2
#T_SP=webanno.custom.Frame|kind|ROLE_webanno.custom.Frame:Roles_webanno.custom.Link|{NER}
#T_CH={COREF}|referenceRelation|referenceType
#T_RL=webanno.custom.Cause|strength|BT_webanno.custom.Frame

#Text=He shot himself
#Text=once.
1-1\t0-2\tHe\t_\t_\t_\tcoref->1-1\tpr[1]\t_\t_\t
1-2\t3-7\tshot\tAct\tWho;Whom\\;m\t1-1;1-3[4]\t_\t_\t*|*\t1-4|1-1\t
1-3\t8-15\thimself\t_\t_\t_\t*->1-2\tpr[1]\t_\t_\t
1-4\t16-20\tonce\tTime\t*\t_\t*->2-1\t*[2]\t_\t_\t
"""
    [article] = found(tmp_path, text)
    labels = {each.words: each for each in article.labels}

    assert article.text == "He shot himself\nonce."
    assert article.left_out == {"chains": 3, "relations": 2}
    assert labels["shot"].labels == ("Act",)
    assert labels["shot"].note.split("\n") == ["Roles: Who → He; Whom;m → himself"]
    assert labels["He"].labels == ("pr",)
    assert labels["He"].note == "referenceRelation: coref\nchain: 1"
    assert {*labels} == {"He", "shot", "himself", "once"}


def test_marks_that_this_program_exported_keep_their_parts_and_wordings(tmp_path):
    text = """#FORMAT=WebAnno TSV 3.3
#T_SP=org.annotator.Claim|code|label|mark_id|wording
#T_SP=org.annotator.Sentiment|label|mark_id|polarity|target

#Text=No, he said, never.
1-1\t0-3\tNo,\tC1\tclaim\tm1\tIt is not so\t_\t_\t_\t_\t
1-2\t4-6\the\t_\t_\t_\t_\tsentiment\\_negative\ts1\t-2\tthe Pact\t
1-3\t7-12\tsaid,\t_\t_\t_\t_\t_\t_\t_\t_\t
1-4\t13-19\tnever.\tC1\tclaim\tm1\tIt is not so\t_\t_\t_\t_\t
"""
    [article] = found(tmp_path, text)
    claim, sentiment = article.labels

    assert (claim.wording, claim.places) == ("It is not so", ((0, 3), (13, 19)))
    assert (sentiment.polarity, sentiment.target) == (-2, "the Pact")


def test_lines_of_another_form_are_refused_with_their_number(tmp_path):
    refused, article = found(tmp_path, f"{SPANS}nonsense\n".replace("\n", "\r\n"))

    assert isinstance(refused, Refusal)
    assert "line 25" in refused.reason
    assert len(article.labels) == 5


def test_a_file_without_text_is_refused(tmp_path):
    [refused] = found(tmp_path, "#FORMAT=WebAnno TSV 3.3\n\n#Text= \n")

    assert "contains no text" in refused.reason


def test_the_format_is_known_by_its_first_line_also_in_a_folder(tmp_path):
    path = tmp_path / "annotation" / "a.txt"
    path.mkdir(parents=True)
    (path / "ben.tsv").write_text(f"\ufeff{SPANS}", encoding="utf-8")
    (tmp_path / "other.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")

    assert format_of(tmp_path).id == "webanno"
    assert len(list(read(tmp_path, format_of(tmp_path)))) == 1
    assert format_of(tmp_path / "other.tsv") is None
    assert not own_tables.is_ours(path / "ben.tsv")
    assert not claim_lists.is_one(path / "ben.tsv")


@pytest.mark.parametrize("between", ["\n", " ", "\n\n"])
def test_an_article_is_known_whatever_is_between_its_sentences(
    between, store, add_article, tmp_path
):
    shift = len(between) - 1
    text = SPANS
    for start, end in ((42, 44), (45, 50), (51, 53), (53, 54)):
        text = text.replace(f"\t{start}-{end}\t", f"\t{start + shift}-{end + shift}\t")
    (tmp_path / "a.tsv").write_text(text, encoding="utf-8")
    add_article(f"Kyiv 🇺🇦 said the Iron Bridge is closed.{between}It\tstays so.\n\n")
    add_article(f"Kyiv 🇺🇦 said the Iron Bridge is closed.{between}It\tstays no.\n\n")

    report = brought_in(store, tmp_path / "a.tsv")

    assert (report.new_articles, report.known_articles) == (0, 1)
    assert {each.exact for each in store.reader.each(Anchor)} >= {"Kyiv", "Iron Bridge", "so"}
    assert (store.reader.count(Article), {*report.how}) == (2, {"at its place"})


def test_an_unknown_text_becomes_an_article(store, tmp_path):
    (tmp_path / "a.tsv").write_text(SPANS, encoding="utf-8")

    report = brought_in(store, tmp_path / "a.tsv")

    assert (report.new_articles, report.labels) == (1, 5)


def test_an_article_whose_text_is_lost_is_not_compared(store, add_article, tmp_path):
    (tmp_path / "a.tsv").write_text(SPANS, encoding="utf-8")
    add_article("Kyiv 🇺🇦 said the Iron Bridge is closed. It\tstays so.")
    store._db.execute("DROP TRIGGER text_keeps")
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("DELETE FROM text")

    assert brought_in(store, tmp_path / "a.tsv").new_articles == 1
