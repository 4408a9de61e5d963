"""Marking the other places in which an article has the same words."""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from annotator.domain.anchor import Passage
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.search import Term
from annotator.domain.search_words import is_spaceless, places, words_sought
from annotator.domain.span import Span
from annotator.operations.labelling import add_claim, add_mention


def other_occurrences(text: str, span: Span, taken: Iterable[Span]) -> list[Span]:
    """Return where else a text has the words of a span, whatever their case and accents.

    In a script without spaces any place with these characters counts, as it has no words. Places
    that overlap those that are `taken` are omitted.
    """
    sought = span.of(text).strip()
    words, _ = words_sought(sought)
    taken = [span, *taken]
    if len(sought) == 1 and is_spaceless(sought):  # texts have pairs of such characters for words
        found = [Span(*each.span()) for each in re.finditer(re.escape(sought), text)]
    else:
        found = places(text, (Term(words, is_whole=True),))
    return [each for each in found if not any(each.overlaps(other) for other in taken)]


def mark_occurrences(
    passage: Passage, claim: Claim | None, spans: Sequence[Span], annotator_id: str
) -> Edit:
    """Return the edit that marks spans with a claim; without one, a new claim on the passage."""
    edits: list[Edit] = []
    if claim is None:
        edit, claim, _ = add_claim(passage, annotator_id)
        edits.append(edit)
    for span in spans:
        edit, _ = add_mention(claim, replace(passage, spans=(span,)), annotator_id)
        edits.append(edit)
    label = EditLabel.counted(
        "Mark {count} more place of {code}",
        "Mark {count} more places of {code}",
        len(spans),
        code=claim.code or claim.id,
    )
    return Edit.joined(label, edits)
