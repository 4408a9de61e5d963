"""Sums of little and much come from different code, and are the same."""

import hashlib
import sys

import pytest

from annotator.domain import checksum
from annotator.domain.checksum import sha256


@pytest.fixture(autouse=True)
def anew():
    maker = checksum._maker
    maker.cache_clear()
    yield
    maker.cache_clear()


@pytest.fixture
def without_openssl(monkeypatch):
    monkeypatch.delitem(sys.modules, "_hashlib", raising=False)


def test_openssl_sums_little_too_once_it_is_loaded(monkeypatch):
    monkeypatch.setitem(sys.modules, "_hashlib", object())
    asked = []
    monkeypatch.setattr(checksum, "_maker", lambda names: asked.append(names) or hashlib.sha256)

    sha256(b"a")

    assert asked == [("hashlib",)]


@pytest.mark.usefixtures("without_openssl")
@pytest.mark.parametrize("length", [0, 50_000, 50_001])
def test_a_sum_is_that_of_hashlib(length):
    assert sha256(b"a" * length) == hashlib.sha256(b"a" * length).hexdigest()


@pytest.mark.usefixtures("without_openssl")
def test_a_python_without_its_own_sums_takes_those_of_hashlib(monkeypatch):
    for name in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, name, None)

    assert sha256(b"a") == hashlib.sha256(b"a").hexdigest()


def test_a_python_without_sums_says_so(monkeypatch):
    for name in ("_sha2", "_sha256", "hashlib"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(ImportError, match="hashlib"):
        sha256(b"a")
