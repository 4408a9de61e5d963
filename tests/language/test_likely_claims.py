"""A passage ranks the claims that it may make, too, by the words that both have."""

import pytest

from annotator.language.differences.likely_claims import Candidate, LikelyClaims, stems

CLAIMS = {
    "river": "The river rose by two metres.",
    "pact": "Kaldria’s parliament voted for membership of the Pact.",
    "levy": "The levy on grain doubled in 2031.",
    "japan": "国会は条約への加盟を承認した。",
    "russian": "Парламент проголосовал за гарантии безопасности.",
}


def likely(**names):
    return LikelyClaims(Candidate(key, (text,), names.get(key, ())) for key, text in CLAIMS.items())


@pytest.mark.parametrize(
    ("passage", "key"),
    [
        ("RIVERS have risen by metres", "river"),
        ("a member of the Pact, the parliament decided", "pact"),
        ("in 2031", "levy"),
        ("条約の承認", "japan"),
        ("о гарантиях безопасности", "russian"),
    ],
)
def test_words_are_known_by_how_they_begin_in_any_script(passage, key):
    assert likely().ranked(passage)[0] == key


def test_all_are_ranked_and_the_newest_comes_first_among_equals():
    assert likely().ranked("something else") == list(reversed(CLAIMS))
    assert likely().ranked("") == list(reversed(CLAIMS))


def test_words_that_few_claims_have_count_most():
    claims = LikelyClaims(
        Candidate(str(n), (f"the ministry said that number {n} grew",)) for n in range(9)
    )
    claims.put(Candidate("harbour", ("the harbour closed",)))

    assert claims.ranked("the ministry said that the harbour closes")[0] == "harbour"


def test_mentions_tell_a_claim_as_its_wording_does():
    claims = likely()
    claims.put(Candidate("pact", (CLAIMS["pact"], "NATO—you can forget about it", "…")))

    assert claims.ranked("you can forget about it, he said")[0] == "pact"


def test_a_claimant_who_is_named_close_by_brings_a_claim_forward():
    one, other = Candidate("one", ("No guarantees.",)), Candidate("other", ("No guarantees.",))
    named = LikelyClaims([Candidate("one", one.texts, ("Oskar Lind", "…")), other])

    assert LikelyClaims([one, other]).ranked("guarantees", "Lind, Oskar") == ["other", "one"]
    assert named.ranked("guarantees", "Lind, Oskar") == ["one", "other"]
    assert named.ranked("guarantees", "Lind") == ["other", "one"]


def test_one_that_is_put_in_again_is_the_newest_and_one_dropped_is_gone():
    claims = likely()
    claims.put(Candidate("river", ("Nothing",)))
    claims.drop("levy")
    claims.drop("levy")

    assert claims.ranked("") == ["river", "russian", "japan", "pact"]


def test_beginnings_of_words_are_cut_the_same_in_every_spelling():
    assert stems("Guarantees, GUARANTEED!") == {"guaran"}
    assert stems("Zelensky’s — «Зеленский»") == {"zelens", "s", "зеленс"}


def test_contradicting_and_related_passages_come_first_on_real_articles(real_articles):
    claims = LikelyClaims(
        Candidate(key, (text,))
        for key, text in {
            "none": "The United States will not provide security guarantees for Ukraine.",
            "direct": "The U.S. is open to providing security guarantees directly.",
            "pact": "NATO—you can forget about it",
            "europe": "European nations should take responsibility for Ukraine's security.",
            "minerals": "The minerals deal puts Americans in Ukraine, which deters attacks.",
            "whole": "NATO expansion is the reason the war started.",
            "biden": "Joe Biden supported Ukraine's eventual NATO membership.",
            "un": "The US sided with Russia at the United Nations.",
            "troops": "Europe may send troops to secure any agreement.",
        }.items()
    )
    text = "\n".join(path.read_text(encoding="utf-8") for path in real_articles)

    def first(words, count):
        start = text.index(words)
        passage = text[start : text.index(".", start + len(words)) + 1]
        return set(claims.ranked(passage)[:count])

    assert first("Instead, Trump suggested the U.S. is open to", 2) == {"direct", "none"}
    assert "none" in first("President Donald Trump announced that the United", 1)
    assert "pact" in first("“NATO—you can forget", 1)
    assert "whole" in first("“I think that’s probably the reason", 1)
    assert "whole" in first("The claim that NATO expansion solely caused", 1)
    assert "europe" in first("Instead, he reiterated that European nations", 1)
    assert "troops" in first("French President Emmanuel Macron has suggested", 1)
