"""What a verdict is called where it is shown."""

import pytest

from annotator.domain.check import CheckStatus, FactCheck
from annotator.domain.codebook import Layer
from annotator.operations.mark_words import verdict_word

BY = {"claim_id": "c", "checked_by": "p"}


@pytest.fixture
def known(store):
    return store.reader.codebook()


@pytest.mark.parametrize("status", [CheckStatus.NOT_CHECKABLE, CheckStatus.WITHDRAWN])
def test_a_check_that_ended_without_a_verdict_is_called_by_its_status(known, status):
    word = verdict_word(FactCheck(status=status, **BY), known)

    assert word == known.name(Layer.CHECK_STATUS, status).lower()


def test_what_has_no_verdict_yet_is_unchecked(known):
    assert verdict_word(None, known) == verdict_word(FactCheck(**BY), known) == "unchecked"
