"""sentences.csv: every sentence, with what was found in it, and those in which nothing was."""

from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone, ZoneKind, ZoneState

TEXT = "Taxes rose. Wages fell, he said.\nNobody knows why.\nRead more here.\n"


def marked(desk):
    """Return the text version of an article with a claim across two sentences, and a tag line."""
    version = desk.article(TEXT, language="en")
    desk.mention(desk.claim(), version, "rose. Wages")
    start = TEXT.index("Read")
    place = {"text_id": version.id, "start": start, "end": len(TEXT) - 1, "rule": ""}
    desk.add(Zone(kind=ZoneKind.TAGS, state=ZoneState.TAKEN, **place))
    return version


def finish(desk, version):
    """Mark an article as done."""
    article = desk.reader.get(Article, version.article_id)
    desk.store.apply(Edit.swap("Finish", article, replace(article, status="done")))


def column(table, name):
    """Return the cells of a column."""
    return [row[name] for row in table]


def test_every_sentence_is_there_and_its_words_are_at_its_place(desk, export, rows):
    marked(desk)
    folder = export(desk)
    text = (folder / "texts" / "A1.v1.txt").read_bytes().decode()

    table = rows(folder, "sentences")

    assert column(table, "exact") == [
        "Taxes rose.",
        "Wages fell, he said.",
        "Nobody knows why.",
        "Read more here.",
    ]
    assert column(table, "sentence_no") == ["1", "2", "3", "4"]
    for row in table:
        assert text[int(row["start_char"]) : int(row["end_char"])] == row["exact"]


def test_a_mark_counts_for_each_sentence_that_it_shares_words_with(desk, export, rows):
    marked(desk)

    table = rows(export(desk), "sentences")

    assert column(table, "claim_codes") == ["C1", "C1", "", ""]
    assert column(table, "has_claim") == ["true", "true", "false", "false"]


def test_negatives_are_sentences_of_finished_articles_that_are_not_excluded(desk, export, rows):
    version = marked(desk)
    before = rows(export(desk), "sentences")
    finish(desk, version)

    after = rows(export(desk), "sentences")

    assert column(before, "is_negative") == ["false"] * 4
    assert column(after, "is_negative") == ["false", "false", "true", "false"]
    assert column(after, "zone_code") == ["", "", "", "tags"]


def test_sentiments_are_listed_with_their_targets(desk, export, rows):
    version = desk.article(TEXT, language="en")
    of = {"article_id": version.article_id, "annotator_id": desk.by}
    for polarity, target in ((-2, "the Pact"), (1, "officials")):
        anchor = desk.anchor(version, "Nobody")
        desk.add(Sentiment(anchor_id=anchor.id, polarity=polarity, target_text=target, **of))

    table = rows(export(desk), "sentences")

    assert column(table, "polarities") == ["", "", "'-2 | 1", ""]  # guarded: it begins with a minus
    assert column(table, "sentiment_targets")[2] == "the Pact | officials"


def test_labels_and_verdicts_of_the_claims_are_beside_the_sentence(labelled, export, rows):
    table = rows(export(labelled), "sentences")

    (row,) = [row for row in table if "Never" in row["exact"] and row["claim_types"]]
    assert set(row["claim_types"].split(" | ")) == {"rules", "quantity"}
    assert row["verdict_codes"] == "refuted"
    assert row["claimants"] == "Oskar Lind"
    assert row["checkworthiness_codes"] == "worth_checking"
