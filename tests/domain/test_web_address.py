"""Only addresses that a browser can open are kept, and the host is shown as browsers find it."""

import pytest

from annotator.domain.web_address import archive_request, host_of, web_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  https://a.example/b?c=d#e \n", "https://a.example/b?c=d#e"),
        ("HTTP://A.example", "HTTP://A.example"),
        ("https://a.example/мир", "https://a.example/мир"),
    ],
)
def test_an_address_is_kept_as_it_is_written(typed, kept):
    assert web_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("https://a.example/two words", "no spaces"),
        ("https://a.example/\u00a0b", "no spaces"),
        ("https://a.example/\nb", "no spaces"),
        ("javascript:alert(1)", "begins with http"),
        ("file:///etc/passwd", "begins with http"),
        ("a.example/b", "begins with http"),
        ("https://", "names no website"),
        ("https://good.example\\@evil.example", "names no website"),
        ("https://a.example/\x01", "names no website"),
        ("https://a..example", "names no website"),
        ("https:///b", "names no website"),
        ("https://[b", "names no website"),
        (f"https://{'a' * 70}.example", "names no website"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused_with_a_reason(typed, reason):
    with pytest.raises(ValueError, match=reason):
        web_address(typed)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://bank.example@evil.example:8080/bank.example", "evil.example"),
        ("https://аpple.example", "xn--pple-43d.example"),  # its first letter is Cyrillic
        ("http://[::1]/", "::1"),
    ],
)
def test_the_host_is_the_one_that_is_asked(address, host):
    assert host_of(address) == host


def test_the_archive_is_asked_for_the_whole_address():
    asked = archive_request("https://a.example/мир?a=1&b=%20#c")

    assert asked == (
        "https://web.archive.org/save/https://a.example/%D0%BC%D0%B8%D1%80?a=1&b=%20#c"
    )
