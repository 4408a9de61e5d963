"""Check the sample's texts and labels against each other and against the codebook."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "projects" / "sample"
CODEBOOKS = ROOT / "resources" / "codebooks"

PROJECT = tomllib.loads((SAMPLE / "sample.toml").read_text("utf-8"))
FILES = tuple(article["file"] for article in PROJECT["article"])
HARBOUR_POST, COURIER, MORGENBLATT, LEDGER = FILES
CLAIMS = PROJECT["claim"]
MENTIONS = tuple(mention for claim in CLAIMS for mention in claim["mention"])
SENTIMENTS = PROJECT["sentiment"]
CHECKS = {claim["key"]: claim["check"] for claim in CLAIMS if "check" in claim}
EVIDENCE = tuple(row for check in CHECKS.values() for row in check.get("evidence", ()))
FURNITURE = ("LEAVE A REPLY", "Share post:", "TAGS: ", "cookies", "More like this", "ADVERTISEMENT")
each_article = pytest.mark.parametrize("file", FILES)
each_codebook = pytest.mark.parametrize("name", sorted(p.stem for p in CODEBOOKS.glob("*.toml")))


def text(file):
    return (SAMPLE / file).read_bytes().decode("utf-8")


def runs(prose, length):
    found = re.findall(r"\w+", prose.casefold())
    return Counter(tuple(found[i : i + length]) for i in range(len(found) - length + 1))


def passages(mark):
    return mark.get("passages", [mark["passage"]] if "passage" in mark else [])


def book(name):
    return tomllib.loads((CODEBOOKS / f"{name}.toml").read_text("utf-8"))


def layers(name):
    own = book(name)
    inherited = layers(own["extends"]) if "extends" in own else {}
    return inherited | {scheme["layer"]: scheme for scheme in own["scheme"]}


def codes(layer):
    return {label["code"] for label in layers(PROJECT["codebook"])[layer]["label"]}


@pytest.mark.parametrize("mark", [*MENTIONS, *SENTIMENTS])
def test_every_passage_is_in_its_article_as_often_as_stated(mark):
    article = text(mark["article"])

    counts = [article.count(passage) for passage in passages(mark)]

    assert counts == [mark.get("of", 1)] * len(counts)
    assert 1 <= mark.get("occurrence", 1) <= mark.get("of", 1)


@pytest.mark.parametrize("mention", MENTIONS)
def test_fragments_follow_one_another(mention):
    article = text(mention["article"])

    starts = [article.index(passage) for passage in passages(mention)]

    assert starts
    assert starts == sorted(starts)


def test_one_mention_spans_two_paragraphs():
    spans = [
        text(mention["article"]).partition(passages(mention)[0])[2].partition(last)[0]
        for mention in MENTIONS
        for last in passages(mention)[1:]
    ]

    assert any("\n\n" in between for between in spans)


@pytest.mark.parametrize("file", [HARBOUR_POST, COURIER])
def test_mentions_share_words_in_labelled_articles(file):
    found = [passage for m in MENTIONS if m["article"] == file for passage in passages(m)]

    assert any(a in b for i, a in enumerate(found) for b in found[i + 1 :] + found[:i])


def test_articles_to_do_are_nearly_bare():
    status = {article["file"]: article["status"] for article in PROJECT["article"]}
    labelled = {mark["article"] for mark in (*MENTIONS, *SENTIMENTS)}

    assert list(status.values()) == ["done", "in_progress", "todo", "todo"]
    assert labelled - {MORGENBLATT} == {HARBOUR_POST, COURIER}
    assert sum(mention["article"] == MORGENBLATT for mention in MENTIONS) <= 3


def test_the_sample_has_as_much_as_the_guide_shows():
    assert 8 <= len(CLAIMS) <= 10
    assert len(MENTIONS) >= 14
    assert 5 <= len(SENTIMENTS) <= 6
    assert max(len({m["article"] for m in claim["mention"]}) for claim in CLAIMS) == 3
    assert len({claim["key"] for claim in CLAIMS}) == len(CLAIMS)


def test_checks_are_in_different_states():
    states = {(check["status"], check.get("verdict")) for check in CHECKS.values()}

    assert states == {
        ("completed", "refuted"),
        ("completed", "supported"),
        ("in_review", "conflicting_cherrypicking"),
        ("in_progress", None),
    }
    assert [key for key, check in CHECKS.items() if "evidence" not in check] == ["vote-count"]


def test_every_code_is_in_the_codebook():
    assert {claim["kind"] for claim in CLAIMS} <= codes("assertion_kind")
    assert {kind for claim in CLAIMS for kind in claim["types"]} <= codes("claim_type")
    assert {claim["worth"] for claim in CLAIMS} == codes("checkworthiness")
    assert {mention["quote_type"] for mention in MENTIONS} == codes("quote_type")
    assert {str(mark["polarity"]) for mark in SENTIMENTS} <= codes("sentiment_polarity")
    assert {check["status"] for check in CHECKS.values()} <= codes("check_status")
    assert {check.get("verdict") for check in CHECKS.values()} - {None} <= codes("verdict")
    assert {row["stance"] for row in EVIDENCE} <= codes("evidence_stance")
    assert {row["medium"] for row in EVIDENCE} <= codes("source_medium")
    assert {row["reliability"] for row in EVIDENCE} <= codes("source_reliability")


def test_every_name_is_an_entity():
    known = {entity["name"] for entity in PROJECT["entity"]}
    claimants = {claim["claimant"] for claim in CLAIMS if "claimant" in claim}
    sources = {m[role] for m in MENTIONS for role in ("said_by", "relayed_by") if role in m}
    feelings = {m[role] for m in SENTIMENTS for role in ("target", "speaker") if role in m}

    assert claimants | sources | feelings <= known
    assert all(("speaker" in mark) == (mark["holder"] == "speaker") for mark in SENTIMENTS)


def test_no_two_entities_answer_to_one_name():
    names = [n.casefold() for e in PROJECT["entity"] for n in (e["name"], *e.get("aliases", ()))]

    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_sources_are_judged_and_one_is_second_hand_and_one_unarchived():
    assert all(row["reliability_note"] for row in EVIDENCE)
    assert any(not row["primary"] for row in EVIDENCE)
    assert any("archive_url" not in row for row in EVIDENCE)


def test_evidence_from_an_article_quotes_its_words():
    urls = {article["url"]: article["file"] for article in PROJECT["article"]}
    quoted = [row for row in EVIDENCE if row.get("url") in urls]

    assert quoted
    assert all(row["quote"] in text(urls[row["url"]]) for row in quoted)


def test_links_lead_nowhere_real():
    raw = (SAMPLE / "sample.toml").read_text("utf-8") + "".join(map(text, FILES))
    hosts = re.findall(r"https?://([^/\"\s]+)", raw)

    assert hosts
    assert all(host.endswith(".example") for host in hosts)


@each_article
def test_every_article_is_of_news_length_and_plain(file):
    article = text(file)

    assert 300 <= len(article.split()) <= 900
    assert not set("\r\x00\ufeff\u2028\u2029") & set(article)
    assert {"“", "”", "’"} <= set(article)
    assert '"' not in article
    assert article.endswith("\n")


@each_article
def test_every_article_still_has_page_furniture(file):
    assert any(phrase in text(file) for phrase in ("Share post:", "Share this story"))
    assert re.search(r"\w\.\.\.\n", text(file))


@pytest.mark.parametrize("phrase", FURNITURE)
def test_promised_furniture_is_somewhere(phrase):
    assert any(phrase in text(file) for file in FILES)


def test_spaces_are_missing_after_full_stops_and_commas():
    commas, stops = re.compile(r"[a-z”],[a-z”]"), re.compile(r"[a-z]\.“?[A-Z]")

    assert len(commas.findall(text(MORGENBLATT))) >= 10
    assert all(stops.search(text(file)) for file in FILES)


def test_the_interview_is_in_the_ledger_nearly_twice():
    first, second = text(LEDGER).split("Read the conversation in full")
    common = runs(first, 8).keys() & runs(second, 8).keys()

    assert len(common) >= 60
    assert "nine days" in first
    assert "ten days" in second


def test_one_remark_has_a_wording_of_its_own_in_every_article():
    wordings = {
        HARBOUR_POST: "Kaldria can forget about the Pact",
        COURIER: "The Pact — you can forget about it",
        MORGENBLATT: "You can forget the Pact",
        LEDGER: "could pretty much forget",
    }

    found = {w: [file for file in FILES if w in text(file)] for w in wordings.values()}

    assert found == {wording: [file] for file, wording in wordings.items()}


def test_one_name_is_spelled_two_ways():
    spellings = {file: set(re.findall(r"\bVoresky\w*", text(file))) for file in FILES}

    assert spellings.pop(MORGENBLATT) == {"Voreskyi"}
    assert all(names == {"Voresky"} for names in spellings.values())


def test_articles_contradict_one_another_on_guarantees():
    assert "no new guarantees of any kind" in text(HARBOUR_POST)
    assert "there is no new guarantee" in text(MORGENBLATT)
    assert "has offered Kaldria security guarantees of its own" in text(LEDGER)


def test_a_quotation_stays_open_over_a_paragraph_break():
    assert re.search(r"“[^”\n]+\n\n“[^”\n]+”", text(LEDGER))


def test_the_gloss_of_the_outlet_is_outside_the_mention():
    gloss = re.search(r"“(First the Pact grew[^”]+),” he added, referring to", text(HARBOUR_POST))

    assert gloss
    assert gloss[1] in {passage for mention in MENTIONS for passage in passages(mention)}


def test_rare_characters_are_present():
    assert re.search("\\d\u00a0\\d", text(HARBOUR_POST))
    assert re.search("\\d\u00a0\\d", text(COURIER))
    assert "🤝" in text(COURIER)
    assert re.search("«[\u0400-\u04ff ]+\\.»", text(COURIER))


@each_codebook
def test_every_label_is_defined_and_has_a_code_and_key_of_its_own(name):
    assert {"name", "description"} <= book(name).keys()
    for scheme in book(name)["scheme"]:
        labels = scheme["label"]
        assert {"id", "version", "layer", "title"} <= scheme.keys()
        assert all(label["name"] and label["definition"] for label in labels)
        assert len({label["code"] for label in labels}) == len(labels)
        assert len({label["key"] for label in labels}) == len(labels)


@each_codebook
def test_every_codebook_covers_all_layers_and_gives_verdicts_a_tone(name):
    tones = {label.get("colour") for label in layers(name)["verdict"]["label"]}

    assert layers(name).keys() == layers("standard").keys()
    assert {"supported", "refuted", "conflicting"} <= tones
    assert tones <= {"supported", "refuted", "conflicting", "unchecked"}


@each_codebook
def test_scales_have_numbers_in_order_and_other_schemes_have_none(name):
    for scheme in book(name)["scheme"]:
        numbers = [label["number"] for label in scheme["label"] if "number" in label]
        assert bool(numbers) == scheme.get("is_ordinal", False)
        assert numbers in (sorted(numbers), sorted(numbers, reverse=True))


@pytest.mark.parametrize("file", [*FILES, "sample.toml"])
def test_nothing_is_copied_from_real_articles(file, real_articles):
    theirs = set().union(*(runs(path.read_text("utf-8"), 8) for path in real_articles))

    assert not runs(text(file), 8).keys() & theirs
