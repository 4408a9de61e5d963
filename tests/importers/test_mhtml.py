"""A page saved as one file comes in as the page does, with its address and its day."""

from email.message import EmailMessage

import pytest

from annotator.domain.errors import UnreadableFileError
from annotator.importers import html, mhtml

SENTENCES = (
    "Le sommet de deux jours a coûté 40\u00a0000 couronnes, selon le gouvernement mardi soir.",
    "Personne à la table n’était prêt à donner d’autres garanties que celles déjà connues.",
    "Le parlement a voté l’adhésion après un débat qui a duré jusqu’au petit matin.",
)
ADDRESS = "https://post.example/2025/03/sommet?from=home"


def source(head=""):
    """The page itself."""
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    body = f"<article>{text}</article><footer>Contact</footer>"
    return f'<html lang="fr"><head>{head}</head><body>{body}</body></html>'


def saved(page, charset="utf-8", encoding="quoted-printable", **headers):
    """A page as a browser saves it, with a frame before it and a picture behind."""
    whole = EmailMessage()
    whole["Snapshot-Content-Location"] = ADDRESS
    whole["Subject"] = "Le sommet"
    for name, value in headers.items():
        whole[name] = value
    whole.make_related()
    whole.set_param("start", "<page@mhtml.blink>")
    for part, name in (
        ("<p>An advertisement</p>", "<frame@mhtml.blink>"),
        (page, "<page@mhtml.blink>"),
    ):
        whole.add_related(part, subtype="html", charset=charset, cte=encoding, cid=name)
        whole.get_payload()[-1]["Content-Location"] = ADDRESS
    whole.add_related(b"\x89PNG\r\n\x1a\n\0\0", "image", "png", cid="<picture@mhtml.blink>")
    return whole.as_bytes()


def article(data, name="page.mhtml"):
    """The article of a saved page."""
    (draft,) = mhtml.drafts(data, name)
    return draft


def test_the_page_named_by_start_comes_in(tmp_path):
    path = tmp_path / "Le sommet.mhtml"
    path.write_bytes(saved(source(), Date="Tue, 4 Mar 2025 23:30:00 -0500"))

    (draft,) = mhtml.read(path)

    assert draft.text == "\n".join(SENTENCES)
    assert draft.original == path.read_bytes()
    assert (draft.source_url, draft.retrieved_at) == (ADDRESS, "2025-03-04")
    assert (draft.file_name, draft.language) == ("Le sommet.mhtml", "fr")


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_the_encodings_of_the_part_are_undone(charset, encoding):
    assert article(saved(source(), charset, encoding)).text == "\n".join(SENTENCES)


def test_the_address_that_the_page_gives_itself_goes_first():
    head = '<link rel="canonical" href="https://post.example/sommet">'

    assert article(saved(source(head))).source_url == "https://post.example/sommet"


def test_a_page_without_address_takes_the_one_of_the_whole_file():
    data = saved(source()).replace(b"\nContent-Location:", b"\nX-Other:")

    assert article(data).source_url == ADDRESS


def test_the_first_page_comes_in_when_none_is_named():
    data = saved(source()).replace(b"start=", b"other=")

    assert article(data).text == "An advertisement"


def test_a_page_may_be_the_whole_message():
    data = b'Content-Type: text/html; charset="utf-8"\nDate: some day\n\n' + source().encode()

    assert (article(data).text, article(data).retrieved_at) == ("\n".join(SENTENCES), "")


def test_what_was_left_out_is_listed():
    assert mhtml.omissions(saved(source())) == html.omissions(source().encode())
    assert [each.text for each in mhtml.omissions(saved(source()))] == ["Contact"]


@pytest.mark.parametrize("data", [b"", b"<html><p>Hello", b"Content-Type: text/plain\n\nHello"])
def test_a_file_without_a_page_is_refused(data):
    with pytest.raises(UnreadableFileError, match="contains no saved page"):
        article(data, "x.mht")


def test_a_page_that_holds_other_parts_is_refused():
    inner = b"Content-Type: text/html; boundary=x\n\n"

    with pytest.raises(UnreadableFileError, match="is empty"):
        article(inner, "x.mht")


NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    for number in range(5_000)
)
HOSTILE = {
    "parts": (
        b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\n\n" * 20_000,
        "10,000 parts",
    ),
    "lines": (b"Content-Type: text/html\n\n" + b"\n" * 2_000_000, "1,000,000 lines"),
    "nested": (NESTED + b"Content-Type: text/html\n\n<p>x", "nested too deeply"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_words(kind):
    data, words = HOSTILE[kind]

    with pytest.raises(UnreadableFileError, match=f"^“trap.mhtml” .*{words}"):
        article(data, "trap.mhtml")


@pytest.mark.parametrize("parameters", [b"a=b; " * 200_000, b"charset*=utf-8'en'%ff; a=1"])
def test_odd_parameters_cost_nothing(parameters):
    assert article(b"Content-Type: text/html; " + parameters + b"\n\n<p>Hello").text == "Hello"
