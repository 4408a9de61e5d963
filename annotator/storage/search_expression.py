"""The terms of a search as an expression of FTS5 (sqlite.org/fts5.html#full_text_query_syntax)."""

from collections.abc import Callable, Sequence
from typing import Final

from annotator.domain.search import Term
from annotator.storage.engine import Connection, ask

_GRAM: Final = 3  # letters that the parts of words are indexed by
_MOST: Final = 100  # words that contain another
_INSIDE: Final = (
    "SELECT term.term FROM search.part CROSS JOIN search.term ON number = part.rowid"
    " WHERE part MATCH ? AND instr(term.term, ?) > 1 LIMIT ?"
)


def expression(terms: Sequence[Term], inside: Callable[[str], list[str]] = lambda _: []) -> str:
    """Return the expression for all the terms; empty when nothing is wanted.

    Words are quoted, so that none has a meaning of its own. `inside` returns the words that
    contain another one, but do not begin with it.
    """
    wanted = " AND ".join(_any(term, inside) for term in terms if not term.is_unwanted)
    unwanted = " OR ".join(_any(term, inside) for term in terms if term.is_unwanted)
    # a chain of NOT is a deep tree, which FTS5 refuses
    without = f" NOT ({unwanted})" if unwanted else ""
    return f"({wanted}){without}" if wanted else ""


def words_inside(db: Connection, word: str) -> list[str]:
    """Return words of the project that contain another one, but do not begin with it."""
    if len(word) < _GRAM:
        return []
    return [term for (term,) in ask(db, _INSIDE, [f'"{word}"', word, _MOST])]


def _any(term: Term, inside: Callable[[str], list[str]]) -> str:
    first, *rest = term.words
    firsts = [first, *(inside(first) if term.is_inside else ())]
    goes_on = "" if term.is_whole else " *"
    phrases = (f'"{" ".join([each, *rest])}"{goes_on}' for each in firsts)
    return f"({' OR '.join(phrases)})"
